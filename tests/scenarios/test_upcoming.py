"""What comes next of its own accord is said in words, whatever it is."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.upcoming import Event, Upcoming
from bot.services import upcoming
from bot.views import texts
from bot.views.upcoming import upcoming as words
from tests.scenarios import steps
from tests.scenarios.asking import ask, newest
from tests.scenarios.world import World

SLOW = "sev2 Checkout is slow for Acme"
BERLIN = ZoneInfo("Europe/Berlin")


async def coming(story: World) -> list[str]:
    """List what comes next, each with its time in Berlin."""
    found = await upcoming.list_next(story.bot.desk, 50)
    return [
        f"{texts.plain_date(one.at, BERLIN)}: {words(one, found.people)}" for one in found.upcoming
    ]


async def test_without_a_task_no_control_point_comes(story: World) -> None:
    assert await coming(story) == []
    await steps.raised(story, SLOW)
    begins = "Tue 1 Dec, 10:00: A control point begins; Ada is asked about all open tasks"
    assert begins in await coming(story)


async def test_an_open_control_point_reminds_and_ends(story: World) -> None:
    await steps.raised(story, SLOW)
    await story.ada.clicks("Accept")
    await story.settle()
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    reminds = "Tue 24 Nov, 12:05: Whoever is silent in the control point is reminded"
    ends = "Tue 24 Nov, 14:05: The control point is closed, and everybody hears what came of it"
    assert {reminds, ends} <= {*await coming(story)}
    await story.ada.clicks("Holds", on=story.ada.dms[-1])
    await story.settle()
    assert not {reminds, ends} & {*await coming(story)}


async def test_who_is_asked_a_question_is_reminded_or_asked_again(story: World) -> None:
    await steps.assigned(story)
    await ask(story, story.ivan)
    reminds = "Tue 24 Nov, 10:20: CRIT-1: nobody has answered; Sam is reminded of the question"
    assert [one for one in await coming(story) if "CRIT-1" in one] == [reminds]
    form = story.sam.clicks("The customer does not answer", on=newest(story.sam))
    await form.fills(wait_until=date(2026, 11, 26)).submits()
    await story.settle()
    again = "Thu 26 Nov, 09:00: CRIT-1: Sam is asked the question again"
    assert [one for one in await coming(story) if "CRIT-1" in one] == [again]
    await story.sam.replies("Firefox", to=newest(story.sam))
    await story.settle()
    assert not [one for one in await coming(story) if "question" in one]


async def test_duty_absences_and_quiet_hours_come_to_their_ends(story: World) -> None:
    answer = await story.ada.commands("/critical", "duty rota")
    assert answer.modal is not None
    await answer.modal.fills({"Who": ["Ada", "Ben"], "From": date(2026, 11, 23)}).submits()
    await story.ivan.commands("/critical", "away until thursday")
    await story.kim.commands("/critical", "away")
    await story.sam.commands("/critical", "quiet 09:00-18:00")
    await steps.raised(story, SLOW)
    listed = await coming(story)
    assert "Mon 30 Nov, 09:00: Ben comes on duty" in listed
    assert "Thu 26 Nov, 09:00: Ivan is back" in listed
    assert "Tue 24 Nov, 18:00: The quiet hours of Sam end; what waited is told" in listed
    await story.ivan.commands("/critical", "back")
    await story.sam.commands("/critical", "quiet off")
    await story.settle()
    left = [one for one in await coming(story) if "CRIT-1" not in one and "control" not in one]
    assert left == ["Mon 30 Nov, 09:00: Ben comes on duty"]


async def test_an_absence_of_who_is_on_duty_ends_with_a_change_of_duty(story: World) -> None:
    await story.ada.commands("/critical", "away until thursday")
    await story.settle()
    assert [*await coming(story)] == [
        "Thu 26 Nov, 09:00: Ada is back",
        "Thu 26 Nov, 09:00: Ada comes on duty",
    ]


def test_each_event_has_its_words(story: World) -> None:
    for event in Event:
        said = words(Upcoming(story.clock.now(), event, 7, ("U0SAM",)), {})
        assert said.startswith("CRIT-7: ")
        assert len(said) > len("CRIT-7: ")
        assert "{" not in said
