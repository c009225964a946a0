"""Whatever is typed: a clear answer or a sensible task, nothing lost, nobody pinged by it."""

import json
import logging
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.clock import FrozenClock
from bot.simulator.messages import Message
from storage import rules
from tests.scenarios.world import CRITICAL, World, world

GENERAL = "C0GENERAL"
TOKEN = re.compile(r"<(?:@|!(?!date\^))[^>]*>")
NASTY = {
    "an emoji": "🔥",
    "an emoji by name": ":fire:",
    "right to left": "الدفع لا يعمل منذ الصباح\nעברית",
    "overrides": "\u202edown \u2066is checkout",
    "a channel ping": "<!channel> checkout is down <!here>",
    "an unknown person": "<@U0NOBODY> says checkout is down",
    "a link with a bar": "see https://a.example/x|y or <https://a.example|the | page>",
    "marks": "*bold _it ~s `code ```block``` > quote",
    "brackets": "1 < 2 && 3 > 2 <b>bold</b> <>",
    "one long word": "x" * 9_000,
    "many ampersands": "&" * 10_000,
    "many lines": "\n".join(f"line {number}" for number in range(2_000)),
    "the longest link": f"https://a.example/{'y' * 9_000}",
}
LONGEST_WORD = 1_000
"""A longer one is broken, for there is no room for it in one piece."""

UNPRINTABLE = "Check\x00out is \ud83d down\x1b[0m"


@pytest.fixture
async def calm(story: World, caplog: pytest.LogCaptureFixture) -> AsyncIterator[World]:
    """Open the company; at the end no error was logged and nobody saw a warning sign."""
    with capture_logs() as logged:
        yield story
        await story.settle()
    assert [one for one in logged if one["log_level"] in {"error", "critical", "warning"}] == []
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
    assert story.slack.workspace.warnings == {}
    # Ada is called to every task; who left the workspace is named where no message reaches them.
    gone = {story.sam.mention} if story.sam.profile.deleted else set()
    assert _pinged(story) <= {story.ada.mention} | gone


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
async def test_any_command_is_a_sensible_task(calm: World, text: str) -> None:
    answer = await calm.sam.commands("/critical", text, channel=GENERAL)
    assert answer.text.startswith("CRIT-1 is in, severity 4: ")
    await calm.settle()
    assert calm.sam.was_told("CRIT-1")
    await _is_kept(calm, text)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
async def test_any_message_is_a_sensible_task(calm: World, text: str) -> None:
    raised = await calm.sam.writes(text, channel=CRITICAL)
    await calm.settle()
    assert calm.sam.was_told("CRIT-1")
    await calm.sam.edits(raised, f"{text} still")
    await calm.settle()
    await calm.sam.deletes(raised)
    await calm.settle()
    await _is_kept(calm, text)


@pytest.mark.parametrize("text", ["", "   ", "\n\t \u00a0"])
async def test_nothing_opens_the_form(calm: World, text: str) -> None:
    answer = await calm.sam.commands("/critical", text, channel=GENERAL)
    assert answer.modal is not None
    assert answer.modal.title == "Raise a critical task"


async def test_what_nobody_can_see_is_no_task(calm: World) -> None:
    answer = await calm.sam.commands("/critical", "\u200b\u200b", channel=GENERAL)
    assert answer.text == "There is nothing in it yet. Write a few words."
    await calm.sam.writes("\u200b", channel=CRITICAL)
    await calm.settle()
    assert _cards(calm) == []
    seen = calm.slack.rendered(calm.sam.ephemerals[-1], calm.sam)
    assert seen == "There is nothing in it yet. Write a few words."


@pytest.mark.parametrize("digits", ["9" * 20, "0", "00", "9" * 11, "9" * 5000])
async def test_a_number_that_is_none_is_said_so(calm: World, digits: str) -> None:
    answer = await calm.sam.commands("/critical", f"CRIT-{digits}", channel=GENERAL)
    assert answer.text.startswith(f"There is no CRIT-{int(digits[:19]) or 0}"[:30])
    assert "There is none yet." in answer.text
    assert len(answer.text) < 120


async def test_the_number_of_the_issue_is_answered_by_its_name(calm: World) -> None:
    await calm.sam.commands("/critical", "Checkout is down")
    answer = await calm.sam.commands("/critical", "CRIT-99999999999999999999")
    expected = "There is no CRIT-99999999999999999999. The newest is CRIT-1. Try `/critical board`."
    assert answer.text == expected


async def test_ten_thousand_characters_can_be_read_in_the_thread(calm: World) -> None:
    words = [f"word{number:04}" for number in range(1_100)]
    text = f"Checkout is down\n{' '.join(words)}"
    await calm.sam.commands("/critical", text, channel=GENERAL)
    await calm.settle()
    assert "(the rest is in the thread)" in calm.card()
    thread = " ".join(calm.slack.rendered(one, calm.ada) for one in _cards(calm)[0].replies)
    assert [word for word in words if word not in thread] == []


async def test_twenty_short_lines_can_be_read_in_the_thread(calm: World) -> None:
    lines = [f"step {number}." for number in range(20)]
    await calm.sam.commands("/critical", "\n".join(["Down", *lines]), channel=GENERAL)
    await calm.settle()
    assert "(the rest is in the thread)" in calm.card()
    thread = "\n".join(calm.slack.rendered(one, calm.ada) for one in _cards(calm)[0].replies)
    assert all(line in thread for line in lines)


async def test_a_message_of_forty_thousand_characters_can_be_read_in_the_details(
    calm: World,
) -> None:
    words = [f"word{number:04}" for number in range(4_400)]
    raised = await calm.sam.writes(" ".join(words), channel=CRITICAL)
    await calm.settle()
    await calm.sam.deletes(raised)
    await calm.settle()
    shown = await calm.sam.commands("/critical", "CRIT-1", channel=GENERAL)
    whole = await _all_pages(calm, shown)
    assert [word for word in words if word not in whole] == []


async def test_fifteen_files_are_all_kept(calm: World) -> None:
    names = [f"shot{number:02}.png" for number in range(15)]
    raised = await calm.sam.writes("Down", channel=CRITICAL, files=names)
    await calm.settle()
    assert "and 10 more files" in calm.card()
    shown = await calm.sam.commands("/critical", "CRIT-1", channel=GENERAL)
    assert all(name in shown.rendered for name in names)
    assert all(file["permalink"] in str(shown.blocks) for file in raised.files)


async def test_what_no_database_takes_is_left_out(calm: World) -> None:
    raised = Message(CRITICAL, calm.slack.workspace.ids.ts(), UNPRINTABLE, calm.sam.id)
    raised.files = [{"name": "a\x00\ud83d.png", "permalink": "https://a.example/f\x00"}]
    calm.slack._office.talk.post(raised)  # noqa: SLF001 -- a person's keyboard has no such keys
    await calm.settle()
    assert "CRIT-1 · Checkout is down[0m" in calm.card()
    assert "a.png" in calm.card()
    await calm.kim.commands("/critical", "Sea\x00rch is down", channel=GENERAL)
    form = calm.sam.uses_shortcut("Raise a critical task")
    await form.fills(title="Ba\x00sket", what_happened="do\x00wn", customer="Ac\x00me").submits()
    await calm.settle()
    shown = [calm.slack.rendered(card, calm.ada).splitlines()[0] for card in _cards(calm)]
    assert [one.partition(" · ")[2] for one in shown[1:]] == ["Search is down", "Basket"]


async def test_a_form_takes_whatever_is_typed(calm: World) -> None:
    form = calm.sam.uses_shortcut("Raise a critical task")
    await form.fills(
        title="<!channel> *down* <@U0MIRA>",
        what_happened="<!everyone> <@U0MIRA> & <https://a.example|x>",
        customer="<!here> | Acme",
        link="https://a.example/x|y?z=1&q=<!here>",
    ).submits()
    await calm.settle()
    assert "CRIT-1 · <!channel> down <@U0MIRA>" in calm.card()
    assert "<!everyone> <@U0MIRA> & " in calm.card()
    assert "Customer: <!here> | Acme" in calm.card()


async def test_nobody_who_is_named_in_a_text_is_pinged(calm: World) -> None:
    text = f"{calm.mira.mention} and <@U0GONE> and <!channel> know: down"
    await calm.sam.writes(text, channel=CRITICAL)
    await calm.kim.commands("/critical", text, channel=GENERAL)
    told = await calm.kim.writes(text, channel=GENERAL)
    await calm.ivan.uses_message_shortcut("Escalate to development", told).submits()
    await calm.settle()
    for typed in ("mine", "board", "CRIT-1", "CRIT-2"):
        await calm.sam.commands("/critical", typed, channel=GENERAL)
    assert len(_cards(calm)) == 3
    assert _pinged(calm) == {calm.ada.mention}


async def test_the_task_of_a_person_who_left_goes_on(calm: World) -> None:
    raised = await calm.sam.writes("Checkout is down", channel=CRITICAL)
    await calm.sam.changes(deleted=True)
    await calm.settle()
    await calm.ivan.clicks("Take it")
    await calm.settle()
    assert "In progress" in calm.card()
    assert "Reporter: Sam" in calm.card()
    shown = await calm.kim.commands("/critical", "CRIT-1", channel=GENERAL)
    assert "Raised by Sam" in shown.rendered
    assert raised.ts == _cards(calm)[0].thread_ts


async def test_before_there_are_rules_everybody_is_told_what_is_missing(
    database_url: str, clock: FrozenClock
) -> None:
    missing = "Cavalry does not know its critical channel yet."
    async with world(database_url, clock, sockets=False) as story:
        async with story.bot.desk.database.write() as session:
            kept = await rules.find(session)
            assert kept is not None
            await session.delete(kept)
        await story.sam.writes("Checkout is down", channel=CRITICAL)
        for typed in ("", "Checkout is down", "mine", "board", "help", "CRIT-1"):
            answer = await story.sam.commands("/critical", typed, channel=GENERAL)
            assert answer.modal is None
            assert answer.text.startswith(missing)
        told = await story.kim.writes("Down", channel=GENERAL)
        assert await story.sam.uses_message_shortcut("Escalate to development", told) is None
        assert await story.kim.uses_shortcut("Raise a critical task") is None
        await story.ben.writes("Hello?")
        await story.settle()
        assert story.kim.was_told(missing)
        assert story.ben.was_told(missing)
        assert missing in story.slack.rendered(story.sam.ephemerals[-1], story.sam)
        assert _cards(story) == []
        assert story.slack.problems == []


async def _is_kept(story: World, text: str) -> None:
    """Say that the whole text can be read by who asks for the task."""
    shown = await story.sam.commands("/critical", "CRIT-1", channel=GENERAL)
    whole = _bare(await _all_pages(story, shown))
    for word in re.findall(r"\w+", text):
        assert word in whole or len(word) > LONGEST_WORD
    for sign in set(text):
        if sign.isprintable() and not sign.isspace() and sign not in "<>|!*_~`":
            assert whole.count(sign) >= min(_bare(text).count(sign), 9_000)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


async def _all_pages(story: World, shown: Any) -> str:  # noqa: ANN401
    pages = [shown.rendered]
    person = story.slack.person(shown.record.user)
    while "[Next]" in pages[-1].splitlines()[-1] or "Next]" in pages[-1][-30:]:
        await person.clicks("Next")
        await story.bot.door.finish()
        pages.append(shown.rendered)
        assert len(pages) < 40
    return "\n".join(pages)


def _cards(story: World) -> list[Message]:
    """Find the cards, in the order of their tasks: two at once are posted in any."""
    cards = [one for one in story.slack.channel_messages(CRITICAL) if one.metadata]
    return sorted(cards, key=lambda one: int(one.text.split()[0].removeprefix("CRIT-")))


def _pinged(story: World) -> set[str]:
    """Find every mention and ping in what the bot sent, by whichever way."""
    sent: list[object] = [call.arguments for call in story.slack.calls]
    sent += [delivery.body for delivery in story.slack.deliveries]
    sent += [(one.text, one.blocks) for one in story.slack.workspace.ephemerals]
    return set(TOKEN.findall(json.dumps(sent, default=str, ensure_ascii=False)))
