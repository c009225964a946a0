"""What people see who look."""

from datetime import timedelta

import pytest

from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.simulator.blocks import message_problems, view_problems
from bot.views import board
from bot.views.board import Place
from bot.views.home import home
from storage.promises import Promise
from tests.views.stage import (
    DEADLINE,
    LATER,
    NASTY,
    NOW,
    READER,
    RULES,
    a_question,
    a_scene,
    a_task,
    an_entry,
    everything,
    labels,
    parts,
    strings,
)
from tests.views.test_notices import harmless

PROMISES = [
    Promise(task_id=12, made_at=NOW, to_at=DEADLINE),
    Promise(
        task_id=12, made_at=NOW, made_by="U0ADA", from_at=DEADLINE, to_at=LATER, reason="Too much."
    ),
]


def pages_of(message_blocks: object) -> list[str]:
    return [str(button["value"]) for button in parts(message_blocks, "button")]


def test_a_board_says_how_each_task_stands() -> None:
    tasks = [a_task(Status.IN_PROGRESS), a_task(id=13, title="Login fails")]
    message = board.board(tasks, Place(1, 2), READER, NOW)
    assert message_problems(message.blocks) == []
    assert "Severity 4 · In progress · Ivan · by Tue 24 Nov, 14:10" in everything(message)
    assert "Severity 4 · New · nobody yet" in everything(message)
    assert message.text.startswith("Open tasks: 2. 🔴 CRIT-12 · Checkout is down")
    assert labels(message.blocks) == []


def test_the_own_list_marks_what_is_overdue_and_names_nobody_for_what_is_over() -> None:
    late = DEADLINE + timedelta(minutes=1)
    shown = everything(board.mine([a_task()], Place(1, 1), READER, late))
    assert "nobody yet · *overdue since Tue 24 Nov, 14:10*" in shown
    declined = a_task(Status.DECLINED, assignee=None)
    shown = everything(board.mine([declined], Place(1, 1), READER, late))
    assert "Declined" in shown
    assert "nobody yet" not in shown


def test_an_overdue_task_is_marked_unless_its_clock_stands() -> None:
    late = DEADLINE + timedelta(minutes=1)
    shown = board.board([a_task()], Place(1, 1), READER, late)
    assert "*overdue since Tue 24 Nov, 14:10*" in everything(shown)
    assert "1 of these overdue" in shown.text
    for task in (a_task(waiting_since=NOW), a_task(Status.FIXED)):
        assert "overdue" not in everything(board.board([task], Place(1, 1), READER, late))


def test_a_long_list_has_pages() -> None:
    tasks = [a_task(id=number) for number in range(1, board.PAGE_SIZE + 1)]
    first = board.board(tasks, Place(1, 40), READER, NOW)
    assert pages_of(first.blocks) == ["board:2"]
    assert "Open tasks: 40 (page 1 of 3)" in first.text
    middle = board.mine(tasks, Place(2, 40), READER, NOW)
    assert pages_of(middle.blocks) == ["mine:1", "mine:3"]
    assert labels(middle.blocks) == ["Previous", "Next"]
    assert labels(board.mine(tasks, Place(3, 40), READER, NOW).blocks) == ["Previous"]


def test_a_very_long_list_is_not_counted_to_its_end() -> None:
    tasks = [a_task(id=number) for number in range(1, board.PAGE_SIZE + 1)]
    farthest = board.board(tasks, Place(7, 105, is_more=True), READER, NOW)
    assert "Open tasks: more than 105 (page 7)" in farthest.text
    assert pages_of(farthest.blocks) == ["board:6", "board:8"]


@pytest.mark.parametrize("words", NASTY)
def test_a_full_page_fits_whatever_the_titles(words: str) -> None:
    tasks = [a_task(id=number, title=words) for number in range(1, board.PAGE_SIZE + 1)]
    place = Place(2, 99)
    for message in (board.mine(tasks, place, READER, NOW), board.board(tasks, place, READER, NOW)):
        harmless(message)
        assert sum(map(len, strings(message.blocks))) < 12_000
        assert len(message.blocks) <= 45
    view = home(tasks, tasks * 3, READER, NOW, is_administrator=True, slack_id="U0IVAN")
    assert view_problems(view) == []


def test_an_empty_list_says_what_to_do() -> None:
    for message in (
        board.mine([], Place(1, 0), READER, NOW),
        board.board([], Place(1, 0), READER, NOW),
    ):
        assert message_problems(message.blocks) == []
        assert "`/critical` raises" in everything(message)


def test_details_tell_facts_promises_questions_and_history() -> None:
    history = [an_entry(happening) for happening in Happening]
    questions = [
        a_question("As said.", answer="Firefox", answered_by="U0SAM", answered_at=NOW),
        a_question("And since when?"),
    ]
    message = board.details(a_scene(), history, PROMISES, questions, 1)
    # The history of all that can happen is longer than a page.
    shown = everything(message) + everything(
        board.details(a_scene(), history, PROMISES, questions, 2)
    )
    harmless(message)
    assert "Raised by Sam" in everything(message)
    assert "*Promises*" in shown
    assert "Tue 24 Nov, 14:10 → Thu 26 Nov, 14:10" in shown
    assert "(Ada), because: “Too much.”" in shown
    assert "Sam: “Firefox”" in shown
    assert "“And since when?” · Sam has not answered yet" in shown
    assert "Ada moved it from Dana to Ivan" in shown
    assert "Ivan asks Sam:" in shown
    assert message.text.startswith("CRIT-12 new: Checkout is down for Acme. Ada has been called.")


@pytest.mark.parametrize("words", NASTY)
def test_details_of_a_long_life_have_pages(words: str) -> None:
    history = [an_entry(happening, words) for happening in Happening] * 8
    task = a_task(Status.IN_PROGRESS, description=words, customer=words[:500])
    questions = [a_question(words, answer=words, answered_at=NOW)] * 10
    seen = 0
    for page in range(1, 60):
        message = board.details(a_scene(task), history, PROMISES, questions, page)
        harmless(message)
        assert sum(map(len, strings(message.blocks))) < 12_000
        assert len(message.blocks) <= 45
        seen = page
        if f"details:12:{page + 1}" not in pages_of(message.blocks):
            break
    assert 1 < seen < 59


def test_details_of_a_task_that_is_over_show_no_deadline() -> None:
    message = board.details(a_scene(a_task(Status.CLOSED, customer=None)), [], [], [], 99)
    assert message_problems(message.blocks) == []
    assert "Deadline" not in everything(message)


def test_help_names_every_way_in() -> None:
    message = board.help_text(RULES, READER)
    assert message_problems(message.blocks) == []
    for command in ("`/critical mine`", "`/critical board`", "`/critical CRIT-12`", "`sev3`"):
        assert command in everything(message)
    assert "Ada is on duty." in message.text


def test_who_raised_a_task_elsewhere_learns_where_its_card_is() -> None:
    message = board.raised_answer(a_scene())
    harmless(message)
    assert message.text.startswith("CRIT-12 is in, severity 4: Checkout is down for Acme.")
    assert "<#C0CRITICAL>" in everything(message)


def test_home_shows_what_is_assigned_first_and_the_board_to_administrators() -> None:
    mine = [a_task(Status.IN_PROGRESS), a_task(id=13)]
    shown = strings(home(mine, mine, READER, NOW, is_administrator=False, slack_id="U0IVAN"))
    titles = [text for text in shown if text.startswith("*")]
    assert titles == ["*Assigned to you*", "*Your tasks*"]
    view = home([], mine, READER, NOW, is_administrator=True)
    assert view_problems(view) == []
    assert "*All open tasks*" in strings(view)
    assert "Nothing here." in strings(view)
    assert parts(view, "button")[0]["action_id"] == "open_raise_form"


def test_home_shows_fifteen_of_a_list_and_counts_the_rest() -> None:
    many = [a_task(id=number) for number in range(1, 20)]
    view = home(many, many, READER, NOW, is_administrator=True)
    assert "and 4 more, see `/critical board` or `/critical mine`" in strings(view)
