"""The task is live at once; what its report still misses is asked for by one short form."""

from datetime import UTC, datetime, timedelta

from bot.domain.people import REMOVED
from bot.services import forgetting
from bot.simulator.messages import Message
from storage import history, tasks
from storage.tasks import Task
from tests.scenarios import steps
from tests.scenarios.asking import ask
from tests.scenarios.reporting import CONTRACT, TEXT, asked, asking, breaks, opened, sells, tells
from tests.scenarios.world import CRITICAL, World

USUAL = [
    "Customer",
    "How many",
    "Since when",
    "Or in words",
    "Steps",
    "Expected and seen",
    "Address",
]
TOLD = "told more"


async def stored(story: World, number: int = 1) -> Task:
    async with story.bot.desk.database.read() as session:
        return await tasks.get(session, number)


async def test_the_task_is_live_and_the_first_message_asks_for_the_rest(story: World) -> None:
    await steps.raised(story, TEXT)
    assert "· New" in steps.card(story)
    assert "0 of 6 told" in steps.card(story)
    first = asking(story.sam)
    assert (
        "Still missing: customer · how many · since when · steps · expected and seen · address."
        in (story.sam.rendered(first))
    )
    assert len(story.sam.notifications) == 1
    assert (await opened(story.sam, first)).labels == USUAL


async def test_half_of_it_is_kept_and_only_the_rest_is_asked_again(story: World) -> None:
    await steps.started_with(story, TEXT)
    await story.advance(minutes=2)  # what comes within a minute joins the message before it
    before = {one: len(one.notifications) for one in (story.sam, story.ada, story.ivan, story.kim)}
    first = asking(story.sam)
    await tells(story, story.sam, first, steps="1. Pay\n2. Wait", how_many="All of them")
    assert "2 of 6 told" in steps.card(story)
    said = steps.thread(story, TEXT)[-1]
    assert "Sam told more:" in said
    assert said.index("How many: “All of them”") < said.index("Steps: “1. Pay")
    assert steps.last(story.ivan).count(TOLD) == 1
    counts = {one: len(one.notifications) for one in before}
    assert counts == before | {story.ivan: before[story.ivan] + 1}

    assert "Still missing: customer · since when · expected and seen · address." in (
        story.sam.rendered(first)
    )
    form = await opened(story.sam, first)
    assert form.labels == ["Customer", "Since when", "Or in words", "Expected and seen", "Address"]
    since = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
    fields = {"Since when": since, "Expected and seen": "An order; 500", "Address": "/pay"}
    await form.fills(fields | {"Customer": " acme "}).submits()
    await story.settle()
    assert "6 told" not in steps.card(story)
    assert "Tell the rest…" not in story.sam.rendered(first)
    task = await stored(story)
    assert (task.customer, task.how_many, task.since_at) == ("Acme", "All of them", since)
    assert task.told == {
        "steps": "1. Pay\n2. Wait", "expected": "An order; 500", "address": "/pay"
    }  # fmt: skip


async def test_who_opens_the_form_once_all_is_told_hears_so(story: World) -> None:
    await steps.raised(story, TEXT)
    form = await opened(story.sam, asking(story.sam))
    fields = {
        "Customer": "Acme",
        "How many": "2",
        "Or in words": "since noon",
        "Steps": "pay",
        "Address": "/pay",
    }
    await form.fills(fields | {"Expected and seen": "500"}).submits()
    await story.settle()
    await story.ada.clicks("Tell the rest…", on=steps.card_message(story))
    await story.settle()
    assert (
        "Nothing is missing: all that is asked for CRIT-1 is told." in steps.whispers(story.ada)[-1]
    )


async def test_an_empty_form_is_sent_back_and_the_future_has_not_begun(story: World) -> None:
    await steps.raised(story, TEXT)
    form = await opened(story.sam, asking(story.sam))
    refused = await form.submits()
    assert refused.errors == {"Customer": "Fill in one of these; the rest can wait."}
    later = story.clock.now() + timedelta(hours=1)
    refused = await form.fills({"Since when": later}).submits()
    assert "still to come" in refused.errors["Since when"]
    assert "0 of 6 told" in steps.card(story)


async def test_a_team_asks_in_its_own_words_and_shows_what_was_attached(story: World) -> None:
    await sells(story, template=["customer", "screenshots", CONTRACT])
    await steps.raised(story, TEXT)
    await breaks(story)
    first = asking(story.sam)
    labels = ["Customer", "Screenshots", "Or why there are none", CONTRACT]
    assert (await opened(story.sam, first)).labels[:4] == labels
    await tells(story, story.sam, first, screenshots=["white.png"], **{CONTRACT: "12-B <!here>"})
    said = steps.thread(story, TEXT)[-1]
    assert "Screenshots: “white.png" in said
    assert f"{CONTRACT}: “12-B" in said
    assert (await stored(story)).told[CONTRACT] == "12-B <!here>"


async def test_who_has_no_screenshots_can_say_so_and_is_asked_no_more(story: World) -> None:
    await sells(story, template=["customer", "screenshots"])
    await steps.raised(story, TEXT)
    await breaks(story)
    first = asking(story.sam)
    await tells(story, story.sam, first, customer="Acme", or_why_there_are_none="none")
    assert "Screenshots: “none”" in steps.thread(story, TEXT)[-1]
    assert (await stored(story)).told == {"screenshots": "none"}
    assert "told" not in steps.card(story)
    await story.advance(hours=3)
    assert asked(story) == []


async def test_words_beside_screenshots_are_kept_with_them(story: World) -> None:
    await sells(story, template=["screenshots"])
    await steps.raised(story, TEXT)
    await breaks(story)
    fields = {"screenshots": ["white.png"], "or_why_there_are_none": "only this one"}
    await tells(story, story.sam, asking(story.sam), **fields)
    told = (await stored(story)).told["screenshots"]
    assert told.startswith("only this one\nwhite.png: ")


async def test_who_stands_in_for_an_absent_reporter_is_asked_and_may_tell(story: World) -> None:
    await steps.started_with(story, TEXT)
    answer = await story.sam.commands("/critical", "away until monday")
    assert answer.modal is not None
    await answer.modal.fills(who_follows=story.kim).submits()
    await story.advance(minutes=30)
    assert story.kim.was_told("could go faster with")
    await tells(story, story.kim, asking(story.kim, "go faster"), address="/pay")
    assert "Kim told more:" in steps.thread(story, TEXT)[-1]


async def test_only_their_side_and_the_assignee_may_tell(story: World) -> None:
    await steps.started_with(story, TEXT)
    await story.kim.clicks("Tell the rest…", on=steps.card_message(story))
    await story.settle()
    assert (
        "Only the reporter, a task administrator or the assignee" in steps.whispers(story.kim)[-1]
    )
    told = len(story.ivan.notifications)
    form = await story.ivan.clicks("Tell the rest…", on=steps.card_message(story))
    assert form is not None
    await form.fills(address="/pay").submits()
    await story.settle()
    assert "1 of 6 told" in steps.card(story)
    assert len(story.ivan.notifications) == told


async def test_a_line_with_a_heading_in_the_thread_tells_a_topic(story: World) -> None:
    await steps.started_with(story, TEXT)
    lines = len(steps.thread(story, TEXT))
    await story.sam.replies("шаги: открыть корзину\nExpected: an order", to=origin(story))
    await story.settle()
    assert "2 of 6 told" in steps.card(story)
    assert len(steps.thread(story, TEXT)) == lines + 1  # only what Sam wrote
    assert "Sam told more:" in steps.last(story.ivan)
    assert (await stored(story)).told == {"steps": "открыть корзину", "expected": "an order"}
    # Nobody clicked there, and the message says all the same what is missing now.
    left = "Still missing: customer · how many · since when · address."
    assert left in story.sam.rendered(asking(story.sam))
    await story.sam.replies("I asked them for the steps: nothing yet", to=origin(story))
    await story.kim.replies("address: /pay", to=origin(story))
    await story.settle()
    assert "2 of 6 told" in steps.card(story)


async def test_a_heading_that_answers_a_question_does_both(story: World) -> None:
    await steps.started_with(story, TEXT)
    await ask(story, story.ivan, "What are the steps?")
    await story.sam.replies("Steps: open the cart, pay", to=origin(story))
    await story.settle()
    assert "In progress" in steps.card(story)
    assert "1 of 6 told" in steps.card(story)


async def test_a_good_report_takes_one_message_and_nothing_else(story: World) -> None:
    text = (
        "Checkout is down for Acme, all their users, since 9:00, https://shop.example/pay\n"
        "Steps: open the cart and pay\nExpected: an order. Seen: a white page"
    )
    await steps.started_with(story, text)
    assert "6 told" not in steps.card(story)
    await story.advance(hours=4)
    assert asked(story) == []


async def test_a_short_report_takes_one_message_and_one_form(story: World) -> None:
    writes, forms = 1, 0
    await steps.started_with(story, TEXT)
    form, forms = await opened(story.sam, asking(story.sam)), forms + 1
    fields = {
        "Customer": "Acme",
        "How many": "all",
        "Or in words": "noon",
        "Steps": "pay",
        "Address": "/pay",
    }
    await form.fills(fields | {"Expected and seen": "500"}).submits()
    await story.advance(hours=4)
    assert (writes, forms) == (1, 1)
    assert asked(story) == []
    assert "6 told" not in steps.card(story)


async def test_what_a_forgotten_reporter_told_is_gone_and_what_others_told_stays(
    story: World,
) -> None:
    await steps.started_with(story, TEXT)
    await tells(story, story.sam, asking(story.sam), steps="Zebra of Sam", how_many="Zebras")
    form = await story.ivan.clicks("Tell the rest…", on=steps.card_message(story))
    assert form is not None
    await form.fills(address="The page of Ivan").submits()
    await story.settle()
    await forgetting.forget(story.bot.desk.database, story.clock, story.sam.id)
    await story.settle()
    task = await stored(story)
    assert task.told == {"steps": REMOVED, "address": "The page of Ivan"}
    assert task.how_many == REMOVED
    async with story.bot.desk.database.read() as session:
        entries = await history.list_of(session, 1)
    assert "Zebra" not in repr([one.facts for one in entries])
    await story.advance(hours=3)
    assert not story.ada.was_told("asked twice")


def origin(story: World) -> Message:
    """Find what Sam wrote first."""
    found = story.slack.channel_messages(CRITICAL)
    return next(one for one in found if not one.bot_id and one.thread_ts in {None, one.ts})
