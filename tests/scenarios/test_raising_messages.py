"""What becomes of messages after they raised a task: bursts, edits, deletions, bad order."""

import asyncio
from typing import Any

import pytest

from bot.simulator.journal import Parcel
from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios.ways import cards
from tests.scenarios.world import CRITICAL, World

OWN = "Make it a task of its own"


async def test_what_follows_within_a_minute_joins_and_the_thread_says_so(story: World) -> None:
    sam = story.sam
    first = await sam.writes("Checkout is down", channel=CRITICAL)
    await story.advance(seconds=59)
    await sam.writes("500 on pay, see https://shop.example/pay", channel=CRITICAL, files=["a.png"])
    await story.settle()
    assert len(cards(story)) == 1
    assert "CRIT-1 · Checkout is down\n" in story.card()
    assert "500 on pay" in story.card()
    assert "📎 a.png" in story.card()
    assert "🔗 shop.example/pay" in story.card()
    told = _thread(story, first)[-1]
    assert told.startswith("I added this to CRIT-1, because it came within a minute.")
    assert f"[{OWN}]" in told
    assert len(sam.notifications) == 1


async def test_what_comes_after_a_minute_is_a_task_of_its_own(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.advance(seconds=60.001)
    await story.sam.writes("Search is down", channel=CRITICAL)
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down", "CRIT-2 · Search is down"]


async def test_a_severity_of_its_own_makes_a_task_of_its_own(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.sam.writes("sev2 export is slow", channel=CRITICAL)
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down", "CRIT-2 · sev2 export is slow"]


async def test_what_somebody_else_writes_is_another_task(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.kim.writes("Search is down", channel=CRITICAL)
    await story.settle()
    assert len(cards(story)) == 2


async def test_what_follows_a_task_that_is_over_is_a_new_one(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    await story.sam.clicks("Not a task")
    await story.settle()
    await story.sam.writes("Now it is", channel=CRITICAL)
    await story.settle()
    assert _titles(story)[-1] == "CRIT-2 · Now it is"


async def test_two_messages_at_once_are_one_task(story: World) -> None:
    texts = ("Checkout is down", "for Acme", "since ten")
    await asyncio.gather(*(story.sam.writes(text, channel=CRITICAL) for text in texts))
    await story.settle()
    assert len(cards(story)) == 1
    assert all(text in story.card() for text in texts)


@pytest.mark.parametrize("who", ["sam", "ada"])
async def test_a_message_that_joined_becomes_a_task_of_its_own_once(story: World, who: str) -> None:
    person: Person = getattr(story, who)
    first = await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.sam.writes("Search is down", channel=CRITICAL)
    await story.settle()
    line = first.replies[-1]
    await person.clicks(OWN).twice()
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down", "CRIT-2 · Search is down"]
    assert "Search" not in story.slack.rendered(cards(story)[0], story.ada)
    assert "Reporter: Sam" in story.card()
    named = person.display_name
    assert f"{named} made a message a task of its own: CRIT-2." in _thread(story, first)
    assert story.sam.was_told("CRIT-2")
    assert person.ephemerals == []

    await story.advance(minutes=1)
    await person.clicks(OWN, on=line)
    await story.settle()
    assert len(cards(story)) == 2
    whispered = story.slack.rendered(person.ephemerals[-1], person)
    assert whispered == "This message is CRIT-2 already. /critical CRIT-2 shows how it stands."


async def test_only_the_reporter_or_an_administrator_takes_a_message_out(story: World) -> None:
    first = await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.sam.writes("Search is down", channel=CRITICAL)
    await story.settle()
    await story.kim.clicks(OWN)
    await story.settle()
    assert len(cards(story)) == 1
    assert story.kim.ephemerals[-1].thread_ts == first.ts, "it is said where she looks"
    refused = story.slack.rendered(story.kim.ephemerals[-1], story.kim)
    assert refused.startswith("Only the reporter or a task administrator can")
    assert "Ada is on duty." in refused


async def test_an_edit_changes_the_description_and_stands_in_the_history(story: World) -> None:
    raised = await story.sam.writes("Chekout is down", channel=CRITICAL)
    await story.settle()
    before = len(raised.replies)
    await story.sam.edits(raised, "Checkout is down\nsince ten")
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down"]
    assert "since ten" in story.card()
    history = await story.sam.commands("/critical", "CRIT-1")
    assert "Sam changed the description. Before: “Chekout is down”" in history.rendered
    assert len(raised.replies) == before
    assert len(story.sam.notifications) == 1


async def test_a_link_preview_is_no_edit(story: World) -> None:
    raised = await story.sam.writes("Down, see https://shop.example", channel=CRITICAL)
    await story.settle()
    await story.sam.unfurls(raised)
    await story.settle()
    history = await story.sam.commands("/critical", "CRIT-1")
    assert "changed the description" not in history.rendered


async def test_a_deleted_message_leaves_its_task_and_the_thread_says_so(story: World) -> None:
    raised = await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    await story.ada.clicks("Accept")
    await story.settle()
    await story.sam.deletes(raised)
    await story.settle()
    assert "CRIT-1 · Checkout is down" in story.card()
    told = _thread(story, raised)[-1]
    assert told == (
        "The message that raised CRIT-1 was deleted. The task stays, with all that was said.\n"
        "If it was a mistake, choose Not a task on the card."
    )
    await story.ivan.clicks("Take it")
    await story.settle()
    assert story.slack.reactions(CRITICAL, cards(story)[0].ts) == ["hammer_and_wrench"]


async def test_the_whole_text_of_a_deleted_message_stays_in_the_thread(story: World) -> None:
    raised = await story.sam.writes(f"Down\n{_lines(200)}", channel=CRITICAL)
    await story.settle()
    assert "(the rest is in the message)" in story.card()
    await story.sam.deletes(raised)
    await story.settle()
    told = "\n".join(_thread(story, raised))
    assert all(f"line {number} of it" in told for number in range(200))


async def test_a_deleted_message_of_a_burst_leaves_its_words(story: World) -> None:
    first = await story.sam.writes("Checkout is down", channel=CRITICAL)
    second = await story.sam.writes("Search is down", channel=CRITICAL)
    await story.settle()
    await story.sam.deletes(second)
    await story.settle()
    assert "Search is down" in story.card()
    gone = "A message that was added to CRIT-1 was deleted. Its words stay here."
    assert _thread(story, first)[-1] == gone


async def test_an_edit_that_overtakes_its_message_wins(story: World) -> None:
    raised = await _unheard(story, "Chekout is down")
    message, previous = raised.payload(), raised.payload()
    message |= {"text": "Checkout is down", "edited": {"user": story.sam.id, "ts": raised.ts}}
    edit = {"type": "message", "subtype": "message_changed", "ts": story.slack.workspace.ids.ts()}
    await _bring(story, edit | {"message": message, "previous_message": previous})
    await story.settle()
    assert cards(story) == []
    await _bring(story, raised.payload())
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down"]


async def test_an_older_edit_that_comes_late_changes_nothing(story: World) -> None:
    raised = await story.sam.writes("Chekout", channel=CRITICAL)
    await story.sam.edits(raised, "Checkout")
    early = story.slack.deliveries[-1].payload["event"]
    await story.sam.edits(raised, "Checkout is down")
    await _bring(story, dict(early))
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down"]


async def test_a_burst_in_the_wrong_order_reads_in_the_right_one(story: World) -> None:
    first = await _unheard(story, "Checkout is down")
    second = await _unheard(story, "500 on pay")
    await _bring(story, second.payload())
    await _bring(story, first.payload())
    await story.settle()
    assert _titles(story) == ["CRIT-1 · Checkout is down"]
    assert "Checkout is down\n> 500 on pay" in story.card()


async def test_a_message_that_slack_tells_of_in_two_events_is_one_task(story: World) -> None:
    raised = await story.sam.writes("Checkout is down", channel=CRITICAL)
    await _bring(story, raised.payload())
    await story.settle()
    assert len(cards(story)) == 1
    assert "> Checkout is down\n> Checkout" not in story.card()


async def _unheard(story: World, text: str) -> Message:
    """Write a message whose event is still under way."""
    message = Message(CRITICAL, story.slack.workspace.ids.ts(), text, story.sam.id)
    story.slack.workspace.channel(CRITICAL).messages.append(message)
    return message


async def _bring(story: World, event: dict[str, Any]) -> None:
    """Deliver an event of the critical channel now, whatever came before."""
    ids = story.slack.workspace.ids
    placed = event | {"channel": CRITICAL, "channel_type": "channel"}
    payload = {"type": "event_callback", "event": placed, "event_id": ids.new("Ev")}
    parcel = Parcel("events_api", payload, ids.envelope())
    assert (await story.slack.courier._attempt(parcel)).acknowledged  # noqa: SLF001


def _lines(count: int) -> str:
    return "\n".join(f"line {number} of it" for number in range(count))


def _titles(story: World) -> list[str]:
    shown = [story.slack.rendered(card, story.ada) for card in cards(story)]
    return [card.splitlines()[0].partition(" ")[2] for card in shown]


def _thread(story: World, root: Message) -> list[str]:
    return [story.slack.rendered(one, story.ada) for one in root.replies]
