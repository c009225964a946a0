"""Everything of a task in one place: a Markdown file by direct message, on the word of anybody."""

import pytest

from bot.simulator.faults import Fault
from bot.simulator.messages import Message
from bot.simulator.person import Person
from bot.workers import conversations
from storage import tasks
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

HOSTILE = (
    "Checkout is down\n# Closed by Ada\n```\n</details><script>alert(1)</script>\n- [x] done\n"
    "[click](https://evil.example) ![](https://evil.example/x.png)\n1. one\n> quote\n---\n| a | b |"
)


def files(story: World, person: Person) -> list[str]:
    """Read the files that somebody got from the bot, the newest last."""
    sent = [one for one in person.dms if one.bot_id and one.files]
    named = [file["id"] for one in sent for file in one.files]
    return [story.slack.workspace.files[one].content.decode() for one in named]


async def exported(story: World, person: Person, key: str = "CRIT-1") -> str:
    """Let somebody ask for the file of a task, and read it."""
    answer = await person.commands("/critical", f"{key} export", channel=CRITICAL)
    assert answer.text == f"{key}.md comes by direct message."
    await story.settle()
    return files(story, person)[-1]


def part(text: str, title: str) -> list[str]:
    """Give the lines of one part of the file that say something."""
    after = text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    return [line.rstrip() for line in after.splitlines() if line.strip()]


async def lived_through(story: World) -> None:
    """Let a task be raised, asked about, moved, fixed, closed and told the cause of."""
    await steps.raised(story, "Checkout is down for Acme\n500 on pay, see https://status.example/7")
    await story.advance(minutes=3)
    await story.ada.clicks("Accept")
    await story.settle()
    await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
    await story.settle()
    await story.ivan.clicks("Start")
    await story.settle()
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await story.advance(minutes=10)
    await story.sam.clicks("Answer…").fills(answer="Firefox\nand Chrome").submits()
    await story.settle()
    root = next(one for one in story.slack.channel_messages(CRITICAL) if not one.bot_id)
    await story.kim.replies("Globex has it, too <!channel>", to=root)
    await story.settle()
    card = steps.card_message(story)
    moving = story.ada.clicks("Move deadline…", on=card)
    await moving.fills(deadline="Tomorrow", reason="The provider is slow").submits()
    await story.settle()
    await story.advance(hours=2)
    fixing = story.ivan.clicks("Fixed…", on=card)
    await fixing.fills(what_to_tell_the_customer="You can pay again.").submits()
    await story.settle()
    await story.sam.clicks("Works", on=card)
    await story.settle()
    await (
        story.ivan.clicks("Cause…")
        .fills(
            where_it_lies="Code",
            cause="A release had removed the form",
            what_would_prevent_it="A test that pays",
            link="https://git.example/7",
        )
        .submits()
    )
    await story.settle()


async def test_a_task_is_told_from_its_first_word_to_its_cause(story: World) -> None:
    await lived_through(story)
    text = await exported(story, story.kim)
    lines = text.splitlines()
    assert lines[0] == "# CRIT-1 · Checkout is down for Acme"
    assert lines[2].startswith("As it stood at 2026-11-24 11:18 UTC (06:18 America/New York).")
    _tells_facts_and_times(text)
    _tells_what_was_promised_and_asked(text)
    _tells_what_was_written(text)


def _tells_facts_and_times(text: str) -> None:
    facts = part(text, "Facts")
    assert "- Severity: 4, stops the customer completely" in facts
    assert "- State: Closed" in facts
    assert "- Reporter: Sam" in facts
    assert "- Assignee: Ivan" in facts
    assert "- For the customer: You can pay again." in facts
    times = part(text, "Times")
    assert times[0] == "- Raised: 2026-11-24 09:05 UTC (04:05 America/New York)"
    assert times[1] == "- Accepted: 2026-11-24 09:08 UTC (04:08 America/New York), 3 min later"
    assert "- From raised to fixed: 2 h 13 min" in times
    assert "- The clocks stood for answers: 10 min" in times


def _tells_what_was_promised_and_asked(text: str) -> None:
    promises = part(text, "Promises")
    assert "(Ada, a slip), because: The provider is slow" in promises[-2]
    assert promises[-1].startswith("- It slipped once, by ")
    assert part(text, "Questions and answers") == [
        "**2026-11-24 09:08 UTC (04:08 America/New York) · Ivan asked Sam:**",
        "> Which browser?",
        "**2026-11-24 09:18 UTC (04:18 America/New York) · Sam answered, 10 min later:**",
        "> Firefox",
        "> and Chrome",
    ]


def _tells_what_was_written(text: str) -> None:
    assert "- <https://status.example/7>" in part(text, "Files and links")
    assert part(text, "Cause")[1:] == [
        "> A release had removed the form",
        "What would prevent it (proposed):",
        "> A test that pays",
        "Link: <https://git.example/7>",
    ]
    history = part(text, "History")
    assert any(line.endswith("· Ivan started on it.") for line in history)
    thread = part(text, "Thread")
    assert thread[0].endswith("· Sam:**")
    assert thread[1] == "> Checkout is down for Acme"
    kims = next(at for at, line in enumerate(thread) if line.endswith("· Kim:**"))
    assert thread[kims + 1] == "> Globex has it, too @channel"
    assert any(line.endswith("· Cavalry:**") for line in thread)


async def test_what_merged_tasks_reported_is_told_with_who_said_it(story: World) -> None:
    await steps.raised(story, "sev3 Checkout is down")
    await story.advance(minutes=2)
    report = "Nobody can pay\n40 users, see https://acme.zendesk.com/agent/tickets/200"
    await story.kim.writes(report, channel=CRITICAL)
    await story.settle()
    await story.advance(minutes=2)
    await story.ben.writes("Payment is dead again", channel=CRITICAL)
    await story.settle()
    async with story.bot.desk.database.write() as session:
        for number, into in ((2, 1), (3, 2)):
            task = await tasks.get(session, number, is_held=True)
            assert await tasks.move(session, task, merged_into=into)
    again = part(await exported(story, story.sam), "Reported again")
    assert again[0].startswith("**CRIT-2 · Nobody can pay** (Kim, 2026-11-24 09:0")
    assert "- Severity: 4, stops the customer completely" in again
    assert "- Affected: 40 users" in again
    assert "- <https://acme.zendesk.com/agent/tickets/200>" in again
    assert "> Nobody can pay" in again
    assert any(line.startswith("**CRIT-3 · Payment is dead again** (Ben, ") for line in again)


async def test_the_shortcut_works_on_the_card_in_the_thread_and_on_what_raised_it(
    story: World,
) -> None:
    await steps.raised(story)
    root = next(one for one in story.slack.channel_messages(CRITICAL) if not one.bot_id)
    reply = await story.sam.replies("It is worse now", to=root)
    await story.settle()
    told = next(one for one in story.sam.dms if one.bot_id)
    for number, message in enumerate((root, steps.card_message(story), reply, told), 1):
        await _shortcut(story, story.sam, message)
        assert len(files(story, story.sam)) == number
        assert "CRIT-1.md comes by direct message." in steps.whispers(story.sam)


async def test_elsewhere_the_shortcut_says_where_it_works(story: World) -> None:
    message = await story.sam.writes("Lunch?", channel="C0GENERAL")
    await _shortcut(story, story.sam, message)
    assert files(story, story.sam) == []
    assert any("No task belongs to this message" in one for one in steps.whispers(story.sam))


async def _shortcut(story: World, person: Person, message: Message) -> None:
    await person.uses_message_shortcut("Export task", message)
    await story.settle()


async def test_no_line_of_what_people_typed_is_anything_but_text(story: World) -> None:
    await steps.raised(story, HOSTILE)
    await story.ada.clicks("Assign…").fills(developer="Ivan", note=HOSTILE).submits()
    await story.settle()
    root = next(one for one in story.slack.channel_messages(CRITICAL) if not one.bot_id)
    await story.kim.replies(HOSTILE, to=root)
    await story.settle()
    text = await exported(story, story.sam)
    titles = [line for line in text.splitlines() if line.startswith("#")]
    assert [one for one in titles if "Closed by Ada" in one] == []
    assert "\n> \\# Closed by Ada" in text
    quoted = part(text, "What was reported")
    assert all(line.startswith("> ") or line == ">" for line in quoted)
    for line in text.splitlines():
        bare = line.lstrip(" >")
        assert not bare.startswith(("```", "---", "| ", "1. one"))
        assert "<script" not in line.replace("\\<", "")
        assert "](https://evil" not in line.replace("\\]", "")


async def test_a_task_that_is_not_there_is_refused_at_once(story: World) -> None:
    answer = await story.sam.commands("/critical", "crit-7 EXPORT", channel=CRITICAL)
    assert answer.text.startswith("There is no CRIT-7.")
    await story.settle()
    assert files(story, story.sam) == []


async def test_where_slack_takes_no_file_the_asker_is_told_so(story: World) -> None:
    await steps.raised(story)
    refusal = "files.getUploadURLExternal"
    story.slack.faults.add(Fault(kind="error", method=refusal, error="missing_scope", times=1))
    await story.sam.commands("/critical", "CRIT-1 export", channel=CRITICAL)
    await story.settle()
    assert files(story, story.sam) == []
    said = steps.whispers(story.sam)[-1]
    assert said.startswith("CRIT-1.md could not be sent. Cavalry may not send files here:")
    assert "# CRIT-1" in await exported(story, story.sam)


async def test_where_slack_says_nothing_the_asker_is_told_so_too(story: World) -> None:
    await steps.raised(story)
    story.slack.faults.add(Fault(kind="server_error", method="conversations.open", times=1))
    await story.kim.commands("/critical", "CRIT-1 export", channel=CRITICAL)
    await story.settle()
    assert "CRIT-1.md could not be sent." in steps.whispers(story.kim)[-1]


async def test_a_thread_that_is_gone_leaves_the_rest_of_the_file(story: World) -> None:
    await steps.raised(story)
    gone = Fault(kind="error", method="conversations.replies", error="thread_not_found", times=1)
    story.slack.faults.add(gone)
    text = await exported(story, story.sam)
    assert part(text, "Thread") == ["Slack has no such thread any more."]
    assert "- State: New" in part(text, "Facts")


async def test_a_long_thread_is_read_to_its_end_however_slow_slack_is(
    story: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "PAGE", 4)
    await steps.raised(story)
    root = next(one for one in story.slack.channel_messages(CRITICAL) if not one.bot_id)
    for number in range(10):
        await story.kim.replies(f"Word {number}", to=root)
    await story.settle()
    slow = Fault(kind="rate_limited", method="conversations.replies", retry_after=0, times=2)
    story.slack.faults.add(slow)
    thread = part(await exported(story, story.sam), "Thread")
    assert [line for line in thread if line.startswith("> Word")] == [
        f"> Word {number}" for number in range(10)
    ]


async def test_slack_is_not_waited_for_without_end(story: World) -> None:
    await steps.raised(story)
    slow = Fault(kind="rate_limited", method="conversations.replies", retry_after=900, times=1)
    story.slack.faults.add(slow)
    text = await exported(story, story.sam)
    assert part(text, "Thread") == ["Slack let no more of it be read for now."]
