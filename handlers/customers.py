"""`/critical customers`, and `/critical customers find …`."""

from bot.services import customer_search
from bot.views import customers_found as shown
from bot.views.scene import Message
from handlers.context import Visit
from handlers.door import Door

_FIND = ("find", "show", "search")


async def say(door: Door, visit: Visit, rest: str) -> Message | None:
    """Count customers, or find one; None where the words go on as a report would."""
    word, _, typed = rest.partition(" ")
    if rest and word not in _FIND:
        return None
    return await _find(door, visit, typed.strip()) if typed.strip() else await _look(door, visit)


async def _look(door: Door, visit: Visit) -> Message:
    counted = await customer_search.overview(door.desk, visit.actor)
    return shown.overview(counted.customers, counted.open_of_vips, counted.open_with_custom_code)


async def _find(door: Door, visit: Visit, typed: str) -> Message:
    hits = await customer_search.find(door.desk, visit.actor, typed)
    if hits.customer is not None:
        reader = await door.reader(visit.actor, *hits.people)
        return shown.one(hits.customer, hits.tasks, reader, hits.now, is_more=hits.is_more)
    if hits.is_guess:
        return shown.nobody(typed, hits.others[: shown.GUESSES])
    return shown.several(typed, hits.others, hits.total)
