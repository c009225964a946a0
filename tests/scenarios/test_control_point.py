"""The weekly round: every open task's date is confirmed or moved, and everybody hears of it once."""

from dataclasses import replace

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

ROUND = "Control point"
REASON = "The provider has to answer first"


async def begun(story: World) -> None:
    """Let Ada begin a round about two tasks of Ivan's, one of Dana's, and one of nobody's."""
    for title, developer in (("Checkout", "Ivan"), ("Export", "Ivan"), ("Login", "Dana")):
        await steps.raised(story, f"sev2 {title} is slow for Acme")
        await story.ada.clicks("Assign…").fills(developer=developer).submits()
        await story.settle()
    await steps.raised(story, "sev2 Search is slow for Acme", by=story.kim)
    await story.ada.clicks("Accept")
    await story.settle()
    answer = await story.ada.commands("/critical", "control-point now")
    assert answer.text == "The control point begins: 4 tasks. Your message is on its way."
    await story.settle()


def letters(person: Person) -> list[Message]:
    return [one for one in person.dms if one.text.startswith(ROUND)]


def letter(person: Person) -> str:
    return person.rendered(letters(person)[0])


def pings(person: Person) -> int:
    return len(person.notifications)


def channel(story: World) -> list[str]:
    posted = story.slack.channel_messages(CRITICAL)
    return [story.slack.rendered(one, story.sam) for one in posted if one.text.startswith(ROUND)]


async def press(story: World, person: Person, label: str, times: int = 1) -> None:
    """Press the first such button of somebody's first message of the round."""
    for _ in range(times):
        await person.clicks(label, on=letters(person)[0])
        await story.settle()


async def moved(story: World) -> None:
    """Let Ada move the date of the first task that is not settled yet, in her message."""
    form = await story.ada.clicks("Move…", on=letters(story.ada)[0])
    assert form is not None
    told = {"Reason": REASON, "What to tell the customer": "It takes a week longer."}
    await form.fills({"Deadline": "In a week", **told}).submits()
    await story.settle()


async def test_everybody_concerned_is_asked_in_one_message(story: World) -> None:
    await begun(story)
    assert "4 tasks open, do the dates hold? 0 of 4 decided" in letter(story.ada)
    assert steps.buttons(story.ada, ROUND) == [
        *("Holds", "Move…", "Assign…"),
        *("Holds", "Move…", "Ask Dana"),
        *("Holds", "Move…", "Ask Ivan"),
        *("Holds", "Move…", "Ask Ivan"),
    ]
    assert "2 of yours: do the dates hold? 0 of 2 answered" in letter(story.ivan)
    assert "1 of yours: does the date hold? 0 of 1 answered" in letter(story.dana)
    assert steps.buttons(story.dana, ROUND) == ["Holds", "Need more time…"]
    for one in (story.sam, story.kim, story.ben, story.mira):
        assert letters(one) == []


async def test_a_whole_round(story: World) -> None:
    await begun(story)
    before = {one: pings(one) for one in (story.sam, story.kim, story.ada, story.ivan, story.dana)}
    await press(story, story.dana, "Holds")
    assert "you answered everything, thank you. Ada confirms." in letter(story.dana)
    assert "Dana: it holds." in letter(story.ada)
    assert "0 of 4" in letter(story.ada)
    await press(story, story.ada, "Holds", times=2)
    assert "2 of 4 decided" in letter(story.ada)
    await moved(story)
    assert "3 of 4 decided" in letter(story.ada)
    assert "✓ Moved from" in letter(story.ivan)
    assert "1 of 2 answered" in letter(story.ivan)
    assert {one: pings(one) for one in before} == before

    await press(story, story.ada, "Holds")
    await story.advance(seconds=1)
    assert "Control point is over: 4 of 4 decided." in letter(story.ada)
    assert steps.buttons(story.ada, ROUND) == []
    told = {one: pings(one) - count for one, count in before.items()}
    assert told == {story.sam: 1, story.kim: 1, story.ada: 0, story.ivan: 0, story.dana: 0}
    assert story.mira.notifications == []


async def test_everybody_hears_once_what_came_of_it(story: World) -> None:
    await begun(story)
    await press(story, story.ada, "Holds", times=2)
    await moved(story)
    await press(story, story.ada, "Holds")
    await story.advance(seconds=1)
    digest = story.sam.rendered(letters(story.sam)[0])
    assert "how your 3 tasks stand now" in digest
    assert digest.count("confirmed") == 2
    # How each stands, who has it, by when.
    assert digest.count("Assigned · Ivan · by") + digest.count("Assigned · Ivan · changed") == 2
    assert digest.count("Assigned · Dana · ") == 1
    assert "changed from" in digest
    assert REASON in digest
    assert "For the customer: “It takes a week longer.”" in digest
    assert "CRIT-4 by" in steps.last(story.kim)
    assert "4 open tasks: 3 confirmed, 1 moved." in channel(story)[0]
    assert "Moved: CRIT-1 (now" in channel(story)[0]


async def test_a_developer_is_asked_by_the_administrator_and_answers_there(story: World) -> None:
    await begun(story)
    before = pings(story.dana)
    await press(story, story.ada, "Ask Dana")
    assert pings(story.dana) == before + 1
    assert "hold? Ada asks." in steps.last(story.dana)
    assert "Dana has been asked." in letter(story.ada)
    assert "Ask Dana" not in steps.buttons(story.ada, ROUND)
    await story.dana.clicks("Holds")
    await story.settle()
    assert "Dana: it holds." in letter(story.ada)
    assert "you answered everything" in letter(story.dana)


async def test_a_promise_that_awaits_agreement_is_answered_in_the_round(story: World) -> None:
    await begun(story)
    before = pings(story.ada), pings(story.sam), pings(story.ivan)
    form = await story.ivan.clicks("Need more time…", on=letters(story.ivan)[0])
    assert form is not None
    await form.fills(deadline="In a week", reason=REASON).submits()
    await story.settle()
    assert "Ivan asks for" in letter(story.ada)
    assert REASON in letter(story.ada)
    assert steps.buttons(story.ada, ROUND).count("Agree") == 1
    await press(story, story.ada, "Agree")
    assert "✓ Moved from" in letter(story.ada)
    assert "1 of 4 decided" in letter(story.ada)
    assert (pings(story.ada), pings(story.sam), pings(story.ivan)) == before


async def test_a_wish_from_before_the_round_is_kept_there_and_its_message_says_so(
    story: World,
) -> None:
    await steps.assigned(story, "sev2 Checkout is slow for Acme")
    form = await story.ivan.clicks("Need more time…")
    assert form is not None
    await form.fills(deadline="In a week", reason=REASON).submits()
    await story.settle()
    wish = replace(next(one for one in story.ada.dms if "asks for time" in one.text))
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    assert steps.buttons(story.ada, ROUND) == ["Agree", "Another date…", "Keep it"]
    # Ivan has said what he has to say.
    assert "you answered everything" in letter(story.ivan)
    assert steps.buttons(story.ivan, ROUND) == []
    await press(story, story.ada, "Keep it")
    assert steps.buttons(story.ada, "asks for time until") == []
    assert "✓ Holds" in letter(story.ada)
    await story.ada.clicks("Agree", on=wish)
    await story.settle()
    assert "that request is not open any more" in steps.whispers(story.ada)[-1]


async def test_who_is_silent_is_reminded_once(story: World) -> None:
    await begun(story)
    await press(story, story.dana, "Holds")
    before = {one: len(letters(one)) for one in (story.ada, story.ivan, story.dana)}
    await story.advance(hours=2)
    assert len(letters(story.ada)) == before[story.ada] + 1
    assert len(letters(story.ivan)) == before[story.ivan] + 1
    assert len(letters(story.dana)) == before[story.dana]
    reminder = letters(story.ivan)[-1]
    assert "Ada still waits for your word on 2 dates" in reminder.text
    await story.ivan.clicks("Holds", on=reminder)
    await story.settle()
    assert "1 of 2 answered" in letters(story.ivan)[-1].text
    assert "1 of 2 answered" in letter(story.ivan)
    await story.advance(hours=1)
    assert len(letters(story.ada)) == before[story.ada] + 1


async def test_what_nobody_answers_is_closed_as_unconfirmed_and_said_so(story: World) -> None:
    await begun(story)
    await story.advance(hours=2)
    await story.ada.clicks("Holds", on=letters(story.ada)[-1])
    await story.advance(hours=2)
    assert "Control point is over: 1 of 4 decided. 3 closed as not confirmed" in letter(story.ada)
    assert "not confirmed" in story.sam.rendered(letters(story.sam)[0])
    assert "4 open tasks: 1 confirmed, 3 not confirmed." in channel(story)[0]
    assert len(letters(story.sam)) == len(letters(story.kim)) == 1
    answer = await story.kim.commands("/critical", "CRIT-1")
    assert answer.message is not None
    assert "Nobody confirmed the date" in story.slack.rendered(answer.message, story.kim)


async def test_it_comes_each_week_without_anybody_arming_it(story: World) -> None:
    await steps.assigned(story, "sev1 Checkout is slow for Acme")
    await story.advance(days=6, hours=23, minutes=54)
    assert letters(story.ada) == []
    await story.advance(minutes=1)
    assert "1 task open, do the dates hold?" in letter(story.ada)
    await press(story, story.ada, "Holds")
    await story.advance(seconds=1)
    await story.advance(days=7)
    assert len(letters(story.ada)) == 2
