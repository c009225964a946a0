"""Slack is away over many due times at once: no flood comes afterwards, and nothing is lost."""

from bot.simulator.faults import Fault
from bot.simulator.person import Person
from tests.scenarios import asking, steps
from tests.scenarios.test_control_point import channel, letter
from tests.scenarios.world import World

AWAY = Fault(kind="server_error", status=503)
"""What Slack sends still arrives; what it is told is refused."""


async def at_noon(story: World) -> None:
    """Have an update, a deadline, a question and a control point due in the next two hours.

    CRIT-1 is Ivan's and promised until 14:05; CRIT-2 is Dana's, who asks Kim; CRIT-3 is Sam's.
    Kim is in Berlin for once: at home nobody works at that time, or is reminded.
    """
    await story.kim.changes(tz="Europe/Berlin")
    await steps.started_with(story, steps.WHOLE, deadline="By severity")
    await steps.raised(story, f"Payments fail for Bolt\n{steps.REST}", by=story.kim)
    await given(story, "CRIT-2", "Dana")
    await steps.raised(story, f"sev2 Reports are slow for Acme\n{steps.REST}")
    await given(story, "CRIT-3", "Ivan")
    await story.advance(hours=1, minutes=55)
    form = story.dana.clicks("Ask reporter…", on=steps.card_message(story, "CRIT-2"))
    await form.fills(question=asking.QUESTION).submits()
    await story.settle()
    await story.ivan.clicks("On track")
    await story.settle()
    await story.ada.commands("/critical", "control-point now")
    await story.settle()


async def given(story: World, key: str, developer: str) -> None:
    """Let Ada give a task away."""
    form = story.ada.clicks("Assign…", on=steps.card_message(story, key))
    await form.fills(developer=developer).submits()
    await story.settle()


async def hours_pass(story: World) -> None:
    """Let two hours and ten minutes pass, and nothing be heard of what they bring."""
    for _ in range(26):
        await story.advance(minutes=5)


async def back(story: World) -> None:
    """Let Slack be there again, and say what still has to be said."""
    story.slack.faults.clear()
    for _ in range(8):
        await story.advance(minutes=1)


def counts(story: World) -> dict[str, int]:
    """Count what everybody was notified of."""
    names = ("sam", "kim", "ada", "ben", "ivan", "dana", "mira")
    return {name: len(getattr(story, name).notifications) for name in names}


def new(person: Person, told: int) -> list[str]:
    """Read what somebody was notified of since, in no order: each conversation goes alone."""
    return sorted(person.notifications[told:])


async def test_two_hours_with_everything_due_end_in_one_message_for_each_matter(
    story: World,
) -> None:
    await at_noon(story)
    told = counts(story)
    story.slack.faults.add(AWAY)
    await hours_pass(story)
    assert counts(story) == told
    await back(story)
    passed = "it is past its deadline, Tue 24 Nov, 14:05"
    (sam,) = new(story.sam, told["sam"])
    assert passed in sam
    (ivan, reminder) = new(story.ivan, told["ivan"])
    assert passed in ivan
    assert "How is it going?" in ivan
    assert "still waits for your word on 2 dates" in reminder
    ada = new(story.ada, told["ada"])
    assert [passed in one for one in ada].count(True) == 1
    assert [one for one in ada if "still need your word" in one] != []
    assert [one for one in ada if "has waited 2 h for an answer" in one] != []
    assert len(ada) == 3
    # The reminders after 15 minutes and an hour say less than what came after two.
    (kim,) = new(story.kim, told["kim"])
    assert "has waited 2 h" in kim
    (dana,) = new(story.dana, told["dana"])
    assert "still waits for your word" in dana
    assert counts(story)["ben"] == told["ben"]
    assert counts(story)["mira"] == told["mira"]


async def test_what_was_settled_meanwhile_is_not_asked_any_more(story: World) -> None:
    await at_noon(story)
    told, card = counts(story), steps.card_message(story)
    question, form = asking.newest(story.kim), await story.ivan.clicks("Fixed…", on=card)
    assert form is not None
    story.slack.faults.add(AWAY)
    await hours_pass(story)
    await story.kim.replies("Firefox", to=question)
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await back(story)
    (sam,) = new(story.sam, told["sam"])
    assert "it is fixed, says Ivan" in sam
    assert new(story.kim, told["kim"]) == []
    for person, name in ((story.ivan, "ivan"), (story.ada, "ada"), (story.dana, "dana")):
        for one in new(person, told[name]):
            assert "past its deadline" not in one
            assert "has waited" not in one
            assert "How is it going?" not in one or one.startswith("CRIT-2")
    assert any("Kim answers you: “Firefox”" in one for one in new(story.dana, told["dana"]))
    assert any("fixed, says Ivan" in one for one in new(story.ada, told["ada"]))


async def test_a_round_that_ended_meanwhile_is_told_by_its_end_alone(story: World) -> None:
    await at_noon(story)
    told = counts(story)
    story.slack.faults.add(AWAY)
    await hours_pass(story)
    await hours_pass(story)
    await back(story)
    assert "3 closed as not confirmed" in letter(story.ada)
    assert len(channel(story)) == 1
    for name in ("ivan", "dana", "ada"):
        heard = new(getattr(story, name), told[name])
        assert not any("word" in one for one in heard if one.startswith("Control point"))
    digests = [one for one in new(story.sam, told["sam"]) if one.startswith("Control point")]
    assert len(digests) == 1
