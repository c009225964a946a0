"""Who is away: others do meanwhile what they did, and coming back undoes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.absences import NotAway, OwnStandIn, returns_at
from bot.domain.lifecycle import Status
from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.domain.timers import Again, Reason
from bot.services import board, notices, turns
from bot.services import people as profiles
from bot.services.desk import Desk, Request, Work
from storage import absences as storage
from storage import board as lists
from storage import people, rows, timers
from storage import rules as rule_rows
from storage.absences import AbsenceRow
from storage.people import Person
from storage.tasks import Task
from storage.timers import Alarm, Timer


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who is away, or was: what is theirs meanwhile, and who does what for them.

    `raised` is still open, `assigned` is still to be fixed. `rules` are those of now.
    """

    row: AbsenceRow
    raised: Sequence[Task]
    assigned: Sequence[Task]
    rules: Rules
    people: Mapping[str, Person]
    was_on_duty: bool = False

    @property
    def number(self) -> int:
        """The number of the absence."""
        return self.row.number


async def leave(desk: Desk, request: Request, words: str) -> Absence:
    """Note that somebody is away from now on, until what the words say.

    Who is away already goes on being away, until another time. Raises UnknownReturn, PastReturn.
    """
    async with desk.work(request) as work:
        until = returns_at(words, work.now, await profiles.hours_of(work, work.actor))
        # First of all: whoever else changes who is there waits for us.
        await rule_rows.bump(work.session)
        row = await _note(work, until)
        was_on_duty = on_duty(work.rules) == work.actor
        absence = await _read(replace(work, rules=await turns.settle(work)), row)
        await notices.redraw_cards(work, absence.assigned)
        if absence.assigned:
            await notices.note(work, on_duty(absence.rules), f"away:{row.number}", "")
        await _show(work, row)
        return replace(absence, was_on_duty=was_on_duty)


async def come_back(desk: Desk, request: Request) -> Rules:
    """End an absence, and what others did meanwhile; give the rules of now. Raises NotAway."""
    async with desk.work(request) as work:
        if not await end(work, work.actor):
            raise NotAway
        return await turns.settle(work)


async def end(work: Work, slack_id: str) -> bool:
    """End an absence, if there is one; say whether there was."""
    await rule_rows.bump(work.session)
    row = await storage.find(work.session, slack_id)
    if row is None:
        return False
    await storage.end(work.session, row, work.now)
    await timers.disarm(work.session, _alarm(slack_id, work.now).key)
    await _dismiss(work, row)
    await _show(work, row)
    await notices.redraw_cards(work, await lists.list_assigned(work.session, [slack_id]))
    return True


async def look(work: Work, timer: Timer) -> Again | None:
    """End an absence whose time is over."""
    row = await storage.find(work.session, timer.subject)
    if row is None or row.until_at is None:
        return None
    if row.until_at > work.now:
        return Again(row.until_at, timer.step)
    await end(work, timer.subject)
    await turns.settle(work)
    return None


async def name_stand_in(desk: Desk, request: Request, slack_id: str) -> Absence:
    """Let somebody follow the open tasks of the actor, who is away. Raises NotAway, OwnStandIn."""
    async with desk.work(request) as work:
        row = await storage.find(work.session, work.actor)
        if row is None:
            raise NotAway
        if slack_id == work.actor:
            raise OwnStandIn
        if row.stand_in != slack_id:
            # Who stands in is part of what everybody reads as the rules of now.
            await rule_rows.bump(work.session)
            await _dismiss(work, row)
            await people.note(work.session, [slack_id])
            await storage.name_stand_in(work.session, row, slack_id)
            await storage.follow_for(work.session, row, slack_id)
            await notices.note(work, slack_id, f"stand_in:{row.number}", work.now.isoformat())
            await _redraw(work, row)
        return await _read(work, await storage.get(work.session, row.number))


async def read(desk: Desk, number: int) -> Absence | None:
    """Read an absence, for who tells of it; None once the person was forgotten."""
    async with desk.look("") as work:
        row = await storage.find_numbered(work.session, number)
        return await _read(work, row) if row is not None else None


async def find(desk: Desk, slack_id: str) -> Absence:
    """Read the absence of somebody who is away. Raises NotAway."""
    async with desk.look(slack_id) as work:
        row = await storage.find(work.session, slack_id)
        if row is None:
            raise NotAway
        return await _read(work, row)


async def _note(work: Work, until: datetime | None) -> AbsenceRow:
    row = await storage.find(work.session, work.actor)
    if row is None:
        row = AbsenceRow(slack_id=work.actor, since_at=work.now, until_at=until)
        await people.note(work.session, [work.actor])
        await rows.add(work.session, row)
    else:
        await storage.lengthen(work.session, row, until)
    alarm = _alarm(work.actor, until or work.now)
    if until is None:
        await timers.disarm(work.session, alarm.key)
    else:
        await timers.arm(work.session, alarm)
    return await storage.get(work.session, row.number)


async def _dismiss(work: Work, row: AbsenceRow) -> None:
    """Let who stood in follow no longer what they followed for the absent only."""
    if row.stand_in is not None:
        await storage.unfollow_for(work.session, row)
        await notices.note(work, row.stand_in, f"relieved:{row.number}", work.now.isoformat())
        await _redraw(work, row)


async def _redraw(work: Work, row: AbsenceRow) -> None:
    """Show anew where who was asked is named, or who looks at it."""
    raised = await storage.list_raised(work.session, row.slack_id)
    named = (task for task in raised if task.is_waiting or task.status is Status.FIXED)
    await notices.redraw_cards(work, named)


async def _show(work: Work, row: AbsenceRow) -> None:
    """Have the list that an administrator has of their tasks shown as it stands now."""
    await notices.redraw_notes(work, f"away:{row.number}", work.rules.administrators)


async def _read(work: Work, row: AbsenceRow) -> Absence:
    raised = await storage.list_raised(work.session, row.slack_id)
    assigned = await lists.list_assigned(work.session, [row.slack_id])
    named = {row.slack_id, row.stand_in, on_duty(work.rules), *work.rules.managers}
    known = await board.known(work, {*named, *(task.reporter for task in assigned)})
    return Absence(row, raised, assigned, work.rules, known)


def _alarm(slack_id: str, until: datetime) -> Alarm:
    return Alarm(Reason.ABSENCE, until, subject=slack_id)
