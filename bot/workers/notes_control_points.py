"""The messages of a control point: what stands behind each is read when it is sent."""

from collections.abc import Mapping
from functools import partial

from bot.services import control_point_items as items
from bot.services import control_point_sheets as sheets
from bot.services.desk import Desk
from bot.views import control_points, control_points_end
from bot.workers.noted import Noted, Read
from storage.outbox import Row
from storage.sheets import Sheet


async def _letter(desk: Desk, row: Row) -> Noted | None:
    """Read somebody's message of a round, or the reminder of it."""
    word, _, number = row.subject.partition(":")
    is_reminder = word == items.REMINDER
    sheet = await sheets.letter(desk, int(number), row.recipient or "", is_reminder=is_reminder)
    if sheet is None or (row.ts is None and _is_late(sheet)):
        return None
    show = control_points.for_developer if sheet.is_own else control_points.for_administrator
    return Noted(sheet.rules, partial(show, sheet, is_reminder=is_reminder), sheet.people)


def _is_late(sheet: Sheet) -> bool:
    """Whether what was not said yet is of no use: it is over, or the reminder asks the same."""
    return sheet.point.ended_at is not None or not sheet.lines or sheet.is_reminded


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
