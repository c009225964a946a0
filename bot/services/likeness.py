"""What of a task is compared with others, and which of them are likely the same."""

from collections.abc import Sequence

from bot.domain import alike as domain
from bot.domain.alike import Said
from bot.services.desk import Work
from storage.tasks import Task


def said(work: Work, task: Task) -> Said:
    """Take what a task says, as far as it may make it like another one."""
    names = tuple(one.name for one in work.rules.customers)
    return Said(
        task.title, task.description, task.application, task.component, task.customer, names
    )


def likely_first(work: Work, task: Task, others: Sequence[Task]) -> Sequence[Task]:
    """Put those first that may tell of the same; the others stay in their order."""
    places = domain.ranked(said(work, task), [said(work, one) for one in others])
    rest = set(range(len(others))) - {*places}
    return [others[place] for place in (*places, *sorted(rest))]
