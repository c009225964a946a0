"""How long both clocks of a task have stood for answers, on the clocks of its severities."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.domain import deadlines as domain
from bot.domain import working_hours
from bot.domain.deadlines import Standstill
from bot.domain.notices import Happening
from bot.domain.severity import Severity
from bot.services.desk import Work
from storage.history import Entry
from storage.questions import Question
from storage.tasks import Task

Span = tuple[datetime, datetime]


def measure(
    work: Work, task: Task, asked: Sequence[Question], entries: Sequence[Entry]
) -> Standstill | None:
    """Say how long they have stood, and what the dates would be if the answer came now."""
    waited = waits(asked, entries, work.now)
    if not waited:
        return None
    lengths = [length for span in waited for length in _lengths(work, task, entries, span)]
    rule, hours = work.rule_of(task), work.hours
    since = task.waiting_since if task.is_waiting and task.waiting_since else work.now
    dates = (task.deadline_at, task.next_update_at)
    deadline_at, next_update_at = (
        domain.moved_by_waiting(at, since, work.now, rule, hours) for at in dates
    )
    return Standstill(sum(lengths, timedelta()), deadline_at, next_update_at)


def since(
    task: Task, asked: Sequence[Question], entries: Sequence[Entry], now: datetime
) -> datetime | None:
    """Say since when both clocks stand, if they do.

    The task's own `waiting_since` begins anew where its dates were moved on meanwhile.
    """
    if not task.is_waiting:
        return None
    began, ended = (waits(asked, entries, now) or [(now, now)])[-1]
    return began if began < ended == now else task.waiting_since


def waits(asked: Sequence[Question], entries: Sequence[Entry], now: datetime) -> Sequence[Span]:
    """List from when to when an answer was waited for.

    Several questions at once count once, and none while the task was finished.
    """
    waited = list[Span]()
    for question in asked:
        began, ended = question.asked_at, question.answered_at or now
        if waited and began <= waited[-1][1]:
            began, ended = waited[-1][0], max(waited.pop()[1], ended)
        waited.append((began, ended))
    for rest in _rests(entries, now):
        waited = [piece for span in waited for piece in _without(span, rest)]
    return [span for span in waited if span[0] < span[1]]


def _rests(entries: Sequence[Entry], now: datetime) -> Iterator[Span]:
    """List from when to when the task was finished."""
    began: datetime | None = None
    for entry in entries:
        if entry.happening in _FINISHES:
            began = began or entry.at
        elif entry.happening in _GOES_ON and began is not None:
            yield began, entry.at
            began = None
    if began is not None:
        yield began, now


def _without(span: Span, rest: Span) -> Iterator[Span]:
    yield span[0], min(span[1], rest[0])
    yield max(span[0], rest[1]), span[1]


def _lengths(work: Work, task: Task, entries: Sequence[Entry], span: Span) -> Iterator[timedelta]:
    """Measure a span in pieces, each on the clock that stood then.

    A date that the severity gives was counted anew on the clock of the severity of now.
    """
    began, ended = span
    for entry in entries if task.deadline_is_promised else ():
        if entry.happening is Happening.SEVERITY_CHANGED and began < entry.at < ended:
            yield _length(work, task, Severity(int(entry.facts["from"])), began, entry.at)
            began = entry.at
    yield _length(work, task, _severity(task, entries, ended), began, ended)


def _severity(task: Task, entries: Sequence[Entry], at: datetime) -> Severity:
    """Say how bad it was at an instant."""
    if not task.deadline_is_promised:
        return task.severity
    later = (one for one in entries if one.at >= at)
    changes = (one for one in later if one.happening is Happening.SEVERITY_CHANGED)
    change = next(changes, None)
    return task.severity if change is None else Severity(int(change.facts["from"]))


def _length(
    work: Work, task: Task, severity: Severity, began: datetime, ended: datetime
) -> timedelta:
    clock = work.about(task).rules.severities[severity].clock
    return working_hours.elapsed(began, ended, clock, work.hours)


_FINISHES = frozenset(
    {
        Happening.FIXED,
        Happening.CLOSED,
        Happening.DECLINED,
        Happening.MERGED,
        Happening.WITHDRAWN,
        Happening.GIVEN_UP,
    }
)
_GOES_ON = frozenset({Happening.REOPENED, Happening.REVIVED})
