"""The HTTP side: Slack's requests in HTTP mode, health and figures in both."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

LARGEST_REQUEST = 1024 * 1024

Check = Callable[[], Awaitable[str | None]]
"""Says what is not ready, or None."""


def build(
    slack_app: AsyncApp | None, is_ready: Check, figures: CollectorRegistry
) -> web.Application:
    """Make the web application; without `slack_app` (Socket Mode) it takes nothing from Slack."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(_request: web.Request) -> web.Response:
        problem = await is_ready()
        return web.Response(status=503 if problem else 200, text=f"{problem or 'ready'}\n")

    async def metrics(_request: web.Request) -> web.Response:
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
            bolt_request = await to_bolt_request(request)
        except UnicodeDecodeError:
            return web.Response(status=400, text="not UTF-8\n")
        return await to_aiohttp_response(await slack_app.async_dispatch(bolt_request))

    return events
