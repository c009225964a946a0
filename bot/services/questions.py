"""Questions: asked by the development side, answered by the reporter; meanwhile the clocks stand."""

from dataclasses import dataclass
from typing import Any

from bot.domain.errors import AlreadyAnswered, Empty, Overtaken, QuestionOfOthers
from bot.domain.notices import Happening
from bot.domain.people import Role
from bot.domain.permissions import Deed, check
from bot.services import deadlines, notices, refusing
from bot.services.desk import Desk, Request, Work
from storage import questions as storage
from storage import tasks
from storage.questions import Question
from storage.tasks import Task


async def ask(desk: Desk, request: Request, number: int, text: str) -> Question:
    """Ask the reporter something; from now on the task waits. Raises AtTask, NoSuchTask, Empty."""
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.QUESTION_ASKED):
            check(Deed.ASK, task.status, work.roles(task))
            question = Question(
                task_id=task.number,
                text=_needed(text),
                asked_by=work.actor,
                asked_to=task.reporter,
                asked_at=work.now,
            )
            work.session.add(question)
            await work.session.flush()
            waiting_since = task.waiting_since or work.now
            await _change(work, task, {"waiting_since": waiting_since}, Deed.ASK)
            facts = {"question": question.text}
            await notices.record(work, task, Happening.QUESTION_ASKED, facts, question=question)
            return question


async def offer(desk: Desk, slack_id: str, number: int) -> Question:
    """Read a question for its form, if the person may answer it and nobody has yet.

    Raises AtTask around QuestionOfOthers or AlreadyAnswered; NoSuchQuestion.
    """
    async with desk.look(slack_id) as work:
        question = await storage.get(work.session, number)
        task = await tasks.get(work.session, question.task_id)
        async with refusing.about(work, task, Happening.QUESTION_ANSWERED):
            _check(work, task, question)
            _refuse_answered(question)
        return question


async def answer(desk: Desk, request: Request, number: int, text: str) -> Question:
    """Answer a question by its form. Raises AlreadyAnswered, QuestionOfOthers, Empty."""
    async with desk.work(request) as work:
        task, question = await _hold(work, await storage.get(work.session, number))
        async with refusing.about(work, task, Happening.QUESTION_ANSWERED):
            _check(work, task, question)
            _refuse_answered(question)
            await _answer(work, task, question, _needed(text))
            return question


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

    People type in bursts, so what follows the answer in that thread is added to it. Who writes
    anywhere else is told where answers go. Raises StillAsking while nobody can know.
    """
    async with desk.work(request) as work:
        question, is_being_asked = None, False
        if said.thread_ts is not None:
            # In this order: what is written down in between is found.
            is_being_asked = await storage.is_being_asked(work.session, work.actor)
            question = await storage.find_by_thread(work.session, said.channel, said.thread_ts)
        if question is None:
            if is_being_asked:
                raise StillAsking
            await notices.hint(work, said.channel, said.ts)
            return
        task, question = await _hold(work, question)
        async with refusing.about(work, task, Happening.QUESTION_ANSWERED):
            _check(work, task, question)
            await _answer(work, task, question, _needed(said.text))


async def _hold(work: Work, question: Question) -> tuple[Task, Question]:
    """Hold a question's task, and read the question as it stands then: answers come in bursts."""
    task = await tasks.get(work.session, question.task_id, is_held=True)
    return task, await storage.get(work.session, question.number)


def _check(work: Work, task: Task, question: Question) -> None:
    if work.actor == question.asked_to:
        return
    if not work.roles(task) & {Role.REPORTER, Role.ADMINISTRATOR}:
        raise QuestionOfOthers(question.asked_to)


def _refuse_answered(question: Question) -> None:
    if question.answered_at is not None:
        by = question.answered_by or question.asked_to
        raise AlreadyAnswered(by, question.answered_at)


async def _answer(work: Work, task: Task, question: Question, text: str) -> None:
    is_first = question.answered_at is None
    question.answer = text if is_first else f"{question.answer}\n{text}"
    facts: dict[str, Any] = {"question": question.text, "answer": text, "is_more": not is_first}
    if is_first:
        question.answered_by, question.answered_at = work.actor, work.now
    work.session.add(question)
    await work.session.flush()
    if is_first:
        facts |= await _resume(work, task, question)
    await notices.record(work, task, Happening.QUESTION_ANSWERED, facts, question=question)
    if question.dm_channel and question.dm_ts:
        # However it was answered: the button under the question goes.
        await notices.redraw(work, question.dm_channel, question.dm_ts)


async def _resume(work: Work, task: Task, question: Question) -> dict[str, Any]:
    """Let the clocks go on with the last open question; say what that did to the deadline."""
    waited = work.now - question.asked_at
    facts: dict[str, Any] = {"waited_seconds": int(waited.total_seconds())}
    if await storage.count_open(work.session, task.number) > 0 or not task.is_waiting:
        return facts
    before = task.deadline_at
    await _change(work, task, deadlines.resumed(work, task), Deed.ANSWER)
    if task.deadline_at != before:
        facts["deadline_from"] = before.isoformat()
        facts["deadline_to"] = task.deadline_at.isoformat()
    return facts


async def _change(work: Work, task: Task, changes: dict[str, Any], deed: Deed) -> None:
    if not await tasks.move(work.session, task, **changes):
        raise Overtaken(deed)


def _needed(text: str) -> str:
    if not text.strip():
        raise Empty
    return text.strip()
