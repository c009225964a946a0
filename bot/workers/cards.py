"""The card of a task and the one reaction that shows its state: eventually right, with few calls."""

from collections.abc import Set
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.lifecycle import Status
from bot.domain.reactions import EVERY_REACTION, REACTIONS
from bot.integrations import slack_errors
from bot.services import board
from bot.services.desk import Desk
from bot.services.outbox import Sent
from bot.views import task_card
from bot.views.scene import Message
from bot.workers import retry
from bot.workers.retry import Verdict
from bot.workers.scenes import Scenes
from bot.workers.talking import Place, Talk
from storage.outbox import Row
from storage.tasks import Source, Task

MESSAGE_GONE = frozenset({"message_not_found", "cant_update_message", "thread_not_found"})


class Cards:
    """Posts a task's card, keeps it up to date, and moves the reaction."""

    def __init__(self, desk: Desk, client: AsyncWebClient, scenes: Scenes, talk: Talk) -> None:
        self._desk = desk
        self._client = client
        self._scenes = scenes
        self._talk = talk

    async def card(self, row: Row) -> Sent:
        """Update the card, or post it where there is none yet or it was deleted."""
        scene = await self._scenes.read(row)
        task, card = scene.task, task_card.card(scene)
        if task.card_ts is not None and await self._update(row, task, card):
            return Sent(task.channel, task.card_ts)
        return await self._post(row, task, card)

    async def reaction(self, row: Row) -> Sent:
        """Take the old reaction off and put on the one of today's state."""
        task = await board.task(self._desk, row.task_id or 0)
        # What was given up is no work well done.
        is_fixed = task.status is not Status.CLOSED or task.fixed_at is not None
        wanted = REACTIONS.get(task.status) if is_fixed else None
        shown = {task.shown_reaction}
        if row.may_have_been_sent:
            # Nobody knows which one an attempt left there whose outcome was never written down.
            shown |= EVERY_REACTION
        elif wanted == task.shown_reaction:
            return Sent()
        async with self._talk.turn(row, task):
            for channel, ts in self._targets(task):
                if await self._move_reaction(channel, ts, shown - {wanted}, wanted):
                    break
        return Sent(task={"shown_reaction": wanted})

    async def _update(self, row: Row, task: Task, card: Message) -> bool:
        try:
            async with self._talk.turn(row, task):
                await self._client.chat_update(
                    channel=task.channel, ts=task.card_ts or "", text=card.text, blocks=card.blocks
                )
        except SlackApiError as error:
            if slack_errors.name_of(error) not in MESSAGE_GONE:
                raise
            return False
        return True

    async def _post(self, row: Row, task: Task, card: Message) -> Sent:
        root = task.thread_ts if task.source is Source.MESSAGE else None
        try:
            ts = await self._talk.once(row, Place(task.channel, root, root is not None), card, task)
        except SlackApiError as error:
            if root is None or slack_errors.name_of(error) not in MESSAGE_GONE:
                raise
            # The message was deleted before anybody answered it: the card stands by itself.
            root = None
            ts = await self._talk.once(row, Place(task.channel), card, task)
        link = await self._link(task.channel, ts) or _redirect(task.channel, ts)
        facts: dict[str, Any] = {"card_ts": ts, "card_link": link, "thread_ts": root or ts}
        if task.origin_link is None and task.source is Source.SHORTCUT and task.origin_ts:
            facts["origin_link"] = await self._link(task.origin_channel or "", task.origin_ts)
        return Sent(task.channel, ts, facts)

    async def _link(self, channel: str, ts: str) -> str | None:
        """Ask for a message's address; None where Slack does not tell us, as in others' channels."""
        try:
            answer = await self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except SlackApiError as error:
            if retry.judge(error, 1).verdict is Verdict.LATER:
                raise
            return None
        return str(answer["permalink"])

    async def _move_reaction(
        self, channel: str, ts: str, shown: Set[str | None], wanted: str | None
    ) -> bool:
        """Say whether the message is still there to react to."""
        for name in sorted(filter(None, shown)):
            if await self._tried("reactions.remove", channel, ts, name):
                return False
        return not await self._tried("reactions.add", channel, ts, wanted)

    async def _tried(self, method: str, channel: str, ts: str, name: str | None) -> bool:
        """Do it, if there is a reaction to do it with; say whether the message is gone."""
        if name is None:
            return False
        try:
            await self._client.api_call(
                method, json={"channel": channel, "timestamp": ts, "name": name}
            )
        except SlackApiError as error:
            if slack_errors.name_of(error) in {"already_reacted", "no_reaction"}:
                return False
            if slack_errors.name_of(error) not in MESSAGE_GONE:
                raise
            return True
        return False

    @staticmethod
    def _targets(task: Task) -> list[tuple[str, str]]:
        """Name the message that carries the reaction, and the card for when that is gone."""
        targets = [(task.channel, task.card_ts or "")]
        if task.source is Source.MESSAGE:
            targets.insert(0, (task.origin_channel or task.channel, task.origin_ts or ""))
        return targets


def _redirect(channel: str, ts: str) -> str:
    """Address a message without knowing the workspace: Slack finds the reader's own."""
    return f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}"
