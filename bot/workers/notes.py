"""Notices that are about no single task: what stands behind each is read when it is sent."""

from collections.abc import Mapping

from bot.services.desk import Desk
from bot.workers import notes_control_points, notes_duty
from bot.workers.noted import Noted, Read
from storage.outbox import Row

NOTES: Mapping[str, Read] = {**notes_duty.NOTES, **notes_control_points.NOTES}
"""By the word that the subject of the row begins with."""


async def read(desk: Desk, row: Row) -> Noted | None:
    """Read what the row's notice tells of."""
    return await NOTES[row.subject.partition(":")[0]](desk, row)
