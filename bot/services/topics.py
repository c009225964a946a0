"""The rest of a report: told by form or in the thread, topic by topic; and the checklist."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import headings, template
from bot.domain.errors import Empty, NothingChanged, Overtaken, SeveralCustomers, StillToCome
from bot.domain.facts import Fact, Value
from bot.domain.lifecycle import UNFINISHED
from bot.domain.notices import Happening
from bot.domain.people import Role
from bot.domain.permissions import PERMISSIONS, Deed, check
from bot.domain.template import Standing, Topic
from bot.services import captured, corrections, naming, notices, refusing, returning
from bot.services.desk import Desk, Request, Work
from bot.services.messages import Written, with_files
from storage import tasks
from storage.tasks import Task

_COLUMNS = {Topic.CUSTOMER: "customer", Topic.HOW_MANY: "how_many"}
"""Topics that are kept as facts of the task itself."""

_FACTS = {Topic.CUSTOMER: Fact.CUSTOMER, Topic.HOW_MANY: Fact.HOW_MANY, Topic.SINCE: Fact.SINCE}
"""Topics that are put right where they are known."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody tells: words by topic, since when (UTC), and what of the checklist is done."""

    told: Mapping[str, str]
    since_at: datetime | None = None
    checked: tuple[str, ...] = ()
    answer: str | None = None
    """What is said to the question that the task was sent back with."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A task and how far its report goes, for the form that asks for the rest."""

    task: Task
    standing: Standing
    owed: str | None = None
    """What the task was sent back for, if the person may answer that."""


async def offer(desk: Desk, slack_id: str, number: int) -> Offer:
    """Read what is missing, for who may tell it.

    Raises AtTask around NotAllowed, NoLongerFits, NothingChanged; NoSuchTask.
    """
    async with desk.look(slack_id) as work:
        task = await tasks.get(work.session, number)
        standing = template.stand(task, work.about(task).rules)
        async with refusing.about(work, task, Happening.TOLD):
            check(Deed.TELL, task.status, work.roles(task))
            owed = await returning.find_owed(work, task)
            if not standing.missing and not standing.unchecked and owed is None:
                raise NothingChanged(Deed.TELL)
        return Offer(task, standing, owed.text if owed is not None else None)


async def tell(desk: Desk, request: Request, number: int, said: Said) -> Task:
    """Keep what a form tells; what it leaves out is asked for still.

    Raises AtTask around NotAllowed, NoLongerFits, Empty, StillToCome, SeveralCustomers; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.TOLD):
            check(Deed.TELL, task.status, work.roles(task))
            if said.since_at is not None and said.since_at > work.now:
                raise StillToCome
            standing = template.stand(task, work.about(task).rules)
            told = _of_template(said.told, standing)
            done = [item for item in standing.unchecked if item in said.checked]
            is_told = bool(told or done or said.since_at is not None)
            is_answered = said.answer is not None and await returning.settle_by_telling(
                work, task, said.answer
            )
            if not is_told and not is_answered:
                raise Empty
            if is_told:
                await _keep(work, task, told, said.since_at, done)
            return task


async def check_off(desk: Desk, request: Request, number: int, item: str, *, is_done: bool) -> Task:
    """Say whether one thing of the checklist is done; said once more, it stays so.

    Raises AtTask around NotAllowed, NoLongerFits; NoSuchTask.
    """
    async with desk.work(request) as work:
        task = await tasks.get(work.session, number, is_held=True)
        async with refusing.about(work, task, Happening.CHECKED):
            check(Deed.CHECK, task.status, work.roles(task))
            standing = template.stand(task, work.about(task).rules)
            is_known = item in (standing.unchecked if is_done else standing.checked)
            if is_known:
                left = [one for one in task.checked if one != item]
                await _move(work, task, Deed.CHECK, checked=[*left, item] if is_done else left)
                facts = {"item": item, "is_done": is_done}
                await notices.record(work, task, Happening.CHECKED, facts)
            elif work.clicked is not None:
                # The list has changed since: it is shown as it stands.
                await notices.redraw(work, *work.clicked)
            return task


async def hear(work: Work, task: Task, written: Written) -> bool:
    """Take lines such as "Steps: …" in the task's thread: what they tell, and what they put right.

    An open question has the same words for its answer, too.
    """
    may = PERMISSIONS[Deed.TELL]
    held = work.roles(task)
    if task.status not in may.statuses or not held & may.allowed:
        return False
    standing = template.stand(task, work.about(task).rules)
    # Whose question it is may ask it again in the thread; only the reporter answers it so.
    is_theirs = Role.REPORTER in held
    read = headings.read_told(written.text, standing.template, begins=True, answers=is_theirs)
    read = {topic: words for topic, words in read.items() if topic in standing.template}
    put_right = await _put_right(work, task, standing, read)
    told = {topic: words for topic, words in read.items() if topic not in put_right}
    if Topic.SCREENSHOTS in standing.missing and written.files:
        told[Topic.SCREENSHOTS] = with_files("", written.files)
    told = await _unless_several(work, task, told)
    if told:
        await _keep(work, task, told, None, [], Happening.TOLD_ALOUD)
    return not task.is_waiting and bool(read)


async def _put_right(
    work: Work, task: Task, standing: Standing, read: Mapping[str, str]
) -> Collection[str]:
    """Put right the facts that are known and told anew; name the topics that need not be kept."""
    known = [topic for topic in read if topic in _FACTS and topic in standing.told]
    if not known or not work.roles(task) & PERMISSIONS[Deed.CORRECT].allowed:
        return ()
    done = set[str]()
    for topic in known:
        value: Value = read[topic]
        if topic == Topic.SINCE:
            words = f"{read[topic]}\nsince {read[topic]}"
            value = (await captured.understand(work, words, work.now)).since
        if value is None:
            continue  # it cannot be read as a time: the words are kept
        done.add(topic)
        with suppress(NothingChanged, SeveralCustomers, StillToCome):
            await corrections.put_right(work, task, _FACTS[Topic(topic)], value)
    return done


async def _unless_several(work: Work, task: Task, told: dict[str, str]) -> dict[str, str]:
    """Leave out a customer who may be one of several: the card asks which of them is meant."""
    try:
        if Topic.CUSTOMER in told:
            await naming.spelt(work, told[Topic.CUSTOMER])
    except SeveralCustomers as several:
        await _move(work, task, Deed.TELL, maybe_customers=list(several.names))
        await notices.show(work, task)
        return {topic: words for topic, words in told.items() if topic != Topic.CUSTOMER}
    return told


def _of_template(told: Mapping[str, str], standing: Standing) -> dict[str, str]:
    """Leave what the template asks for: it may be another one since the form was opened."""
    return {
        topic: words
        for topic, words in template.answers(told).items()
        if topic in standing.template
    }


async def _keep(
    work: Work,
    task: Task,
    told: Mapping[str, str],
    since_at: datetime | None,
    done: Sequence[str],
    what: Happening = Happening.TOLD,
) -> None:
    """Write it into the task, and tell of it; who had sent it back hears that it is complete."""
    facts: dict[str, Any] = {"told": dict(told)}
    changes = await _changes(work, task, told)
    if since_at is not None:
        changes["since_at"], facts["since_at"] = since_at, since_at.isoformat()
    if done:
        changes["checked"], facts["checked"] = [*task.checked, *done], list(done)
    await _move(work, task, Deed.TELL, **changes)
    await notices.record(work, task, what, facts)
    is_complete = not template.stand(task, work.about(task).rules).missing
    if is_complete and task.returned_because is not None and task.status in UNFINISHED:
        await returning.settle_by_telling(work, task, "\n".join(told.values()))


async def _changes(work: Work, task: Task, told: Mapping[str, str]) -> dict[str, Any]:
    """Say what becomes of the task's columns: a customer is spelt, and a time read, as known."""
    changes: dict[str, Any] = {
        column: told[topic] for topic, column in _COLUMNS.items() if topic in told
    }
    when = told.get(Topic.SINCE, "")
    if when:
        read = await captured.understand(work, f"{when}\nsince {when}", work.now)
        changes |= {"since_at": read.since} if read.since is not None else {}
    if "customer" in changes:
        changes["customer"] = await naming.spelt(work, changes["customer"])
        changes["maybe_customers"] = []
    words = {topic: text for topic, text in told.items() if topic not in _COLUMNS}
    if words:
        # Whoever told it first, nothing is lost.
        joined = {topic: _added(task.told.get(topic), text) for topic, text in words.items()}
        changes["told"] = task.told | joined
    return changes


def _added(before: str | None, text: str) -> str:
    return text if not before or before == text else f"{before}\n{text}"


async def _move(work: Work, task: Task, deed: Deed, **changes: Any) -> None:  # noqa: ANN401
    if not await tasks.move(work.session, task, **changes):
        raise Overtaken(deed)
