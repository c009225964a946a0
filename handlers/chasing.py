"""Who asks how it stands, wherever that is, is answered privately and raises nothing."""

from collections.abc import Sequence

from bot.domain import chasing
from bot.services import chasing as service
from bot.services import dossiers
from bot.services.chasing import Asked, Meant
from bot.views import chasing as shown
from bot.views.scene import Message, Scene
from handlers.context import Visit
from handlers.door import Door
from storage.chases import Where


async def answer(
    door: Door, visit: Visit, where: Where, typed: str, thread_ts: str | None = None
) -> Message | None:
    """Answer chasing words, and count them; None where somebody says anything else."""
    numbers = chasing.read(typed)
    if numbers is None:
        return None
    asked = Asked(where, numbers, visit.channel or "", thread_ts)
    if await _is_answer(door, visit, asked, typed):
        return None
    meant = await service.ask(door.desk, visit.request, asked)
    if meant is None:
        return None
    door.figures.chases.labels(str(where)).inc()
    return await _told(door, visit, meant)


async def _is_answer(door: Door, visit: Visit, asked: Asked, typed: str) -> bool:
    """Whether it may be what somebody waits for: "Since noon, CRIT-2." answers a question."""
    if chasing.read(typed, is_awaited=True) is not None:
        return False
    is_reply = asked.where is Where.DIRECT and asked.thread_ts is not None
    return is_reply or await service.is_awaited(door.desk, visit.actor, asked)


async def whisper(
    door: Door, visit: Visit, where: Where, typed: str, thread_ts: str | None = None
) -> bool:
    """Answer chasing words where they were written; say whether they were any."""
    message = await answer(door, visit, where, typed, thread_ts)
    if message is not None:
        door.afterwards(door.whisper(visit, message))
    return message is not None


async def _told(door: Door, visit: Visit, meant: Sequence[Meant]) -> Message:
    wanted = [(one.number, visit.actor) for one in meant]
    known = await dossiers.facts(door.desk, wanted) if wanted else []
    told = [
        shown.Asked(await _scene(door, visit, facts), one.is_told)
        for facts, one in zip(known, meant, strict=True)
    ]
    return shown.answer(told, door.desk.clock.now())


async def _scene(door: Door, visit: Visit, facts: dossiers.Facts) -> Scene:
    return Scene(
        facts.task,
        facts.rules,
        await door.reader(visit.actor, *facts.people),
        facts.customer,
        open_questions=tuple(one for one in facts.questions if one.answered_at is None),
        merged_into=facts.merged_into,
        stands_since=facts.stands_since,
    )
