"""What Slack may knock with: few kinds of requests, and a dictionary of names behind each."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request import payload_utils
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from typing_extensions import override

from handlers import (
    absences,
    alike,
    captured,
    causes,
    commands,
    context,
    control_points,
    deadlines,
    duty,
    errors,
    export,
    following,
    home,
    messages,
    questions,
    quiet,
    raising,
    shapes,
    tasks,
    topics,
    unreached,
    updates,
)
from handlers.context import Payload, Visit
from handlers.door import Door
from handlers.errors import Ack, Handler

EVENTS: Mapping[str, Handler] = {
    "message": messages.on_message,
    "app_home_opened": home.on_home_opened,
    "user_change": home.on_person_changed,
    "reaction_added": partial(following.on_reaction, is_added=True),
    "reaction_removed": partial(following.on_reaction, is_added=False),
}
COMMANDS: Mapping[str, Handler] = {"/critical": commands.on_critical}
SHORTCUTS: Mapping[str, Handler] = {
    "raise_task": raising.on_raise_shortcut,
    "escalate_message": raising.on_escalate_shortcut,
    "export_task": export.on_export_shortcut,
}
_NOUNS = (
    tasks,
    deadlines,
    questions,
    commands,
    raising,
    unreached,
    updates,
    causes,
    quiet,
    control_points,
    duty,
    absences,
    following,
    topics,
    captured,
    alike,
)
CLICKS: Mapping[str, Handler] = {k: v for noun in _NOUNS for k, v in noun.CLICKS.items()}
SUBMISSIONS: Mapping[str, Handler] = {k: v for noun in _NOUNS for k, v in noun.SUBMISSIONS.items()}

Read = Callable[[Payload], Visit]
_KINDS: Sequence[tuple[Callable[[dict[str, Any]], bool], Mapping[str, Handler], Read]] = (
    (payload_utils.is_event, EVENTS, context.read_event),
    (payload_utils.is_block_actions, CLICKS, context.read_click),
    (payload_utils.is_view_submission, SUBMISSIONS, context.read_submission),
    (payload_utils.is_slash_command, COMMANDS, context.read_command),
    (payload_utils.is_shortcut, SHORTCUTS, context.read_shortcut),
)
log = structlog.get_logger()


def build(door: Door, client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """Make the Bolt app, with somebody who receives whatever may come."""
    app = _bolt(client, signing_secret)
    app.use(Reception(door))
    app.error(_on_error)
    return app


class Reception(AsyncMiddleware):
    """Leads each request to its handler, after all that Bolt checks.

    Bolt's own listeners are asked one after the other, and for each of them every argument that
    it could want is made anew.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    @override
    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        body, ack = req.body, req.context.ack
        for is_of_kind, handlers, read in _KINDS:
            if is_of_kind(body):
                await _receive(self._door, handlers, body, read, ack)
                return ack.response
        return await next()


def _bolt(client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """Make Bolt acknowledge after the listener, so that a crash loses nothing (DESIGN §3.1)."""

    async def authorize(**_context: Any) -> AuthorizeResult:  # noqa: ANN401 -- Bolt's own arguments
        # One workspace, one token: Slack need not be asked before every request.
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=client.token)

    return AsyncApp(
        logger=_logger(),
        client=client,
        authorize=authorize,
        signing_secret=signing_secret or "not used in Socket Mode",
        process_before_response=True,
        ignoring_self_events_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


def _logger() -> logging.Logger:
    """Give Bolt one logger for all it has to say; left alone it takes the level of the root."""
    logger = logging.getLogger("slack_bolt")
    logger.addFilter(_is_news)
    return logger


def _is_news(record: logging.LogRecord) -> bool:
    # Bolt warns of a token beside `authorize`; the client needs one, and `authorize` gives it.
    return "`token`" not in record.getMessage()


async def _receive(
    door: Door, handlers: Mapping[str, Handler], body: dict[str, Any], read: Read, ack: Ack
) -> None:
    visit = _understood(body, read)
    if visit is None or (visit.kind == "event" and visit.name not in handlers):
        await ack()
    elif visit.name in handlers:
        await errors.answer(door, handlers[visit.name], visit, ack)
    else:
        # A name that anybody may have made up is kept out of logs and figures.
        await errors.answer(door, _unknown, replace(visit, name="unknown"), ack)


def _understood(body: dict[str, Any], read: Read) -> Visit | None:
    """Read a payload; None for what is not Slack's, which nobody waits for and nothing mends."""
    try:
        return read(shapes.checked(body))
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        log.warning("request.unreadable", type=str(body.get("type"))[:40])
        return None


async def _unknown(_door: Door, visit: Visit) -> None:
    """Acknowledge what no version of ours knows, such as a button of an older one."""
    log.info("request.unknown", kind=visit.kind)


async def _on_error(error: Exception, body: Any) -> BoltResponse:  # noqa: ANN401 -- whatever came
    """Answer what no listener could: an event that is to come again, or a shape Slack never sends.

    Bolt itself would log what the error says, and that may be people's words.
    """
    if isinstance(error, errors.NotTaken):
        return BoltResponse(status=503)
    kind = str(body.get("type"))[:40] if isinstance(body, dict) else ""
    log.warning("request.unreadable", type=kind, error=type(error).__name__)
    return BoltResponse(status=400)
