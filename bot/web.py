"""The HTTP side: Slack's requests in HTTP mode, health and figures in both."""

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy.exc import SQLAlchemyError

from bot.watching import Watch

LARGEST_REQUEST = 1024 * 1024


def build(slack_app: AsyncApp | None, watch: Watch, figures: CollectorRegistry) -> web.Application:
    """Make the web application; without `slack_app` (Socket Mode) it takes nothing from Slack."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(_request: web.Request) -> web.Response:
        state = await watch.state()
        return web.Response(status=200 if state.is_ready else 503, text=f"{state}\n")

    async def metrics(_request: web.Request) -> web.Response:
        with suppress(
            SQLAlchemyError, OSError
        ):  # the figures that are counted are told all the same
            await watch.measure()
        headers = {"Content-Type": CONTENT_TYPE_LATEST}
        return web.Response(body=generate_latest(figures), headers=headers)

    app = web.Application(client_max_size=LARGEST_REQUEST)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    if slack_app is not None:
        app.router.add_post("/slack/events", _events(slack_app))
    return app


def _events(slack_app: AsyncApp) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def events(request: web.Request) -> web.Response:
        try:
            bolt_request = _read(request, (await request.read()).decode())
            answer = await slack_app.async_dispatch(bolt_request)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            # Not UTF-8, not JSON, or of no shape that Slack sends; what listeners raise ends in Bolt.
            return web.Response(status=400, text="not a request of Slack's\n")
        return await to_aiohttp_response(answer)

    return events


def _body(request: web.Request, text: str) -> Any:  # noqa: ANN401 -- whatever came
    if text.startswith("{") or request.content_type == "application/json":
        return json.loads(text)
    fields = dict(parse_qsl(text, keep_blank_values=True))
    return json.loads(fields["payload"]) if "payload" in fields else fields


def _read(request: web.Request, text: str) -> AsyncBoltRequest:
    """Make Bolt's request of a body. Bolt itself would lose a command that says "payload"."""
    made = AsyncBoltRequest(
        body=_body(request, text),
        query=request.query_string,
        headers={name: [value] for name, value in request.headers.items()},
        mode="socket_mode",  # the mode in which Bolt takes a body that is read already
    )
    made.mode, made.raw_body = "http", text
    return made
