"""What people write in a task's thread: whoever knows what to make of it takes it."""

from collections.abc import Awaitable, Callable, Sequence

from bot.services import questions, replies, topics, updates
from bot.services.desk import Desk, Request, Work
from bot.services.messages import Written
from storage import messages, tasks
from storage.tasks import Task

Listener = Callable[[Work, Task, Written], Awaitable[bool]]
"""Says whether it took what was written; the next one is not asked then."""

_LISTENERS: Sequence[Listener] = (
    questions.ask_aloud,
    topics.hear,
    replies.hear,
    updates.hear,
)


async def hear(desk: Desk, request: Request, thread_ts: str, written: Written) -> None:
    """Take what a person wrote in a thread of the critical channel; most of it is only talk."""
    async with desk.work(request) as work:
        number = await find(work, written.channel, thread_ts)
        if number is None or not (written.text.strip() or written.files):
            return
        task = await tasks.get(work.session, number, is_held=True)
        for listener in _LISTENERS:
            if await listener(work, task, written):
                return


async def find(work: Work, channel: str, ts: str) -> int | None:
    """Name the task that a message, or the thread under it, is about: one of its own, or its card."""
    message = await messages.find(work.session, channel, ts)
    if message is not None and message.task_id is not None:
        return message.task_id
    return await tasks.find_by_card(work.session, channel, ts)
