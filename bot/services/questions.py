"""Questions: asked by the development side, answered by the reporter; meanwhile the clocks stand."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from bot.domain import markup
from bot.domain import questions as domain
from bot.domain.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    AsksOneself,
    AsksTheBot,
    AsksWhoAsked,
    Empty,
    NoLongerFits,
    NotTheAsker,
    Overtaken,
    QuestionOfOthers,
    TakenBack,
)
from bot.domain.lifecycle import OPEN, UNFINISHED
from bot.domain.notices import CAME_LATE, Happening
from bot.domain.people import Role
from bot.domain.permissions import PERMISSIONS, Deed, check
from bot.domain.working_hours import ONE_DAY
from bot.services import notices, people, refusing, resuming, unanswered
from bot.services.desk import Desk, Request, Work
from bot.services.messages import Written, with_files
from storage import questions as storage
from storage import tasks
from storage.questions import Question
from storage.tasks import Task


async def ask(
    desk: Desk, request: Request, number: int, text: str, asked_to: str | None = None
) -> Question:
    """Ask the reporter, or somebody else, something; from now on the task waits.

    Raises AtTask around NotAllowed, NoLongerFits, Empty, HasLeft; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        return await _ask(work, task, text, asked_to or task.reporter)


async def ask_aloud(work: Work, task: Task, written: Written) -> bool:
    """Take what the development side writes in the thread as `? text` for a question."""
    aloud = markup.question(written.text)
    if aloud is None or not work.roles(task) & PERMISSIONS[Deed.ASK].allowed:
        return False
    whom = written.asked_to or task.reporter
    await _ask(work, task, with_files(aloud, written.files), whom)
    return True


async def _ask(work: Work, task: Task, text: str, asked_to: str) -> Question:
    async with refusing.about(work, task, Happening.QUESTION_ASKED):
        check(Deed.ASK, task.status, work.roles(task))
        return await put(work, task, needed(text), asked_to, Happening.QUESTION_ASKED)


async def put(
    work: Work,
    task: Task,
    text: str,
    asked_to: str,
    what: Happening,
    changes: Mapping[str, Any] = MappingProxyType({}),
) -> Question:
    """Put a question to somebody, under this name, as part of a change; the task waits for it.

    Raises AsksOneself, AsksTheBot, HasLeft, Overtaken.
    """
    _refuse_nobody(work, asked_to)
    question = Question(
        task_id=task.number,
        text=text,
        asked_by=work.actor,
        asked_to=asked_to,
        asked_at=work.now,
    )
    work.session.add(question)
    await work.session.flush()
    await unanswered.arm(work, task, question)
    waits = {"waiting_since": task.waiting_since or work.now}
    if not await tasks.move(work.session, task, **waits, **changes):
        raise Overtaken(Deed.ASK)
    facts = {"question": question.text, "asked_to": asked_to}
    await notices.record(work, task, what, facts, question=question)
    return question


@dataclass(frozen=True, slots=True)
class Offer:
    """An open question for the forms about it."""

    question: Question
    task: Task
    may_give_up: bool
    tomorrow: date
    """The first working day of the team after today."""


async def offer(desk: Desk, slack_id: str, number: int) -> Offer:
    """Read a question for its forms, if the person may answer it and nobody has yet.

    Raises AtTask around QuestionOfOthers or AlreadyAnswered; NoSuchQuestion.
    """
    async with desk.look(slack_id) as work:
        question = await storage.get(work.session, number)
        task = await tasks.get(work.session, question.task_id)
        async with refusing.about(work, task, Happening.QUESTION_ANSWERED):
            check_asked(work, task, question)
            _refuse_answered(question)
        is_side = bool(work.roles(task) & {Role.REPORTER, Role.ADMINISTRATOR})
        may_give_up = is_side and task.status in UNFINISHED
        today = work.hours.local_date(work.now)
        tomorrow = work.hours.next_working_day(today + ONE_DAY)
        return Offer(question, task, may_give_up, tomorrow)


@asynccontextmanager
async def _still_open(
    desk: Desk, request: Request, number: int, what: Happening
) -> AsyncIterator[tuple[Work, Task, Question]]:
    """Hold a question for one of the asked. Raises AtTask around AlreadyAnswered, QuestionOfOthers."""
    async with desk.work(request) as work:
        task, question = await hold(work, await storage.get(work.session, number))
        async with refusing.about(work, task, what):
            check_asked(work, task, question)
            _refuse_answered(question)
            yield work, task, question


async def answer(desk: Desk, request: Request, number: int, text: str) -> Question:
    """Answer a question by its form. Raises AlreadyAnswered, QuestionOfOthers, Empty."""
    async with _still_open(desk, request, number, Happening.QUESTION_ANSWERED) as held:
        work, task, question = held
        await add_answer(work, task, question, needed(text))
        return question


async def pass_on(desk: Desk, request: Request, number: int, asked_to: str) -> Question:
    """Put a question to somebody else; whoever was asked before may answer it all the same.

    Raises AtTask around AlreadyAnswered, QuestionOfOthers, AlreadyAsked, HasLeft.
    """
    async with _still_open(desk, request, number, Happening.QUESTION_PASSED_ON) as held:
        work, task, question = held
        if asked_to == question.asked_to:
            raise AlreadyAsked(asked_to)
        _refuse_nobody(work, asked_to)
        if asked_to == question.asked_by:
            raise AsksWhoAsked(asked_to)
        before = dict.fromkeys((*question.asked_before, question.asked_to))
        question.asked_before = [one for one in before if one != asked_to]
        question.asked_to, question.waits_until = asked_to, None
        await _put_anew(work, task, question, work.now)
        facts = {"question": question.text, "asked_to": asked_to}
        what = Happening.QUESTION_PASSED_ON
        await notices.record(work, task, what, facts, question=question)
        await _redraw(work, question)
        return question


async def park(desk: Desk, request: Request, number: int, until: date) -> Question:
    """Ask again on a day, at the beginning of work: the customer does not answer for now.

    Raises AtTask around AlreadyAnswered, QuestionOfOthers, NoLongerFits, NotLater.
    """
    async with _still_open(desk, request, number, Happening.QUESTION_PARKED) as held:
        work, task, question = held
        if task.status not in UNFINISHED:
            raise NoLongerFits(Deed.ASK, task.status)
        hours = await people.hours_of(work, question.asked_to)
        domain.check_wait(until, hours.local_date(work.now))
        question.waits_until = hours.opens_at(until)
        await _put_anew(work, task, question, question.waits_until)
        facts = {"question": question.text, "until": question.waits_until.isoformat()}
        what = Happening.QUESTION_PARKED
        await notices.record(work, task, what, facts, question=question)
        await _redraw(work, question)
        return question


async def take_back(desk: Desk, request: Request, number: int) -> Question:
    """End a question without an answer, for who asked it or an administrator: the clocks go on.

    Raises AtTask around NotTheAsker, AlreadyAnswered, TakenBack; NoSuchQuestion.
    """
    async with desk.work(request) as work:
        task, question = await hold(work, await storage.get(work.session, number))
        async with refusing.about(work, task, Happening.QUESTION_TAKEN_BACK):
            if work.actor != question.asked_by and Role.ADMINISTRATOR not in work.roles(task):
                raise NotTheAsker(question.asked_by)
            _refuse_answered(question)
            await _end(work, question)
            facts = {"question": question.text, "asked_to": question.asked_to}
            facts |= await resuming.resume(work, task, question)
            what = Happening.QUESTION_TAKEN_BACK
            await notices.record(work, task, what, facts, question=question)
            await _redraw(work, question)
            return question


def _refuse_nobody(work: Work, asked_to: str) -> None:
    """Refuse to ask who cannot answer: whoever asks, and the bot itself."""
    if asked_to == work.actor:
        raise AsksOneself
    if asked_to in work.ourselves:
        raise AsksTheBot


async def _put_anew(work: Work, task: Task, question: Question, at: datetime) -> None:
    """Let the reminders begin anew at an instant."""
    question.asked_again_at = at
    work.session.add(question)
    await work.session.flush()
    await unanswered.arm(work, task, question)


async def hold(work: Work, question: Question) -> tuple[Task, Question]:
    """Hold a question's task, and read the question as it stands then: answers come in bursts."""
    task = await tasks.get(work.session, question.task_id, is_held=True)
    return task, await storage.get(work.session, question.number)


def check_asked(work: Work, task: Task, question: Question) -> None:
    """Let pass who may answer. Raises QuestionOfOthers."""
    if work.actor in {question.asked_to, *question.asked_before}:
        return
    if not work.roles(task) & {Role.REPORTER, Role.ADMINISTRATOR}:
        raise QuestionOfOthers(question.asked_to)


def _refuse_answered(question: Question) -> None:
    if question.answered_at is not None:
        by = question.answered_by or question.asked_to
        refusal = TakenBack if question.is_taken_back else AlreadyAnswered
        raise refusal(by, question.answered_at)


async def add_answer(work: Work, task: Task, question: Question, text: str) -> None:
    """Take words for the answer, or for more of it; they are welcome after its end, too."""
    is_open, is_first = question.answered_at is None, question.answer is None
    question.answer = text if is_first else f"{question.answer}\n{text}"
    facts: dict[str, Any] = {"question": question.text, "answer": text, "is_more": not is_first}
    if is_open:
        await _end(work, question)
    elif is_first:
        question.answered_by = work.actor
    work.session.add(question)
    await work.session.flush()
    if task.status not in OPEN:
        facts[CAME_LATE] = True
    if is_open:
        facts |= await resuming.resume(work, task, question)
    await notices.record(work, task, Happening.QUESTION_ANSWERED, facts, question=question)
    await _redraw(work, question)


async def _end(work: Work, question: Question) -> None:
    question.answered_by, question.answered_at = work.actor, work.now
    question.waits_until = None
    await unanswered.disarm(work, question)
    work.session.add(question)
    await work.session.flush()


async def _redraw(work: Work, question: Question) -> None:
    """Show the question anew wherever it stands: who answered, or who is asked now."""
    for message in await storage.list_messages(work.session, question.number):
        await notices.redraw(work, message.channel, message.ts)


def needed(text: str) -> str:
    """Give the words of a text. Raises Empty."""
    if not text.strip():
        raise Empty
    return text.strip()
