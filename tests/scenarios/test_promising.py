"""Deadlines are promises: moving them, asking for time, and what the severity promises."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.simulator.messages import Message
from bot.simulator.modal import Modal
from tests.scenarios import steps
from tests.scenarios.asking import ask, newest
from tests.scenarios.world import World

BEFORE = "Tue 24 Nov, 14:05"
TODAY, TOMORROW = "Tue 24 Nov, 14:05", "Wed 25 Nov, 18:00"
FOR_ALL = "Wednesday, November 25th, 2026, 6:00 PM"
REASON = "The provider has to answer first"


async def test_a_moved_deadline_is_told_with_both_dates_why_and_what_the_customer_hears(
    story: World,
) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    form = await opened(story, "Move deadline…")
    assert form.labels == ["Deadline", "Exactly", "Reason", "What to tell the customer"]
    refused = await form.fills(deadline="Tomorrow", reason="  ").submits(anyway=True)
    assert "Reason" in refused.errors
    told = {"Reason": REASON, "What to tell the customer": "It takes until tomorrow."}
    await form.fills(told).submits()
    await story.settle()

    for person in (story.sam, story.ivan):
        assert f"moves from {BEFORE} to Wed 25 Nov, 18:00" in steps.last(person)
        assert REASON in steps.last(person)
    assert "For the customer: “It takes until tomorrow.”" in steps.last(story.sam)
    assert "tomorrow, 6:00 PM" in steps.card(story)
    line = steps.thread(story)[-1]
    assert "Ada moved the deadline from Tuesday, November 24th, 2026, 2:05 PM to " + FOR_ALL in line


async def test_everybody_reads_the_date_in_their_own_zone(story: World) -> None:
    await steps.raised(story, by=story.kim)
    await story.ada.clicks("Assign…").fills(developer="Ivan", deadline="Tomorrow").submits()
    await story.settle()
    assert "Ivan fixes it by Wed 25 Nov, 12:00" in steps.last(story.kim)
    assert "by Wed 25 Nov, 18:00" in steps.last(story.ivan)


async def test_a_deadline_in_the_past_is_refused_at_its_field(story: World) -> None:
    await steps.assigned(story)
    form = await opened(story, "Move deadline…")
    late = datetime(2026, 11, 24, 8, 45, tzinfo=UTC)
    refused = await form.fills(exactly=late, reason=REASON).submits()
    assert refused.errors == {"Exactly": "That was 20 min ago. Choose a time after 10:05."}
    assert form.is_open
    later = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    await form.fills(exactly=later).submits()
    await story.settle()
    assert "to Tue 24 Nov, 16:00" in steps.last(story.sam)


async def test_a_choice_that_passed_while_the_form_was_open_is_refused_at_its_field(
    story: World,
) -> None:
    await steps.assigned(story)
    form = await opened(story, "Move deadline…")
    await story.advance(hours=9)
    refused = await form.fills(deadline="Today", reason=REASON).submits()
    assert "Choose a time after 19:05" in refused.errors["Deadline"]
    assert BEFORE in story.sam.notifications[-1]


async def test_the_date_that_it_has_already_is_refused_at_its_field(story: World) -> None:
    await steps.assigned(story)
    form = await opened(story, "Move deadline…")
    refused = await form.fills(reason=REASON).submits()
    assert "as you ask already" in refused.errors["Deadline"]

    wish = await story.ivan.clicks("Need more time…")
    assert wish is not None
    refused = await wish.fills(deadline="In 2 hours", reason=REASON).submits()
    assert "Choose a later one" in refused.errors["Deadline"]


async def test_a_wish_for_more_time_goes_to_the_administrator_who_agrees(story: World) -> None:
    await wished(story)
    assert f"Ivan asks for time until Wed 25 Nov, 18:00 instead of {BEFORE}" in wish(story).text
    assert REASON in wish(story).text
    assert buttons(story) == ["Agree", "Another date…", "Keep it"]
    assert "fixes it by" in steps.last(story.sam)
    assert "tomorrow" not in "".join(steps.thread(story))
    waits = "You asked for time until Wed 25 Nov, 18:00. Ada decides; until then"
    assert waits in story.ivan.rendered(story.ivan.dms[-1])

    await story.ada.clicks("Agree")
    await story.settle()
    assert f"moves from {BEFORE} to Wed 25 Nov, 18:00, says Ada" in steps.last(story.sam)
    assert f"Because: “{REASON}”" in steps.last(story.sam)
    assert "For the customer: “It takes until tomorrow.”" in steps.last(story.sam)
    assert "Ada agrees: the deadline moves" in steps.last(story.ivan)
    assert buttons(story) == []
    assert "Ada moved the deadline" in story.ada.rendered(wish(story))


async def test_one_sentence_is_enough_to_ask_for_time(story: World) -> None:
    await steps.assigned(story)
    await story.ivan.clicks("Need more time…").fills(reason=REASON).submits()
    await story.settle()
    assert f"Ivan asks for time until Tue 24 Nov, 18:00 instead of {BEFORE}" in wish(story).text


async def test_the_administrator_may_give_another_date(story: World) -> None:
    await wished(story)
    form = await opened(story, "Another date…")
    await form.fills(deadline="Day after tomorrow").submits()
    await story.settle()
    assert f"moves from {BEFORE} to Thu 26 Nov, 18:00" in steps.last(story.ivan)
    # What Ivan wrote stood in the form.
    assert f"Because: “{REASON}”" in steps.last(story.sam)
    assert "For the customer: “It takes until tomorrow.”" in steps.last(story.sam)
    assert buttons(story) == []


async def test_another_date_begins_with_the_one_that_was_asked_for(story: World) -> None:
    await wished(story)
    form = await opened(story, "Another date…")
    assert f"It is {BEFORE} now." in str(form.view)
    assert "As Ivan asked · Wed 25 Nov, 18:00" in str(form.values["Deadline"])
    await form.submits()
    await story.settle()
    assert f"moves from {BEFORE} to Wed 25 Nov, 18:00" in steps.last(story.ivan)


async def test_a_newer_wish_takes_the_buttons_of_the_one_before(story: World) -> None:
    await wished(story)
    first = wish(story)
    await story.ivan.clicks("Need more time…").fills(deadline="In a week", reason="More").submits()
    await story.settle()
    assert wish(story) is not first
    shown = next(one for one in story.ada.dms if one.ts == first.ts)
    assert "Agree" not in str(shown.blocks)
    assert "asks for time until Tue 1 Dec, 18:00" in story.ada.rendered(shown)
    assert buttons(story) == ["Agree", "Another date…", "Keep it"]


async def test_a_wish_is_seen_to_have_arrived_under_an_answer_too(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.sam.replies("Firefox", to=newest(story.sam))
    await story.settle()
    answer = story.ivan.dms[-1]
    await story.ivan.clicks("Need more time…", on=answer).fills(reason=REASON).submits()
    await story.settle()
    assert "You asked for time until Tue 24 Nov, 18:00. Ada decides" in story.ivan.rendered(answer)


async def test_the_administrator_may_keep_the_deadline_and_only_the_assignee_hears(
    story: World,
) -> None:
    await wished(story)
    before = len(story.sam.notifications)
    await story.ada.clicks("Keep it")
    await story.settle()
    assert f"the deadline stays {BEFORE}, says Ada. You had asked for" in steps.last(story.ivan)
    assert len(story.sam.notifications) == before
    assert "tomorrow" not in "".join(steps.thread(story))
    assert buttons(story) == []


async def test_every_version_of_the_promise_is_kept_and_how_often_it_slipped(
    story: World,
) -> None:
    await wished(story)
    assert "It slipped" not in await known(story)
    await story.ada.clicks("Agree")
    await story.settle()
    shown = await known(story)
    assert "It slipped once, by 1 d 3 h in all." in shown
    first = f"Tue 24 Nov, 10:05 · {TODAY} (by severity)"
    second = f"Tue 24 Nov, 10:06 · {TODAY} → {TOMORROW} (Ada), because: “{REASON}”"
    assert shown.index(first) < shown.index(second)

    await story.ada.chooses("Move deadline…").fills(deadline="In a week", reason="More").submits()
    await story.settle()
    assert "It slipped twice, by 7 d 3 h in all." in await known(story)
    await story.ada.chooses("Move deadline…").fills(deadline="Tomorrow", reason="Less").submits()
    await story.settle()
    shown = await known(story)
    assert "It slipped twice" in shown
    assert f"→ {TOMORROW} (Ada), because: “Less”" in shown


async def test_a_date_that_is_the_first_to_be_promised_is_no_slip(story: World) -> None:
    await steps.assigned(story, deadline="Tomorrow")
    assert f"{TODAY} → {TOMORROW} (Ada)" in await known(story)
    assert "It slipped" not in await known(story)
    form = await opened(story, "Assign…")
    await form.fills(developer="Dana", deadline="In a week").submits()
    await story.settle()
    assert "It slipped once" in await known(story)


async def test_an_old_wish_is_refused_with_what_took_its_place(story: World) -> None:
    await wished(story)
    old = replace(wish(story))
    await story.ivan.clicks("Need more time…").fills(deadline="In a week", reason="Or so").submits()
    await story.settle()
    newer = wish(story)
    await story.ada.clicks("Agree", on=old)
    await story.settle()
    asked = "Ivan asked for more time on CRIT-1 a moment ago, so that request is not open any more."
    assert steps.whispers(story.ada)[-1].startswith(asked)
    await story.advance(minutes=3)
    await story.ada.clicks("Keep it", on=newer)
    await story.settle()
    assert "the deadline stays" in steps.last(story.ivan)


async def test_a_wish_whose_date_has_passed_is_refused(story: World) -> None:
    await wished(story)
    await story.advance(days=2)
    await story.ada.clicks("Agree")
    await story.settle()
    assert "Choose a time after" in steps.whispers(story.ada)[-1]


async def test_another_severity_brings_its_own_deadline(story: World) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    form = await opened(story, "Change severity…")
    assert form.labels == ["Severity", "Reason"]
    await form.fills(severity="3", reason="They can pay by invoice").submits()
    await story.settle()

    told = "severity 4 → 3, the deadline is now Thu 26 Nov, 10:05, says Ada"
    assert told in steps.last(story.sam)
    assert "They can pay by invoice" in steps.last(story.sam)
    assert "Before, it was Tue 24 Nov, 14:05" in steps.last(story.sam)
    assert "your deadline is now Thu 26 Nov, 10:05" in steps.last(story.ivan)
    assert "Severity 3" in steps.card(story)
    assert "🟠" in steps.card(story)


async def test_another_severity_leaves_a_date_that_somebody_promised(story: World) -> None:
    await steps.assigned(story, deadline="Tomorrow")
    await story.advance(minutes=1)
    await story.ada.chooses("Change severity…").fills(severity="2").submits()
    await story.settle()
    assert "severity 4 → 2, the deadline stays, says Ada" in steps.last(story.sam)
    assert "tomorrow, 6:00 PM" in steps.card(story)


async def test_the_reporter_may_say_how_bad_it_is_too(story: World) -> None:
    await steps.raised(story)
    await story.sam.chooses("Change severity…").fills(severity="1").submits()
    await story.settle()
    assert "⚪" in steps.card(story)
    assert "severity 4 → 1" not in steps.last(story.sam)
    await story.sam.chooses("Change severity…").fills(severity="1").submits()
    await story.settle()
    assert steps.whispers(story.sam) == []
    await story.advance(minutes=1)
    await story.sam.chooses("Change severity…").fills(severity="1").submits()
    await story.settle()
    assert "as you ask already" in steps.whispers(story.sam)[-1]


async def known(story: World) -> str:
    """Read all that is known of the task, as Sam does."""
    answer = await story.sam.commands("/critical", "CRIT-1")
    assert answer.message is not None
    return story.sam.rendered(answer.message)


async def wished(story: World) -> None:
    """Let Ivan ask for time until tomorrow."""
    await steps.assigned(story)
    form = await story.ivan.clicks("Need more time…")
    assert form is not None
    assert form.labels == ["Deadline", "Exactly", "Reason", "What to tell the customer"]
    told = {"Reason": REASON, "What to tell the customer": "It takes until tomorrow."}
    await form.fills(told, deadline="Tomorrow").submits()
    await story.advance(minutes=1)


def wish(story: World) -> Message:
    """Find the newest DM in which Ada reads of a wish."""
    return next(one for one in reversed(story.ada.dms) if "asks for time" in one.text)


def buttons(story: World) -> list[str]:
    """Name the buttons under it."""
    return steps.buttons(story.ada, "asks for time")


async def opened(story: World, button: str) -> Modal:
    """Let Ada open a form."""
    form = await story.ada.clicks(button)
    assert form is not None
    return form
