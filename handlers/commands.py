"""`/critical`, the shortcuts, and the pages of what they show."""

import re
from collections.abc import Awaitable, Callable, Mapping

from bot.domain import near_commands
from bot.services import board, dossiers
from bot.views import board as shown
from bot.views import near_commands as shown_near
from bot.views.scene import Message
from handlers import (
    absences,
    applications,
    causes,
    chasing,
    control_points,
    customers,
    duty,
    export,
    quiet,
    raising,
    unreached,
)
from handlers.context import Visit, number
from handlers.door import Door
from handlers.dossiers import scene_of
from handlers.errors import Handler
from storage.chases import Where

LONGEST_KEY = 30
"""Digits; what is longer is no task's number and is named in part."""

_KEY = re.compile(r"crit-(\d+)( +export)?", re.IGNORECASE | re.ASCII)
_MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")


async def on_critical(door: Door, visit: Visit) -> Message | None:
    """Look, open the form, or raise what was typed."""
    typed = str(visit.body.get("text") or "").strip()
    key = _KEY.fullmatch(typed)
    if key:
        return await _task(door, visit, int(key[1][:LONGEST_KEY]), is_export=bool(key[2]))
    if typed.lower() in _LOOKING:
        return await _LOOKING[typed.lower()](door, visit, 1)
    word, _, rest = typed.lower().partition(" ")
    if word in _SAYING and (said := await _SAYING[word](door, visit, rest.strip())):
        return said
    if not typed:
        await raising.on_raise_shortcut(door, visit)
        return None
    return await _take(door, visit, typed)


async def _task(door: Door, visit: Visit, task: int, *, is_export: bool) -> Message | None:
    """Show all that is known of a task, or have it as a file."""
    return await (export.say(door, visit, task) if is_export else _details(door, visit, task, 1))


async def _take(door: Door, visit: Visit, typed: str) -> Message:
    """Take what is no command: for asking how it stands, for a slip of a command, or for a task."""
    asked = await chasing.answer(door, visit, Where.COMMAND, typed)
    near = near_commands.read(typed) if asked is None else None
    if near is not None:
        return shown_near.answer(near, typed)
    return asked or await raising.raise_typed(door, visit, typed)


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
    "page_previous": on_page,
    "page_next": on_page,
}
SUBMISSIONS: Mapping[str, Handler] = {}
