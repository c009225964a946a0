"""Questions to the reporter: while one is open both clocks stand, and no longer."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

QUESTION = "Which browser do they use?"


async def test_a_question_goes_to_the_reporter_and_the_card_says_that_it_waits(
    story: World,
) -> None:
    await steps.started(story)
    form = await story.ivan.clicks("Ask reporter…")
    assert form is not None
    assert form.labels == ["Question", "Whom"]
    await form.fills(question=QUESTION).submits()
    await story.settle()

    said = f"CRIT-1 · Checkout is down for Acme: Ivan cannot go on without you: “{QUESTION}”"
    assert steps.last(story.sam).startswith(said)
    assert steps.buttons(story.sam, QUESTION) == steps.ASKED
    assert "Waiting for reporter" in steps.card(story)
    assert "the clock stands" in steps.card(story)
    assert QUESTION in steps.thread(story)[-1]
    assert not story.ada.was_told(QUESTION)


async def test_an_answer_by_form_reaches_who_asked_and_the_thread(story: World) -> None:
    await asked(story)
    form = await story.sam.clicks("Answer…")
    assert form is not None
    assert form.labels == ["Answer", "Files"]
    assert QUESTION in form.text
    await form.fills(answer="Firefox 140").submits()
    await story.settle()

    assert "Sam answers you: “Firefox 140”" in steps.last(story.ivan)
    assert QUESTION in steps.last(story.ivan)
    assert "Firefox 140" in steps.thread(story)[-1]
    assert "In progress" in steps.card(story)
    assert steps.buttons(story.sam, QUESTION) == []
    assert "You answered: “Firefox 140”" in story.sam.rendered(question(story))


async def test_a_reply_in_the_thread_of_the_question_answers_it(story: World) -> None:
    await asked(story)
    await story.sam.replies("Firefox 140", to=question(story))
    await story.settle()
    assert "Sam answers you: “Firefox 140”" in steps.last(story.ivan)
    assert "In progress" in steps.card(story)
    assert steps.buttons(story.sam, QUESTION) == []


async def test_a_burst_of_replies_is_one_answer_told_bit_by_bit(story: World) -> None:
    await asked(story)
    for text in ("Firefox", "140 I think", "140 I think"):
        await story.sam.replies(text, to=question(story))
        await story.settle()
    told = [one for one in story.ivan.notifications if "Sam a" in one]
    assert ["answers you: “Firefox”" in told[0], len(told)] == [True, 3]
    assert all("adds to the answer: “140 I think”" in one for one in told[1:])
    shown = story.sam.rendered(question(story))
    assert "“Firefox\n140 I think\n140 I think”" in shown


async def test_both_clocks_move_on_by_just_the_time_that_they_stood(story: World) -> None:
    await steps.started(story)
    await story.advance(minutes=5)
    await ask(story, story.ivan)
    await story.advance(hours=2, minutes=30)
    await story.sam.replies("Firefox", to=question(story))
    await story.settle()
    assert "today, 4:35 PM" in steps.card(story)  # 14:05 before
    assert "today, 1:35 PM" in steps.card(story)  # the update was due at 11:05
    assert "the deadline is now Tue 24 Nov, 16:35" in steps.last(story.ivan)
    details = await story.ada.commands("/critical", "CRIT-1")
    assert "14:05 → Tue 24 Nov, 16:35 (the clock stood for an answer)" in details.rendered


async def test_whoever_waits_hears_from_when_to_when_an_answer_moved_the_date(
    story: World,
) -> None:
    await asked(story)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    await story.advance(hours=3)
    count = len(story.sam.dms)
    await story.sam.replies("Firefox", to=question(story))
    await story.settle()
    moved = "the date moves from Tue 24 Nov, 08:05 to Tue 24 Nov, 11:05"
    told = steps.last(story.kim)
    assert f"{moved}: the clock stood for 3 h until Sam answered Ivan’s question." in told
    assert "For the customer: “It takes longer than we said." in told
    # Sam did it, and reads it under the question; no message of its own, and none to Ivan twice.
    assert len(story.sam.dms) == count + 1
    shown = story.sam.rendered(question(story))
    assert "You answered: “Firefox”" in shown
    assert "The deadline is now Tue 24 Nov, 17:05, its clock stood for 3 h." in shown
    assert (
        "For the customer: “It takes longer than we said. We now expect it to work again" in shown
    )
    assert not story.ivan.was_told(moved)


async def test_an_answer_that_moves_no_date_is_told_to_nobody_who_only_waits(story: World) -> None:
    await asked(story)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    await story.sam.replies("Firefox", to=question(story))
    await story.settle()
    assert not story.kim.was_told("the date moves")
    assert "The deadline is now" not in story.sam.rendered(question(story))


async def test_where_working_time_counts_the_night_is_not_waited(story: World) -> None:
    await steps.raised(story, "s3 Invoices are wrong")
    await ask(story, story.ada)
    await story.advance(hours=24)  # nine hours of work
    await story.sam.replies("All of them", to=question(story))
    await story.settle()
    # Two working days from Tuesday 10:05, and one more that was waited.
    assert "the deadline is now Fri 27 Nov, 10:05" in steps.last(story.ada)


async def test_the_clocks_stand_until_the_last_of_several_questions(story: World) -> None:
    await asked(story)
    first = question(story)
    await story.advance(minutes=10)
    await ask(story, story.ada, "And which shop?")
    second = question(story)
    await story.advance(minutes=10)
    await story.sam.replies("Firefox", to=first)
    await story.settle()
    assert "Waiting for reporter" in steps.card(story)
    await story.advance(minutes=10)
    await story.sam.replies("Berlin", to=second)
    await story.settle()
    assert "today, 2:35 PM" in steps.card(story)
    assert "Sam answers you: “Berlin”" in steps.last(story.ada)
    assert "Sam answers Ada: “Berlin”" in steps.last(story.ivan)


async def test_a_question_of_a_finished_task_may_still_be_answered(story: World) -> None:
    await asked(story)
    await story.advance(minutes=20)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Found it.").submits()
    await story.settle()
    assert "Waiting" not in steps.card(story)
    await story.sam.replies("Firefox", to=question(story))
    await story.settle()
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)
    assert "Fixed" in steps.card(story)


async def test_somebody_else_cannot_answer_and_hears_who_does(story: World) -> None:
    await asked(story)
    before = steps.card(story)
    await story.kim.clicks("Answer…", on=question(story))
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("The question was put to Sam")
    assert steps.card(story) == before


async def test_who_answers_a_second_time_hears_that_it_is_answered(story: World) -> None:
    await asked(story)
    form = await story.sam.clicks("Answer…")
    assert form is not None
    await story.sam.replies("Firefox", to=question(story))
    await story.advance(minutes=4)
    await form.fills(answer="Chrome").submits()
    await story.settle()
    assert steps.whispers(story.sam)[-1].startswith("You answered it 4 minutes ago.")
    assert not story.ivan.was_told("Chrome")


async def test_a_severity_that_changes_while_it_waits_loses_no_waiting(story: World) -> None:
    await steps.raised(story)
    await ask(story, story.ada)
    await story.advance(hours=1)
    await story.ada.chooses("Change severity…").fills(severity="3").submits()
    await story.settle()
    await story.advance(hours=1)
    await story.sam.replies("Firefox", to=question(story))
    await story.settle()
    # Two working days from Tuesday 10:05, and the two hours that were waited.
    assert "the deadline is now Thu 26 Nov, 12:05" in steps.last(story.ada)


async def test_by_severity_means_the_deadline_with_what_was_waited(story: World) -> None:
    await steps.raised(story)
    await ask(story, story.ada)
    await story.advance(hours=1)
    await story.sam.replies("Firefox", to=question(story))
    await story.settle()
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    assert "Ivan fixes it by Tue 24 Nov, 15:05" in steps.last(story.sam)


async def asked(story: World) -> None:
    """Let Ivan ask about a task that he works on."""
    await steps.started(story)
    await ask(story, story.ivan)


async def ask(story: World, person: Person, text: str = QUESTION) -> None:
    """Let somebody ask from the card."""
    form = person.clicks("Ask reporter…", on=steps.card_message(story))
    await form.fills(question=text).submits()
    await story.settle()


def question(story: World) -> Message:
    """Find the newest question that somebody got."""
    asked_ones = [
        one
        for who in (story.sam, story.kim, story.ada)
        for one in who.dms
        if "cannot go" in one.text
    ]
    return max(asked_ones, key=lambda one: float(one.ts))
