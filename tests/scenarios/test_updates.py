"""The next update is due: one click is the honest answer, and silence is made visible."""

from dataclasses import replace

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World


def asked(person: Person) -> list[str]:
    """Read how often somebody was asked how it is going."""
    return [one for one in person.notifications if "How is it going?" in one]


async def test_who_works_on_it_is_asked_when_the_update_is_due(story: World) -> None:
    await steps.started_with(story, steps.WHOLE, deadline="Tomorrow")
    before = {one.id: len(one.notifications) for one in (story.sam, story.ada, story.ben)}
    await story.advance(minutes=59)
    assert asked(story.ivan) == []
    await story.advance(minutes=1)
    assert "Sam has to tell the customer something. How is it going?" in steps.last(story.ivan)
    shown = ["On track", "Need more time…", "Blocked…", "Fixed…"]
    assert steps.buttons(story.ivan, "How is it going?") == shown
    for person in (story.sam, story.ada, story.ben):
        assert len(person.notifications) == before[person.id]


def offered(message: Message) -> list[object]:
    """List what can be clicked in a message."""
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [element for row in rows for element in row["elements"]]


async def test_on_track_is_one_click_and_reaches_reporter_and_followers(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.dana.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    await story.advance(hours=1)
    told = len(story.ivan.notifications)
    await story.ivan.clicks("On track")
    await story.settle()
    for person in (story.sam, story.dana):
        assert "Ivan: on track, still Wed 25 Nov, 18:00." in steps.last(person)
    assert "We still expect it to work again by Wed 25 Nov, 18:00." in steps.last(story.sam)
    assert "Next you hear by Tue 24 Nov, 12:05 at the latest." in steps.last(story.sam)
    assert (
        "Ivan: on track, still Wednesday, November 25th, 2026, 6:00 PM." in steps.thread(story)[-1]
    )
    assert len(story.ivan.notifications) == told
    assert steps.buttons(story.ivan, "How is it going?") == []

    await story.advance(minutes=59)
    assert len(asked(story.ivan)) == 1
    await story.advance(minutes=1)
    assert len(asked(story.ivan)) == 2


async def test_on_track_said_twice_is_told_once_and_says_that_it_arrived(story: World) -> None:
    await steps.started_with(story, steps.WHOLE, deadline="Tomorrow")
    await story.advance(hours=1)
    message = story.ivan.dms[-1]
    sam, lines = len(story.sam.notifications), len(steps.thread(story))
    await story.ivan.clicks("On track", on=message, times=2)
    await story.settle()
    assert len(story.sam.notifications) == sam + 1
    assert len(steps.thread(story)) == lines + 1
    shown = story.ivan.rendered(story.ivan.dms[-1])
    assert (
        "You said that it is on track. Sam is told. I ask you again on Tue 24 Nov, 12:05" in shown
    )
    assert "Ivan works on it. Sam is told as soon as it is fixed. Ivan, " in steps.card(story)
    assert "11:05 AM: on track." in steps.card(story)


async def test_minutes_later_on_another_device_on_track_is_no_news_either(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(hours=1)
    message = replace(story.ivan.dms[-1])
    await story.ivan.clicks("On track")
    await story.advance(minutes=5)
    sam = len(story.sam.notifications)
    await story.ivan.clicks("On track", on=message)
    await story.settle()
    assert len(story.sam.notifications) == sam
    assert "That is told already: CRIT-1 is on track." in steps.whispers(story.ivan)[-1]


async def test_an_answer_takes_the_buttons_from_every_message_that_asked(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    for minutes in (60, 30, 30):
        await story.advance(minutes=minutes)
    asking = [one for one in story.ivan.dms if "How is it going?" in one.text]
    assert [bool(offered(one)) for one in asking] == [True, True, True]
    await story.ivan.replies("Found it", to=steps.card_message(story))
    await story.settle()
    asking = [one for one in story.ivan.dms if "How is it going?" in one.text]
    assert [offered(one) for one in asking] == [[], [], []]
    shown = story.ivan.rendered(asking[-1])
    assert "You wrote in the thread, and Sam is told. I ask you again on Tue 24 Nov, 13:05" in shown
    assert steps.buttons(story.ada, "was asked twice how it is going") == []


async def test_what_blocks_it_is_one_sentence_that_the_administrator_hears_too(
    story: World,
) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(hours=1)
    form = await story.ivan.clicks("Blocked…")
    assert form is not None
    assert form.labels == ["What blocks it"]
    refused = await form.fills(what_blocks_it=" ").submits(anyway=True)
    assert "Say what blocks it." in refused.errors["What blocks it"]
    await form.fills(what_blocks_it="The provider has to open the port").submits()
    await story.settle()
    for person in (story.sam, story.ada):
        assert "Ivan is blocked" in steps.last(person)
        assert "The provider has to open the port" in steps.last(person)
    assert steps.buttons(story.ada, "Ivan is blocked") == ["Assign…", "Move deadline…"]
    assert "The provider has to open the port" in steps.thread(story)[-1]


async def test_silence_is_asked_about_once_more_and_then_the_administrator_hears(
    story: World,
) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(hours=1)
    before = len(story.ada.notifications)
    await story.advance(minutes=30)
    assert len(asked(story.ivan)) == 2
    assert "It is the second time that I ask." in steps.last(story.ivan)
    assert len(story.ada.notifications) == before
    await story.advance(minutes=30)
    assert "Ivan was asked twice how it is going and has not answered" in steps.last(story.ada)
    assert "Ada is told, too." in steps.last(story.ivan)
    assert "Ivan has not answered yet; Ada has been told and asks." in steps.last(story.sam)

    await story.ivan.clicks("On track")
    await story.settle()
    told = len(story.ada.notifications)
    await story.advance(minutes=59)
    assert len(story.ada.notifications) == told
    assert len(asked(story.ivan)) == 3
    await story.advance(minutes=1)
    assert "It is the second time" not in steps.last(story.ivan)
    assert len(asked(story.ivan)) == 4


async def test_the_longer_the_silence_the_higher_the_count_that_the_administrator_reads(
    story: World,
) -> None:
    await steps.started(story, deadline="Tomorrow")
    for minutes in (60, 30, 30, 60):
        await story.advance(minutes=minutes)
    assert "Ivan was asked 3 times how it is going and has not answered" in steps.last(story.ada)
    assert "I ask for the 4th time" in steps.last(story.ivan)


async def test_a_silence_that_lasts_is_told_to_the_managers_once_and_asked_about_daily(
    story: World,
) -> None:
    await steps.started(story, deadline="In a week")  # a Tuesday, ten past ten
    for minutes in (60, 30, 30, 60):
        await story.advance(minutes=minutes)
    assert len(asked(story.ivan)) == 4
    await story.advance(hours=19, minutes=54)  # Wednesday, a minute to nine
    assert len(asked(story.ivan)) == 4
    assert not story.mira.was_told("has not answered")
    await story.advance(minutes=1)
    assert len(asked(story.ivan)) == 5
    for person in (story.ada, story.mira):
        assert "Ivan was asked 4 times how it is going" in steps.last(person)
    assert steps.buttons(story.ada, "was asked 4 times") == ["Assign…", "Move deadline…"]
    assert steps.buttons(story.mira, "was asked 4 times") == []
    told = len(story.ada.notifications), len(story.mira.notifications)
    for day in range(1, 5):  # Thursday and Friday, and nothing on the weekend
        await story.advance(days=1)
        assert len(asked(story.ivan)) == 5 + min(day, 2)
    assert (len(story.ada.notifications), len(story.mira.notifications)) == told
    assert "It is the 7th time that I ask." in asked(story.ivan)[-1]


async def test_who_is_late_and_silent_is_reminded_once_a_day_and_no_more(story: World) -> None:
    await steps.started(story)  # by five past two
    for _ in range(24):
        await story.advance(hours=1)
    before = len(story.ivan.notifications)
    for _ in range(48):
        await story.advance(hours=1)
    told = story.ivan.notifications[before:]
    assert len(told) == 2
    assert all("still past its deadline" in one for one in told)


async def test_what_the_assignee_writes_in_the_thread_is_an_update(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(minutes=50)
    card = steps.card_message(story)
    told, lines = len(story.ivan.notifications), len(steps.thread(story))
    await story.ivan.replies("Found it: a <b>wrong</b> & old certificate", to=card)
    await story.settle()
    words = "Ivan in the thread: “Found it: a <b>wrong</b> & old certificate”"
    assert words in steps.last(story.sam).replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    )
    assert len(story.ivan.notifications) == told
    assert len(steps.thread(story)) == lines + 1
    await story.advance(minutes=10)
    assert asked(story.ivan) == []
    await story.advance(minutes=50)
    assert len(asked(story.ivan)) == 1


async def test_a_picture_in_the_thread_is_an_update_too(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(minutes=50)
    await story.ivan.replies("", to=steps.card_message(story), files=["graph.png"])
    await story.settle()
    assert "Ivan in the thread: “graph.png: " in steps.last(story.sam)
    await story.advance(minutes=10)
    assert asked(story.ivan) == []


async def test_what_others_write_in_the_thread_is_no_update(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    told = len(story.sam.notifications)
    await story.dana.replies("I had that last week", to=steps.card_message(story))
    await story.settle()
    assert len(story.sam.notifications) == told
    await story.advance(hours=1)
    assert len(asked(story.ivan)) == 1


async def test_without_an_assignee_the_administrator_who_accepted_is_asked(story: World) -> None:
    await steps.raised(story)
    await story.ben.clicks("Accept", on=steps.card_message(story))
    await story.settle()
    before = len(story.ada.notifications)
    await story.advance(hours=1)
    assert "nobody has it yet" in steps.last(story.ben)
    assert steps.buttons(story.ben, "nobody has it yet") == ["Assign…"]
    assert len(story.ada.notifications) == before
    await story.ben.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    assert steps.buttons(story.ben, "nobody has it yet") == []


async def test_who_asked_for_time_is_not_asked_how_it_goes_but_the_administrator_to_decide(
    story: World,
) -> None:
    await steps.started(story, deadline="Tomorrow")
    wish = story.ivan.clicks("Need more time…")
    await wish.fills(deadline="In a week", reason="A part is missing").submits()
    await story.settle()
    told = len(story.ivan.notifications)
    await story.advance(hours=1)
    assert "Ivan still waits for your answer" in steps.last(story.ada)
    assert len(story.ivan.notifications) == told
    await story.ada.clicks("Agree")
    await story.settle()
    assert "Ada agrees" in steps.last(story.ivan)
    assert steps.buttons(story.ada, "still waits for your answer") == []


async def test_nobody_is_asked_while_the_reporter_is(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(minutes=40)
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await story.advance(hours=3)
    assert asked(story.ivan) == []
    await story.sam.clicks("Answer…").fills(answer="Firefox").submits()
    await story.settle()
    await story.advance(minutes=19)
    assert asked(story.ivan) == []
    await story.advance(minutes=1)
    assert len(asked(story.ivan)) == 1


async def test_on_the_working_clock_nobody_is_asked_at_night(story: World) -> None:
    await steps.started(story, deadline="In a week")
    await story.ada.chooses("Change severity…").fills(severity="3").submits()
    await story.settle()
    await story.advance(hours=22)
    assert asked(story.ivan) == []
    await story.advance(hours=2)
    assert len(asked(story.ivan)) == 1


async def test_the_button_of_who_has_it_no_more_is_refused(story: World) -> None:
    await steps.started(story, deadline="Tomorrow")
    await story.advance(hours=1)
    message = replace(story.ivan.dms[-1])
    await story.advance(minutes=1)
    await story.ada.clicks("Assign…").fills(developer="Dana", deadline="Tomorrow").submits()
    await story.settle()
    assert steps.buttons(story.ivan, "How is it going?") == []
    await story.ivan.clicks("On track", on=message)
    await story.settle()
    assert "Only the assignee can say how CRIT-1 is going" in steps.whispers(story.ivan)[-1]
