"""All that is known of one task, in one read, for the file that a post-mortem starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain import milestones
from bot.domain.milestones import Reached
from bot.services import dossiers, threads
from bot.services.desk import Desk
from bot.services.dossiers import Dossier
from storage import merged_tasks, outbox, tasks
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Export:
    """What the file tells, but for what stands in the thread."""

    dossier: Dossier
    reached: Sequence[Reached]
    merged: Sequence[Task]
    """The tasks that go on as this one: what others reported of it."""
    now: datetime

    @property
    def task(self) -> Task:
        """The task that it is about."""
        return self.dossier.facts.task


async def gather(desk: Desk, slack_id: str, number: int) -> Export:
    """Read all that is known of a task. Raises NoSuchTask."""
    known = await dossiers.details(desk, slack_id, number)
    happened = [(one.happening, one.at) for one in known.facts.history]
    async with desk.look(slack_id) as work:
        merged = await merged_tasks.list_of(work.session, number)
    return Export(known, milestones.reached(happened), merged, desk.clock.now())


async def find(desk: Desk, slack_id: str, channel: str, stamps: Sequence[str]) -> Task | None:
    """Find the task that a message belongs to, by its own stamp or that of its thread.

    It is its card, a message of its own, the message it was raised from elsewhere, or what was
    told of it by direct message.
    """
    async with desk.look(slack_id) as work:
        for ts in stamps:
            number = await threads.find(work, channel, ts)
            if number is None:
                sent = await outbox.find_sent(work.session, channel, ts)
                number = sent.task_id if sent is not None else None
            if number is not None:
                return await tasks.get(work.session, number)
            raised = await tasks.find_by_origin(work.session, channel, ts)
            if raised is not None:
                return raised
    return None
