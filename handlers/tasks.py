"""Buttons and forms that move a task along its life, or change how bad it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed
from bot.domain.ties import Closeness
from bot.services import messages, moves, severities
from bot.services.board import Choices, Load
from bot.services.deadlines import Wish
from bot.services.moves import Details
from bot.views import forms
from bot.views.fields import View
from bot.views.forms import DeveloperOffer
from bot.views.origin import Origin
from bot.views.scene import Reader
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, read_origin, request_of

Read = Callable[[View], Details]


async def on_moved(door: Door, visit: Visit, *, action: Action) -> None:
    """Do what a button without a form does."""
    await moves.perform(door.desk, visit.request, visit.number, action)


async def on_submitted(door: Door, visit: Visit, *, action: Action, read: Read) -> None:
    """Do what the form of an action says."""
    origin = read_origin(visit)
    details = replace(read(visit.body["view"]), stands=origin.stands)
    number, request = origin.task_id or 0, request_of(visit, origin)
    await moves.perform(door.desk, request, number, action, details)


async def on_severity_submitted(door: Door, visit: Visit) -> None:
    """Change the severity to what the form says."""
    origin, said = read_origin(visit), forms.read_set_severity(visit.body["view"])
    number, request = origin.task_id or 0, request_of(visit, origin)
    await severities.set_severity(door.desk, request, number, said.severity, said.reason or "")


async def on_split(door: Door, visit: Visit) -> None:
    """Make a message that had joined a task one of its own."""
    channel, _, ts = visit.rest.partition(":")
    await messages.split(door.desk, visit.request, visit.number, channel, ts)


def offered(load: Load, reporter: str | None = None) -> DeveloperOffer:
    """Say what a form tells of a developer who can be chosen, for the task of a reporter if any."""
    is_wished = any(tie.closeness is Closeness.WISHED for tie in load.ties)
    return DeveloperOffer(
        load.slack_id,
        load.open_tasks,
        load.next_due,
        load.room,
        is_away=load.is_away,
        away_until=load.away_until,
        ties=load.ties,
        wished_by=reporter if is_wished else None,
    )


def _assign_form(origin: Origin, choices: Choices, reader: Reader) -> View:
    loads = [offered(load, choices.task.reporter) for load in choices.loads]
    return forms.assign_form(origin, loads, choices.offers, choices.rules, reader)


def _read_assign(view: View) -> Details:
    said = forms.read_assign(view)
    deadline = Wish(said.choice, said.exactly)
    return Details(said.developer, said.size, deadline, note=said.note or "")


def _read_fix(view: View) -> Details:
    return Details(for_customer=forms.read_fix(view).for_customer)


def _read_reopen(view: View) -> Details:
    return Details(reason=forms.read_reopen(view).reason)


def _read_decline(view: View) -> Details:
    said = forms.read_decline(view)
    return Details(reason=said.reason, for_customer=said.for_customer or "")


def _read_revive(view: View) -> Details:
    return Details(reason=forms.read_revive(view).reason)


def _read_merge(view: View) -> Details:
    return Details(other=forms.read_merge(view).other)


CLICKS: Mapping[str, Handler] = {
    **{
        str(action): partial(on_moved, action=action)
        for action in (Action.ACCEPT, Action.TAKE, Action.START, Action.CONFIRM, Action.WITHDRAW)
    },
    "assign": partial(open_form, doing=Action.ASSIGN, build=_assign_form),
    "fix": partial(open_form, doing=Action.FIX, build=lambda o, _c, _r: forms.fix_form(o)),
    "reopen": partial(open_form, doing=Action.REOPEN, build=lambda o, _c, _r: forms.reopen_form(o)),
    "decline": partial(
        open_form, doing=Action.DECLINE, build=lambda o, _c, _r: forms.decline_form(o)
    ),
    "revive": partial(open_form, doing=Action.REVIVE, build=lambda o, _c, _r: forms.revive_form(o)),
    "merge": partial(
        open_form, doing=Action.MERGE, build=lambda o, c, _r: forms.merge_form(o, c.others)
    ),
    "set_severity": partial(
        open_form,
        doing=Deed.SET_SEVERITY,
        build=lambda o, c, _r: forms.set_severity_form(o, c.task.severity),
    ),
    "split": on_split,
}

SUBMISSIONS: Mapping[str, Handler] = {
    "assign": partial(on_submitted, action=Action.ASSIGN, read=_read_assign),
    "fix": partial(on_submitted, action=Action.FIX, read=_read_fix),
    "reopen": partial(on_submitted, action=Action.REOPEN, read=_read_reopen),
    "decline": partial(on_submitted, action=Action.DECLINE, read=_read_decline),
    "revive": partial(on_submitted, action=Action.REVIVE, read=_read_revive),
    "merge": partial(on_submitted, action=Action.MERGE, read=_read_merge),
    "set_severity": on_severity_submitted,
}
