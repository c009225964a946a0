"""Questions that are not answered at once: passed on, reminded of, put off, given up."""

from datetime import date, timedelta

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

QUESTION = "Which browser do they use?"


async def test_a_developer_asks_in_the_thread_and_the_reporter_answers_in_the_dm(
    story: World,
) -> None:
    await steps.started(story)
    await story.ivan.replies(f"? {QUESTION}", to=steps.card_message(story))
    await story.settle()
    assert f"Ivan cannot go on without you: “{QUESTION}”" in steps.last(story.sam)
    assert f"Ivan asks Sam:\n“{QUESTION}”" in steps.thread(story)[-1]
    assert "Waiting for reporter" in steps.card(story)
    assert not story.sam.was_told("Ivan in the thread")
    await story.sam.replies("Firefox 140", to=newest(story.sam))
    await story.settle()
    assert "Sam answers you: “Firefox 140”" in steps.last(story.ivan)


async def test_in_the_thread_only_the_development_side_asks_so(story: World) -> None:
    await steps.started(story)
    for person, text in (
        (story.sam, f"? {QUESTION}"),
        (story.kim, "? anything"),
        (story.ivan, "??"),
        (story.ivan, "?"),
        (story.ivan, "Which browser?"),
    ):
        await person.replies(text, to=steps.card_message(story))
    await story.settle()
    assert "In progress" in steps.card(story)
    assert not story.sam.was_told("cannot go on")


async def test_a_question_may_be_put_to_somebody_who_is_not_the_reporter(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan, whom=story.kim)
    assert f"Ivan cannot go on without you: “{QUESTION}”" in steps.last(story.kim)
    assert not story.sam.was_told(QUESTION)
    assert "Kim has been asked" in steps.card(story)
    await story.kim.replies("Firefox", to=newest(story.kim))
    await story.settle()
    assert "Kim answers you: “Firefox”" in steps.last(story.ivan)


async def test_who_does_not_know_passes_it_on_and_either_may_answer(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    first = newest(story.sam)
    await story.sam.clicks("Ask someone else…", on=first).fills(whom=story.kim).submits()
    await story.settle()

    assert f"Sam thinks you know what Ivan asks: “{QUESTION}”" in steps.last(story.kim)
    assert "Sam passed your question on to Kim" in steps.last(story.ivan)
    assert "Sam passed Ivan’s question on to Kim" in steps.thread(story)[-1]
    assert "Passed on to Kim; whoever of you knows it may answer." in story.sam.rendered(first)
    assert "Kim has been asked" in steps.card(story)
    assert steps.buttons(story.kim, QUESTION) == steps.ASKED

    await story.sam.replies("It is Firefox after all", to=first)
    await story.settle()
    assert "Sam answers you: “It is Firefox after all”" in steps.last(story.ivan)
    assert steps.buttons(story.kim, QUESTION) == []
    await story.kim.replies("140", to=newest(story.kim))
    await story.settle()
    assert "Kim adds to the answer: “140”" in steps.last(story.ivan)


async def test_nobody_is_asked_the_same_twice(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("Ask someone else…", on=newest(story.sam))
    assert form is not None
    refused = await form.fills(whom=story.sam).submits()
    assert "Sam is being asked this already." in refused.errors["Whom"]


async def test_several_questions_to_several_people_are_open_at_once(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await ask(story, story.ada, "Which shop?", whom=story.kim)
    assert "Sam and Kim have been asked" in steps.card(story)
    await story.advance(minutes=10)
    await story.kim.replies("Berlin", to=newest(story.kim))
    await story.settle()
    assert "Kim answers you: “Berlin”" in steps.last(story.ada)
    assert "Sam has been asked" in steps.card(story)
    assert "Waiting for reporter" in steps.card(story)
    await story.sam.replies("Firefox", to=newest(story.sam))
    await story.settle()
    assert "In progress" in steps.card(story)


async def test_an_answer_may_be_words_and_files_or_files_alone(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("Answer…", on=newest(story.sam))
    assert form is not None
    refused = await form.submits()
    assert refused.errors["Answer"] == "Write the answer, or add a file."
    await form.fills(files=["console.png"]).submits()
    await story.settle()
    assert "console.png: " in steps.last(story.ivan)
    assert "/console.png" in story.ivan.rendered(story.ivan.dms[-1])
    await story.sam.replies("and this", to=newest(story.sam), files=["more.log"])
    await story.settle()
    assert "adds to the answer: “and this more.log: " in steps.last(story.ivan)


async def test_silence_is_reminded_of_and_then_told_to_who_can_help(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    before = len(story.sam.notifications)
    await story.advance(minutes=14)
    assert len(story.sam.notifications) == before
    await story.advance(minutes=1)
    assert "Ivan has waited 15 min for your answer" in steps.last(story.sam)
    await story.advance(minutes=45)
    assert "Ivan has waited 1 h for your answer" in steps.last(story.sam)
    assert not story.ada.was_told(QUESTION)
    await story.advance(hours=1)
    assert "Ivan has waited 2 h for your answer" in steps.last(story.sam)
    assert "Ivan has waited 2 h for an answer from Sam" in steps.last(story.ada)
    assert "Ivan has waited 2 h for an answer from Sam" in steps.thread(story)[-1]
    await story.ada.replies("Firefox", to=story.ada.dms[-1])
    await story.settle()
    assert "Ada answers you: “Firefox”" in steps.last(story.ivan)
    assert steps.buttons(story.sam, QUESTION) == []
    told = len(story.sam.notifications)
    await story.advance(minutes=30)
    assert len(story.sam.notifications) == told


async def test_a_reminder_can_be_answered_in_its_own_thread(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.advance(minutes=15)
    assert "has waited 15 min" in steps.last(story.sam)
    await story.sam.replies("Firefox", to=story.sam.dms[-1])
    await story.settle()
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)
    assert all("Answered by Sam" in story.sam.rendered(one) for one in questions(story.sam))


async def test_reminders_come_in_the_working_time_of_the_asked(story: World) -> None:
    await steps.raised(story, "s3 Invoices are wrong")  # Tuesday 10:05 in Berlin
    await ask(story, story.ada, whom=story.kim)  # Kim's day begins at 15:00 in Berlin
    before = len(story.kim.notifications)
    await story.advance(hours=6, minutes=50)
    assert len(story.kim.notifications) == before
    await story.advance(minutes=10)  # 11:05 in New York: two hours of Kim's day
    assert "Ada has waited 7 h for your answer" in steps.last(story.kim)


async def test_after_a_pause_of_the_bot_there_is_one_word_and_no_flood(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    before = len(story.sam.notifications)
    story.clock.advance(timedelta(hours=3))
    await story.settle()
    asked = [one for one in story.sam.notifications[before:] if "has waited" in one]
    assert len(asked) == 1


async def test_the_customer_is_waited_for_until_a_day(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("The customer does not answer", on=newest(story.sam))
    assert form is not None
    assert form.labels == ["What now", "Wait until", "Reason"]
    refused = await form.fills(wait_until=date(2026, 11, 24)).submits()
    assert refused.errors["Wait until"] == "Choose a day after today."
    await form.fills(wait_until=date(2026, 11, 26)).submits()
    await story.settle()

    again = "Sam is asked again on"
    assert "the customer does not answer yet, says Sam" in steps.last(story.ivan)
    assert again in steps.last(story.ivan)
    assert again in steps.card(story)
    assert again in steps.thread(story)[-1]
    assert again in story.sam.rendered(newest(story.sam))
    before = len(story.sam.notifications)
    await story.advance(hours=46)
    assert len([one for one in story.sam.notifications[before:] if QUESTION in one]) == 0
    await story.advance(hours=1)  # Thursday, 9:05
    assert "asked again today, as you wished; Ivan asks:" in steps.last(story.sam)
    assert "Sam has been asked" in steps.card(story)
    await story.advance(minutes=15)
    assert "for your answer" in steps.last(story.sam)
    await story.sam.replies("Firefox", to=story.sam.dms[-1])
    await story.settle()
    assert "In progress" in steps.card(story)


async def test_a_customer_who_never_answers_ends_the_task_with_a_word_of_reason(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("The customer does not answer", on=newest(story.sam))
    assert form is not None
    refused = await form.fills(what_now="Close the task").submits()
    assert refused.errors["Reason"] == "Say in a few words why it is closed."
    await form.fills(reason="Three mails, no answer").submits()
    await story.settle()

    closed = "closed, says Sam: the customer does not answer. “Three mails, no answer”"
    assert closed in steps.last(story.ivan)
    assert "Closed without an answer: “Three mails, no answer”" in steps.card(story)
    assert steps.buttons(story.sam, QUESTION) == ["Answer…"]
    told = len(story.sam.notifications)
    await story.advance(hours=3)
    assert len(story.sam.notifications) == told

    await (
        story.sam.clicks("Still broken…", on=steps.card_message(story))
        .fills(reason="They are back")
        .submits()
    )
    await story.settle()
    assert "Waiting for reporter" in steps.card(story)
    await story.advance(minutes=15)
    assert "for your answer" in steps.last(story.sam)


async def test_what_nobody_had_is_new_again_if_the_customer_comes_back(story: World) -> None:
    await steps.raised(story)
    await ask(story, story.ada)
    form = story.sam.clicks("The customer does not answer", on=newest(story.sam))
    await form.fills(what_now="Close the task", reason="Silence").submits()
    await story.settle()
    await (
        story.sam.clicks("Still broken…", on=steps.card_message(story))
        .fills(reason="They are back")
        .submits()
    )
    await story.settle()
    await story.sam.replies("Firefox", to=newest(story.sam))
    await story.settle()
    assert "· New" in steps.card(story)
    await story.advance(minutes=5)
    assert "nobody has accepted it" in steps.last(story.ben)


async def test_only_the_reporter_and_administrators_close_for_want_of_an_answer(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan, whom=story.kim)
    form = await story.kim.clicks("The customer does not answer", on=newest(story.kim))
    assert form is not None
    assert form.labels == ["Wait until"]


async def test_a_question_over_a_weekend_and_a_severity_change_stops_both_clocks_just_so_long(
    story: World,
) -> None:
    await steps.raised(story, "s3 Invoices are wrong")
    await promised(story)
    await story.advance(days=3, hours=5, minutes=55)  # Friday 16:00
    await ask(story, story.ada, whom=story.kim)
    await story.advance(days=2, hours=18)  # Monday 10:00: two hours and one hour of work
    await (
        story.ada.chooses("Change severity…", on=steps.card_message(story))
        .fills(severity="4")
        .submits()
    )
    await story.settle()
    await story.advance(hours=2)  # now day and night: two hours more
    await story.kim.replies("All of them", to=newest(story.kim))
    await story.settle()
    # Promised for Tuesday 18:00: three hours of work on Wednesday, then two of any kind.
    assert "the deadline is now Wed 2 Dec, 14:00" in steps.last(story.ada)


async def promised(story: World) -> None:
    """Let Ada promise next Tuesday evening."""
    form = story.ada.chooses("Move deadline…", on=steps.card_message(story, "CRIT-1"))
    await form.fills(deadline="In a week", reason="It needs a release").submits()
    await story.settle()


async def ask(
    story: World, person: Person, text: str = QUESTION, whom: Person | None = None
) -> None:
    """Let somebody ask from the card: the reporter unless said."""
    form = person.clicks("Ask reporter…", on=steps.card_message(story))
    fields: dict[str, object] = {"question": text} | ({"whom": whom} if whom else {})
    await form.fills(fields).submits()
    await story.settle()


def questions(person: Person) -> list[Message]:
    """List the DMs in which somebody was asked, or reminded."""
    return [one for one in person.dms if one.bot_id and QUESTION in one.text]


def newest(person: Person) -> Message:
    """Find the newest question that somebody got."""
    return [one for one in person.dms if "cannot go on" in one.text or "you know" in one.text][-1]
