"""The same again: offered while raising, joined or told apart with one click, and come back."""

from bot.domain.notices import Happening
from bot.simulator.messages import Message
from bot.simulator.person import Person
from storage import followers, history, tasks
from storage.tasks import Task
from tests.scenarios import steps
from tests.scenarios.world import World

FIRST = "Invoice export is broken for Acme"
AGAIN = "Export of invoices does not work at Globex\nhttps://globex.zendesk.com/agent/tickets/5512"


def is_in(person: Person, key: str) -> Message:
    """Find the DM that says that a task is in, as it reads now."""
    return next(
        one for one in person.dms if one.text.startswith(f"{key} ") and "it is in" in one.text
    )


async def twice(story: World) -> None:
    """Let Sam raise a task, and Kim the same one in other words."""
    await steps.raised(story, FIRST)
    await story.advance(hours=1)
    await steps.raised(story, AGAIN, by=story.kim)


async def task(story: World, number: int) -> Task:
    async with story.bot.desk.database.read() as session:
        return await tasks.get(session, number)


async def test_what_looks_alike_is_offered_in_the_first_message(story: World) -> None:
    await twice(story)
    shown = story.kim.rendered(is_in(story.kim, "CRIT-2"))
    assert "Is it one of these?" in shown
    assert "CRIT-1 · Invoice export is broken for Acme\nNew, severity 4" in shown
    assert {"It is this one", "Not this"} <= {*steps.buttons(story.kim, "Is it one of these?")}
    assert "It may be the same as" in is_in(story.kim, "CRIT-2").text
    assert "Is it one of these?" not in story.sam.rendered(is_in(story.sam, "CRIT-1"))


async def test_it_is_this_one_joins_it_with_customer_and_ticket(story: World) -> None:
    await twice(story)
    await story.kim.clicks("It is this one", on=is_in(story.kim, "CRIT-2"))
    await story.settle()
    joined = await task(story, 2)
    assert (joined.status, joined.merged_into) == ("merged", 1)
    async with story.bot.desk.database.read() as session:
        assert await followers.list_of(session, 1) == ("U0KIM",)
    assert "👥 1 other affected" in steps.card(story, "CRIT-1")
    assert "Merged" in steps.card(story, "CRIT-2")
    assert "Kim merged CRIT-2" in story.sam.notifications[-1]
    shown = story.kim.rendered(is_in(story.kim, "CRIT-2"))
    assert "It goes on as" in shown
    assert "It is this one" not in shown


async def test_what_is_fixed_is_told_to_each_for_their_own_customer_and_ticket(
    story: World,
) -> None:
    await twice(story)
    await story.kim.clicks("It is this one", on=is_in(story.kim, "CRIT-2"))
    await story.settle()
    await story.ivan.clicks("Take it", on=steps.card_message(story, "CRIT-1"))
    await story.settle()
    said = {"what_to_tell_the_customer": "The export works again."}
    await story.ivan.clicks("Fixed…").fills(said).submits()
    await story.settle()
    to_kim = steps.last(story.kim)
    assert "globex.zendesk.com/agent/tickets/5512: “The export works again.”" in to_kim
    to_sam = steps.last(story.sam)
    assert "The export works again." in to_sam
    assert "5512" not in to_sam


async def test_not_this_is_remembered_for_good(story: World) -> None:
    await twice(story)
    await story.kim.clicks("Not this", on=is_in(story.kim, "CRIT-2"))
    await story.settle()
    assert "Is it one of these?" not in story.kim.rendered(is_in(story.kim, "CRIT-2"))
    await steps.raised(story, "The invoice export is still broken, Initech", by=story.mira)
    shown = story.mira.rendered(is_in(story.mira, "CRIT-3"))
    assert "CRIT-1" in shown
    assert "CRIT-2" in shown
    answer = await story.kim.commands("/critical", "CRIT-2")
    assert answer.message is not None
    assert "Kim says that it is not CRIT-1" in story.kim.rendered(answer.message)


async def test_of_several_each_is_offered_with_its_own_buttons(story: World) -> None:
    for text in ("Invoice export is broken", "Invoice export fails", "Export of invoices fails"):
        await steps.raised(story, text)
        await story.advance(minutes=2)
    await steps.raised(story, AGAIN, by=story.kim)
    await story.ada.clicks("Accept", on=steps.card_message(story, "CRIT-4"))
    await story.settle()
    offers = tuple(f"kept:4:{number}:" for number in (1, 2, 3))
    blocks = [
        one for one in is_in(story.kim, "CRIT-4").blocks if one["block_id"].startswith(offers)
    ]
    assert [one["type"] for one in blocks] == ["section", "actions"] * 3
    for what, do in zip(blocks[::2], blocks[1::2], strict=True):
        number = do["elements"][0]["value"].partition(":")[2]
        assert f"CRIT-{number}" in what["text"]["text"]


async def test_what_is_another_problem_is_not_offered(story: World) -> None:
    await steps.raised(story, FIRST)
    await steps.raised(story, "Search is very slow for Acme", by=story.kim)
    assert "Is it one of these?" not in story.kim.rendered(is_in(story.kim, "CRIT-2"))


async def test_what_was_closed_has_come_back(story: World) -> None:
    await steps.raised(story, FIRST)
    await story.ivan.clicks("Take it")
    await story.settle()
    said = {"what_to_tell_the_customer": "The export was rolled back."}
    await story.ivan.clicks("Fixed…").fills(said).submits()
    await story.settle()
    await story.sam.clicks("Works")
    await story.settle()
    await story.advance(days=3)
    await steps.raised(story, AGAIN, by=story.kim)
    assert "Closed" in story.kim.rendered(is_in(story.kim, "CRIT-2"))

    await story.kim.clicks("It is this one", on=is_in(story.kim, "CRIT-2"))
    await story.settle()
    back = await task(story, 2)
    assert (back.status, back.same_as) == ("new", 1)
    card = steps.card(story, "CRIT-2")
    assert "The same as" in card
    assert "The export was rolled back." in card
    told = next(one for one in reversed(story.ada.notifications) if "come back" in one)
    assert "The export was rolled back." in told
    assert "Ivan had it then." in told
    shown = story.kim.rendered(is_in(story.kim, "CRIT-2"))
    assert "The same as" in shown
    assert "It is this one" not in shown


async def test_what_was_closed_long_ago_is_not_offered(story: World) -> None:
    await steps.fixed(story)
    await story.sam.clicks("Works")
    await story.settle()
    await story.advance(days=91)
    await steps.raised(story, "Checkout is down again", by=story.kim)
    assert "Is it one of these?" not in story.kim.rendered(is_in(story.kim, "CRIT-2"))


async def test_who_clicks_twice_or_too_late_is_told_politely(story: World) -> None:
    await twice(story)
    await story.kim.clicks("It is this one", on=is_in(story.kim, "CRIT-2"), times=2)
    await story.settle()
    assert (await task(story, 2)).status == "merged"
    async with story.bot.desk.database.read() as session:
        entries = await history.list_of(session, 1)
    assert [one.happening for one in entries].count(Happening.TOOK_IN) == 1

    await steps.raised(story, "Invoice export broken at Initech", by=story.mira)
    await story.ivan.clicks("Take it", on=steps.card_message(story, "CRIT-3"))
    await story.mira.clicks("It is this one", on=is_in(story.mira, "CRIT-3"))
    await story.settle()
    assert (await task(story, 3)).status == "in_progress"
    assert "CRIT-3" in steps.whispers(story.mira)[-1]
    assert "It is this one" not in story.mira.rendered(is_in(story.mira, "CRIT-3"))
