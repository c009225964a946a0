"""What a control point offers and says is right for each task: urgent, new, waiting, overdue."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.asking import ask
from tests.scenarios.world import CRITICAL, World

ROUND = "Control point"
REASON = "The provider answers on Monday"


def letters(person: Person) -> list[Message]:
    return [one for one in person.dms if one.text.startswith(ROUND)]


def letter(person: Person) -> str:
    return person.rendered(letters(person)[0])


async def begin(story: World) -> None:
    await story.ada.commands("/critical", "control-point now")
    await story.settle()


async def assigned(story: World, text: str, **fields: object) -> None:
    await steps.raised(story, text)
    await story.ada.clicks("Assign…").fills({"developer": "Ivan", **fields}).submits()
    await story.settle()


async def moved(story: World, deadline: str) -> None:
    form = await story.ada.clicks("Move…", on=letters(story.ada)[0])
    assert form is not None
    await form.fills(deadline=deadline, reason=REASON).submits()
    await story.settle()


async def test_a_date_of_severity_4_is_told_at_once(story: World) -> None:
    await assigned(story, steps.TEXT)
    await steps.raised(story, "sev2 Search is slow")
    await begin(story)
    await story.advance(minutes=2)
    await moved(story, "In a week")
    for person in (story.sam, story.ivan):
        assert REASON in steps.last(person)


async def test_a_date_that_passes_before_the_round_ends_is_told_at_once(story: World) -> None:
    await assigned(story, f"sev2 Checkout is slow for Acme\n{steps.REST}", deadline="Today")
    await assigned(story, f"sev2 Search is slow for Acme\n{steps.REST}")
    await steps.raised(story, f"sev2 Basket is slow for Acme\n{steps.REST}")
    await story.advance(hours=5)
    await begin(story)  # until tomorrow morning
    await moved(story, "In a week")
    assert REASON in steps.last(story.sam)
    told = len(story.sam.notifications)
    await (
        story.ada.clicks("Move…", on=letters(story.ada)[0])
        .fills(deadline="In a week", reason="It is bigger than we thought")
        .submits()
    )
    await story.settle()
    assert len(story.sam.notifications) == told  # that one is due next week: it waits for the end


async def test_each_task_has_the_buttons_that_fit_it(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await steps.raised(story, "sev2 Search is slow")
    await begin(story)
    assert steps.buttons(story.ada, ROUND) == [
        *("Accept", "Assign…", "Move deadline…"),
        *("Holds", "Move…", "Ask Ivan"),
    ]
    assert "the clock stands" in letter(story.ada)
    assert "for an answer; the date moves by as long." in letter(story.ada)
    await story.ada.clicks("Accept", on=letters(story.ada)[0])
    await story.settle()
    assert steps.buttons(story.ada, ROUND)[:3] == ["Holds", "Move…", "Assign…"]


async def test_what_was_confirmed_and_passed_meanwhile_is_not_called_confirmed(
    story: World,
) -> None:
    await assigned(story, steps.TEXT)
    await steps.raised(story, "sev2 Search is slow")
    await story.advance(hours=1)
    await begin(story)
    await story.ada.clicks("Holds", on=letters(story.ada)[0])
    await story.settle()
    await story.advance(hours=4)
    digest = story.sam.rendered(letters(story.sam)[0])
    assert "overdue since" in digest
    assert ", confirmed" not in digest
    posted = [one.text for one in story.slack.channel_messages(CRITICAL) if ROUND in one.text]
    assert "2 open tasks: 1 not confirmed, 1 overdue meanwhile." in posted[-1]


async def test_the_developer_hears_in_the_end_what_they_answered_and_what_not(
    story: World,
) -> None:
    await assigned(story, "sev2 Checkout is slow for Acme")
    await assigned(story, "sev2 Search is slow for Acme")
    await begin(story)
    await story.ivan.clicks("Holds", on=letters(story.ivan)[0])
    await story.settle()
    await story.advance(hours=4)
    over = letter(story.ivan)
    assert "Control point is over: you answered 1 of 2." in over
    assert "You say that it holds; it was not confirmed in time." in over
    assert "Not confirmed: nobody answered in time." in over
