"""The Home tab: what waits for the person, and, for administrators, all that is open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.views import texts
from bot.views.blocks import actions, button, context, section
from bot.views.board import row
from bot.views.scene import Blocks, Reader
from storage.tasks import Task

SHOWN = 15


def home(
    mine: Sequence[Task],
    board: Sequence[Task],
    reader: Reader,
    now: datetime,
    *,
    is_administrator: bool,
    slack_id: str = "",
) -> dict[str, Any]:
    """Show the Home tab; with `slack_id`, what is assigned to that person stands first."""
    assigned = [task for task in mine if slack_id and task.assignee == slack_id and task.is_open]
    others = [task for task in mine if task not in assigned]
    raise_it = button("Raise a critical task", "open_raise_form", "raise", "primary")
    blocks = [
        *actions([raise_it]),
        *(_list("Assigned to you", assigned, reader, now) if assigned else []),
        *_list("Your tasks", others, reader, now),
        *(_list("All open tasks", board, reader, now) if is_administrator else []),
        context("Everything else: `/critical help`."),
    ]
    return {"type": "home", "blocks": blocks}


def _list(title: str, tasks: Sequence[Task], reader: Reader, now: datetime) -> Blocks:
    rows = [section(texts.clip(row(task, reader, now), 600)) for task in tasks[:SHOWN]]
    more = len(tasks) - SHOWN
    rest = [context(f"and {more} more, see `/critical board` or `/critical mine`")]
    shown = rows or [context("Nothing here.")]
    return [section(f"*{title}*"), *shown, *(rest if more > 0 else [])]
