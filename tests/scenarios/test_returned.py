"""Back to support: what nobody can start on is the reporter's until they have answered."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from storage import tasks
from storage.tasks import Task
from tests.scenarios import steps
from tests.scenarios.asking import ask
from tests.scenarios.reporting import opened
from tests.scenarios.world import World

TEXT = "The import hangs"
OWED = "Which file, and how many rows?"
OWES = f"owes “{OWED}”"
BACK = "sends it back to you; before it can go on it needs:"


async def sends_back(story: World, reason: str = OWED) -> None:
    """Let Ada send CRIT-1 back."""
    form = story.ada.clicks("Back to support…", on=steps.card_message(story))
    await form.fills(reason=reason).submits()
    await story.settle()


def owed(person: Person) -> Message:
    """Find the DM that says what somebody owes."""
    return [one for one in person.dms if one.bot_id and BACK in person.rendered(one)][-1]


async def stored(story: World) -> Task:
    async with story.bot.desk.database.read() as session:
        return await tasks.get(session, 1)


async def test_the_reporter_owes_an_answer_and_the_answer_gives_it_back(story: World) -> None:
    await steps.started_with(story, TEXT)
    before = await stored(story)
    await sends_back(story)
    card = steps.card(story)
    assert "Waiting for reporter" in card
    assert f"Back with support: Sam {OWES}" in card
    assert (await stored(story)).status == before.status
    assert "Ada sent it back to support; Sam owes:" in steps.thread(story, TEXT)[-1]
    assert BACK in story.sam.rendered(owed(story.sam))
    assert steps.buttons(story.sam, BACK) == [
        "Answer…", "Ask someone else…", "The customer does not answer", "Tell the rest…"
    ]  # fmt: skip
    board = (await story.ada.commands("/critical", "board")).rendered
    assert "back with support" in board

    await story.advance(hours=2)
    await story.sam.replies("orders.csv, 40,000", to=owed(story.sam))
    await story.settle()
    assert "Back with support" not in steps.card(story)
    assert "In progress" in steps.card(story)
    assert story.ada.was_told("Sam answers you:")
    after = await stored(story)
    assert after.returned_because is None
    assert (after.deadline_at - before.deadline_at).total_seconds() == 2 * 3600
    details = (await story.ada.commands("/critical", "CRIT-1")).rendered
    assert "It was back with support once, for 2 h in all." in details
    assert "back with support" not in (await story.ada.commands("/critical", "board")).rendered


async def test_they_are_reminded_and_may_pass_it_on(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    await story.advance(minutes=15)
    assert "Ada has waited 15 min for your answer" in steps.last(story.sam)
    form = await story.sam.clicks("Ask someone else…", on=owed(story.sam))
    assert form is not None
    await form.fills(whom=story.kim).submits()
    await story.settle()
    assert f"Back with support: Kim {OWES}" in steps.card(story)


async def test_an_answer_in_the_thread_counts(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    found = story.slack.channel_messages("C0CRITICAL")
    await story.sam.replies("orders.csv", to=next(one for one in found if not one.bot_id))
    await story.settle()
    assert "Back with support" not in steps.card(story)


async def test_telling_all_that_is_missing_is_an_answer_and_half_of_it_is_not(
    story: World,
) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story, "Please complete the report")
    form = await opened(story.sam, owed(story.sam))
    await form.fills(steps="import", customer="Acme", how_many="all").submits()
    await story.settle()
    assert "Back with support" in steps.card(story)
    form = await opened(story.sam, owed(story.sam))
    words = {"Or in words": "noon", "Expected and seen": "rows", "Address": "/import"}
    await form.fills(words).submits()
    await story.settle()
    assert "Back with support" not in steps.card(story)
    assert story.ada.was_told("Sam answers you:")


async def test_the_form_for_the_rest_asks_first_what_is_owed(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    form = await opened(story.sam, owed(story.sam))
    assert form.view.blocks[0]["label"]["text"] == OWED
    await form.fills({OWED: "orders.csv", "Steps": "import"}).submits()
    await story.settle()
    assert "Back with support" not in steps.card(story)
    assert story.ada.was_told("orders.csv")
    assert (await stored(story)).told == {"steps": "import"}
    form = await opened(story.sam, steps.card_message(story))
    assert form.view.blocks[0]["label"]["text"] != OWED


async def test_what_is_owed_can_be_all_that_the_form_tells(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    theirs = await opened(story.ada, steps.card_message(story))
    assert theirs.view.blocks[0]["label"]["text"] != OWED
    await theirs.closes()
    form = await opened(story.sam, owed(story.sam))
    await form.fills({OWED: "orders.csv"}).submits()
    await story.settle()
    assert "Back with support" not in steps.card(story)
    assert (await stored(story)).told == {}


async def test_a_deadline_that_has_passed_is_not_announced_as_the_new_one(story: World) -> None:
    await steps.started_with(story, TEXT)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    await story.advance(hours=30)
    await sends_back(story)
    await story.advance(minutes=5)
    await story.sam.replies("orders.csv", to=owed(story.sam))
    await story.settle()
    people = (story.ada, story.ivan, story.kim)
    theirs = story.sam.rendered(owed(story.sam))
    told = [steps.thread(story, TEXT)[-1], theirs, *map(steps.last, people)]
    assert ["has passed: a new date is needed." in one for one in told] == [True] * len(told)
    assert not [one for one in told if "deadline is now" in one.lower() or "We now expect" in one]


async def test_who_sent_it_back_can_take_that_back(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    await story.ada.clicks("Take question back", on=steps.card_message(story))
    await story.settle()
    assert "Back with support" not in steps.card(story)
    assert (await stored(story)).returned_because is None


async def test_another_question_does_not_settle_what_is_owed(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    await ask(story, story.ivan)
    await story.sam.replies("Firefox", to=story.sam.dms[-1])
    await story.settle()
    assert f"Back with support: Sam {OWES}" in steps.card(story)


async def test_it_is_sent_back_once_at_a_time_and_counted_each_time(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    form = await story.ada.clicks("Back to support…", on=steps.card_message(story))
    assert form is not None
    await story.advance(minutes=1)
    await form.fills(reason="And the rows").submits()
    await story.settle()
    assert "back with support already" in steps.whispers(story.ada)[-1]
    await story.sam.replies("orders.csv", to=owed(story.sam))
    await story.settle()
    await sends_back(story, "The rows, too, please")
    await story.advance(minutes=30)
    details = (await story.ada.commands("/critical", "CRIT-1")).rendered
    assert "It was back with support twice, for 31 min in all." in details


async def test_only_an_administrator_sends_it_back_and_not_to_themselves(story: World) -> None:
    await steps.started_with(story, TEXT)
    await story.sam.clicks("Back to support…", on=steps.card_message(story))
    await story.settle()
    assert (
        "Only a task administrator can send CRIT-1 back to support" in steps.whispers(story.sam)[-1]
    )
    assert (await stored(story)).returned_because is None


async def test_what_is_fixed_meanwhile_owes_nothing(story: World) -> None:
    await steps.started_with(story, TEXT)
    await sends_back(story)
    form = story.ivan.clicks("Fixed…", on=steps.card_message(story))
    await form.fills(what_to_tell_the_customer="It works.").submits()
    await story.advance(hours=3)
    assert "Back with support" not in steps.card(story)
    details = (await story.ada.commands("/critical", "CRIT-1")).rendered
    assert "It was back with support once, for less than a minute in all." in details


async def test_the_missing_that_nobody_tells_goes_back_from_the_administrators_message(
    story: World,
) -> None:
    await steps.started_with(story, TEXT)
    await story.advance(minutes=30)
    await story.advance(minutes=90)
    await story.advance(minutes=30)
    shown = [one for one in story.ada.dms if "was asked twice" in story.ada.rendered(one)][-1]
    form = story.ada.clicks("Back to support…", on=shown)
    await form.fills(reason=OWED).submits()
    await story.settle()
    assert f"Back with support: Sam {OWES}" in steps.card(story)
