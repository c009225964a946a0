"""Moving a deadline, and asking for more time."""

from collections.abc import Mapping
from functools import partial

from bot.domain.permissions import Deed
from bot.services import deadlines
from bot.services.board import Choices
from bot.services.deadlines import Asking, Move, Wish
from bot.views import forms
from bot.views.fields import View
from bot.views.origin import Origin
from bot.views.scene import Reader
from handlers.context import Visit, number
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, read_origin, request_of


async def on_move_submitted(door: Door, visit: Visit) -> None:
    """Move the deadline to what the form says."""
    origin, said = read_origin(visit), forms.read_move_deadline(visit.body["view"])
    new = Move(Wish(said.choice, said.exactly), said.reason, said.for_customer)
    request = request_of(visit, origin)
    await deadlines.move(door.desk, request, origin.task_id or 0, new)


async def on_time_submitted(door: Door, visit: Visit) -> None:
    """Pass the wish for more time on to the administrator on duty."""
    origin, said = read_origin(visit), forms.read_ask_for_time(visit.body["view"])
    new = Move(Wish(said.choice, said.exactly), said.reason, said.for_customer)
    request = request_of(visit, origin)
    await deadlines.ask_for_time(door.desk, request, origin.task_id or 0, new)


async def on_agreed(door: Door, visit: Visit) -> None:
    """Give the time that was asked for."""
    await deadlines.agree(door.desk, visit.request, visit.number, number(visit.rest))


async def on_kept(door: Door, visit: Visit) -> None:
    """Leave the deadline where it is."""
    await deadlines.keep(door.desk, visit.request, visit.number, number(visit.rest))


async def on_another_date(door: Door, visit: Visit) -> None:
    """Open the form that moves the deadline, with the date and the words of who asked for time."""
    wish = await deadlines.read_wish(door.desk, visit.number, number(visit.rest))
    await open_form(door, visit, Deed.MOVE_DEADLINE, partial(_move_form, wish=wish))


def _move_form(
    origin: Origin, choices: Choices, reader: Reader, wish: Asking | None = None
) -> View:
    deadline = choices.task.deadline_at
    asked = forms.Asked(wish.by, wish.at, wish.reason, wish.for_customer) if wish else None
    return forms.move_deadline_form(origin, choices.offers, choices.rules, reader, deadline, asked)


def _time_form(origin: Origin, choices: Choices, reader: Reader) -> View:
    deadline = choices.task.deadline_at
    return forms.ask_for_time_form(origin, choices.offers, choices.rules, reader, deadline)


CLICKS: Mapping[str, Handler] = {
    "move_deadline": partial(open_form, doing=Deed.MOVE_DEADLINE, build=_move_form),
    "another_date": on_another_date,
    "ask_for_time": partial(open_form, doing=Deed.ASK_FOR_TIME, build=_time_form),
    "agree": on_agreed,
    "keep_deadline": on_kept,
}

SUBMISSIONS: Mapping[str, Handler] = {
    "move_deadline": on_move_submitted,
    "ask_for_time": on_time_submitted,
}
