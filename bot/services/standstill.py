"""How long both clocks of a task have stood for answers, on the clock of its severity."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.domain import deadlines as domain
from bot.domain import working_hours
from bot.domain.deadlines import Standstill
from bot.services.desk import Work
from storage.questions import Question
from storage.tasks import Task


def measure(work: Work, task: Task, asked: Sequence[Question]) -> Standstill | None:
    """Say how long they have stood, and what the dates would be if the answer came now."""
    rule, hours = work.rules.severities[task.severity], work.hours
    lengths = [
        working_hours.elapsed(since, until, rule.clock, hours)
        for since, until in waits(asked, task.raised_at, task.fixed_at or task.ended_at or work.now)
    ]
    if not lengths:
        return None
    since = task.waiting_since if task.is_waiting and task.waiting_since else work.now
    dates = (task.deadline_at, task.next_update_at)
    deadline_at, next_update_at = (
        domain.moved_by_waiting(at, since, work.now, rule, hours) for at in dates
    )
    return Standstill(sum(lengths, timedelta()), deadline_at, next_update_at)


def waits(
    asked: Sequence[Question], raised_at: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """List from when to when an answer was waited for; several questions at once count once."""
    waited = raised_at
    for question in asked:
        since, end = max(waited, question.asked_at), question.answered_at or until
        if end > since:
            yield since, end
        waited = max(since, end)
