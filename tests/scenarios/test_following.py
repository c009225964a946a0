"""Following what others raised: by button, by 👀, by adding one's own customer."""

import pytest

from bot.simulator.messages import Message
from bot.simulator.modal import Modal
from bot.simulator.person import Person
from storage import followers
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World


async def test_who_follows_hears_of_every_step_until_they_unfollow(story: World) -> None:
    await steps.raised(story)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("You follow CRIT-1 now: Checkout is down")

    await story.ada.clicks("Accept")
    await story.settle()
    assert "Ada is looking at it" in steps.last(story.kim)
    heard = len(story.kim.notifications)

    await story.kim.chooses("Unfollow", on=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("You follow CRIT-1 no more")
    await story.ivan.clicks("Take it")
    await story.settle()
    assert len(story.kim.notifications) == heard
    assert "Ivan works on it now" in steps.last(story.sam)


async def test_what_is_so_already_is_said_with_the_way_back(story: World) -> None:
    await steps.raised(story)
    for _ in range(2):
        await story.kim.clicks("Follow", on=steps.card_message(story))
        await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("You follow CRIT-1 already")
    await story.kim.clicks("Unfollow", on=story.kim.ephemerals[-1])
    await story.settle()
    assert await following(story) == ()
    await story.kim.chooses("Unfollow", on=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("You did not follow CRIT-1")


async def test_the_reporter_need_not_follow(story: World) -> None:
    await steps.raised(story)
    await story.sam.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.sam)[-1].startswith("You raised CRIT-1")
    await story.sam.reacts("eyes", to=steps.card_message(story))
    await story.settle()
    assert await following(story) == ()


async def test_eyes_of_support_follow_and_taking_them_back_ends_it(story: World) -> None:
    await steps.raised(story)
    await story.kim.reacts("eyes", to=message(story))
    await story.settle()
    assert await following(story) == ("U0KIM",)
    assert steps.whispers(story.kim)[-1].startswith("You follow CRIT-1 now")
    await story.kim.unreacts("eyes", to=message(story))
    await story.settle()
    assert await following(story) == ()
    assert steps.whispers(story.kim)[-1].startswith("You follow CRIT-1 no more")


async def test_eyes_of_the_development_side_and_of_the_bot_mean_something_else(
    story: World,
) -> None:
    await steps.raised(story)
    for person in (story.ada, story.ben, story.ivan):
        await person.reacts("eyes", to=steps.card_message(story))
    await story.kim.reacts("tada", to=steps.card_message(story))
    await story.ada.clicks("Accept")
    await story.settle()
    assert "eyes" in message(story).reactions
    assert await following(story) == ()


async def test_eyes_elsewhere_follow_nothing_but_those_on_any_message_of_a_task_do(
    story: World,
) -> None:
    await steps.raised(story)
    more = await story.sam.writes("Paypal works", channel=CRITICAL)
    await story.settle()
    in_thread = await story.ivan.replies("I look", to=message(story))
    await story.kim.reacts("eyes", to=story.sam.dms[-1])
    await story.kim.reacts("eyes", to=in_thread)
    await story.settle()
    assert await following(story) == ()
    await story.kim.reacts("eyes", to=more)
    await story.settle()
    assert await following(story) == ("U0KIM",)


async def test_me_too_counts_another_customer_and_follows(story: World) -> None:
    await steps.raised(story)
    form = await opened(story.kim, story)
    assert form.labels == ["Customer", "Ticket"]
    refused = await form.submits(anyway=True)
    assert refused.errors == {"Customer": "Name the customer, or give the ticket."}
    await form.fills(customer="Globex", ticket="5512").submits()
    await story.settle()

    assert steps.whispers(story.kim)[-1].startswith("Globex, ticket 5512 is on CRIT-1 now, too")
    assert "👥 1 other affected" in steps.card(story)
    assert "Kim says that it affects others too: Globex, ticket 5512." in steps.thread(story)[-1]
    assert await following(story) == ("U0KIM",)

    form = await opened(story.mira, story)
    await form.fills(customer="Initech").submits()
    await story.settle()
    assert "👥 2 others affected" in steps.card(story)
    answer = await story.sam.commands("/critical", "CRIT-1")
    assert answer.message is not None
    shown = story.sam.rendered(answer.message)
    assert "Globex, ticket 5512 (Kim)" in shown
    assert "Initech (Mira)" in shown


async def test_the_same_customer_is_counted_once(story: World) -> None:
    await steps.raised(story)
    form = await opened(story.kim, story)
    await form.fills(customer="Globex").submits()
    await story.settle()
    await story.advance(minutes=1)
    form = await opened(story.mira, story)
    refused = await form.fills(customer=" globex ").submits()
    assert "known of CRIT-1 already" in refused.errors["Customer"]
    await form.fills(ticket="77").submits()
    await story.settle()
    assert "👥 1 other affected" in steps.card(story)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ({"customer": "Globex"}, {"customer": "Globex"}),
        ({"ticket": "5512"}, {"ticket": " 5512"}),
        ({"customer": "Globex", "ticket": "5512"}, {"ticket": "5512"}),
        ({"customer": "Globex", "ticket": "5512"}, {"customer": "GLOBEX", "ticket": "5512"}),
    ],
)
async def test_who_says_the_same_twice_counts_once(
    story: World, first: dict[str, object], again: dict[str, object]
) -> None:
    await steps.raised(story)
    form = await opened(story.kim, story)
    await form.fills(**first).submits()
    await story.settle()
    form = await opened(story.kim, story)
    refused = await form.fills(**again).submits()
    assert "known of CRIT-1 already" in refused.errors["Customer"]
    await story.settle()
    assert "👥 1 other affected" in steps.card(story)
    added = [line for line in steps.thread(story) if "affects others too" in line]
    assert len(added) == 1


async def test_a_ticket_counts_no_more_by_itself_once_its_customer_is_known(story: World) -> None:
    await steps.raised(story)
    for named in ({"ticket": "5512"}, {"customer": "Globex", "ticket": "5512"}):
        form = await opened(story.kim, story)
        await form.fills(**named).submits()
        await story.settle()
    assert "👥 1 other affected" in steps.card(story)


async def test_nobody_can_follow_what_is_over(story: World) -> None:
    await steps.raised(story)
    card = steps.card_message(story)
    await story.sam.clicks("Not a task")
    await story.advance(minutes=1)
    await story.kim.reacts("eyes", to=card)
    await story.settle()
    assert await following(story) == ()
    assert "Follow" not in story.kim.rendered(steps.card_message(story))


async def opened(person: Person, story: World) -> Modal:
    """Let somebody open the form that adds a customer."""
    form = await person.clicks("Me too…", on=steps.card_message(story))
    assert form is not None
    return form


def message(story: World) -> Message:
    """Find what Sam wrote."""
    posted = story.slack.channel_messages(CRITICAL)
    return next(one for one in posted if one.text.startswith("Checkout") and not one.bot_id)


async def following(story: World) -> tuple[str, ...]:
    """Name who follows the task."""
    async with story.bot.desk.database.read() as session:
        return await followers.list_of(session, 1)
