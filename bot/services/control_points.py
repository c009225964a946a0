"""The weekly round: all open tasks are asked about at once, and everybody hears of it once."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import control_points as domain
from bot.domain.control_points import Said, Settled
from bot.domain.errors import (
    ControlPointRuns,
    NothingToAsk,
    NotSetUp,
    OnlyAdministrators,
)
from bot.domain.notices import Audience, Happening, Kind
from bot.domain.people import Role, on_duty
from bot.domain.rules import Rules
from bot.domain.timers import Again, Reason
from bot.domain.working_hours import WorkingHours
from bot.services import control_point_items as items
from bot.services import deadlines, notices
from bot.services.desk import Desk, Request, Work
from storage import control_points as storage
from storage import history, outbox, people, tasks, timers
from storage.control_points import ControlPoint, Item
from storage.history import Entry
from storage.outbox import Draft
from storage.tasks import Task
from storage.timers import Alarm, Timer

WEEKLY = "weekly"
A_MOMENT = timedelta(seconds=1)
"""Somebody acts on one of the tasks just now: the round waits for that."""


def weekly(rules: Rules, hours: WorkingHours, now: datetime) -> Alarm:
    """Say when the weekly round comes next."""
    at = domain.next_round(hours, rules.control_point, now)
    return Alarm(Reason.CONTROL_POINT, at, subject=WEEKLY)


async def arm_weekly(desk: Desk) -> None:
    """Have the weekly round come, unless it is on its way; nobody has to think of it."""
    with suppress(NotSetUp):
        async with desk.work(Request("")) as work:
            alarm = weekly(work.rules, work.hours, work.now)
            if not await timers.is_armed(work.session, alarm.key):
                await timers.arm(work.session, alarm)


async def begin_now(desk: Desk, request: Request) -> int:
    """Have a round begin now; say about how many tasks.

    Raises OnlyAdministrators, ControlPointRuns, NothingToAsk.
    """
    async with desk.work(request) as work:
        if Role.ADMINISTRATOR not in work.roles():
            raise OnlyAdministrators(on_duty(work.rules))
        running = await storage.find_open(work.session)
        if running is not None:
            raise ControlPointRuns(running.began_at, running.closes_at)
        begins = [_by_hand(work, who).key for who in work.rules.administrators]
        if any([await timers.is_armed(work.session, key) for key in begins]):
            # It begins at this very moment, and goes to who was first.
            span = domain.span(work.now, work.rules.control_point, work.hours)
            raise ControlPointRuns(work.now, span.closed_at)
        asked = await storage.list_to_ask(work.session)
        if not asked:
            raise NothingToAsk
        # A timer begins it, as each week: it may wait for who acts on a task at this moment.
        await timers.arm(work.session, _by_hand(work, work.actor))
        return len(asked)


def _by_hand(work: Work, slack_id: str) -> Alarm:
    return Alarm(Reason.CONTROL_POINT, work.now, subject=slack_id)


@dataclass(frozen=True, slots=True)
class Plan:
    """When the next weekly round begins, and until when the one that is open waits."""

    next_at: datetime
    closes_at: datetime | None


async def look(desk: Desk, slack_id: str) -> Plan:
    """Say whether a round is open, and when the next one begins."""
    async with desk.look(slack_id) as work:
        running = await storage.find_open(work.session)
        next_at = domain.next_round(work.hours, work.rules.control_point, work.now)
        return Plan(next_at, running.closes_at if running else None)


async def look_to_begin(work: Work, timer: Timer) -> Again | None:
    """Begin a round, the weekly one or one that somebody asked for."""
    is_weekly, point = timer.subject == WEEKLY, work.rules.control_point
    if is_weekly and (later := domain.postponed_to(work.hours, point, work.now)) is not None:
        return Again(later, timer.step)
    if not await _begin(work, None if is_weekly else timer.subject):
        return Again(work.now + A_MOMENT, timer.step)
    if not is_weekly:
        return None
    return Again(domain.next_round(work.hours, point, work.now), timer.step + 1)


async def _begin(work: Work, began_by: str | None) -> bool:
    """Ask about every open task; False if one of them is held by somebody who acts on it."""
    wanted = await storage.list_to_ask(work.session)
    if not wanted:
        return True
    held = await tasks.hold(work.session, wanted)
    if len(held) < len(wanted):
        return False
    span = domain.span(work.now, work.rules.control_point, work.hours)
    point = await storage.open_round(work.session, work.now, began_by, span.closed_at)
    if point is None:
        return True
    await storage.enter(work.session, point, list(held.values()), await _wished(work, wanted))
    administrator = began_by or on_duty(work.rules)
    # Who is away is not asked; who is the administrator answers in that message.
    absent = {administrator, *work.rules.away}
    developers = {task.assignee for task in held.values() if task.assignee} - absent
    await _write(work, point, [administrator], Audience.ADMINISTRATOR)
    await _write(work, point, developers, Audience.ASSIGNEE)
    subject = str(point.number)
    await timers.arm(
        work.session,
        Alarm(Reason.CONTROL_POINT_REMINDER, span.reminded_at, subject=subject),
        Alarm(Reason.CONTROL_POINT_END, span.closed_at, subject=subject),
    )
    await items.show(work, point.number)
    return True


async def _wished(work: Work, wanted: Sequence[int]) -> Mapping[int, Said]:
    """Say for which tasks developers wait for another date: they have no more to say of it."""
    of_task: dict[int, list[Entry]] = {}
    for entry in await history.list_of_all(work.session, wanted):
        of_task.setdefault(entry.task_id, []).append(entry)
    open_ones = (number for number, known in of_task.items() if deadlines.find_wish(known))
    return dict.fromkeys(open_ones, Said.MORE_TIME)


async def _write(
    work: Work,
    point: ControlPoint,
    recipients: Iterable[str],
    audience: Audience,
    *,
    is_reminder: bool = False,
) -> None:
    given = {"control_point_id": point.number, "is_reminder": is_reminder, "audience": audience}
    wanted = sorted(set(recipients))
    await people.note(work.session, wanted)
    rows = [{**given, "recipient": one, "page": 1} for one in wanted]
    await storage.write_to(work.session, rows)


async def look_to_remind(work: Work, timer: Timer) -> Again | None:
    """Remind who has not answered; the round goes to who is on duty now."""
    point = await storage.get(work.session, int(timer.subject), is_held=True)
    asked = await storage.list_with_tasks(work.session, point.number)
    left = [(item, task) for item, task in asked if item.settled is None]
    if point.ended_at is not None or not left:
        return None
    letters = await storage.list_letters(work.session, point.number)
    had = {one.recipient for one in letters if one.audience is Audience.ADMINISTRATOR}
    administrator = items.keeper(point, work.rules)
    is_reminder = administrator in had
    to_admin = [administrator]
    await _write(work, point, to_admin, Audience.ADMINISTRATOR, is_reminder=is_reminder)
    asked_of = {one.recipient for one in letters if one.audience is Audience.ASSIGNEE}
    silent = {task.assignee for item, task in left if item.said is None and task.assignee}
    reminded = asked_of & silent - {administrator, *work.rules.away}
    await _write(work, point, reminded, Audience.ASSIGNEE, is_reminder=True)
    await items.show(work, point.number)
    return None


async def look_to_end(work: Work, timer: Timer) -> Again | None:
    """Close a round in which all is settled or the time is over, and tell what came of it."""
    point = await storage.get(work.session, int(timer.subject))
    if point.ended_at is not None:
        return None
    asked = await storage.list_with_tasks(work.session, point.number)
    held = await tasks.hold(work.session, [task.number for _, task in asked])
    if len(held) < len(asked):
        return Again(work.now + A_MOMENT, timer.step)
    point = await storage.get(work.session, point.number, is_held=True)
    left = [(item, task) for item, task in asked if item.settled is None]
    if left and work.now < point.closes_at:
        return Again(point.closes_at, timer.step)
    for task in held.values():
        task.control_point_id = None
        work.session.add(task)
    await work.session.flush()
    for item, task in left:
        await _leave_unconfirmed(work, item, task)
    await storage.end(work.session, point, work.now)
    await items.show(work, point.number)
    await _tell(work, point)
    return None


async def _leave_unconfirmed(work: Work, item: Item, task: Task) -> None:
    facts = {"at": task.deadline_at.isoformat()}
    entry = await notices.record(work, task, Happening.DEADLINE_UNCONFIRMED, facts)
    item.settled, item.entry_id = Settled.UNCONFIRMED, entry.id
    work.session.add(item)
    wish = deadlines.find_wish(await history.list_of(work.session, task.number))
    if wish is not None:
        # It stood in the round's message alone, and still needs an answer.
        await notices.tell(work, wish, on_duty(work.about(task).rules), Audience.ADMINISTRATOR)


async def _tell(work: Work, point: ControlPoint) -> None:
    """Give everybody one digest of theirs, and the channel a summary."""
    letters = await storage.list_letters(work.session, point.number)
    ran = {one.recipient for one in letters if one.audience is Audience.ADMINISTRATOR}
    concerned = await storage.list_concerned(work.session, point.number)
    for slack_id in dict.fromkeys(who for who, _ in concerned):
        if slack_id not in ran:
            await notices.note(work, slack_id, f"{items.DIGEST}:{point.number}", "")
    await outbox.put(work.session, [_summary(work, point)])


def _summary(work: Work, point: ControlPoint) -> Draft:
    subject, channel = f"{items.SUMMARY}:{point.number}", work.rules.critical_channel
    return Draft(
        dedupe_key=subject,
        kind=Kind.CONTROL_POINT,
        conversation=channel,
        place=channel,
        created_at=work.now,
        due_at=work.now,
        subject=subject,
    )
