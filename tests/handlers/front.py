"""Whatever stands before the bot's HTTP door: Slack, signed, or somebody who only claims to be."""

import io
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.simulator.clock import SystemClock
from bot.simulator.http_door import signature
from tests.scenarios.world import SECRET

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door said."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Front:
    """Posts to one door."""

    session: aiohttp.ClientSession
    base_url: str

    async def get(self, path: str) -> Answer:
        async with self.session.get(f"{self.base_url}{path}") as response:
            return Answer(response.status, await response.text())

    async def posts(self, body: bytes | str | io.BytesIO, **headers: str) -> Answer:
        """Post a body as it is, with these headers and no other."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"{self.base_url}/slack/events"
        async with self.session.post(url, data=body, headers=named) as response:
            return Answer(response.status, await response.text())

    async def signs(
        self, body: str, kind: str = FORM, *, secret: str = SECRET, age: int = 0
    ) -> Answer:
        """Post a body signed with this secret so many seconds ago."""
        timestamp = str(int(SystemClock().now().timestamp()) - age)
        return await self.posts(
            body,
            Content_Type=kind,
            X_Slack_Request_Timestamp=timestamp,
            X_Slack_Signature=signature(secret, timestamp, body),
        )

    async def tells(self, event: dict[str, Any]) -> Answer:
        """Post an event."""
        return await self.signs(json.dumps(event), JSON)

    async def clicks(self, payload: dict[str, Any]) -> Answer:
        """Post a click, a form that was sent, a shortcut."""
        return await self.signs(urlencode({"payload": json.dumps(payload)}))

    async def commands(self, **fields: str) -> Answer:
        """Post a slash command."""
        return await self.signs(urlencode(fields))
