"""What every handler works with, and what may still be said once Slack has its answer."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.metrics import Figures
from bot.services import people
from bot.services.desk import Desk
from bot.views.scene import Message, Reader
from bot.workers import scenes
from handlers.context import Visit

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Door:
    """The desk behind the door, Slack in front of it, and what is being said afterwards."""

    desk: Desk
    client: AsyncWebClient
    figures: Figures
    _afterwards: set[asyncio.Task[None]] = field(default_factory=set)

    def afterwards(self, saying: Coroutine[Any, Any, None]) -> None:
        """Do something that the answer to Slack does not wait for."""
        task = asyncio.create_task(_quietly(saying))
        self._afterwards.add(task)
        task.add_done_callback(self._afterwards.discard)

    async def finish(self) -> None:
        """Let what is being said end."""
        while self._afterwards:
            await asyncio.gather(*self._afterwards)

    async def whisper(self, visit: Visit, message: Message, *, replace: bool = False) -> None:
        """Say something that only this person sees, where they are, or else by DM."""
        if visit.response_url and await self._answer(visit, message, replace=replace):
            return
        said: dict[str, Any] = {"text": message.text, "blocks": message.blocks or None}
        if visit.channel and not visit.channel.startswith("D"):
            # Where the bot is no member, only a direct message reaches the person.
            with suppress(SlackApiError):
                await self.client.chat_postEphemeral(
                    channel=visit.channel,
                    user=visit.actor,
                    thread_ts=visit.thread_ts,
                    **said,
                )
                return
        await self.client.chat_postMessage(channel=visit.actor, **said)

    async def _answer(self, visit: Visit, message: Message, *, replace: bool) -> bool:
        """Answer through the URL that came with a request; say whether Slack took it."""
        hook = AsyncWebhookClient(visit.response_url or "", session=self.client.session)
        answer: dict[str, Any] = {"text": message.text, "response_type": "ephemeral"}
        answer |= {"blocks": message.blocks} if message.blocks else {}
        # Slack puts an answer into the channel, where who clicked in a thread may not see it.
        answer |= {"thread_ts": visit.thread_ts} if visit.thread_ts and not replace else {}
        sent = await hook.send_dict(answer | {"replace_original": replace})
        return sent.status_code == 200  # noqa: PLR2004 -- HTTP's own number

    async def reader(self, slack_id: str, *others: str | None) -> Reader:
        """Say how this person reads, and by which names they know these others."""
        wanted = {one for one in (slack_id, *others) if one}
        known = await people.find(self.desk, wanted)
        async with self.desk.database.read() as session:
            rules = await self.desk.rulebook.read(session, self.desk.clock.now())
        if rules is None:
            return Reader(ZoneInfo("UTC"), {})
        return scenes.reader(rules, known, slack_id)


async def _quietly(saying: Coroutine[Any, Any, None]) -> None:
    try:
        await saying
    except Exception as error:  # noqa: BLE001 -- nothing depends on it, and Slack has its answer
        log.warning("afterwards.failed", error=type(error).__name__)
