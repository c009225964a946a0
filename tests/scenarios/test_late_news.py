"""Who waits hears the truth: nobody has accepted, news does not come, somebody is away."""

from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

LATE = "you were to hear something by"


def heard(person: Person, said: str) -> list[str]:
    """Read the notices that say this."""
    return [one for one in person.notifications if said in one]


async def asks(story: World, who: Person) -> None:
    """Let somebody ask the reporter on the card."""
    form = await who.clicks("Ask reporter…", on=steps.card_message(story))
    assert form is not None
    await form.fills(question="Which browser?").submits()
    await story.settle()


async def test_the_card_says_who_was_called_and_who_is_next(story: World) -> None:
    await steps.raised(story)
    assert "by Tue 24 Nov, 11:05 at the latest" in steps.last(story.sam)
    assert "Ada has been called. If nobody accepts it, Ada is called again today, " in steps.card(
        story
    )
    assert "10:10 AM" in steps.card(story)
    await story.advance(minutes=5)
    assert "If nobody accepts it, Ben is called today, " in steps.card(story)
    await story.advance(minutes=5)
    assert "Ada and Ben have been called. If nobody accepts it, Mira" in steps.card(story)
    assert "10:20 AM" in steps.card(story)
    await story.advance(minutes=5)
    called = "Ada, Ben and Mira have been called. It still waits for somebody to accept it."
    assert called in steps.card(story)


async def test_the_reporter_hears_once_that_nobody_has_accepted(story: World) -> None:
    await steps.raised(story)
    for _ in range(3):
        await story.advance(minutes=5)
    await story.advance(minutes=44)
    assert heard(story.sam, LATE) == []
    await story.advance(minutes=1)
    (told,) = heard(story.sam, LATE)
    assert "Ada, Ben and Mira have been called, and nobody has accepted it yet." in told
    assert "For the customer: “We have passed it on and called the team again." in told
    assert "*late*" in steps.card(story) or ", late" in steps.card(story)
    for _ in range(3):
        await story.advance(minutes=30)
    assert len(heard(story.sam, LATE)) == 1


async def test_a_silence_is_admitted_to_who_waits_once_and_anew_after_an_answer(
    story: World,
) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    for minutes in (60, 30, 30):
        assert heard(story.sam, LATE) == []
        await story.advance(minutes=minutes)
    for person in (story.sam, story.kim):
        (told,) = heard(person, LATE)
        assert "Ivan has not answered yet; Ada has been told and asks." in told
        assert "For the customer: “There is nothing new yet." in told
    assert "11:05" in heard(story.sam, LATE)[0]
    await story.advance(hours=1)
    assert len(heard(story.sam, LATE)) == 1
    await story.ivan.clicks("On track")
    await story.settle()
    assert "late" not in steps.card(story)
    for minutes in (60, 30, 30):
        await story.advance(minutes=minutes)
    assert len(heard(story.sam, LATE)) == 2


async def test_a_wish_that_nobody_decides_is_admitted_too(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    wish = story.ivan.clicks("Need more time…")
    await wish.fills(deadline="In a week", reason="A part is missing").submits()
    await story.settle()
    await story.advance(hours=1)
    assert heard(story.sam, LATE) == []
    await story.advance(hours=1)
    assert "Ivan has told Ada how it goes, and Ada has not decided yet." in steps.last(story.sam)


async def test_of_a_developer_who_is_away_the_administrator_is_asked_at_once(
    story: World,
) -> None:
    await steps.started_with(story, steps.WHOLE, deadline="Tomorrow")
    await story.ivan.commands("/critical", "away until thursday")
    await story.settle()
    told = len(story.ivan.notifications)
    await story.advance(hours=1)
    assert "Ivan is away until Thu 26 Nov, 09:00, and Sam has to tell the customer" in steps.last(
        story.ada
    )
    assert steps.buttons(story.ada, "Ivan is away until") == ["Assign…", "Move deadline…"]
    assert "Ivan is away until Thu 26 Nov, 09:00; Ada has been asked" in steps.last(story.sam)
    await story.advance(hours=1)
    assert "I ask for the second time." in steps.last(story.ada)
    assert len(story.ivan.notifications) == told
    assert len(heard(story.sam, LATE)) == 1
    await story.ivan.commands("/critical", "back")
    await story.settle()
    await story.advance(hours=1)
    assert "How is it going?" in steps.last(story.ivan)
    assert "second time" not in steps.last(story.ivan)


async def test_what_was_told_before_somebody_got_it_is_not_told_of_them(story: World) -> None:
    await steps.raised(story)
    await story.ada.clicks("Accept")
    await story.settle()
    for minutes in (60, 30, 30):
        await story.advance(minutes=minutes)
    assert "nobody has it yet" in steps.last(story.ada)
    asked = story.ada.dms[-1]
    assert "I ask for the third time." in story.ada.rendered(asked)
    await story.ada.clicks("Assign…", on=asked).fills(developer="Ivan").submits()
    await story.settle()
    assert "nobody has it yet" in story.ada.rendered(asked)
    assert "Ivan was asked" not in story.ada.rendered(asked)
    answer = await story.sam.commands("/critical", "CRIT-1")
    assert "Ivan was asked" not in answer.rendered
    assert "Nobody was asked how it is going, for the third time; Ada was told." in answer.rendered


async def test_a_deadline_that_passes_before_the_start_is_told_as_it_is(story: World) -> None:
    await steps.assigned(story, deadline="By severity")
    await story.advance(hours=4)
    assert "Ivan has it and has not started yet." in steps.last(story.sam)
    assert "Our developers have it. You get a new date" in steps.last(story.sam)


async def test_a_new_task_that_becomes_severity_4_calls_at_once(story: World) -> None:
    await steps.raised(story, "Search is slow, sev1")
    before, lines = len(story.ada.notifications), len(steps.thread(story, "Search is slow"))
    card = steps.card_message(story)
    await story.sam.chooses("Change severity…", on=card).fills(severity="4").submits()
    await story.settle()
    assert len(story.ada.notifications) == before + 1
    assert "Severity 4 now, and nobody has accepted it yet" in story.ada.rendered(story.ada.dms[-1])
    assert steps.buttons(story.ada, "nobody has accepted it yet") == ["Accept", "Assign…"]
    assert "@Ada, severity 4 now, and nobody" in "\n".join(
        steps.thread(story, "Search is slow")[lines:]
    )
    await story.advance(minutes=5)
    assert "nobody has accepted it in 5 min" in steps.last(story.ada)


async def test_who_raises_the_severity_on_duty_is_not_called_by_themselves(story: World) -> None:
    await steps.raised(story, "Search is slow, sev1")
    before = len(story.ada.notifications)
    card = steps.card_message(story)
    await story.ada.chooses("Change severity…", on=card).fills(severity="4").submits()
    await story.settle()
    assert len(story.ada.notifications) == before


async def test_while_the_reporter_is_asked_nobody_is_called(story: World) -> None:
    await steps.raised(story)
    await asks(story, story.ada)
    for _ in range(6):
        await story.advance(minutes=2)
    assert heard(story.ben, "nobody has accepted it") == []
    assert heard(story.ada, "nobody has accepted it") == []
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    await story.advance(minutes=4)
    assert heard(story.ada, "nobody has accepted it") == []
    await story.advance(minutes=1)
    assert len(heard(story.ada, "nobody has accepted it")) == 1
    await story.advance(minutes=5)
    assert len(heard(story.ben, "nobody has accepted it")) == 1


async def test_a_deadline_is_near_also_after_an_answer_has_moved_it(story: World) -> None:
    await steps.started(story, deadline="By severity")
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await story.advance(hours=6)
    await story.advance(minutes=1)
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    assert heard(story.ivan, "comes near") == []
    await story.advance(hours=3)
    assert len(heard(story.ivan, "comes near: Tue 24 Nov, 20:06")) == 1
    await story.advance(minutes=50)
    assert len(heard(story.ivan, "comes near")) == 1


async def test_who_has_to_assign_hears_that_a_manager_accepted(story: World) -> None:
    await steps.raised(story)
    for _ in range(3):
        await story.advance(minutes=5)
    before = len(story.ada.notifications)
    await story.mira.clicks("Accept")
    await story.settle()
    assert "Mira accepted it" in steps.last(story.ada)
    assert len(story.ada.notifications) == before + 1
    assert steps.buttons(story.ada, "Mira accepted it") == ["Assign…"]
    await story.mira.clicks("Assign…", on=steps.card_message(story))
    await story.settle()
    assert (
        "Only a task administrator can assign CRIT-1. Ada is on duty."
        in steps.whispers(story.mira)[-1]
    )
