"""The messages of a control point: what stands behind each is read when it is sent."""

from collections.abc import Mapping
from functools import partial

from bot.domain.notices import Audience
from bot.services import control_point_items as items
from bot.services import control_point_sheets as sheets
from bot.services.desk import Desk
from bot.views import control_points, control_points_end
from bot.workers.noted import Noted, Read
from storage.outbox import Row


async def _letter(desk: Desk, row: Row) -> Noted | None:
    """Read somebody's message of a round, or the reminder of it."""
    word, _, number = row.subject.partition(":")
    is_reminder = word == items.REMINDER
    sheet = await sheets.letter(desk, int(number), row.recipient or "", is_reminder=is_reminder)
    is_late = row.ts is None and sheet is not None and (sheet.point.ended_at or not sheet.lines)
    if sheet is None or is_late:
        # Not said yet, and nobody can answer it any more.
        return None
    is_own = row.audience is Audience.ASSIGNEE
    show = control_points.for_developer if is_own else control_points.for_administrator
    return Noted(sheet.rules, partial(show, sheet, is_reminder=is_reminder), sheet.people)


async def _digest(desk: Desk, row: Row) -> Noted | None:
    number = int(row.subject.partition(":")[2])
    sheet = await sheets.digest(desk, number, row.recipient or "")
    if not sheet.lines:
        return None
    return Noted(sheet.rules, partial(control_points_end.digest, sheet), sheet.people)


async def _summary(desk: Desk, row: Row) -> Noted | None:
    sheet = await sheets.summary(desk, int(row.subject.partition(":")[2]))
    return Noted(sheet.rules, partial(control_points_end.summary, sheet), sheet.people)


NOTES: Mapping[str, Read] = {
    items.LETTER: _letter,
    items.REMINDER: _letter,
    items.DIGEST: _digest,
    items.SUMMARY: _summary,
}
