"""What was taken of the messages in the critical channel, for who looks whether some were missed."""

from collections.abc import Collection, Set
from datetime import datetime

from bot.services.desk import Desk
from storage import requests


async def find_last(desk: Desk) -> datetime | None:
    """Say when a request was carried out last, if one ever was; what came before it is taken."""
    async with desk.database.read() as session:
        return await requests.find_last(session)


async def list_known(desk: Desk, keys: Collection[str]) -> Set[str]:
    """List those of the keys whose requests were carried out."""
    async with desk.database.read() as session:
        return await requests.list_known(session, keys)
