"""How each kind of outbox row becomes what people see in Slack."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.lifecycle import UNFINISHED, Status
from bot.domain.notices import Happening, Kind
from bot.domain.people import Role, roles
from bot.domain.questions import ASKS
from bot.domain.quiet import Topic, tells_how_it_stands
from bot.integrations import slack_errors
from bot.services import board, replies
from bot.services.desk import Desk
from bot.services.outbox import Sent, release_joined, told_with
from bot.views import home, notices, notices_questions, quiet
from bot.views.scene import Message, Reader, Scene
from bot.views.together import Part, newest, together
from bot.workers import notes, scenes
from bot.workers.cards import MESSAGE_GONE, Cards
from bot.workers.roster import Roster
from bot.workers.scenes import Scenes
from bot.workers.talking import Outdated, Place, Talk
from storage import outbox
from storage.gathering import QUIET
from storage.outbox import Row
from storage.tasks import Task

HOME_READS = 200
"""Tasks; the tab shows fewer and counts the rest."""


class Pointless(Exception):  # noqa: N818 -- it is no failure: nothing needs to be said any more
    """What the row asked for need not be said any more."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said to one person, and the task that it was made from."""

    message: Message
    reader: Reader
    task: Task | None = None


class Poster:
    """Renders rows from today's state and sends them."""

    def __init__(self, desk: Desk, client: AsyncWebClient, roster: Roster) -> None:
        self._desk = desk
        self._client = client
        self._roster = roster
        self._scenes = Scenes(desk, roster)
        self._talk = Talk(desk, client)
        cards = Cards(desk, client, self._scenes, self._talk)
        self._kinds: Mapping[Kind, Callable[[Row], Awaitable[Sent]]] = {
            Kind.CARD: cards.card,
            Kind.REACTION: cards.reaction,
            Kind.THREAD: self._in_thread,
            Kind.DESCRIPTION: self._in_thread,
            Kind.UNREACHED: self._in_thread,
            Kind.DIRECT: self._direct,
            Kind.FAILURE: self._direct,
            Kind.HINT: self._direct,
            Kind.NOTE: self._direct,
            Kind.REFRESH: self._refresh,
            Kind.HOME: self._home,
            Kind.CONTROL_POINT: self._kept,
        }

    async def post(self, row: Row) -> Sent:
        """Send one row. Raises Pointless, and what Slack or the network raise."""
        while True:
            try:
                return await self._kinds[row.kind](row)
            except Outdated:
                continue  # somebody changed the task while the text waited for its turn

    def stop(self, in_hand: int) -> None:
        """Begin nothing any more, with so many rows in hand."""
        self._talk.stop(in_hand)

    async def _in_thread(self, row: Row) -> Sent:
        scene = await self._scenes.read(row)
        if _is_accepted(scene) or scene.is_over:
            raise Pointless
        place = Place(scene.task.channel, scene.task.thread_ts or scene.task.card_ts)
        ts = await self._talk.once(row, place, _line(row, scene), scene.task)
        return Sent(place.channel, ts)

    async def _direct(self, row: Row) -> Sent:
        letter = await self._letter(row, row)
        channel = letter.reader.dm_channel or await self._talk.conversation(row.recipient or "")
        ts = await self._talk.once(row, Place(channel), letter.message, letter.task)
        return Sent(channel, ts)

    async def _refresh(self, row: Row) -> Sent:
        async with self._desk.database.read() as session:
            shown = await outbox.get(session, row.refreshes or 0)
        letter = await self._letter(row, shown)
        try:
            return await self._update(row, shown, letter)
        except SlackApiError as error:
            if slack_errors.name_of(error) not in MESSAGE_GONE:
                raise
            await release_joined(self._desk, shown, slack_errors.name_of(error))
            raise Pointless from error

    async def _kept(self, row: Row) -> Sent:
        """Post a message, in a channel where it goes to nobody alone; afterwards show it anew."""
        letter = await self._note(row)
        if row.ts:
            return await self._update(row, row, _with_menu(letter, row))
        channel = row.place
        if row.recipient is not None:
            known = letter.reader.dm_channel
            channel = known or await self._talk.conversation(row.recipient)
        ts = await self._talk.once(row, Place(channel), _with_menu(letter, row).message)
        return Sent(channel, ts)

    async def _update(self, row: Row, shown: Row, letter: Letter) -> Sent:
        async with self._talk.turn(row, letter.task):
            await self._client.chat_update(
                channel=shown.channel or "",
                ts=shown.ts or "",
                text=letter.message.text,
                blocks=letter.message.blocks,
            )
        return Sent()

    async def _letter(self, row: Row, head: Row) -> Letter:
        """Make what a row says; `head` is the row whose message it is, and that may tell more."""
        letter = await (self._single(row) if head.told_with is None else self._together(row, head))
        return _with_menu(letter, head)

    async def _together(self, row: Row, head: Row) -> Letter:
        rows = await told_with(self._desk, head)
        read = [one for one in await asyncio.gather(*map(self._part, rows)) if one is not None]
        parts = [part for part, _ in read]
        told = [one for one in parts if one.scene is None or not _is_over(one.scene)]
        told = newest(told) if head.conversation.startswith(QUIET) else told
        if not told and (row is head or not parts):
            raise Pointless
        own = [one.scene.task for one in parts if one.scene and one.scene.task.id == head.task_id]
        of_head = min(own, key=attrgetter("version"), default=None)
        return Letter(together(told or parts), read[0][1], of_head)

    async def _part(self, row: Row) -> tuple[Part, Reader] | None:
        """Make what one of several rows says; None where nothing has to be said any more."""
        if row.subject:
            with suppress(Pointless):
                letter = await self._note(row)
                return Part(letter.message), letter.reader
            return None
        scene = await self._scenes.read(row)
        message = notices.direct(scene, row.audience) if row.audience else None
        if message is None or row.audience is None or scene.entry is None:
            return None
        is_state = tells_how_it_stands(Topic(scene.entry.happening, row.audience))
        return Part(message, scene, is_state), scene.reader

    async def _single(self, row: Row) -> Letter:
        if row.kind is Kind.HINT:
            return await self._hint(row)
        if row.subject:
            return await self._note(row)
        scene = await self._scenes.read(row)
        if row.kind is Kind.FAILURE:
            return Letter(notices.failure(scene), scene.reader, scene.task)
        if row.audience is None or (row.kind is Kind.DIRECT and _is_over(scene)):
            raise Pointless
        return Letter(notices.direct(scene, row.audience), scene.reader, scene.task)

    async def _hint(self, row: Row) -> Letter:
        if row.question_id is not None:
            scene = await self._scenes.read(row)
            return Letter(notices_questions.taken(scene), scene.reader, scene.task)
        asked = await replies.list_open(self._desk, row.recipient or "")
        rules = await board.rules(self._desk, row.recipient or "")
        known = await self._roster.find({row.recipient, *(one.asked_by for one, _ in asked)})
        reader = scenes.reader(rules, known, row.recipient)
        words = notices_questions.which(asked, reader) if asked else notices.hint(reader)
        return Letter(words, reader)

    async def _note(self, row: Row) -> Letter:
        noted = await notes.read(self._desk, row)
        if noted is None:
            raise Pointless
        known = await self._roster.find({*noted.people, row.recipient})
        reader = scenes.reader(noted.rules, known, row.recipient)
        return Letter(noted.wording(reader), reader)

    async def _home(self, row: Row) -> Sent:
        slack_id = row.recipient or ""
        mine = await board.mine(self._desk, slack_id, 1, HOME_READS)
        everything = await board.board(self._desk, slack_id, 1, HOME_READS)
        named = {who for task in (*mine.tasks, *everything.tasks) for who in _people(task)}
        people = await self._roster.find({*named, slack_id})
        view = home.home(
            mine.tasks,
            everything.tasks,
            scenes.reader(mine.rules, people, slack_id),
            mine.now,
            is_administrator=Role.ADMINISTRATOR in roles(slack_id, mine.rules),
            slack_id=slack_id,
        )
        async with self._talk.turn(row):
            await self._client.views_publish(user_id=slack_id, view=view)
        return Sent()


def _with_menu(letter: Letter, row: Row) -> Letter:
    """Let whoever gets a message ask why they did."""
    if row.recipient is None:
        return letter
    return replace(letter, message=quiet.with_menu(letter.message, row.number))


def _line(row: Row, scene: Scene) -> Message:
    if row.kind is Kind.DESCRIPTION:
        return notices.description(scene)
    if row.kind is Kind.UNREACHED:
        return notices.unreached(scene, row.recipient or "")
    return notices.line(scene)


def _is_over(scene: Scene) -> bool:
    """Whether what was to be told needs telling no more."""
    return scene.is_over or _is_answered(scene) or _is_accepted(scene)


def _is_answered(scene: Scene) -> bool:
    """Whether the question that was to be asked has its answer already, or needs none any more."""
    if scene.entry is None or scene.entry.happening not in ASKS:
        return False
    is_answered = scene.question is not None and scene.question.answered_at is not None
    first = {Happening.QUESTION_ASKED, Happening.RETURNED}
    is_reminder = scene.entry.happening not in first
    return is_answered or (is_reminder and scene.task.status not in UNFINISHED)


def _is_accepted(scene: Scene) -> bool:
    """Whether somebody is called to accept what needs no accepting any more."""
    is_call = scene.entry is not None and scene.entry.happening is Happening.NOT_ACCEPTED
    return is_call and scene.task.status is not Status.NEW


def _people(task: Task) -> tuple[str | None, str | None]:
    return task.reporter, task.assignee
