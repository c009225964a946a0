"""Looking: my tasks, the board, one task, help, the Home tab."""

import re

from bot.domain.severity import Severity
from bot.services import tasks
from bot.services.desk import Request
from bot.services.tasks import Report
from bot.simulator.answers import Answer
from bot.simulator.messages import Message
from storage.tasks import Source
from tests.scenarios.world import CRITICAL, World

GENERAL = "C0GENERAL"


async def test_mine_shows_what_i_raised_and_what_i_have_to_fix(story: World) -> None:
    await _two_tasks(story)
    mine = (await story.sam.commands("/critical", "mine", channel=GENERAL)).rendered
    assert "Your tasks: 1" in mine
    assert "🔴 CRIT-1 · Checkout is down" in mine
    assert "Severity 4 · Assigned · Ivan · by Wed 25 Nov, 18:00" in mine
    carried = await story.ivan.commands("/critical", "mine", channel=GENERAL)
    assert "CRIT-1 · Checkout is down" in carried.rendered
    assert "CRIT-2" not in carried.rendered


async def test_mine_links_each_task_to_its_card(story: World) -> None:
    await _two_tasks(story)
    mine = await story.sam.commands("/critical", "mine", channel=GENERAL)
    card = _cards(story)[0]
    assert f"/archives/{CRITICAL}/p{card.ts.replace('.', '')}" in str(mine.blocks)


async def test_mine_shows_what_i_follow(story: World) -> None:
    await _two_tasks(story)
    await story.ada.chooses("Merge…", on=_cards(story)[0]).fills(other_task="CRIT-2").submits()
    await story.settle()
    mine = (await story.sam.commands("/critical", "mine")).rendered
    assert "CRIT-1" in mine
    assert "CRIT-2 · s2 export is slow" in mine


async def test_who_has_nothing_is_told_how_to_raise(story: World) -> None:
    mine = await story.kim.commands("/critical", "mine", channel=GENERAL)
    nothing = "You have raised nothing, follow nothing, and nothing is assigned to you."
    assert mine.rendered.startswith(nothing)
    board = await story.kim.commands("/critical", "board", channel=GENERAL)
    assert board.rendered == "No task is open. /critical raises one."


async def test_the_board_shows_the_worst_first_then_the_soonest_and_marks_overdue(
    story: World,
) -> None:
    await story.sam.commands("/critical", "s1 a label is wrong")
    await story.sam.commands("/critical", "the later one")
    await story.advance(hours=2)
    await story.sam.commands("/critical", "s3 invoices are wrong")
    await story.sam.commands("/critical", "the last one")
    await story.advance(hours=2, minutes=1)
    board = await story.kim.commands("/critical", "board", channel=GENERAL)
    assert re.findall(r"CRIT-\d", board.rendered) == ["CRIT-2", "CRIT-4", "CRIT-3", "CRIT-1"]
    assert "Open tasks: 4, 1 of these overdue" in board.rendered
    assert "nobody yet · overdue since Tuesday, November 24th, 2026, 8:05 AM" in board.rendered
    assert board.rendered.count("overdue since") == 1


async def test_the_board_leaves_out_what_is_over(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.settle()
    await story.sam.clicks("Not a task")
    await story.settle()
    board = await story.sam.commands("/critical", "board")
    assert board.rendered.startswith("No task is open.")


async def test_a_task_is_shown_with_its_facts_history_and_promises(story: World) -> None:
    await _two_tasks(story)
    await (
        story.ada.chooses("Move deadline…", on=_cards(story)[0])
        .fills(deadline="day after tomorrow", reason="The provider has to answer first.")
        .submits()
    )
    await story.settle()
    for typed in ("CRIT-1", "crit-1", "  Crit-1 "):
        shown = (await story.kim.commands("/critical", typed, channel=GENERAL)).rendered
        for part in (
            "🔴 CRIT-1 · Checkout is down",
            "Severity 4, stops the customer completely · Assigned",
            "Raised by Sam",
            "Assignee: Ivan",
            "500 on pay",
            "Promises",
            "by severity",
            "→",
            "“The provider has to answer first.”",
            "History",
            "Sam raised it with severity 4",
            "Ada assigned it to Ivan",
            "Ada moved the deadline from",
        ):
            assert part in shown
    # Kim reads the same instant in New York.
    assert "Deadline: Thu 26 Nov, 12:00" in shown


async def test_a_task_that_is_not_there_is_named_with_the_newest(story: World) -> None:
    await story.sam.commands("/critical", "Checkout is down")
    answer = await story.sam.commands("/critical", "CRIT-99")
    assert answer.text == "There is no CRIT-99. The newest is CRIT-1. Try `/critical board`."


async def test_help_says_what_can_be_done_and_who_is_there(story: World) -> None:
    shown = (await story.sam.commands("/critical", "Help", channel=GENERAL)).rendered
    for part in ("#critical", "/critical mine", "/critical board", "/critical CRIT-12", "sev3"):
        assert part in shown
    assert "Escalate to development" in shown
    assert "Ada is on duty" in shown


async def test_looking_is_for_the_asker_alone_and_changes_nothing(story: World) -> None:
    await _two_tasks(story)
    posted = len(_posts(story))
    for typed in ("mine", "board", "CRIT-1", "help", "CRIT-99"):
        answer = await story.kim.commands("/critical", typed, channel=GENERAL)
        assert answer.message is not None
        assert answer.message.visible_to == story.kim.id
        assert answer.text
    await story.settle()
    assert len(_posts(story)) == posted


async def test_forty_tasks_are_paged_in_place(story: World) -> None:
    await _many(story, 40)
    board = await story.kim.commands("/critical", "board", channel=GENERAL)
    assert "Open tasks: 40 (page 1 of 3)" in board.rendered
    seen = await _leaf_through(story, board, 3)
    assert seen == [f"CRIT-{number}" for number in range(1, 41)]
    mine = await story.sam.commands("/critical", "mine", channel=GENERAL)
    seen = await _leaf_through(story, mine, 3)
    assert seen == [f"CRIT-{number}" for number in range(40, 0, -1)]


async def test_a_long_history_is_paged_in_place(story: World) -> None:
    raised = await story.sam.writes("Down 0", channel=CRITICAL)
    for number in range(1, 36):
        await story.sam.edits(raised, f"Down {number}")
    await story.settle()
    shown = await story.sam.commands("/critical", "CRIT-1", channel=GENERAL)
    first = shown.rendered
    assert "Page 1 of 2" in first
    await story.sam.clicks("Next")
    await story.settle()
    assert "Page 2 of 2" in shown.rendered
    assert len(shown.messages) == 1
    whole = first + shown.rendered
    assert all(f"Before: “Down {number}”" in whole for number in range(35))


async def test_the_home_tab_shows_mine_and_for_administrators_everything(story: World) -> None:
    await _two_tasks(story)
    for person in (story.sam, story.ivan, story.ada):
        await person.opens_home()
    await story.settle()
    assert "Your tasks\n🔴 CRIT-1 · Checkout is down" in story.sam.home_text
    assert "All open tasks" not in story.sam.home_text
    assert "Assigned to you\n🔴 CRIT-1 · Checkout is down" in story.ivan.home_text
    assert "All open tasks" in story.ada.home_text
    assert "CRIT-2" in story.ada.home_text
    await story.sam.clicks("Raise a critical task").fills(what_happened="Search too").submits()
    await story.settle()
    assert "CRIT-3 · Search too" in story.card()


async def test_the_home_tab_counts_what_it_has_no_room_for(story: World) -> None:
    await _many(story, 18)
    await story.sam.opens_home()
    await story.sam.opens_home("messages")
    await story.settle()
    assert "and 3 more, see /critical board or /critical mine" in story.sam.home_text
    published = [call for call in story.slack.calls if call.method == "views.publish"]
    assert len(published) == 1


async def _two_tasks(story: World) -> None:
    await story.sam.writes("Checkout is down\n500 on pay", channel=CRITICAL)
    await story.kim.writes("s2 export is slow", channel=CRITICAL)
    await story.settle()
    form = story.ada.clicks("Assign…", on=_cards(story)[0])
    await form.fills(developer="Ivan", deadline="tomorrow").submits()
    await story.settle()


async def _many(story: World, count: int) -> None:
    for number in range(count):
        report = Report(f"Export {number} is slow", Source.COMMAND, severity=Severity.STOPPED)
        await tasks.report(story.bot.desk, Request(story.sam.id), report)


async def _leaf_through(story: World, list_: Answer, pages: int) -> list[str]:
    """Go to the last page and back to the first; name the tasks on the way there."""
    person = story.slack.person(list_.record.user)
    seen = re.findall(r"CRIT-\d+", list_.rendered)
    for page in range(2, pages + 1):
        await person.clicks("Next")
        await story.bot.door.finish()
        assert f"(page {page} of {pages})" in list_.rendered
        seen += re.findall(r"CRIT-\d+", list_.rendered)
    assert "[Next]" not in list_.rendered
    for _ in range(pages - 1):
        await person.clicks("Previous")
        await story.bot.door.finish()
    assert f"(page 1 of {pages})" in list_.rendered
    assert "[Previous]" not in list_.rendered
    assert len(list_.messages) == 1
    return seen


def _cards(story: World) -> list[Message]:
    """Find the cards, in the order of their tasks: two at once are posted in any."""
    cards = [one for one in story.slack.channel_messages(CRITICAL) if one.metadata]
    return sorted(cards, key=lambda one: int(one.text.split()[0].removeprefix("CRIT-")))


def _posts(story: World) -> list[str]:
    return [one.method for one in story.slack.calls if one.method.startswith("chat.")]
