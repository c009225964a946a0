"""Messages of the critical channel and of applications' own: they become tasks, join them, change and vanish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain import bursts, headings, markup, template
from bot.domain.errors import AlreadyRaised, NoLongerFits
from bot.domain.notices import Happening
from bot.domain.permissions import Deed, check
from bot.domain.severity import find_severity
from bot.services import captured, corrections, notices, refusing, tasks
from bot.services.captured import Said
from bot.services.desk import Desk, Request, Work
from bot.services.tasks import Origin, Report
from storage import messages as storage
from storage import people
from storage import tasks as task_rows
from storage.messages import Message
from storage.tasks import Source, Task

BURST_WITHIN = timedelta(seconds=60)
"""People type in bursts: what follows within this is part of the same task."""


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it reads: plain text, the links in it, the files on it."""

    channel: str
    ts: str
    text: str
    links: tuple[str, ...] = ()
    files: tuple[Mapping[str, str], ...] = ()
    edited_ts: str | None = None
    mentioned: tuple[str, ...] = ()
    """Whom it mentions (Slack ids)."""
    asked_to: str | None = None
    """Whom it asks, where it begins with them: `? @somebody text`."""


def with_files(text: str, files: Sequence[Mapping[str, str]]) -> str:
    """Say it in one text, with where the files on it are."""
    named = [f"{file['name']}: {file['url']}" for file in files]
    return "\n".join([text, *named]).strip()


async def arrive(desk: Desk, request: Request, written: Written) -> Task | None:
    """Take a person's new message where tasks are raised; None where it is known already.

    It becomes a task, or joins the one that the same person raised within 60 seconds, unless it
    names a severity of its own, or plainly another customer or application.
    """
    # One at a time for each person: two messages of a burst must not become two tasks.
    async with desk.work(request, alone=True) as work:
        is_said = written.text.strip() or written.files
        if not is_said or written.channel not in work.rules.channels:
            return None
        message, near = await _meet(work, written)
        if message.task_id is not None:
            return None
        has_severity = find_severity(message.text) is not None
        task = None if has_severity else await _find_burst(work, near, message, written.mentioned)
        if task is None:
            task = await tasks.add(work, _report(message, written.mentioned))
            message.task_id = task.number
            await storage.save(work.session, message)
            return task
        await _join(work, task, message, written.mentioned)
        return task


async def change(desk: Desk, request: Request, written: Written) -> None:
    """Follow an edit of a message into the description of its task, with a history entry.

    It is read anew: what stands as it had been read follows, what somebody has put right stays. The
    severity stays, too: dates were promised by it. An edit that overtakes its message on the way is
    kept for it; an older edit changes nothing.
    """
    async with desk.work(request) as work:
        known = await storage.find(work.session, written.channel, written.ts)
        if known is None:
            await storage.save(work.session, _message(work, written))
            return
        is_older = (known.edited_ts or "") >= (written.edited_ts or "")
        if is_older or (known.text, known.files) == (written.text, [*map(dict, written.files)]):
            return
        before, was = known.text, _said(known)
        known.text, known.links = written.text, list(written.links)
        known.files, known.edited_ts = [dict(file) for file in written.files], written.edited_ts
        await storage.save(work.session, known)
        if known.task_id is None:
            return
        task = await task_rows.get(work.session, known.task_id, is_held=True)
        now = replace(_said(known), mentioned=written.mentioned)
        changes = await _composed(work, task, _Edit({known.ts: was}, {known.ts: now}))
        facts = {"channel": known.channel, "ts": known.ts, "before": before}
        await corrections.follow(work, task, changes, Happening.EDITED, facts)


async def vanish(desk: Desk, request: Request, channel: str, ts: str) -> None:
    """Note that a message was deleted: its task stays, and its thread says so."""
    async with desk.work(request) as work:
        message = await storage.find(work.session, channel, ts)
        if message is None or message.task_id is None or message.gone_at is not None:
            return
        message.gone_at = work.now
        await storage.save(work.session, message)
        task = await task_rows.get(work.session, message.task_id)
        if task.card_ts is None and task.origin_ts == ts:
            # There is nothing left to put the card under: it stands by itself.
            await task_rows.note(work.session, task.number, thread_ts=None)
        await notices.record(work, task, Happening.MESSAGE_GONE, {"channel": channel, "ts": ts})
        if tasks.is_too_long_for_card(task.description):
            # Until now the card could leave the rest to the message.
            await notices.describe(work, task)


async def split(desk: Desk, request: Request, number: int, channel: str, ts: str) -> Task:
    """Make a message that joined a task a task of its own, raised by who wrote it."""
    async with desk.work(request) as work:
        first = await task_rows.get(work.session, number, is_held=True)
        async with refusing.about(work, first, Happening.SPLIT):
            check(Deed.SPLIT, first.status, work.roles(first))
            message = await storage.find(work.session, channel, ts)
            if message is None:
                raise NoLongerFits(Deed.SPLIT, first.status)
            if message.task_id != first.number or first.origin_ts == ts:
                raise AlreadyRaised(message.task_id or first.number)
            writer = await _writer(work, message)
            task = await tasks.add(writer, _report(message))
            message.task_id = task.number
            await storage.save(work.session, message)
            changes = await _composed(writer, first, _Edit({message.ts: _said(message)}, {}))
            facts = {"channel": channel, "ts": ts, "into": task.number}
            await corrections.follow(work, first, changes, Happening.SPLIT, facts)
            return task


async def _writer(work: Work, message: Message) -> Work:
    """Go on as who wrote the message: they may live elsewhere than who split it off."""
    person = await people.find(work.session, message.author)
    around = replace(work.surroundings, zone=person.zone if person is not None else None)
    return replace(work, actor=message.author, clicked=None, surroundings=around)


async def _meet(work: Work, written: Written) -> tuple[Message, Sequence[Message]]:
    """Find what is known of the message, and the person's others within 60 s on either side."""
    at = markup.instant(written.ts)
    since, until = at - BURST_WITHIN, at + BURST_WITHIN
    near = await storage.list_near(work.session, written.channel, work.actor, since, until)
    known = next((one for one in near if one.ts == written.ts), None)
    return known or _message(work, written), [one for one in near if one.ts != written.ts]


def _message(work: Work, written: Written) -> Message:
    return Message(
        channel=written.channel,
        ts=written.ts,
        author=work.actor,
        text=written.text,
        links=list(written.links),
        files=[dict(file) for file in written.files],
        written_at=markup.instant(written.ts),
        edited_ts=written.edited_ts,
    )


async def _find_burst(
    work: Work, near: Sequence[Message], message: Message, mentioned: tuple[str, ...]
) -> Task | None:
    """Find the open task that one of these messages belongs to, and this one, too."""
    numbers = [one.task_id for one in near if one.task_id is not None and one.gone_at is None]
    said: bursts.Subject | None = None
    for number in dict.fromkeys(numbers):
        task = await task_rows.get(work.session, number, is_held=True)
        if not task.is_open:
            continue
        if said is None:
            said = await _subject(work, message, mentioned)
        raised = bursts.Subject(task.customer, task.application, task.component)
        if not bursts.is_another(raised, said, message.text):
            return task
    return None


async def _subject(work: Work, message: Message, mentioned: tuple[str, ...]) -> bursts.Subject:
    """Read what a message is about; in an application's own channel that is always the same one."""
    read = await captured.understand(work, message.text, message.written_at, mentioned)
    if work.rules.application_in(message.channel) is not None:
        return bursts.Subject(read.customer)
    return bursts.Subject(read.customer, read.application, read.component)


async def _join(work: Work, task: Task, message: Message, mentioned: tuple[str, ...] = ()) -> None:
    message.task_id = task.number
    await storage.save(work.session, message)
    said = replace(_said(message), mentioned=mentioned)
    changes = await _composed(work, task, _Edit({}, {message.ts: said}))
    facts = {"channel": message.channel, "ts": message.ts, "text": message.text}
    await corrections.follow(work, task, changes, Happening.JOINED, facts)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What a message said before, and what it says now, by its `ts`; a new one said nothing."""

    before: Mapping[str, Said]
    now: Mapping[str, Said]


async def _composed(work: Work, task: Task, edit: _Edit) -> dict[str, Any]:
    """Make the description anew from the messages that it was written in, and read what changed."""
    parts = await storage.list_of_task(work.session, task.number)
    text = "\n".join(part.text for part in parts).strip()
    files = [file for part in parts for file in part.files]
    title = markup.title(text) or markup.title(files[0].get("name", "") if files else "")
    return {
        "title": title or task.title,
        "description": text,
        "links": list(dict.fromkeys(link for part in parts for link in part.links)),
        "files": files,
        "told": _told(work, task, text),
        **await _reread(work, task, parts, edit),
    }


def _told(work: Work, task: Task, text: str) -> dict[str, str]:
    """Read what stands under headings; what somebody has told since by themselves stays."""
    wanted = template.wanted(task.application, work.about(task).rules)
    before = headings.read_report(task.description, wanted)
    since = {topic: told for topic, told in task.told.items() if before.get(topic) != told}
    return headings.read_report(text, wanted) | since


async def _reread(
    work: Work, task: Task, parts: Sequence[Message], edit: _Edit
) -> Mapping[str, Any]:
    if not edit.before:
        # What is added fills only what is still empty.
        (more,) = edit.now.values()
        return await captured.fill(work, task, more)
    others = {one.ts: _said(one) for one in parts if one.ts not in edit.now}
    before, now = (
        [said for _, said in sorted((others | dict(changed)).items())]
        for changed in (edit.before, edit.now)
    )
    return await captured.reread(work, task, before, now)


def _said(message: Message) -> Said:
    return Said(message.text, message.written_at)


def _report(message: Message, mentioned: tuple[str, ...] = ()) -> Report:
    return Report(
        text=message.text,
        source=Source.MESSAGE,
        mentioned=mentioned,
        links=tuple(message.links),
        files=tuple(message.files),
        origin=Origin(message.channel, message.ts),
    )
