"""`response_url`: five answers within half an hour, without a token."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.simulator.arguments import Arguments, read
from bot.simulator.elements import with_ids
from bot.simulator.errors import SlackError
from bot.simulator.messages import Message
from bot.simulator.methods.chat import bot_message, content_of
from bot.simulator.methods.desk import Desk
from bot.simulator.shapes import Json

MOST_USES = 5
LIVES_FOR = timedelta(minutes=30)


@dataclass(slots=True, eq=False)
class ResponseUrl:
    """The right to answer one command or click."""

    channel: str
    user: str
    made_at: datetime
    message: Message | None = None
    uses: int = 0
    answers: list[Message] = field(default_factory=list)


class ResponseUrls:
    """Hands the URLs out and does what is posted to them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, ResponseUrl] = {}

    def make(
        self, user: str, channel: str, message: Message | None = None
    ) -> tuple[str, ResponseUrl]:
        """A fresh URL, and the record of what will come through it."""
        workspace = self._desk.workspace
        secret = workspace.ids.secret()
        record = ResponseUrl(channel, user, workspace.clock.now(), message)
        self._known[secret] = record
        return f"{self._desk.base_url()}response/{secret}", record

    async def handle(self, request: web.Request) -> web.Response:
        """One POST of the app."""
        record = self._known.get(request.match_info["secret"])
        if record is None or self._is_dead(record):
            self._desk.workspace.problems.append("response_url: used_url")
            self._desk.workspace.bell.ring()
            return web.Response(status=404, text="used_url")
        record.uses += 1
        try:
            self.answer(record, await read(request))
        except SlackError as error:
            reasons = error.details.get("errors", "")
            problem = f"response_url: {error.code} {reasons}".strip()
            self._desk.workspace.problems.append(problem)
            self._desk.workspace.bell.ring()
            return web.json_response(error.answer(), status=400)
        return web.json_response({"ok": True})

    def answer(self, record: ResponseUrl, arguments: Arguments) -> None:
        """Do what an answer says: replace, delete, or post for one or for all."""
        self._obey(record, arguments)
        self._desk.workspace.bell.ring()

    def _obey(self, record: ResponseUrl, arguments: Arguments) -> None:
        if arguments.flag("delete_original"):
            self._delete(record)
            return
        content = content_of(arguments)
        if content["blocks"] and not content["text"]:
            problem = "an answer has blocks and no text: notifications stay empty"
            self._desk.workspace.problems.append(problem)
        if arguments.flag("replace_original") and record.message is not None:
            self._replace(record.message, content)
            return
        self._post(record, arguments, content)

    def _post(self, record: ResponseUrl, arguments: Arguments, content: Json) -> None:
        message = bot_message(self._desk, record.channel, content)
        # Without a thread it goes to the channel, also from a message that stands in a thread.
        message.thread_ts = arguments.text("thread_ts") or None
        record.answers.append(message)
        if arguments.text("response_type") == "in_channel":
            self._desk.talk.post(message)
            return
        message.visible_to = record.user
        self._desk.workspace.ephemerals.append(message)

    def _replace(self, message: Message, content: Json) -> None:
        blocks = with_ids(content["blocks"], lambda: self._desk.workspace.ids.secret(5))
        changes = content | {"blocks": blocks}
        if message.visible_to is None:
            self._desk.talk.edit(message, changes)
            return
        for name, value in changes.items():
            setattr(message, name, value)

    def _delete(self, record: ResponseUrl) -> None:
        message = record.message
        if message is None or message.is_deleted:
            return
        if message.visible_to is None:
            self._desk.talk.delete(message)
        message.is_deleted = True

    def _is_dead(self, record: ResponseUrl) -> bool:
        is_old = self._desk.workspace.clock.now() - record.made_at > LIVES_FOR
        return is_old or record.uses >= MOST_USES
