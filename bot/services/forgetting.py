"""Forgetting a person on request: the name and the words go, what happened stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock
from bot.domain.errors import UserError
from bot.domain.notices import Happening, Kind
from bot.domain.people import FORGOTTEN, REMOVED
from bot.domain.timers import Reason
from bot.services import notices, registry
from storage import (
    absences,
    alike,
    causes,
    control_points,
    duty,
    history,
    messages,
    outbox,
    people,
    promises,
    questions,
    resemblances,
    rules,
    tasks,
    timers,
)
from storage import forgetting as storage
from storage.engine import Database
from storage.forgetting import Traces
from storage.history import Entry
from storage.questions import Question
from storage.tasks import Task

_PEOPLE = (
    *("assignee", "former", "asked_by", "asked_to", "reporter"),
    *("developer", "developer_before"),
)
_TITLES = ("into_title", "other_title")
_WORDS = (
    *("reason", "note", "for_customer", "answer", "before", "text", "question"),
    *("cause", "prevention", "link", "how_many"),
)


@dataclass(eq=False)
class StillInRules(UserError):  # noqa: N818 -- a refusal is named for what was refused
    """The person takes part by the team's rules, at this place, and would be known again at once."""

    slack_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: of how many tasks and messages, and whether there was anything at all."""

    tasks: int
    messages: int
    notices: int
    was_known: bool


async def forget(database: Database, clock: Clock, slack_id: str) -> Forgotten:
    """Take the person out of everything, in one transaction. Raises StillInRules.

    The long look is done before, so that a running bot waits only for the writing.
    """
    async with database.read() as session:
        traces = await storage.find(session, slack_id)
    async with database.write() as session:
        await storage.overwrite(session)
        await _refuse_needed(session, slack_id)
        was_known = bool(await people.list_known(session, [slack_id]))
        # Whatever else concerns this person waits until it is done.
        await people.hold(session, slack_id)
        later = await storage.find_since(session, slack_id, traces)
        done = await _Work(session, slack_id, traces.joined(later)).carry_out(clock, was_known)
    await storage.clear_log(database)
    return done


async def _refuse_needed(session: AsyncSession, slack_id: str) -> None:
    rules = await registry.read(session)
    place = registry.people_of(rules).get(slack_id) if rules else None
    if place is not None:
        raise StillInRules(slack_id, str(place[0]))


@dataclass(slots=True)
class _Work:
    """One forgetting: whose, where, and the titles of the person's tasks, as others quote them."""

    session: AsyncSession
    slack_id: str
    traces: Traces
    titles: set[str] = field(default_factory=set)

    async def carry_out(self, clock: Clock, was_known: bool) -> Forgotten:
        now = clock.now()
        found = [
            await tasks.get(self.session, number, is_held=True)
            for number in sorted(self.traces.tasks)
        ]
        self.titles = {task.title for task in found if task.reporter == self.slack_id}
        written = await storage.list_messages(self.session, self.traces.channels, self.slack_id)
        for task in found:
            await self._clear(task)
        for message in written:
            message.author, message.text, message.links, message.files = FORGOTTEN, REMOVED, [], []
            self.session.add(message)
        await storage.leave_followed(self.session, self.slack_id)
        await storage.leave_said(self.session, self.slack_id)
        await resemblances.forget(self.session, self.slack_id)
        await control_points.forget(self.session, self.slack_id)
        await self._forget_presence()
        await questions.forget_messages(self.session, self.slack_id)
        await storage.neutralise(self.session, self.traces.rows, now)
        cards = [
            notices.row_of(now, Kind.CARD, f"{Kind.CARD}:{task.number}", task)
            for task in found
            if task.card_ts is not None
        ]
        await self.session.flush()
        await alike.forget(self.session)
        if cards:
            await outbox.put(self.session, cards)
        # At the end: until then others may name the person without waiting.
        await storage.drop_person(self.session, self.slack_id)
        known = was_known or bool(found or written)
        return Forgotten(len(found), len(written), len(self.traces.rows), known)

    async def _forget_presence(self) -> None:
        """Let the person never have been away, on duty, or in somebody's place."""
        await absences.forget(self.session, self.slack_id)
        await timers.disarm(self.session, f"{Reason.ABSENCE}:{self.slack_id}")
        await duty.forget(self.session, self.slack_id)
        await rules.bump(self.session)

    async def _clear(self, task: Task) -> None:
        entries = await history.list_of(self.session, task.number)
        asked = await questions.list_of(self.session, task.number)
        words = await self._words(task, entries, asked)
        told = self._told(task, entries)
        for entry in entries:
            entry.facts = self._facts(entry, words)
            entry.actor = self._who(entry.actor)
        for question in asked:
            self._clear_question(question, words)
        for promise in await promises.list_of(self.session, task.number):
            promise.reason = _without(promise.reason, words)
            promise.made_by = self._who(promise.made_by)
            self.session.add(promise)
        await self._clear_cause(task, words)
        self.session.add_all([*entries, *asked])
        task.told = told
        self._clear_task(task, words)

    async def _words(self, task: Task, entries: Any, asked: Any) -> set[str]:  # noqa: ANN401
        """Collect what the person wrote about the task; others may have quoted it."""
        found: set[object] = set()
        for entry in entries:
            if entry.actor == self.slack_id:
                found |= {entry.facts.get(key) for key in _own(entry)}
                found |= {*_told_in(entry).values()}
        found |= {one.text for one in asked if one.asked_by == self.slack_id}
        found |= {one.answer for one in asked if one.answered_by == self.slack_id}
        if task.reporter == self.slack_id:
            found |= {task.description}
        for message in await messages.list_of_task(self.session, task.number):
            if message.author == self.slack_id:
                found.add(message.text)
        return {text for text in found if isinstance(text, str) and text.strip()}

    def _clear_task(self, task: Task, words: set[str]) -> None:
        if task.reporter == self.slack_id:
            task.title = task.description = REMOVED
            task.links, task.files, task.origin_link = [], [], None
        task.reporter = self._who(task.reporter) or FORGOTTEN
        task.assignee, task.accepted_by = self._who(task.assignee), self._who(task.accepted_by)
        if task.wished_assignee == self.slack_id:
            # Nobody can grant it any more.
            task.wished_assignee = None
        task.unreached = [one for one in task.unreached if one != self.slack_id]
        task.called = [one for one in task.called if one != self.slack_id]
        task.for_customer = _without(task.for_customer, words)
        task.ended_because = _without(task.ended_because, words)
        task.workaround = _without(task.workaround, words)
        task.how_many = _without(task.how_many, words)
        task.returned_because = _without(task.returned_because, words)
        # Who decides by what they read before has to look again.
        task.version += 1
        self.session.add(task)

    def _told(self, task: Task, entries: Sequence[Entry]) -> dict[str, str]:
        """Leave of what was told of the report what others told, topic by topic."""
        is_theirs = task.reporter == self.slack_id
        left = dict[str, str]()
        for topic, text in task.told.items():
            said = [(one.actor, _told_in(one).get(topic)) for one in entries]
            others = [words for actor, words in said if words and actor != self.slack_id]
            left[topic] = text
            if is_theirs and text != "\n".join(others):
                left[topic] = "\n".join([REMOVED, *others])
            for own in (words for actor, words in said if words and actor == self.slack_id):
                parts = f"\n{left[topic]}\n".replace(f"\n{own}\n", f"\n{REMOVED}\n")
                left[topic] = parts.strip("\n")
        return left

    async def _clear_cause(self, task: Task, words: set[str]) -> None:
        cause = await causes.find(self.session, task.number)
        if cause is None:
            return
        cause.cause = _without(cause.cause, words) or ""
        cause.prevention = _without(cause.prevention, words) or ""
        cause.link = _without(cause.link, words)
        cause.said_by, cause.asked_to = self._who(cause.said_by), self._who(cause.asked_to)
        self.session.add(cause)

    def _clear_question(self, question: Question, words: set[str]) -> None:
        question.text = _without(question.text, words) or REMOVED
        if question.answered_by == self.slack_id and question.answer is not None:
            question.answer = REMOVED
        elif question.answer is not None:
            # What was added to somebody else's answer.
            lines = (_without(line, words) or "" for line in question.answer.split("\n"))
            question.answer = _without("\n".join(lines), words)
        question.asked_by = self._who(question.asked_by) or FORGOTTEN
        question.asked_to = self._who(question.asked_to) or FORGOTTEN
        question.answered_by = self._who(question.answered_by)
        question.asked_before = [one for one in question.asked_before if one != self.slack_id]

    def _facts(self, entry: Entry, words: set[str]) -> dict[str, Any]:
        own = _own(entry) if entry.actor == self.slack_id else ()
        kept = {key: self._fact(key, value, own, words) for key, value in entry.facts.items()}
        if told := _told_in(entry):
            kept["told"] = {topic: _without(text, words) for topic, text in told.items()}
        return kept

    def _fact(self, key: str, value: object, own: tuple[str, ...], words: set[str]) -> object:
        if isinstance(value, list):
            return [self._who(one) for one in value]
        if not isinstance(value, str) or not value.strip():
            return value
        if key in _PEOPLE:
            return self._who(value)
        if key in own or (key in _TITLES and value in self.titles):
            return REMOVED
        return _without(value, words) if key in _WORDS else value

    def _who(self, slack_id: str | None) -> str | None:
        return FORGOTTEN if slack_id == self.slack_id else slack_id


def _own(entry: Entry) -> tuple[str, ...]:
    """Name the facts that are the words of who did it; an answer quotes the question."""
    is_answer = entry.happening is Happening.QUESTION_ANSWERED
    return tuple(key for key in _WORDS if not (is_answer and key == "question"))


def _told_in(entry: Entry) -> Mapping[str, str]:
    """Read what an entry keeps of the report's rest, by topic."""
    told = entry.facts.get("told")
    return told if isinstance(told, dict) else {}


def _without(text: str | None, words: set[str]) -> str | None:
    return REMOVED if text is not None and text in words else text
