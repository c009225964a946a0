"""Moving a task: every button, every field, and what the card shows of it."""

from datetime import UTC, datetime

from bot.simulator.modal import Modal
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

OFFERS = {
    "By severity": "Tue 24 Nov, 14:05",
    "In 2 hours": "Tue 24 Nov, 12:05",
    "Today 18:00": "Tue 24 Nov, 18:00",
    "Tomorrow": "Wed 25 Nov, 18:00",
    "Day after tomorrow": "Thu 26 Nov, 18:00",
    "In a week": "Tue 1 Dec, 18:00",
}


async def test_a_developer_takes_a_new_task_and_works_on_it(story: World) -> None:
    await steps.raised(story)
    await story.ivan.clicks("Take it")
    await story.settle()

    assert "In progress" in steps.card(story)
    assert "Assignee: Ivan" in steps.card(story)
    assert story.sam.was_told("Ivan works on it now and fixes it by Tue 24 Nov, 14:05")
    assert steps.last(story.ivan).startswith("CRIT-1 · Checkout is down for Acme: you took it")
    assert steps.buttons(story.ivan, "you took it") == [
        "Fixed…",
        "Need more time…",
        "Ask reporter…",
    ]


async def test_the_form_to_assign_offers_who_has_most_room_and_what_they_carry(
    story: World,
) -> None:
    await steps.assigned(story, size="Large", deadline="Tomorrow")
    await story.dana.changes(deleted=True)
    story.slack.add_person("U0NEW", name="new")
    await steps.raised(story, "s3 The export is slow", by=story.kim)

    form = await opened(story, "Assign…")

    assert form.labels == ["Developer", "Size", "Deadline", "Exactly", "Note"]
    assert options(form, "Developer") == ["Ivan · 1 open, next due Wed 25 Nov, 18:00 · room for 1"]
    assert options(form, "Size") == ["Small, takes 1", "Medium, takes 2", "Large, takes 4"]
    assert shown(form.values["Size"]) == "Medium, takes 2"


async def test_each_size_takes_its_part_of_the_room(story: World) -> None:
    for number, (size, room) in enumerate((("Small", 4), ("Medium", 2), ("Large", 0)), 1):
        await steps.assigned(story, f"s{4 - number} Task number {number}", size=size)
        await steps.raised(story, f"s1 Another one after {number}")
        offers = options(await opened(story, "Assign…"), "Developer")
        ivan = next(one for one in offers if one.startswith("Ivan"))
        assert ivan.endswith(f"room for {room}" if room else "no room")
        assert offers.index(ivan) == (0 if room > 3 else 1)
        await story.ada.modal.closes()  # type: ignore[union-attr]
        await story.ada.clicks("Not a task")
        await story.advance(minutes=2)


async def test_a_finished_task_takes_no_room(story: World) -> None:
    await steps.fixed(story)
    await steps.raised(story, "s2 Another one", by=story.kim)
    offers = options(await opened(story, "Assign…"), "Developer")
    assert offers == ["Ivan · 0 open · room for 5", "Dana · 0 open · room for 3"]


async def test_a_task_moves_from_one_developer_to_another_and_both_hear(story: World) -> None:
    await steps.started(story)
    await story.advance(minutes=1)
    await story.ada.clicks("Assign…").fills(developer="Dana", note="She knows the form").submits()
    await story.settle()

    assert "Assignee: Dana" in steps.card(story)
    assert "Assigned" in steps.card(story)
    assert steps.last(story.ivan).endswith("What you know of it helps in the thread.")
    assert "not yours any more: Ada gave it to Dana" in steps.last(story.ivan)
    assert "Ada moved it to you from Ivan" in steps.last(story.dana)
    assert "She knows the form" in steps.last(story.dana)
    assert "Dana fixes it by Tue 24 Nov, 14:05, instead of Ivan" in steps.last(story.sam)


async def test_fixed_asks_what_to_tell_the_customer_and_works_closes_it(story: World) -> None:
    await steps.started(story)
    await story.advance(minutes=1)
    form = await story.ivan.clicks("Fixed…")
    assert form is not None
    assert form.labels == ["What to tell the customer"]
    refused = await form.fills(what_to_tell_the_customer="   ").submits(anyway=True)
    assert "What to tell the customer" in refused.errors
    await form.fills(what_to_tell_the_customer="A release is rolled back.").submits()
    await story.settle()

    assert "it is fixed, says Ivan" in steps.last(story.sam)
    assert "For the customer: “A release is rolled back.”" in steps.last(story.sam)
    assert steps.buttons(story.sam, "it is fixed") == ["Works", "Still broken…"]
    assert "fixed, says Ivan" in steps.last(story.ada)
    await story.sam.clicks("Works")
    await story.settle()
    assert "Closed" in steps.card(story)
    assert "Sam confirmed that it works" in steps.last(story.ivan)


async def test_still_broken_gives_it_back_with_the_same_dates(story: World) -> None:
    await steps.fixed(story)
    form = await story.sam.clicks("Still broken…")
    assert form is not None
    assert form.labels == ["Reason"]
    await form.fills(reason="Still 500 for Visa").submits()
    await story.settle()

    for person in (story.ivan, story.ada):
        assert "still broken, says Sam" in steps.last(person)
        assert "Still 500 for Visa" in steps.last(person)
    assert "by Tue 24 Nov, 14:05" in steps.last(story.ivan)
    assert steps.buttons(story.ivan, "still broken") == [
        "Fixed…",
        "Need more time…",
        "Ask reporter…",
    ]
    assert "In progress" in steps.card(story)


async def test_a_closed_task_can_be_still_broken_too(story: World) -> None:
    await steps.fixed(story)
    await story.sam.clicks("Works")
    await story.settle()
    await story.sam.clicks("Still broken…").fills(reason="It is back").submits()
    await story.settle()
    assert "still broken, says Sam" in steps.last(story.ivan)
    assert "In progress" in steps.card(story)


async def test_a_declined_task_says_why_and_can_be_brought_back(story: World) -> None:
    await steps.assigned(story)
    await story.advance(minutes=1)
    form = await story.ada.chooses("Decline…")
    assert form is not None
    assert form.labels == ["Reason", "What to tell the customer"]
    said = {"Reason": "It is meant so", "What to tell the customer": "See the help page."}
    await form.fills(said).submits()
    await story.settle()

    assert "it is not taken on, says Ada" in steps.last(story.sam)
    assert "It is meant so" in steps.last(story.sam)
    assert "For the customer: “See the help page.”" in steps.last(story.sam)
    assert "Ada declined it" in steps.last(story.ivan)
    assert "Declined" in steps.card(story)
    await story.sam.clicks("Bring it back…").fills(reason="They cannot pay at all").submits()
    await story.settle()
    assert "waiting for you again" in steps.last(story.ada)
    assert "They cannot pay at all" in steps.last(story.ada)
    assert "New" in steps.card(story)
    assert "Assignee" not in steps.card(story)


async def test_what_is_not_a_task_ends_and_can_be_brought_back(story: World) -> None:
    await steps.raised(story)
    await story.sam.clicks("Not a task")
    await story.settle()
    assert "Withdrawn" in steps.card(story)
    assert steps.thread(story)[-1] == "Sam withdrew it: it is no task."

    await story.ada.clicks("Bring it back…").fills(reason="It is one").submits()
    await story.settle()
    assert "Ada brought it back" in steps.last(story.sam)


async def test_merging_lets_the_reporters_and_the_followers_of_both_hear(story: World) -> None:
    await steps.raised(story, "Payments fail", by=story.kim)
    await story.ivan.clicks("Take it")
    await story.settle()
    await steps.raised(story)
    form = await story.ada.chooses("Merge…")
    assert form is not None
    assert form.labels == ["Other task"]
    assert options(form, "Other task") == ["CRIT-1 · Payments fail"]
    await form.fills(other_task="CRIT-1").submits()
    await story.settle()

    assert "Ada merged it into CRIT-1 · Payments fail" in steps.last(story.sam)
    assert "You now follow CRIT-1" in steps.last(story.sam)
    for person in (story.kim, story.ivan):
        assert "Ada merged CRIT-2 · Checkout is down for Acme into it" in steps.last(person)
        assert "Sam raised that one" in steps.last(person)
    assert "It goes on in CRIT-1 · Payments fail" in steps.card(story, "CRIT-2")
    assert "Ada merged CRIT-2" in steps.thread(story, "Payments fail")[-1]
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Done.").submits()
    await story.settle()
    assert "CRIT-1 · Payments fail: it is fixed, says Ivan" in steps.last(story.sam)
    assert "CRIT-1 · Payments fail: it is fixed, says Ivan" in steps.last(story.kim)
    assert steps.buttons(story.sam, "it is fixed") == ["Still broken…"]


async def test_a_task_alone_can_be_merged_into_nothing(story: World) -> None:
    await steps.raised(story)
    form = await story.ada.chooses("Merge…")
    assert form is not None
    assert "no other open task" in form.text
    assert form.labels == []


async def test_a_task_that_ended_while_the_form_was_open_takes_nothing_in(story: World) -> None:
    await steps.raised(story, "Payments fail", by=story.kim)
    await steps.raised(story)
    form = await story.ada.chooses("Merge…")
    assert form is not None
    await story.kim.clicks("Not a task", on=steps.card_message(story, "CRIT-1"))
    await story.settle()
    refused = await form.fills(other_task="CRIT-1").submits()
    assert "CRIT-1" in refused.errors["Other task"]
    assert "Withdrawn" not in steps.card(story, "CRIT-2")


async def test_the_card_carries_one_reaction_for_the_state(story: World) -> None:
    await steps.raised(story)
    message = story.slack.channel_messages(CRITICAL)[0]
    seen = [story.slack.reactions(CRITICAL, message.ts)]
    for person, button in ((story.ada, "Accept"), (story.ivan, "Take it")):
        await person.clicks(button)
        await story.settle()
        seen.append(story.slack.reactions(CRITICAL, message.ts))
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="Done.").submits()
    await story.settle()
    seen.append(story.slack.reactions(CRITICAL, message.ts))
    assert seen == [[], ["eyes"], ["hammer_and_wrench"], ["white_check_mark"]]


async def test_each_deadline_means_the_date_that_it_shows(story: World) -> None:
    await steps.raised(story)
    for choice, until in OFFERS.items():
        form = await opened(story, "Assign…")
        offers = [f"{one} · {date}" for one, date in OFFERS.items()]
        assert options(form, "Deadline") == [*offers, "Exactly · as set below"]
        await form.fills(developer="Ivan", deadline=choice).submits()
        await story.settle()
        assert f"fixes it by {until}" in story.sam.rendered(story.sam.dms[-1])


async def test_a_day_off_moves_to_the_next_working_day_where_working_time_counts(
    story: World,
) -> None:
    await story.advance(days=3)  # a Friday
    await steps.raised(story, "s3 Invoices are wrong")
    offers = options(await opened(story, "Assign…"), "Deadline")
    assert "Tomorrow, moved to the next working day · Mon 30 Nov, 18:00" in offers
    await story.ada.modal.closes()  # type: ignore[union-attr]
    await story.advance(minutes=2)
    await steps.raised(story, "Nobody can pay")
    offers = options(await opened(story, "Assign…"), "Deadline")
    assert "Tomorrow · Sat 28 Nov, 18:00" in offers


async def test_a_deadline_may_be_set_exactly(story: World) -> None:
    await steps.assigned(story, exactly=datetime(2026, 11, 25, 10, 30, tzinfo=UTC))
    assert "Ivan fixes it by Wed 25 Nov, 11:30" in steps.last(story.sam)


async def opened(story: World, button: str) -> Modal:
    """Let Ada open a form."""
    form = await story.ada.clicks(button)
    assert form is not None
    return form


def options(form: Modal, label: str) -> list[str]:
    """Read what a select offers."""
    found = [one for one in form.view.blocks if one.get("label", {}).get("text") == label]
    return [one["text"]["text"] for one in found[0]["element"]["options"]]


def shown(option: object) -> str:
    """Read the words of what is chosen."""
    assert isinstance(option, dict)
    return str(option["text"]["text"])
