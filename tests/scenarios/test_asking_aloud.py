"""`? text` in a task's thread where it cannot be a question: only who wrote it hears why."""

import pytest

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

ASKED = "? Which browser do they use?"


async def closed(story: World) -> None:
    await steps.fixed(story)
    await story.sam.clicks("Works")
    await story.settle()


async def declined(story: World) -> None:
    await steps.raised(story)
    form = await story.ada.chooses("Decline…", on=steps.card_message(story))
    assert form is not None
    await form.fills(reason="Not ours").submits()
    await story.settle()


async def withdrawn(story: World) -> None:
    await steps.raised(story)
    await story.sam.clicks("Not a task")
    await story.settle()


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (closed, "Sam closed CRIT-1"),
        (declined, "Ada declined CRIT-1"),
        (withdrawn, "Sam withdrew CRIT-1"),
    ],
)
async def test_who_asks_about_what_is_over_hears_why_not_in_that_thread_alone(
    story: World, ended: object, said: str
) -> None:
    assert callable(ended)
    await ended(story)
    card = steps.card_message(story)
    before, told = steps.card(story), dms(story)
    in_thread = len(steps.thread(story))
    await story.ivan.replies(ASKED, to=card)
    await story.settle()
    [answer] = story.ivan.ephemerals
    assert said in answer.text
    assert (answer.channel, answer.thread_ts) == (CRITICAL, root(story).ts)
    assert dms(story) == told
    assert steps.card(story) == before
    # Nothing but what Ivan wrote himself.
    assert len(steps.thread(story)) == in_thread + 1


async def test_what_support_writes_so_is_a_message_to_the_team(story: World) -> None:
    await steps.started(story)
    told, in_thread = dms(story), len(steps.thread(story))
    for person in (story.sam, story.kim, story.mira):
        await person.replies("? Do you need the customer's version", to=steps.card_message(story))
    await story.settle()
    assert [steps.whispers(one) for one in people(story)] == [[] for _ in people(story)]
    assert dms(story) == told
    assert "In progress" in steps.card(story)
    assert len(steps.thread(story)) == in_thread + 3


def root(story: World) -> Message:
    posted = story.slack.channel_messages(CRITICAL)
    return next(one for one in posted if one.text.startswith("Checkout") and not one.bot_id)


def people(story: World) -> list[Person]:
    return [story.sam, story.kim, story.ada, story.ben, story.ivan, story.dana, story.mira]


def dms(story: World) -> list[int]:
    """Count what everybody has in their direct messages."""
    return [len(one.dms) for one in people(story)]
