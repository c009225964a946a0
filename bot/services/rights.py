"""What somebody is towards a task, as far as it takes a look at the database to say so."""

from bot.domain.lifecycle import Action, who_may
from bot.domain.people import Role
from bot.services.desk import Work
from storage import affected
from storage.tasks import Task


async def towards(work: Work, task: Task, action: Action) -> frozenset[Role]:
    """Say what the actor is towards the task that they move by this action."""
    held, may = work.roles(task), who_may(action)
    if held & may or Role.AFFECTED not in may:
        return held
    rows = await affected.list_of(work.session, task.number)
    return work.roles(task, [one.added_by for one in rows])
