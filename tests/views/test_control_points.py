"""The messages of a control point fit into Slack's limits, whatever people typed."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.control_points import Settled
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.simulator.blocks import message_problems
from bot.views import control_points, control_points_end
from bot.views.scene import Message
from storage.control_points import ControlPoint, Item
from storage.sheets import PAGE_SIZE, Line, Sheet
from tests.views import stage

POINT = ControlPoint(id=3, began_at=stage.NOW, closes_at=stage.NOW + timedelta(hours=4))


def a_line(number: int = 12, words: str = "As said.", **item: Any) -> Line:  # noqa: ANN401
    """Make a line of a task with a wish for more time, and a date that was moved."""
    task = stage.a_task(Status.IN_PROGRESS, id=number, title=words, assignee=f"U0DEV{number}")
    known: dict[str, Any] = {"deadline_at": stage.DEADLINE, "entry_id": 77}
    row = Item(control_point_id=3, task_id=number, **(known | item))
    wish = stage.an_entry(Happening.TIME_ASKED, words)
    return Line(task, row, wish, stage.an_entry(Happening.DEADLINE_MOVED, words))


def a_sheet(*lines: Line, **changes: Any) -> Sheet:  # noqa: ANN401 -- fields
    known: dict[str, Any] = {"done": 0, "total": len(lines), "pages": 2}
    return Sheet(POINT, stage.RULES, stage.NOW, "U0ADA", lines, **(known | changes))


def messages(sheet: Sheet) -> list[Message]:
    reader = stage.READER
    return [
        control_points.for_administrator(sheet, reader),
        control_points.for_administrator(sheet, reader, is_reminder=True),
        control_points.for_developer(sheet, reader),
        control_points.for_developer(sheet, reader, is_reminder=True),
        control_points_end.digest(sheet, reader),
        control_points_end.summary(sheet, reader),
    ]


@pytest.mark.parametrize("words", stage.NASTY)
def test_a_full_page_of_whatever_people_typed_is_taken_by_slack(words: str) -> None:
    for settled in (None, *Settled):
        lines = [a_line(number, words, settled=settled) for number in range(1, PAGE_SIZE + 1)]
        for message in messages(a_sheet(*lines)):
            assert message_problems(message.blocks) == []
            assert "<!channel>" not in stage.everything(message)


def test_what_is_too_much_for_one_message_is_counted() -> None:
    lines = [a_line(number, settled=Settled.UNCONFIRMED) for number in range(1, 100)]
    digest = control_points_end.digest(a_sheet(*lines), stage.READER)
    assert "And 59 more" in stage.everything(digest)
    summary = control_points_end.summary(a_sheet(*lines), stage.READER)
    assert "and 79 more" in stage.everything(summary)
    assert message_problems(digest.blocks) == []


def test_one_is_said_as_one() -> None:
    left, done = a_sheet(a_line()), a_sheet(a_line(), done=1)
    said = [message.text for message in messages(left)[:4]]
    assert "1 task open" in said[0]
    assert "1 task still needs your word" in said[1]
    assert "1 of yours: does the date hold?" in said[2]
    assert "Ada still waits for your word on 1 date." in said[3]
    assert "all 1 are decided" in messages(done)[0].text
    gone = control_points.for_developer(a_sheet(), stage.READER)
    assert "nothing of yours is asked about any more" in gone.text
