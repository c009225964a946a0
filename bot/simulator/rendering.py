"""Messages as a person reads them: plain text, from text, blocks, attachments and files."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.simulator import dates
from bot.simulator.elements import options
from bot.simulator.messages import TOMBSTONE_TEXT, Message
from bot.simulator.people import Profile
from bot.simulator.rich_text import rich_text
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

USER = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
CHANNEL = re.compile(r"<#([CG]\w+)(?:\|([^>]*))?>")
SPECIAL = re.compile(r"<!(here|channel|everyone)(?:\|[^>]*)?>")
SUBTEAM = re.compile(r"<!subteam\^\w+(?:\|([^>]*))?>")
LINK = re.compile(r"<((?:https?|mailto|tel|slack):[^|>]+)(?:\|([^>]*))?>")
MARKS = tuple(
    re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n{mark}]*?\S){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~")
)
CODE = re.compile(r"```\n?(.*?)\n?```|`([^`\n]+)`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reader:
    """Renders for one person: their zone, their clock."""

    workspace: Workspace
    person: Profile

    def message(self, message: Message) -> str:
        """The full text of a message, as this person sees it."""
        if message.is_deleted:
            return TOMBSTONE_TEXT
        parts = [self.blocks(message.blocks)] if message.blocks else [self.mrkdwn(message.text)]
        parts += [self._attachment(attachment) for attachment in message.attachments]
        parts += [f"[{file['name']}]" for file in message.files]
        return "\n".join(part for part in parts if part)

    def notification(self, message: Message) -> str:
        """What a notification says: the message's `text`."""
        return self.plain(message.text)

    def blocks(self, blocks: list[Json]) -> str:
        """Blocks from top to bottom, one line or more for each."""
        return "\n".join(line for block in blocks for line in self._block(block) if line)

    def mrkdwn(self, text: str) -> str:
        """Marked-up text without its marks."""
        text = CODE.sub(lambda match: match[1] or match[2] or "", text)
        for mark in MARKS:
            text = mark.sub(r"\1", text)
        return self.plain(text)

    def plain(self, text: str) -> str:
        """Text with dates, mentions, links and entities written out; marks stay."""
        now = self.workspace.clock.now()
        zone = ZoneInfo(self.person.tz)
        text = dates.render(text, zone, now, clock_24h=self.person.clock_24h)
        text = USER.sub(lambda match: "@" + self._name(match[1]), text)
        text = CHANNEL.sub(lambda match: "#" + self._channel(match[1], match[2]), text)
        text = SPECIAL.sub(r"@\1", text)
        text = SUBTEAM.sub(lambda match: match[1] or "@group", text)
        text = LINK.sub(_link, text)
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def _name(self, user: str) -> str:
        person = self.workspace.people.get(user)
        return person.shown_name if person is not None else user

    def _channel(self, channel: str, label: str | None) -> str:
        found = self.workspace.channels.get(channel)
        return found.name if found is not None else label or channel

    def _block(self, block: Json) -> Iterator[str]:
        if block.get("type") == "rich_text":
            yield self.plain(rich_text(block.get("elements") or []))
            return
        yield from BLOCKS.get(str(block.get("type")), _other)(self, block)

    def text(self, composed: object) -> str:
        """A text object, plain or marked up."""
        if not isinstance(composed, dict):
            return ""
        text = str(composed.get("text", ""))
        return text if composed.get("type") == "plain_text" else self.mrkdwn(text)

    def element(self, element: Json) -> str:
        """One element: a button as [Label], an overflow as [⋯ a | b]."""
        kind = str(element.get("type"))
        if kind in {"mrkdwn", "plain_text"}:
            return self.text(element)
        if kind in {"button", "workflow_button", "icon_button"}:
            return f"[{self.text(element.get('text'))}]"
        if kind == "overflow":
            return f"[⋯ {' | '.join(self.text(o.get('text')) for o in options(element))}]"
        return str(element["alt_text"]) if "alt_text" in element else self._field(element)

    def _field(self, element: Json) -> str:
        shown = [self.text(o.get("text")) for o in options(element)]
        label = self.text(element.get("placeholder"))
        return f"[{' | '.join(part for part in [label, *shown] if part)}]"

    def _attachment(self, attachment: Json) -> str:
        keys = ("pretext", "title", "text")
        lines = [self.mrkdwn(str(attachment[key])) for key in keys if attachment.get(key)]
        lines.append(self.blocks(attachment.get("blocks") or []))
        if not any(lines):
            lines.append(str(attachment.get("fallback", "")))
        return "\n".join(line for line in lines if line)


def _link(match: re.Match[str]) -> str:
    return match[2] or match[1].removeprefix("mailto:")


def _section(reader: Reader, block: Json) -> Iterator[str]:
    yield reader.text(block.get("text"))
    for field in block.get("fields") or ():
        yield reader.text(field)
    if isinstance(block.get("accessory"), dict):
        yield reader.element(block["accessory"])


def _texts(reader: Reader, block: Json) -> Iterator[str]:
    yield reader.text(block.get("text"))


def _row(reader: Reader, block: Json) -> Iterator[str]:
    yield " ".join(reader.element(element) for element in block.get("elements") or ())


def _input(reader: Reader, block: Json) -> Iterator[str]:
    yield f"{reader.text(block.get('label'))}: {reader.element(block.get('element') or {})}"
    yield reader.text(block.get("hint"))


def _image(reader: Reader, block: Json) -> Iterator[str]:
    yield reader.text(block.get("title")) or str(block.get("alt_text", ""))


def _markdown(reader: Reader, block: Json) -> Iterator[str]:
    yield reader.mrkdwn(str(block.get("text", "")))


def _table(reader: Reader, block: Json) -> Iterator[str]:
    for row in block.get("rows") or ():
        yield " | ".join(_cell(reader, cell) for cell in row)


def _cell(reader: Reader, cell: Json) -> str:
    if cell.get("type") == "rich_text":
        return reader.plain(rich_text(cell.get("elements") or []))
    return str(cell.get("text", ""))


def _other(reader: Reader, block: Json) -> Iterator[str]:
    for key in ("title", "subtitle", "text", "body"):
        yield reader.text(block.get(key))
    for element in [*(block.get("elements") or ()), *(block.get("actions") or ())]:
        yield reader.element(element)
    for inner in [*(block.get("blocks") or ()), *(block.get("child_blocks") or ())]:
        yield reader.blocks([inner])


BLOCKS: dict[str, Callable[[Reader, Json], Iterator[str]]] = {
    "section": _section,
    "header": _texts,
    "context": _row,
    "actions": _row,
    "context_actions": _row,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "table": _table,
    "alert": _texts,
}
