"""A small app of its own, in front of the simulator: nothing of the real bot."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.person import Person
from bot.simulator.server import Simulator

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Parrot", "description": "Repeats what it hears"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Parrot"},
        "slash_commands": [
            {
                "command": "/parrot",
                "description": "Say it again",
                "usage_hint": "[words]",
                "should_escape": True,
            },
            {"command": "/plain", "should_escape": False},
        ],
        "shortcuts": [
            {"name": "Raise a task", "type": "global", "callback_id": "raise"},
            {"name": "Escalate", "type": "message", "callback_id": "escalate"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "groups:history",
                "groups:read",
                "im:history",
                "im:write",
                "reactions:read",
                "reactions:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "message.channels",
                "message.groups",
                "message.im",
                "reaction_added",
                "reaction_removed",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
    },
}
BOT_TOKEN = "xoxb-parrot"
APP_TOKEN = "xapp-parrot"
SECRET = "a-signing-secret"
EVENTS = re.compile(r".*")


@dataclass
class TestClock:
    """Time that stands still until it is moved."""

    __test__ = False
    at: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Stage:
    """The simulator, the app in front of it and the people."""

    slack: Simulator
    clock: TestClock
    app: AsyncApp
    client: AsyncWebClient
    sam: Person
    ada: Person

    def events(self, name: str) -> list[dict[str, Any]]:
        """What was delivered of one type of event."""
        found = [d.payload for d in self.slack.deliveries if d.name == name]
        return [payload["event"] for payload in found]


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
async def slack(clock: TestClock) -> AsyncIterator[Simulator]:
    simulator = Simulator(
        MANIFEST, clock=clock, signing_secret=SECRET, bot_token=BOT_TOKEN, app_token=APP_TOKEN
    )
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
async def client(slack: Simulator) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[]
        )


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    bolt_has: list[object] = []
    bolt = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)

    @bolt.use
    async def take_the_rest(next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002 - Bolt's name
        """Bolt takes the first listener that fits: this one is added after the test's own."""
        if EVENTS not in bolt_has:
            bolt_has.append(EVENTS)
            bolt.event(EVENTS)(on_anything)
        await next()

    return bolt


async def on_anything() -> None:
    """Takes every event."""


@pytest.fixture
def sam(slack: Simulator) -> Person:
    return slack.add_person(
        "U0SAM", name="sam", real_name="Sam Support", display_name="Sam", tz="Europe/Berlin"
    )


@pytest.fixture
def ada(slack: Simulator) -> Person:
    return slack.add_person("U0ADA", name="ada", real_name="Ada Admin", display_name="Ada")


@pytest.fixture
def people(slack: Simulator, sam: Person, ada: Person) -> list[Person]:
    """Sam and Ada, together with the bot in #critical."""
    slack.add_channel("C0CRITICAL", "critical", [sam, ada])
    return [sam, ada]


@pytest.fixture
async def http(slack: Simulator, app: AsyncApp) -> AsyncIterator[str]:
    """The app behind a request URL."""

    async def on_request(request: web.Request) -> web.Response:
        bolt_request = AsyncBoltRequest(
            body=await request.text(), query=request.query_string, headers=dict(request.headers)
        )
        answer = await app.async_dispatch(bolt_request)
        kind = answer.first_headers().get("content-type", "text/plain").split(";")[0]
        return web.Response(status=answer.status, text=answer.body, content_type=kind)

    async for url in serve(on_request):
        slack.send_to(url)
        yield url


@pytest.fixture
async def socket(slack: Simulator, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app on one WebSocket."""
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
def stage(
    slack: Simulator,
    clock: TestClock,
    app: AsyncApp,
    client: AsyncWebClient,
    people: list[Person],
    http: str,
) -> Stage:
    """Everything together, by HTTP."""
    return Stage(slack, clock, app, client, people[0], people[1])


async def serve(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    """A server with one handler for every POST."""
    application = web.Application()
    application.router.add_post("/slack/events", handler)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()
