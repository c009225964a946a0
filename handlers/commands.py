"""`/critical`, the shortcuts, and the pages of what they show."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.domain import facts, markup, near_commands
from bot.domain.capture import Captured
from bot.domain.errors import AlreadyRaised
from bot.domain.facts import Broken, Fact
from bot.domain.severity import Severity
from bot.services import board, captured, dossiers, people, tasks
from bot.services.captured import Said
from bot.services.messages import Written, with_files
from bot.services.tasks import Origin as RaisedFrom
from bot.services.tasks import Report
from bot.views import board as shown
from bot.views import near_commands as shown_near
from bot.views import task_form
from bot.views.origin import Origin
from bot.views.scene import Message, Scene
from bot.views.task_form import Prefill, RaisedFields
from handlers import (
    absences,
    alike,
    applications,
    causes,
    chasing,
    control_points,
    customers,
    duty,
    export,
    quiet,
    unreached,
)
from handlers.context import Visit, number
from handlers.door import Door
from handlers.dossiers import scene_of
from handlers.errors import Handler
from handlers.messages import read_message
from storage.chases import Where
from storage.tasks import Source

LONGEST_KEY = 30
"""Digits; what is longer is no task's number and is named in part."""

_KEY = re.compile(r"crit-(\d+)( +export)?", re.IGNORECASE | re.ASCII)
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")


async def on_critical(door: Door, visit: Visit) -> Message | None:
    """Look, open the form, or raise what was typed."""
    typed = str(visit.body.get("text") or "").strip()
    key = _KEY.fullmatch(typed)
    if key:
        number_ = int(key[1][:LONGEST_KEY])
        return await (
            export.say(door, visit, number_) if key[2] else _details(door, visit, number_, 1)
        )
    if typed.lower() in _LOOKING:
        return await _LOOKING[typed.lower()](door, visit, 1)
    word, _, rest = typed.lower().partition(" ")
    if word in _SAYING and (said := await _SAYING[word](door, visit, rest.strip())):
        return said
    if not typed:
        await _open_form(door, visit, Origin(channel=visit.channel), Prefill())
        return None
    return await _take(door, visit, typed)


async def _take(door: Door, visit: Visit, typed: str) -> Message:
    """Take what is no command: for asking how it stands, for a slip of a command, or for a task."""
    asked = await chasing.answer(door, visit, Where.COMMAND, typed)
    near = near_commands.read(typed) if asked is None else None
    if near is not None:
        return shown_near.answer(near, typed)
    return asked or await _raise_typed(door, visit, typed)


async def on_raise_anyway(door: Door, visit: Visit) -> None:
    """Raise what looked like a command and is none."""
    message = await _raise_typed(door, visit, visit.value)
    door.afterwards(door.whisper(visit, message, replace=True))


async def _raise_typed(door: Door, visit: Visit, typed: str) -> Message:
    mentioned = await people.find(door.desk, _MENTIONED.findall(typed))
    names = {who.slack_id: who.name for who in mentioned.values() if who.name}
    text = markup.plain_text(typed, names)
    raised = Report(
        text,
        Source.COMMAND,
        mentioned=tuple(mentioned),
        links=markup.links(typed),
        said_in=visit.channel,
    )
    task = await tasks.report(door.desk, visit.request, raised)
    door.afterwards(alike.offer(door, visit, task))
    rules = await board.rules(door.desk, visit.actor)
    reader = await door.reader(visit.actor, task.wished_assignee)
    return shown.raised_answer(Scene(task, rules.of(task.application), reader))


async def on_raise_shortcut(door: Door, visit: Visit) -> None:
    """Open the empty form."""
    await _open_form(door, visit, Origin(channel=visit.channel), Prefill())


async def on_escalate_shortcut(door: Door, visit: Visit) -> None:
    """Open the form with what the message says; the task will link to the message."""
    message, channel = visit.body["message"], visit.body["channel"]["id"]
    known = await board.find_by_origin(door.desk, channel, message["ts"])
    if known is not None:
        raise AlreadyRaised(known)
    written = await read_message(door, channel, message)
    origin = Origin(
        channel=channel,
        response_url=visit.response_url,
        source_channel=channel,
        source_ts=message["ts"],
        source_link=_link(visit, channel, message["ts"]),
    )
    said = Said(written.text, markup.instant(message["ts"]), written.mentioned)
    read = await captured.preview(door.desk, visit.actor, said)
    prefill = _prefilled(written, read)
    filled = [Fact.CUSTOMER] * bool(prefill.customer) + [Fact.WHERE] * bool(prefill.where)
    await _open_form(door, visit, replace(origin, read=",".join(filled) or None), prefill)


def _prefilled(written: Written, read: Captured) -> Prefill:
    """Fill in what the message says."""
    return Prefill(
        markup.title(written.text),
        with_files(written.text, written.files),
        read.severity or Severity.STOPPED,
        read.customer or "",
        where=Broken(read.application, read.component) if read.application else None,
    )


async def on_raise_submitted(door: Door, visit: Visit) -> None:
    """Raise what the form says."""
    view = visit.body["view"]
    fields, origin = task_form.read_raise_form(view), Origin.unpack(view["private_metadata"])
    await tasks.report(door.desk, visit.request, _report(fields, origin))


def _report(fields: RaisedFields, origin: Origin) -> Report:
    raised_from = None
    if origin.source_channel and origin.source_ts:
        raised_from = RaisedFrom(origin.source_channel, origin.source_ts, origin.source_link)
    return Report(
        fields.description,
        Source.FORM if raised_from is None else Source.SHORTCUT,
        title=fields.title or "",
        severity=fields.severity,
        customer=fields.customer,
        where=fields.where,
        unknown=_emptied(fields, origin),
        written_at=markup.instant(raised_from.ts) if raised_from else None,
        links=markup.links(f"{fields.description}\n{fields.link or ''}"),
        files=tuple(fields.files),
        origin=raised_from,
        said_in=origin.channel,
    )


def _emptied(fields: RaisedFields, origin: Origin) -> frozenset[Fact]:
    """Name what had been filled in, and is not so."""
    known = {Fact.CUSTOMER: fields.customer, Fact.WHERE: fields.where}
    read = (facts.find(name) for name in (origin.read or "").split(","))
    return frozenset(fact for fact in read if fact in known and not known[fact])


async def on_form_button(door: Door, visit: Visit) -> None:
    """Open the empty form from the Home tab."""
    await _open_form(door, visit, Origin(), Prefill())


async def on_page(door: Door, visit: Visit) -> None:
    """Turn the page of a list, in its own place."""
    what, *rest = visit.value.split(":")
    page = number(rest[-1]) if rest else 1
    if what == "details":
        message = await _details(door, visit, number(rest[0]), page)
    elif what in _LOOKING:
        message = await _LOOKING[what](door, visit, page)
    else:
        return
    door.afterwards(door.whisper(visit, message, replace=True))


async def _open_form(door: Door, visit: Visit, origin: Origin, prefill: Prefill) -> None:
    # Nobody fills in a form that could not be sent.
    rules = await board.rules(door.desk, visit.actor)
    form = task_form.raise_form(origin, replace(prefill, applications=rules.applications))
    await door.client.views_open(trigger_id=visit.trigger_id, view=form)


async def _mine(door: Door, visit: Visit, wanted: int) -> Message:
    page = await board.mine(door.desk, visit.actor, wanted, shown.PAGE_SIZE)
    reader = await door.reader(visit.actor, *page.people)
    return shown.mine(page.tasks, _place(page), reader, page.now)


async def _board(door: Door, visit: Visit, wanted: int) -> Message:
    page = await board.board(door.desk, visit.actor, wanted, shown.PAGE_SIZE)
    reader = await door.reader(visit.actor, *page.people)
    return shown.board(page.tasks, _place(page), reader, page.now)


def _place(page: board.Page) -> shown.Place:
    return shown.Place(page.number, page.total, page.is_more)


async def _help(door: Door, visit: Visit, _wanted: int) -> Message:
    rules = await board.rules(door.desk, visit.actor)
    return shown.help_text(rules, await door.reader(visit.actor, *rules.administrators))


async def _details(door: Door, visit: Visit, task: int, page: int) -> Message:
    known = await dossiers.details(door.desk, visit.actor, task)
    facts = known.facts
    scene = scene_of(known, await door.reader(visit.actor, *facts.people))
    return shown.details(scene, facts.history, known.promises, facts.questions, page)


def _link(visit: Visit, channel: str, ts: str) -> str | None:
    domain = (visit.body.get("team") or {}).get("domain")
    if not domain:
        return None
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"


Looking = Callable[[Door, Visit, int], Awaitable[Message]]
_LOOKING: Mapping[str, Looking] = {
    "mine": _mine,
    "board": _board,
    "help": _help,
    "unreached": unreached.look,
    "causes": causes.look,
}
Saying = Callable[[Door, Visit, str], Awaitable[Message | None]]
_SAYING: Mapping[str, Saying] = {
    "apps": applications.say,
    "customers": customers.say,
    "quiet": quiet.say,
    "control-point": control_points.say,
    "duty": duty.say,
    "away": absences.on_away,
    "back": absences.say_back,
}
"""What goes on after a word; None for what is no command after all."""

WORDS = frozenset({*_LOOKING, *_SAYING})
"""What `/critical` takes for more than the words of a task."""

CLICKS: Mapping[str, Handler] = {
    "open_raise_form": on_form_button,
    "raise_anyway": on_raise_anyway,
    "page_previous": on_page,
    "page_next": on_page,
}
SUBMISSIONS: Mapping[str, Handler] = {"raise": on_raise_submitted}
