"""The edge: every request passes here, and every error gets its words or its bug number here."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from time import perf_counter
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot import logs
from bot.domain.absences import OwnStandIn
from bot.domain.errors import (
    AffectedAlready,
    AlreadyAsked,
    AlreadyDone,
    AsksOneself,
    AsksTheBot,
    AsksWhoAsked,
    AtTask,
    CannotMerge,
    HasLeft,
    MissingDeadline,
    NoDeveloper,
    NothingChanged,
    NotLater,
    PastDeadline,
    SeveralCustomers,
    StillToCome,
    TooFarAhead,
    UnknownPlace,
    UserError,
)
from bot.domain.permissions import Deed
from bot.integrations import slack_errors
from bot.services import latecomers
from bot.views import refusals
from bot.views.fields import FieldProblem
from bot.views.scene import Message, Reader
from bot.workers import retry
from handlers.context import Visit
from handlers.door import Door

ANSWER_WITHIN = 2.5
"""Seconds; Slack waits for 3. What is not done by then is rolled back (DESIGN §3.1)."""

Answer = Message | dict[str, Any] | None
Handler = Callable[[Door, Visit], Awaitable[Answer]]
Ack = Callable[..., Awaitable[Any]]
log = structlog.get_logger()

_AWAY = (TimeoutError, InterfaceError, OperationalError, PoolTimeoutError, OSError)
_TRIGGER = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})


class NotTaken(Exception):  # noqa: N818 -- it says what became of the event
    """An event was not taken: Slack must bring it again."""


async def answer(door: Door, handler: Handler, visit: Visit, ack: Ack) -> None:
    """Let the handler decide, then acknowledge; the commit always comes before the answer."""
    # Requests on one connection may share a context: this one's task is not the last one's.
    structlog.contextvars.unbind_contextvars("task")
    with structlog.contextvars.bound_contextvars(request_id=uuid.uuid4().hex[:6]):
        started, outcome = perf_counter(), "failed"
        try:
            with door.desk.calm.visit():
                outcome = await _attempt(door, handler, visit, ack)
        except Exception as error:  # noqa: BLE001 -- the edge
            await _apologise(door, visit, ack, error)
        finally:
            _report(door, visit, outcome, perf_counter() - started)


async def _attempt(door: Door, handler: Handler, visit: Visit, ack: Ack) -> str:
    """Do what was asked for, answer, and say how it ended."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            result = await handler(door, visit)
        await _acknowledge(ack, result)
    except AlreadyDone:
        await ack()
        return "repeated"
    except (UserError, FieldProblem) as refusal:
        if visit.kind == "event":
            await latecomers.note_refused(door.desk, visit.request)
        await _refuse(door, visit, ack, refusal)
        return "refused"
    return "done"


async def _acknowledge(ack: Ack, result: Answer) -> None:
    if isinstance(result, Message):
        await ack(text=result.text, blocks=result.blocks or None, response_type="ephemeral")
    elif result is not None:
        await ack(**result)
    else:
        await ack()


async def _refuse(door: Door, visit: Visit, ack: Ack, refusal: Exception) -> None:
    """Say why not: at the field it is about, else to this person alone."""
    if isinstance(refusal, FieldProblem):
        await ack(response_action="errors", errors={refusal.block_id: refusal.sentence})
        return
    if not isinstance(refusal, UserError):
        raise refusal
    reader = await _reader(door, visit, refusal)
    field, now = _field(visit, refusal), door.desk.clock.now()
    if field is not None:
        sentence = refusals.field_error(refusal, reader, now)
        await ack(response_action="errors", errors={field: sentence})
        return
    # What a refused command was about is said in the refusal; of a form nothing else is left.
    typed = () if visit.kind == "command" else visit.typed
    await _tell(door, visit, ack, refusals.kept(refusals.refusal(refusal, reader, now), typed))


async def _reader(door: Door, visit: Visit, refusal: UserError) -> Reader:
    if not isinstance(refusal, AtTask):
        return await door.reader(visit.actor, *_named(refusal))
    logs.note_task(refusal.key)
    last = refusal.last.actor if refusal.last else None
    return await door.reader(visit.actor, last, refusal.on_duty, *_named(refusal.refusal))


def _named(refusal: UserError) -> Iterator[str | None]:
    """Name whom the words of a refusal may name."""
    return (
        getattr(refusal, fact, None) for fact in ("asked_to", "answered_by", "slack_id", "on_duty")
    )


_FIELDS: Mapping[type[UserError], str] = {
    MissingDeadline: "exactly",
    AffectedAlready: "customer",
    CannotMerge: "other_task",
    AlreadyAsked: "whom",
    AsksOneself: "whom",
    AsksTheBot: "whom",
    AsksWhoAsked: "whom",
    NotLater: "wait_until",
    TooFarAhead: "wait_until",
    StillToCome: "since",
    SeveralCustomers: "customer",
    UnknownPlace: "where",
    OwnStandIn: "who_follows",
    HasLeft: "developer",
    NoDeveloper: "developer",
}


_WITHOUT_A_DATE = frozenset({Deed.SET_SEVERITY, Deed.CORRECT, Deed.TELL, Deed.RETURN})
"""What may change nothing, and is asked for by no date."""


def _field(visit: Visit, refusal: UserError) -> str | None:
    """Name the field of a form that a refusal is about, if it is about one."""
    inner = refusal.refusal if isinstance(refusal, AtTask) else refusal
    if visit.kind != "submission":
        return None
    values = visit.body["view"].get("state", {}).get("values", {})
    if isinstance(inner, HasLeft) and "whom" in values:
        return "whom"
    if isinstance(inner, PastDeadline) and "wished_by" in values:
        return "wished_by"
    is_same_date = isinstance(inner, NothingChanged) and inner.what not in _WITHOUT_A_DATE
    if not (is_same_date or isinstance(inner, PastDeadline)):
        return _FIELDS.get(type(inner))
    exactly = values.get("exactly", {}).get("value", {})
    return "exactly" if exactly.get("selected_date_time") else "deadline"


async def _apologise(door: Door, visit: Visit, ack: Ack, error: Exception) -> None:
    """Say that it went wrong. An event is not acknowledged, so that Slack brings it again."""
    is_away = isinstance(error, _AWAY) or _is_slacks(visit, error)
    if is_away:
        log.warning("request.away", name=visit.name, error=type(error).__name__)
    else:
        log.error("request.bug", name=visit.name, exc_info=error)
    if visit.kind == "event":
        raise NotTaken from error
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    words = refusals.try_again() if is_away else refusals.bug(request_id)
    await _tell(door, visit, ack, refusals.kept(words, visit.typed))


def _is_slacks(visit: Visit, error: Exception) -> bool:
    """Say whether Slack could not just now, or came too late to be answered: no bug of ours."""
    if not isinstance(error, SlackApiError):
        return False
    is_late = not visit.trigger_id or slack_errors.name_of(error) in _TRIGGER
    return is_late or retry.judge(error, 1).verdict is retry.Verdict.LATER


async def _tell(door: Door, visit: Visit, ack: Ack, message: Message) -> None:
    if visit.kind == "command":
        await _acknowledge(ack, message)
        return
    await ack()
    door.afterwards(door.whisper(visit, message))


def _report(door: Door, visit: Visit, outcome: str, seconds: float) -> None:
    door.figures.requests.labels(visit.kind, outcome).observe(seconds)
    door.figures.actions.labels(visit.name, outcome).inc()
    log.info(
        "request",
        kind=visit.kind,
        name=visit.name,
        outcome=outcome,
        ms=round(seconds * 1000, 1),
    )
