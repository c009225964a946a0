"""Raising tasks: every way of it leads to the same row, the same card, the same notices."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import deadlines, headings, markup, template
from bot.domain.capture import Captured
from bot.domain.errors import AlreadyRaised, Empty
from bot.domain.facts import Broken, Fact
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.severity import Severity
from bot.services import acceptance, captured, naming, notices, reminders, topics_asking
from bot.services.desk import Desk, Request, Work
from storage import messages, new_tasks, rows, timers
from storage import tasks as storage
from storage.promises import Promise
from storage.tasks import Source, Task

CARD_SHOWS = 700
CARD_SHOWS_LINES = 12
"""What a card has room for of a description; what is longer goes into the thread."""

LONGEST_TITLE = 150
"""Characters of a title that was given as such; one made of the text is shorter."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The message a task comes from; `link` leads there from elsewhere."""

    channel: str
    ts: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody raises. `text` is plain text; without a title its first line is the title.

    What is given by itself counts, whatever the text says; of `unknown` somebody has said that it is
    not what the text seems to say.
    """

    text: str
    source: Source
    title: str = ""
    severity: Severity | None = None
    customer: str | None = None
    where: Broken | None = None
    unknown: frozenset[Fact] = frozenset()
    mentioned: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    files: tuple[Mapping[str, str], ...] = ()
    origin: Origin | None = None
    said_in: str | None = None
    """The channel in which somebody said so; an application's own means that application."""


async def report(desk: Desk, request: Request, raised: Report) -> Task:
    """Raise a task. Raises Empty without a word or a file, AlreadyRaised for a task's message.

    Raises SeveralCustomers where it is not sure which customer was named by itself.
    """
    async with desk.work(request) as work:
        if raised.origin is not None:
            await _refuse_twice(work, raised.origin)
        if raised.customer and work.surroundings.has_customers:
            raised = replace(raised, customer=await naming.spelt(work, raised.customer))
        return await add(work, raised)


async def add(work: Work, raised: Report) -> Task:
    """Make a task of a report inside a transaction, with its first promise and its notices.

    What the text says beyond doubt becomes facts of the task. Without a severity of its own in the
    text the critical channel means 4.
    """
    given = markup.title(raised.title, LONGEST_TITLE)
    title = given or markup.title(raised.text) or _title_of(raised.files)
    if not title:
        raise Empty
    read = await _read(work, raised)
    work = work.of(read.application)
    task = await new_tasks.add(work.session, _task(work, raised, title, read))
    promise = Promise(task_id=task.number, made_at=work.now, to_at=task.deadline_at)
    await rows.put(work.session, promise)
    facts = {
        "severity": int(task.severity),
        "deadline": task.deadline_at.isoformat(),
        "next_update": task.next_update_at.isoformat(),
    }
    alarms = (
        acceptance.alarm(work, task),
        *reminders.alarms(work, task),
        topics_asking.alarm(work, task),
    )
    await timers.arm(work.session, *alarms)
    await notices.record(work, task, Happening.RAISED, facts)
    if raised.source is not Source.MESSAGE and is_too_long_for_card(task.description):
        await notices.describe(work, task)
    return task


def is_too_long_for_card(description: str) -> bool:
    """Say whether a card may have to leave something out, measured as Slack is sent it."""
    lines = [line for line in description.splitlines() if line.strip()]
    brackets = 2 * description.count("://")
    sent = len(html.escape(description, quote=False)) + brackets
    return sent > CARD_SHOWS or len(lines) > CARD_SHOWS_LINES


async def _read(work: Work, raised: Report) -> Captured:
    """Read a report: what is given by itself wins, then what it says, then where it is said.

    But a message in an application's own channel is about that application, whatever it names.
    """
    text = "\n".join(filter(None, (raised.title, raised.text)))
    # "Since 10:20" is meant by when it was written, however late it is raised.
    written_at = markup.instant(raised.origin.ts) if raised.origin else work.now
    read = await captured.understand(work, text, written_at, raised.mentioned, raised.customer)
    read = captured.without(read, raised.unknown)
    if raised.where is not None:
        application, component = raised.where.application, raised.where.component
        return replace(read, application=application, component=component)
    channel = raised.origin.channel if raised.origin else raised.said_in
    meant = work.rules.application_in(channel)
    is_there = meant is not None and raised.source is Source.MESSAGE
    if meant is None or read.application == meant.key or (read.application and not is_there):
        return read
    return replace(read, application=meant.key, component=None)


def _task(work: Work, raised: Report, title: str, read: Captured) -> Task:
    severity = raised.severity or read.severity or Severity.STOPPED
    rule = work.rules.severities[severity]
    task = Task(
        status=Status.NEW,
        severity=severity,
        title=title,
        description=raised.text.strip(),
        links=list(raised.links),
        files=[dict(file) for file in raised.files],
        reporter=work.actor,
        raised_at=work.now,
        deadline_at=deadlines.default_deadline(work.now, work.now, rule, work.hours),
        next_update_at=deadlines.next_update(work.now, rule, work.hours),
        source=raised.source,
        channel=work.rules.critical_channel,
        told=headings.read_report(raised.text, template.wanted(read.application, work.rules)),
        **captured.columns(read),
    )
    _place(task, raised)
    return task


def _place(task: Task, raised: Report) -> None:
    if raised.origin is None:
        return
    task.origin_channel, task.origin_ts = raised.origin.channel, raised.origin.ts
    task.origin_link = raised.origin.link
    if raised.source is Source.MESSAGE:
        # Its card stands under it, wherever other tasks of the application go.
        task.channel, task.thread_ts = raised.origin.channel, raised.origin.ts


def _title_of(files: tuple[Mapping[str, str], ...]) -> str:
    return markup.title(files[0].get("name", "")) if files else ""


async def _refuse_twice(work: Work, origin: Origin) -> None:
    known = await find_by_origin(work.session, origin.channel, origin.ts)
    if known is not None:
        raise AlreadyRaised(known)


async def find_by_origin(session: AsyncSession, channel: str, ts: str) -> int | None:
    """Name the task that a message raised or joined, if there is one."""
    task = await storage.find_by_origin(session, channel, ts)
    if task is not None:
        return task.number
    message = await messages.find(session, channel, ts)
    return None if message is None else message.task_id
