"""What people do on the page: one door for all acts, which lets no nonsense through."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.simulator.acting import Hand
from bot.simulator.faults import Faults
from bot.simulator.office import Office
from bot.simulator.page import (
    acts_controls,
    acts_faults,
    acts_messages,
    acts_modals,
    acts_screen,
    files,
)
from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import NonsenseError, RefusedError, Sent
from bot.simulator.page.seats import Seats
from bot.simulator.page.stagehand import Stagehand
from bot.simulator.shapes import Json

Act = Callable[[Actor, Sent], Awaitable[Json]]
"""Does one thing for one person; what it gives back stands in the answer beside `ok`."""

ACTS: dict[str, Act] = {
    "write": acts_messages.write,
    "upload": files.upload,
    "edit": acts_messages.edit,
    "delete": acts_messages.delete,
    "react": acts_messages.react,
    "unreact": acts_messages.unreact,
    "join": acts_messages.join,
    "command": acts_controls.command,
    "shortcut": acts_controls.shortcut,
    "press": acts_controls.press,
    "suggest": acts_controls.suggest,
    "state": acts_modals.state,
    "submit": acts_modals.submit,
    "close": acts_modals.close,
    "open": acts_screen.look,
    "dismiss": acts_screen.dismiss,
    "clock": acts_faults.clock,
    "fault": acts_faults.fault,
}


class Acts:
    """Does what the page asks for."""

    def __init__(self, office: Office, faults: Faults, stagehand: Stagehand, seats: Seats) -> None:
        self._office = office
        self._faults = faults
        self._stagehand = stagehand
        self._seats = seats

    async def handle(self, request: web.Request) -> web.Response:
        """Answer `POST /page/act`."""
        answer, status = await self._answer(request)
        return web.json_response(answer, status=status)

    async def _answer(self, request: web.Request) -> tuple[Json, int]:
        try:
            told = await _read(request)
            act = _act(told)
            return {"ok": True, **await act(self._actor(told.name("as")), told)}, 200
        except RefusedError as refused:
            return {"ok": False, "error": str(refused)}, 200
        except NonsenseError as nonsense:
            return {"ok": False, "error": str(nonsense)}, 400
        finally:
            self._office.workspace.bell.ring()

    def _actor(self, user: str) -> Actor:
        profile = self._office.workspace.people.get(user)
        if profile is None or profile.is_bot:
            message = "There is nobody of this id to act as."
            raise NonsenseError(message)
        if profile.deleted:
            message = f"{profile.shown_name} has left the workspace."
            raise RefusedError(message)
        hand = Hand(self._office, profile)
        return Actor(hand, self._seats.of(user), self._faults, self._stagehand)


async def _read(request: web.Request) -> Sent:
    message = "An act is sent as one JSON object."
    try:
        told = json.loads(await request.text())
        json.dumps(told, ensure_ascii=False, allow_nan=False).encode()  # neither halves nor NaN
    except web.HTTPRequestEntityTooLarge as error:
        message = "That is too large to be sent."
        raise NonsenseError(message) from error
    except (ValueError, RecursionError, LookupError) as error:
        raise NonsenseError(message) from error
    if not isinstance(told, dict):
        raise NonsenseError(message)
    return Sent(told)


def _act(told: Sent) -> Act:
    act = ACTS.get(told.name("do"))
    if act is None:
        message = "“do” names nothing that can be done here."
        raise NonsenseError(message)
    return act
