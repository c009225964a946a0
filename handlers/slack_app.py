"""What Slack may knock with: few listeners, and a dictionary of names behind each."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import (
    commands,
    context,
    deadlines,
    errors,
    home,
    messages,
    questions,
    shapes,
    tasks,
    unreached,
)
from handlers.context import Payload, Visit
from handlers.door import Door
from handlers.errors import Ack, Handler

ANYTHING = re.compile(".*")

EVENTS: Mapping[str, Handler] = {
    "message": messages.on_message,
    "app_home_opened": home.on_home_opened,
    "user_change": home.on_person_changed,
}
COMMANDS: Mapping[str, Handler] = {"/critical": commands.on_critical}
SHORTCUTS: Mapping[str, Handler] = {
    "raise_task": commands.on_raise_shortcut,
    "escalate_message": commands.on_escalate_shortcut,
}
_NOUNS = (tasks, deadlines, questions, commands, unreached)
CLICKS: Mapping[str, Handler] = {k: v for noun in _NOUNS for k, v in noun.CLICKS.items()}
SUBMISSIONS: Mapping[str, Handler] = {k: v for noun in _NOUNS for k, v in noun.SUBMISSIONS.items()}

Listener = Callable[..., Awaitable[None]]
log = structlog.get_logger()


def build(door: Door, client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """Make the Bolt app, with a listener for whatever may come."""
    app = _bolt(client, signing_secret)
    for name, handler in EVENTS.items():
        app.event(name)(_listener(door, {name: handler}, context.read_event))
    app.action(ANYTHING)(_listener(door, CLICKS, context.read_click))
    app.view(ANYTHING)(_listener(door, SUBMISSIONS, context.read_submission))
    for name, handler in COMMANDS.items():
        app.command(name)(_listener(door, {name: handler}, context.read_command))
    app.shortcut(ANYTHING)(_listener(door, SHORTCUTS, context.read_shortcut))
    app.event(ANYTHING)(_acknowledge)
    app.error(_on_error)
    return app


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


def _listener(
    door: Door, handlers: Mapping[str, Handler], read: Callable[[Payload], Visit]
) -> Listener:
    async def listen(body: dict[str, Any], ack: Ack) -> None:
        visit = _understood(body, read)
        if visit is None:
            await ack()
        elif visit.name in handlers:
            await errors.answer(door, handlers[visit.name], visit, ack)
        else:
            # A name that anybody may have made up is kept out of logs and figures.
            await errors.answer(door, _unknown, replace(visit, name="unknown"), ack)

    return listen


def _understood(body: dict[str, Any], read: Callable[[Payload], Visit]) -> Visit | None:
    """Read a payload; None for what is not Slack's, which nobody waits for and nothing mends."""
    try:
        return read(shapes.checked(body))
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        log.warning("request.unreadable", type=str(body.get("type"))[:40])
        return None


async def _unknown(_door: Door, visit: Visit) -> None:
    """Acknowledge what no version of ours knows, such as a button of an older one."""
    log.info("request.unknown", kind=visit.kind)


async def _acknowledge(ack: Ack) -> None:
    await ack()


async def _on_error(error: Exception, body: Any) -> BoltResponse:  # noqa: ANN401 -- whatever came
    """Answer what no listener could: an event that is to come again, or a shape Slack never sends.

    Bolt itself would log what the error says, and that may be people's words.
    """
    if isinstance(error, errors.NotTaken):
        return BoltResponse(status=503)
    kind = str(body.get("type"))[:40] if isinstance(body, dict) else ""
    log.warning("request.unreadable", type=kind, error=type(error).__name__)
    return BoltResponse(status=400)
