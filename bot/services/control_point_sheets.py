"""What the messages of a control point are made from, read when they are sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.control_points import Settled
from bot.domain.notices import Audience
from bot.services import deadlines
from bot.services.control_point_items import keeper
from bot.services.desk import Desk, Work
from storage import control_points as storage
from storage import history
from storage.control_points import ControlPoint, Letter
from storage.history import Entry
from storage.sheets import PAGE_SIZE, Line, Sheet


async def letter(desk: Desk, number: int, recipient: str, *, is_reminder: bool) -> Sheet | None:
    """Read somebody's message of a round; None if it is theirs no more."""
    async with desk.look(recipient) as work:
        point = await storage.get(work.session, number)
        letters = await storage.list_letters(work.session, number)
        mine = [one for one in letters if one.recipient == recipient]
        found = next((one for one in mine if one.is_reminder == is_reminder), None)
        if found is None:
            return None
        asked = [
            Line(task, item) for item, task in await storage.list_with_tasks(work.session, number)
        ]
        sheet = await _sheet(work, point, found, asked, _administrator(work, point, letters))
        return replace(sheet, is_reminded=not is_reminder and len(mine) > 1)


async def _sheet(
    work: Work, point: ControlPoint, letter: Letter, asked: Sequence[Line], administrator: str
) -> Sheet:
    is_own = letter.audience is Audience.ASSIGNEE
    if is_own:
        asked = [one for one in asked if one.task.assignee == letter.recipient]
    left = [one for one in asked if not (one.is_answered if is_own else one.item.settled)]
    ordered = sorted(left if letter.is_reminder else asked, key=_order)
    pages = max(1, -(-len(ordered) // PAGE_SIZE))
    page = min(letter.page, pages)
    lines = await _filled(work, ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return Sheet(
        *(point, work.rules, work.now, administrator, lines),
        done=len(asked) - len(left),
        total=len(asked),
        page=page,
        pages=pages,
        counts=_counted(asked),
        is_own=is_own,
    )


async def digest(desk: Desk, number: int, recipient: str) -> Sheet:
    """Read what came of a round for what somebody raised or follows."""
    async with desk.look(recipient) as work:
        found = await storage.list_of_person(work.session, number, recipient)
        return await _outcome(work, number, [Line(task, item) for item, task in found])


async def summary(desk: Desk, number: int) -> Sheet:
    """Read what came of a round."""
    async with desk.look("") as work:
        found = await storage.list_with_tasks(work.session, number)
        return await _outcome(work, number, [Line(task, item) for item, task in found])


async def _outcome(work: Work, number: int, asked: Sequence[Line]) -> Sheet:
    point = await storage.get(work.session, number)
    letters = await storage.list_letters(work.session, number)
    counts = _counted(asked)
    done = len(asked) - counts.get(Settled.UNCONFIRMED, 0)
    lines = await _filled(work, sorted(asked, key=_worst_first))
    administrator = _administrator(work, point, letters)
    return Sheet(point, work.rules, work.now, administrator, lines, done, len(asked), counts=counts)


async def _filled(work: Work, lines: Sequence[Line]) -> Sequence[Line]:
    """Add what happened: the wish that is open, and what was done in the round last."""
    entries = await history.list_of_all(work.session, [one.task.number for one in lines])
    of_task: dict[int, list[Entry]] = {}
    for entry in entries:
        of_task.setdefault(entry.task_id, []).append(entry)
    filled = []
    for one in lines:
        known = of_task.get(one.task.number, [])
        last = next((entry for entry in known if entry.id == one.item.entry_id), None)
        filled.append(Line(one.task, one.item, deadlines.find_wish(known), last))
    return filled


def _administrator(work: Work, point: ControlPoint, letters: Iterable[Letter]) -> str:
    """Name whom the round went to, the last one if it changed hands."""
    ran = [one.recipient for one in letters if one.audience is Audience.ADMINISTRATOR]
    now = keeper(point, work.rules)
    return now if now in ran or not ran else ran[0]


def _counted(asked: Iterable[Line]) -> Mapping[Settled, int]:
    counts: dict[Settled, int] = {}
    for one in asked:
        if one.item.settled is not None:
            counts[one.item.settled] = counts.get(one.item.settled, 0) + 1
    return counts


def _order(line: Line) -> tuple[bool, str, datetime, int]:
    """Group by developer, those without one first; the next deadline first."""
    who = line.task.assignee
    return who is not None, who or "", line.item.deadline_at, line.task.number


def _worst_first(line: Line) -> tuple[int, datetime, int]:
    return -line.task.severity.value, line.task.deadline_at, line.task.number
