"""Before notices go out: what somebody muted goes, what may wait is set aside, what goes together
becomes one message.

Nothing is held back that is alone: gathered is what waits at the moment at which a row's turn comes,
and what comes within a minute joins the message before it (`bot/services/joining.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import quiet
from bot.domain.notices import Kind
from bot.domain.questions import MAY_ANSWER
from bot.domain.quiet import Topic
from bot.domain.severity import Severity
from bot.domain.subjects import MANNERS, InQuiet, Subject, read_subject
from bot.services import joining, people
from bot.services.desk import Desk
from storage import gathering as storage
from storage import history, tasks
from storage import people as storage_people
from storage import quiet as wishes
from storage.gathering import GATHERED, QUIET, Waiting
from storage.history import Entry
from storage.outbox import Row
from storage.quiet import Quiet


async def gather(
    session: AsyncSession, desk: Desk, rows: Sequence[Row], now: datetime
) -> Sequence[Row]:
    """Say which of the claimed rows go now, each perhaps with others in its message."""
    heads = {row.number: row for row in rows if _is_open(row)}
    if not heads:
        return rows
    asked = [_waiting(row) for row in heads.values()]
    found = await storage.list_waiting(session, asked, now)
    known = await wishes.list_of(session, (one.recipient for one in asked))
    muted = await _muted(session, known, [*asked, *found]) if known else frozenset[int]()
    if muted:
        await storage.drop(session, sorted(muted), now, "muted")
    ends = await _ends(session, desk, known, asked, now) if known else {}
    for number in ends.keys() - muted:
        await storage.set_aside(session, heads[number], ends[number])
    gone = muted | ends.keys()
    left = [one for one in found if one.row not in muted]
    for one in asked:
        if one.row not in gone:
            left = await _tell_together(session, heads[one.row], one, left, now)
    alone = [row for row in heads.values() if row.number not in gone]
    gone |= await joining.join(session, alone, now)
    return [row for row in rows if row.number not in gone]


def _is_open(row: Row) -> bool:
    """Say whether it may still be decided what becomes of a row; not if it may have been said."""
    if row.kind is Kind.CONTROL_POINT:
        # One that stands there already is only shown anew, which disturbs nobody.
        return row.recipient is not None and row.ts is None and not row.may_have_been_sent
    return row.kind in GATHERED and not row.may_have_been_sent


def _waiting(row: Row) -> Waiting:
    return Waiting(
        row.number,
        row.kind,
        row.conversation,
        row.recipient or "",
        row.task_id,
        row.entry_id,
        row.audience,
        row.question_id,
        row.subject,
    )


async def _muted(
    session: AsyncSession, known: Mapping[str, Quiet], waiting: Sequence[Waiting]
) -> frozenset[int]:
    """Name the rows whose recipients muted what they tell."""
    theirs = {one.slack_id: set(one.topics) for one in known.values() if one.muted}
    asked = [one for one in waiting if one.recipient in theirs]
    entries = await history.list_by_id(session, {one.entry for one in asked if one.entry})
    severities = await _severities(session, asked)
    told = [(one, topic_of(one, entries.get(one.entry or 0))) for one in asked]
    return frozenset(
        one.row
        for one, topic in told
        if topic in theirs[one.recipient] and quiet.can_mute(topic, severities.get(one.task))
    )


def topic_of(one: Waiting | Row, entry: Entry | None) -> Topic | None:
    """Say which kind of notice a row is; None for one that tells of nothing (any more)."""
    if one.kind in _OF_ITS_KIND:
        return Topic(_OF_ITS_KIND[one.kind])
    if one.subject:
        subject = read_subject(one.subject)
        return Topic(subject) if subject is not None else None
    is_told = entry is not None and one.audience is not None
    return Topic(entry.happening, one.audience) if entry is not None and is_told else None


_OF_ITS_KIND = {Kind.FAILURE: Subject.FAILURE, Kind.HINT: Subject.HINT}


async def _severities(
    session: AsyncSession, waiting: Sequence[Waiting]
) -> Mapping[int | None, Severity]:
    found = await tasks.get_all(session, {one.task for one in waiting if one.task is not None})
    return {number: task.severity for number, task in found.items()}


async def _ends(
    session: AsyncSession,
    desk: Desk,
    known: Mapping[str, Quiet],
    asked: Sequence[Waiting],
    now: datetime,
) -> Mapping[int, datetime]:
    """Say of the rows that have to wait when the quiet of their recipients ends."""
    ends = await _quiet_until(session, desk, [one for one in known.values() if one.hours], now)
    waiting = [one for one in asked if one.recipient in ends]
    severities = await _severities(session, waiting)
    return {
        one.row: ends[one.recipient] for one in waiting if _may_wait(one, severities.get(one.task))
    }


def _may_wait(one: Waiting, severity: Severity | None) -> bool:
    if severity is not None:
        return quiet.is_spared(severity)
    subject = read_subject(one.subject)
    return subject is not None and MANNERS[subject].in_quiet is not InQuiet.AT_ONCE


async def _quiet_until(
    session: AsyncSession, desk: Desk, wanted: Sequence[Quiet], now: datetime
) -> Mapping[str, datetime]:
    if not wanted:
        return {}
    rules = await desk.rulebook.read(session, now)
    team = ZoneInfo(rules.time_zone if rules else "UTC")
    known = await storage_people.list_known(session, {one.slack_id for one in wanted})
    zones = {person.slack_id: people.zone_of(person) or team for person in known}
    ends = {
        one.slack_id: quiet.until(one.hours, zones.get(one.slack_id, team), now)
        for one in wanted
        if one.hours
    }
    return {slack_id: end for slack_id, end in ends.items() if end is not None}


async def _tell_together(
    session: AsyncSession, head: Row, of: Waiting, left: Sequence[Waiting], now: datetime
) -> list[Waiting]:
    """Let a row's message tell what fits to it; give what is left over."""
    room = joining.MOST - await storage.count_told_with(session, head)
    fitting = [one for one in left if _fits(of, one)][: max(room, 0)]
    if fitting:
        await storage.tell_with(session, head, [one.row for one in fitting], now)
    return [one for one in left if one not in fitting]


def _fits(head: Waiting, one: Waiting) -> bool:
    if _is_alone(head) or _is_alone(one) or head.recipient != one.recipient:
        return False
    is_digest = head.conversation.startswith(QUIET) and one.conversation.startswith(QUIET)
    return is_digest or (head.task is not None and head.task == one.task)


def _is_alone(one: Waiting) -> bool:
    """Say whether it keeps a message of its own; what is replied under a question is the answer."""
    if one.question is not None and one.audience in MAY_ANSWER:
        return True
    subject = read_subject(one.subject)
    return subject is not None and MANNERS[subject].in_quiet is not InQuiet.TOGETHER
