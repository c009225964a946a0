"""What was taken of the messages where tasks are raised, for who looks if some were missed."""

from collections.abc import Collection, Set
from contextlib import suppress
from datetime import datetime

from bot.domain.errors import AlreadyDone, UserError
from bot.services.desk import Desk, Request
from storage import requests


async def find_last(desk: Desk) -> datetime | None:
    """Say when a request was carried out last, if one ever was; what came before it is taken."""
    async with desk.database.read() as session:
        return await requests.find_last(session)


async def list_known(desk: Desk, keys: Collection[str]) -> Set[str]:
    """List those of the keys whose requests were carried out."""
    async with desk.database.read() as session:
        return await requests.list_known(session, keys)


async def note_refused(desk: Desk, request: Request) -> None:
    """Note that something was answered by a refusal: who reads the channel answers it no more."""
    # Not set up, or noted already: there is nothing to note, and nobody who reads.
    with suppress(AlreadyDone, UserError):
        async with desk.work(request):
            pass
