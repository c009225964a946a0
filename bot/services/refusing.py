"""Refusals about a task: put together with what happened to it last."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.domain.deadlines import ENDS_A_WISH
from bot.domain.errors import (
    AlreadyAnswered,
    AlreadyDone,
    AlreadyRaised,
    AtTask,
    LastThing,
    NoLongerFits,
    NothingChanged,
    Overtaken,
    TakenBack,
    UserError,
    WishIsOver,
)
from bot.domain.lifecycle import Action
from bot.domain.notices import HAPPENINGS, Happening
from bot.domain.people import on_duty
from bot.services.desk import Work
from storage import history
from storage.history import Entry
from storage.tasks import Task

DOUBLE_CLICK_WITHIN = timedelta(seconds=10)
_TOO_LATE = (
    AlreadyAnswered,
    AlreadyRaised,
    NoLongerFits,
    NothingChanged,
    Overtaken,
    TakenBack,
    WishIsOver,
)
_CAUSES = {
    NoLongerFits: frozenset({Happening.RAISED, *(HAPPENINGS[action] for action in Action)}),
    WishIsOver: ENDS_A_WISH,
}


@asynccontextmanager
async def about(work: Work, task: Task, doing: Happening) -> AsyncIterator[None]:
    """Turn a refusal of the block into AtTask, with the key, who is on duty and the last entry.

    Where the status is the reason, the last entry is the one that moved the task there. Raises
    AlreadyDone instead when the same person did the same within the last 10 seconds: it is the
    second click of two, and it is done.
    """
    try:
        yield
    except UserError as refusal:
        entries = await history.list_of(work.session, task.number)
        # Only who overtook us in this very moment can have been our other click.
        earlier = entries[-1:] if isinstance(refusal, Overtaken) else entries
        if isinstance(refusal, _TOO_LATE) and any(_is_repeat(work, one, doing) for one in earlier):
            raise AlreadyDone from refusal
        causes = _CAUSES.get(type(refusal))
        entries = [one for one in entries if causes is None or one.happening in causes]
        last = entries[-1] if entries else None
        thing = None if last is None else LastThing(last.happening, last.actor, last.at)
        raise AtTask(refusal, task.key, on_duty(work.about(task).rules), thing) from refusal


def _is_repeat(work: Work, entry: Entry, doing: Happening) -> bool:
    return (
        entry.happening is doing
        and entry.actor == work.actor
        and work.now - entry.at < DOUBLE_CLICK_WITHIN
    )
