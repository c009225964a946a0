"""What one person would get twice within a minute for one task becomes one message: the first.

It is shown anew with the news in it, which pings nobody. What asks something of its reader comes
by itself all the same (`bot/domain/joining.py`).
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import joining
from bot.domain.notices import Kind
from bot.domain.questions import MAY_ANSWER
from bot.services import notices
from storage import gathering as storage
from storage import history, outbox
from storage.outbox import Row

MOST = 15
"""Notices told in the message of another; Slack takes no endless messages."""


async def join(session: AsyncSession, rows: Sequence[Row], now: datetime) -> Set[int]:
    """Write what only informs into the message that its reader just got; name the rows."""
    may = [row for row in rows if row.kind is Kind.DIRECT and row.told_with is None]
    wanted = {(row.recipient or "", row.task_id or 0) for row in may}
    told = await storage.list_just_told(session, wanted, now - joining.WITHIN) if may else {}
    near = {row.number: told[_whose(row)] for row in may if _whose(row) in told}
    if not near:
        return frozenset()
    informing = await _informing(session, [row for row in may if row.number in near])
    joined = set[int]()
    for row in informing:
        head = near[row.number]
        if not keeps_alone(head) and await storage.count_told_with(session, head) < MOST:
            await storage.tell_with(session, head, [row.number], now)
            await outbox.put(session, [notices.shown_anew(head, now)])
            joined.add(row.number)
    return joined


def _whose(row: Row) -> tuple[str, int]:
    return row.recipient or "", row.task_id or 0


async def _informing(session: AsyncSession, rows: Sequence[Row]) -> Sequence[Row]:
    entries = await history.list_by_id(session, {row.entry_id for row in rows if row.entry_id})
    return [row for row in rows if _informs(row, entries)]


def _informs(row: Row, entries: Mapping[int, history.Entry]) -> bool:
    entry = entries.get(row.entry_id or 0)
    if entry is None or row.audience is None:
        return False
    return joining.informs(entry.happening, row.audience)


def keeps_alone(row: Row) -> bool:
    """Say whether a row's message tells nothing else: what is replied under it is the answer."""
    return row.question_id is not None and row.audience in MAY_ANSWER
