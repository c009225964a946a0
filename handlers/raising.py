"""Raising a task: by a command, by a form, or with what a message says."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import facts, markup
from bot.domain.capture import Captured
from bot.domain.errors import AlreadyRaised
from bot.domain.facts import Broken, Fact
from bot.domain.severity import Severity
from bot.services import board, captured, people, tasks
from bot.services.captured import Said
from bot.services.messages import Written, with_files
from bot.services.tasks import Origin as RaisedFrom
from bot.services.tasks import Report
from bot.views import board as shown
from bot.views import task_form
from bot.views.origin import Origin
from bot.views.scene import Message, Scene
from bot.views.task_form import Prefill, RaisedFields
from handlers.context import Payload, Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.messages import MENTIONED, read_message
from storage.tasks import Source


async def on_raise_anyway(door: Door, visit: Visit) -> None:
    """Raise what looked like a command and is none."""
    message = await raise_typed(door, visit, visit.value)
    door.afterwards(door.whisper(visit, message, replace=True))


async def raise_typed(door: Door, visit: Visit, typed: str) -> Message:
    """Raise what was typed, and say what was understood."""
    task = await tasks.report(door.desk, visit.request, await _typed(door, visit, typed))
    rules = await board.rules(door.desk, visit.actor)
    reader = await door.reader(visit.actor, task.wished_assignee)
    return shown.raised_answer(Scene(task, rules.of(task.application), reader))


async def _typed(door: Door, visit: Visit, typed: str) -> Report:
    mentioned = tuple(MENTIONED.findall(typed))
    known = await people.find(door.desk, mentioned)
    names = {who.slack_id: who.name for who in known.values() if who.name}
    return Report(
        markup.plain_text(typed, names),
        Source.COMMAND,
        mentioned=mentioned,
        links=markup.links(typed),
        said_in=visit.channel,
    )


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
    said = Said(written.text, markup.instant(message["ts"]), written.mentioned)
    prefill = _prefilled(written, await captured.preview(door.desk, visit.actor, said))
    await _open_form(door, visit, _origin(visit, channel, message, prefill), prefill)


def _origin(visit: Visit, channel: str, message: Payload, prefill: Prefill) -> Origin:
    filled = {Fact.CUSTOMER: prefill.customer, Fact.WHERE: prefill.where}
    return Origin(
        channel=channel,
        response_url=visit.response_url,
        source_channel=channel,
        source_ts=message["ts"],
        source_link=_link(visit, channel, message["ts"]),
        read=",".join(fact for fact, value in filled.items() if value) or None,
    )


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
    raised_from = _raised_from(origin)
    return Report(
        fields.description,
        Source.SHORTCUT if raised_from else Source.FORM,
        fields.title or "",
        fields.severity,
        fields.customer,
        fields.where,
        _emptied(fields, origin),
        links=markup.links(f"{fields.description}\n{fields.link or ''}"),
        files=tuple(fields.files),
        origin=raised_from,
        said_in=origin.channel,
    )


def _raised_from(origin: Origin) -> RaisedFrom | None:
    if not origin.source_channel or not origin.source_ts:
        return None
    return RaisedFrom(origin.source_channel, origin.source_ts, origin.source_link)


def _emptied(fields: RaisedFields, origin: Origin) -> frozenset[Fact]:
    """Name what had been filled in, and is not so."""
    known = {Fact.CUSTOMER: fields.customer, Fact.WHERE: fields.where}
    read = (facts.find(name) for name in (origin.read or "").split(","))
    return frozenset(fact for fact in read if fact in known and not known[fact])


async def on_form_button(door: Door, visit: Visit) -> None:
    """Open the empty form from the Home tab."""
    await _open_form(door, visit, Origin(), Prefill())


async def _open_form(door: Door, visit: Visit, origin: Origin, prefill: Prefill) -> None:
    # Nobody fills in a form that could not be sent.
    rules = await board.rules(door.desk, visit.actor)
    form = task_form.raise_form(origin, replace(prefill, applications=rules.applications))
    await door.client.views_open(trigger_id=visit.trigger_id, view=form)


def _link(visit: Visit, channel: str, ts: str) -> str | None:
    domain = (visit.body.get("team") or {}).get("domain")
    if not domain:
        return None
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"


CLICKS: Mapping[str, Handler] = {
    "open_raise_form": on_form_button,
    "raise_anyway": on_raise_anyway,
}
SUBMISSIONS: Mapping[str, Handler] = {"raise": on_raise_submitted}
