"""`/critical apps`: which applications there are, and what is known of one."""

from bot.domain import near_commands
from bot.domain.near_commands import Command
from bot.services import board
from bot.views import applications as shown
from bot.views.scene import Message
from handlers.context import Visit
from handlers.door import Door


async def say(door: Door, visit: Visit, typed: str) -> Message | None:
    """List the applications, or tell of the one that is named; None for what is a report."""
    rules = await board.rules(door.desk, visit.actor)
    found = rules.called(typed)
    if found is not None:
        reader = await door.reader(visit.actor, *shown.people(rules, found))
        return shown.application(found, rules, reader)
    if typed and near_commands.read(f"{Command.APPS} {typed}") is not Command.APPS:
        return None
    reader = await door.reader(visit.actor, *shown.people(rules))
    return shown.applications(rules, reader, typed)
