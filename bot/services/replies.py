"""Answers that are simply written: in the direct messages with the bot, or in the task's thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import SeveralQuestions
from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import Happening
from bot.services import notices, questions, refusing
from bot.services.desk import Desk, Request, Work
from bot.services.messages import Written, with_files
from storage import outbox, tasks
from storage import questions as storage
from storage.questions import Question
from storage.tasks import Task


class StillAsking(TimeoutError):  # noqa: N818 -- it says why not yet
    """Where a question stands is not written down yet: Slack has to bring the reply again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody wrote to the bot, and the thread it stands in, if any."""

    channel: str
    ts: str
    thread_ts: str | None
    text: str


async def reply(desk: Desk, request: Request, said: Reply) -> None:
    """Take a reply in a question's DM as its answer, or as more of it.

    People type in bursts, so what follows the answer in that thread is added to it. Beside any
    such thread it answers the one question that is open to them; with none or several of them it
    is told where answers go. Raises StillAsking while nobody can know.
    """
    async with desk.work(request) as work:
        question = None
        # In this order: what is written down in between is found.
        is_being_asked = await storage.is_being_asked(work.session, work.actor)
        if said.thread_ts is not None:
            question = await storage.find_by_thread(work.session, said.channel, said.thread_ts)
        if question is None and is_being_asked and said.thread_ts is not None:
            raise StillAsking
        # What is on its way still was not read by who writes now.
        is_found = question is not None or is_being_asked
        only = None if is_found else await _find_only(work, said)
        meant = question or only
        if meant is None:
            await notices.hint(work, said.channel, said.ts)
            return
        task, meant = await questions.hold(work, meant)
        async with refusing.about(work, task, Happening.QUESTION_ANSWERED):
            questions.check_asked(work, task, meant)
            await questions.add_answer(work, task, meant, questions.needed(said.text))
        if only is not None:
            # Where they wrote, nothing shows that it was taken.
            await notices.hint(work, said.channel, said.ts, question=meant)


async def hear(work: Work, task: Task, written: Written) -> bool:
    """Take what the asked writes in the task's thread for the answer. Raises SeveralQuestions."""
    said = with_files(written.text, written.files).strip()
    asked = await storage.list_open(work.session, task.number) if said and task.is_waiting else []
    theirs = [one for one in asked if one.asked_to == work.actor]
    if not theirs:
        return False
    async with refusing.about(work, task, Happening.QUESTION_ANSWERED):
        if len(theirs) > 1:
            raise SeveralQuestions(len(theirs))
        await questions.add_answer(work, task, theirs[0], said)
    return True


async def list_open(desk: Desk, slack_id: str) -> Sequence[tuple[Question, Task]]:
    """List what somebody is asked and nobody has answered, with the tasks that wait for it."""
    async with desk.look(slack_id) as work:
        asked = await storage.list_open_to(work.session, slack_id, UNFINISHED)
        found = await tasks.get_all(work.session, {one.task_id for one in asked})
        return [(one, found[one.task_id]) for one in asked]


async def _find_only(work: Work, said: Reply) -> Question | None:
    """Find the one question that is open to the actor, unless they write about another task."""
    asked = await storage.list_open_to(work.session, work.actor, UNFINISHED)
    if len(asked) != 1:
        return None
    under = said.thread_ts and await outbox.find_sent(work.session, said.channel, said.thread_ts)
    is_elsewhere = under and under.task_id not in {None, asked[0].task_id}
    return None if is_elsewhere else asked[0]
