"""Refusals about a task: put together with what happened to it last."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.domain.errors import (
    AlreadyAnswered,
    AlreadyDone,
    AlreadyRaised,
    AtTask,
    LastThing,
    NoLongerFits,
    NothingChanged,
    UserError,
)
from bot.domain.notices import Happening
from bot.domain.people import on_duty
from bot.services.desk import Work
from storage import history
from storage.tasks import Task

DOUBLE_CLICK_WITHIN = timedelta(seconds=10)
_TOO_LATE = (AlreadyAnswered, AlreadyRaised, NoLongerFits, NothingChanged)


@asynccontextmanager
async def about(work: Work, task: Task, doing: Happening) -> AsyncIterator[None]:
    """Turn a refusal of the block into AtTask, with the key, who is on duty and the last entry.

    Raises AlreadyDone instead when the same person did the same within the last 10 seconds: it is
    the second click of two, and it is done.
    """
    try:
        yield
    except UserError as refusal:
        last = await history.find_last(work.session, task.number)
        thing = None if last is None else LastThing(last.happening, last.actor, last.at)
        if isinstance(refusal, _TOO_LATE) and thing and _is_repeat(work, thing, doing):
            raise AlreadyDone from refusal
        raise AtTask(refusal, task.key, on_duty(work.rules), thing) from refusal


def _is_repeat(work: Work, last: LastThing, doing: Happening) -> bool:
    return (
        last.happening is doing
        and last.actor == work.actor
        and work.now - last.at < DOUBLE_CLICK_WITHIN
    )
