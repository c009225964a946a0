"""A small app in front of a workspace of its own: shows what it is told to, and notes each click."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.messages import Message
from bot.simulator.server import Simulator
from tests.browser.screen import PATIENCE
from tests.simulator import browsing
from tests.simulator.conftest import BOT_TOKEN, TestClock

CHANNEL = "C0CRITICAL"
Json = dict[str, Any]


@dataclass
class SmallApp:
    """The workspace, and the app with what it heard."""

    slack: Simulator
    client: AsyncWebClient
    clicks: list[Json] = field(default_factory=list)
    """What was clicked or chosen: the actions, as Slack tells them."""
    submitted: list[Json] = field(default_factory=list)
    """The values of each form that was sent."""
    opens: dict[str, Json] = field(default_factory=dict)
    """The form that a click opens, or lays over the one it was made in."""
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hears(self, action_id: str) -> None:
        """Wait until somebody has clicked this."""
        async with asyncio.timeout(PATIENCE / 1000), self.heard:
            await self.heard.wait_for(
                lambda: any(click["action_id"] == action_id for click in self.clicks)
            )

    async def shows(self, *blocks: Json, text: str = "something to look at") -> Message:
        """Post a message."""
        answer = await self.client.chat_postMessage(channel=CHANNEL, text=text, blocks=blocks)
        return self.slack.message(CHANNEL, str(answer["ts"]))

    async def answer(self, request: web.Request) -> web.Response:
        """Take what Slack brings."""
        form = await request.post()
        if "payload" not in form:
            return web.Response()
        payload = json.loads(str(form["payload"]))
        match payload["type"]:
            case "block_actions":
                await self._open(payload)
                async with self.heard:
                    self.clicks += payload["actions"]
                    self.heard.notify_all()
            case "block_suggestion":
                return web.json_response({"options": [option(f"{payload['value']} Ltd")]})
            case "view_submission":
                self.submitted.append(payload["view"]["state"]["values"])
        return web.Response()

    async def _open(self, payload: Json) -> None:
        view = self.opens.get(payload["actions"][0]["action_id"])
        if view is None:
            return
        open_ = self.client.views_push if "view" in payload else self.client.views_open
        await open_(trigger_id=payload["trigger_id"], view=view)


@asynccontextmanager
async def opened() -> AsyncIterator[SmallApp]:
    """Open the workspace, for Sam and Ada, with the app in it."""
    clock = TestClock()
    async with (
        browsing.practice(clock, browsing.Helper(clock)) as slack,
        aiohttp.ClientSession() as session,
    ):
        sam = slack.add_person("U0SAM", name="sam", display_name="Sam", tz="America/New_York")
        ada = slack.add_person("U0ADA", name="ada", display_name="Ada", tz="Europe/Berlin")
        slack.add_channel(CHANNEL, "critical", [sam, ada])
        client = AsyncWebClient(token=BOT_TOKEN, base_url=slack.api_url, session=session)
        app = SmallApp(slack, client)
        served = web.Application()
        served.router.add_post("/", app.answer)
        runner = web.AppRunner(served)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        slack.send_to(f"http://127.0.0.1:{runner.addresses[0][1]}/")
        try:
            yield app
        finally:
            await runner.cleanup()


def words(text: str) -> Json:
    """Make a plain text."""
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    """Make something to choose."""
    return {"text": words(text), "value": text.lower()}


def button(text: str, action_id: str, **more: object) -> Json:
    """Make a button."""
    return {"type": "button", "text": words(text), "action_id": action_id, **more}


def row(*elements: Json) -> Json:
    """Put controls into a row."""
    return {"type": "actions", "elements": list(elements)}


def form(title: str, *blocks: Json) -> Json:
    """Make a form."""
    asked = {"type": "modal", "title": words(title), "blocks": list(blocks)}
    return asked | {"submit": words("Send"), "close": words("Cancel")}
