"""Questions that nobody answers: reminded of, put off until a day, given up."""

from datetime import date, timedelta

from tests.scenarios import steps
from tests.scenarios.asking import QUESTION, ask, newest, questions
from tests.scenarios.world import World


async def test_silence_is_reminded_of_and_then_told_to_who_can_help(story: World) -> None:
    await steps.started_with(story, steps.WHOLE)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await ask(story, story.ivan)
    before = len(story.sam.notifications)
    await story.advance(minutes=14)
    assert len(story.sam.notifications) == before
    await story.advance(minutes=1)
    assert "Ivan has waited 15 min for your answer" in steps.last(story.sam)
    await story.advance(minutes=45)
    assert "Ivan has waited 1 h for your answer" in steps.last(story.sam)
    for person in (story.ada, story.kim):
        assert not person.was_told(QUESTION)
    await story.advance(hours=1)
    assert "Ivan has waited 2 h for your answer" in steps.last(story.sam)
    for person in (story.ada, story.kim):
        assert "Ivan has waited 2 h for an answer from Sam" in steps.last(person)
    assert "Ivan has waited 2 h for an answer from Sam" in steps.thread(story)[-1]
    await story.ada.replies("Firefox", to=story.ada.dms[-1])
    await story.settle()
    assert "Ada answers you: “Firefox”" in steps.last(story.ivan)
    assert steps.buttons(story.sam, QUESTION) == []
    told = len(story.sam.notifications)
    await story.advance(minutes=30)
    assert len(story.sam.notifications) == told


async def test_once_others_know_only_the_asked_is_reminded_daily(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.advance(hours=2)
    assert "Ivan has waited 2 h for an answer from Sam" in steps.last(story.ada)
    before = len(story.ada.notifications)
    for waited in ("1 d 2 h", "2 d 2 h"):
        await story.advance(days=1)
        assert f"Ivan has waited {waited} for your answer" in steps.last(story.sam)
    assert len(story.ada.notifications) == before


async def test_a_reminder_can_be_answered_in_its_own_thread(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.advance(minutes=15)
    assert "has waited 15 min" in steps.last(story.sam)
    await story.sam.replies("Firefox", to=story.sam.dms[-1])
    await story.settle()
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)
    assert all("You answered" in story.sam.rendered(one) for one in questions(story.sam))


async def test_reminders_come_in_the_working_time_of_the_asked(story: World) -> None:
    await steps.raised(story, "s3 Invoices are wrong")  # Tuesday 10:05 in Berlin
    await ask(story, story.ada, whom=story.kim)  # Kim's day begins at 15:00 in Berlin
    before = len(story.kim.notifications)
    await story.advance(hours=6, minutes=50)
    assert len(story.kim.notifications) == before
    await story.advance(minutes=10)  # 11:05 in New York: two hours of Kim's day
    assert "Ada has waited 7 h for your answer" in steps.last(story.kim)


async def test_who_still_works_is_reminded_though_the_team_has_gone_home(story: World) -> None:
    await steps.raised(story, "s3 Invoices are wrong")
    await story.advance(hours=7)  # 17:05 in Berlin, 11:05 in New York
    for _ in range(2):  # where Kim lives is not known before they are asked
        await ask(story, story.ada, whom=story.kim)
        await story.advance(hours=2)
        assert "Ada has waited 2 h for your answer" in steps.last(story.kim)
        await story.kim.replies("All of them", to=newest(story.kim))
        await story.settle()


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
    assert again.replace("Sam is", "You are") in story.sam.rendered(newest(story.sam))
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


async def test_a_customer_is_waited_for_at_most_90_days_and_the_year_is_said(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("The customer does not answer", on=newest(story.sam))
    assert form is not None
    refused = await form.fills(wait_until=date(2030, 11, 29)).submits()
    assert refused.errors["Wait until"].startswith("That is more than 90 days ahead.")
    await form.fills(wait_until=date(2027, 1, 29)).submits()
    await story.settle()
    assert "Sam is asked again on Fri 29 Jan, 09:00 (2027)." in steps.last(story.ivan)


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
    assert story.ada.was_told("nobody has accepted it")


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
    details = (await story.ada.commands("/critical", "CRIT-1")).rendered
    assert "The clocks have stood for 3 h. If the answer came now, the deadline" in details
    assert "Both clocks stand since" in steps.card(story)
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
