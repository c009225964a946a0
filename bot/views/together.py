"""Several notices in one message: about one task, or all that waited through somebody's quiet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.views import texts
from bot.views.blocks import KEPT, SECTION, Block, actions, context, section, sections
from bot.views.scene import Blocks, Message, Scene
from bot.views.telling import LABEL, NOTIFICATION, head

ROOM = 9000
"""Characters for what all notices of a message tell; Slack takes about 13,000."""

MOST_IN_A_ROW = 25
_CUSTOMER = re.compile(r"^_For [^\n“]{1,700}?:_ “[^\n]*”\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One of several notices; it has no scene where it is about no task."""

    message: Message
    scene: Scene | None = None
    is_state: bool = False
    """Whether it tells how its task stands, so that a later one of these takes its place."""

    @property
    def title(self) -> str:
        """What stands above it."""
        return head(self.scene) if self.scene else ""


@dataclass(slots=True)
class _Contents:
    """What the blocks of notices hold: words, what stands under them, and what can be clicked."""

    words: list[str] = field(default_factory=list)
    footnote: str = ""
    elements: list[Block] = field(default_factory=list)
    kept: list[Block] = field(default_factory=list)
    """What is shown as it is: a choice among several things, each with its buttons."""


def newest(parts: Sequence[Part]) -> list[Part]:
    """Leave out what others tell anew: of each task one state is left at most."""
    kept, told = list[Part](), set[int]()
    for part in reversed(parts):
        number = part.scene.task.number if part.scene is not None and part.is_state else 0
        if number not in told:
            kept.append(part)
        if number:
            told.add(number)
    return kept[::-1]


def together(parts: Sequence[Part]) -> Message:
    """Lay out one message of several notices, the oldest first, task by task."""
    room = min(SECTION, ROOM // len(parts))
    # The tasks keep the order in which something of them was to be told first.
    groups: dict[int, list[Part]] = {}
    for number, part in enumerate(parts):
        groups.setdefault(part.scene.task.number if part.scene else -number, []).append(part)
    blocks = [block for group in groups.values() for block in _of_one(group, room)]
    if len(groups) == 1:
        return Message(_notification(parts), blocks)
    tasks = len({part.scene.task.number for part in parts if part.scene})
    return Message(_gist(tasks, groups.values()), [section(f"*{_news(tasks)}*"), *blocks])


def _of_one(group: Sequence[Part], room: int) -> Blocks:
    """Lay out what is told of one task, or one notice that is about none."""
    title = group[0].title
    contents = _Contents()
    for part in group:
        _read(part.message, title, room, contents)
    return [
        *sections([title, *_said_once(contents.words)]),
        *([context(contents.footnote)] if contents.footnote else []),
        *contents.kept,
        *_rows(contents.elements),
    ]


def _said_once(words: Sequence[str]) -> Sequence[str]:
    """Leave of the sentences for the customer the newest: what was to be told before is overtaken."""
    last = max((number for number, one in enumerate(words) if _CUSTOMER.search(one)), default=0)
    return [_CUSTOMER.sub("", one) if number < last else one for number, one in enumerate(words)]


def _read(message: Message, title: str, room: int, into: _Contents) -> None:
    """Take a notice apart; of what stands under several, the newest is still true."""
    words = list[str]()
    for block in message.blocks:
        if block.get("block_id", "").startswith(KEPT):
            into.kept += [] if block in into.kept else [block]
        elif block["type"] == "section":
            words.append(block["text"]["text"])
        elif block["type"] == "context":
            into.footnote = block["elements"][0]["text"]
        elif block["type"] == "actions":
            into.elements += [one for one in block["elements"] if one not in into.elements]
    into.words.append(texts.clip("\n".join(words).removeprefix(f"{title}\n"), room))


def _rows(elements: Sequence[Block]) -> Blocks:
    """Put buttons into rows; no two of one row may do the same thing."""
    rows: list[list[Block]] = []
    for one in elements:
        does = one["action_id"]
        free = [row for row in rows if does not in {other["action_id"] for other in row}]
        row = next((row for row in free if len(row) < MOST_IN_A_ROW), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return [block for row in rows for block in actions(row)]


def _notification(parts: Sequence[Part]) -> str:
    """Write for a lock screen: the first notice as it is, of the others what they tell."""
    first, *others = parts
    told = _Contents()
    for part in others:
        _read(part.message, part.title, SECTION, told)
    return texts.clip(" ".join([first.message.text, *map(_plain, told.words)]), NOTIFICATION)


def _gist(tasks: int, groups: Iterable[Sequence[Part]]) -> str:
    told = [group[-1].message.text for group in groups]
    return texts.clip(f"{_news(tasks)} {' '.join(told)}", NOTIFICATION)


def _news(tasks: int) -> str:
    about = {0: "", 1: ": 1 task"}.get(tasks, f": {tasks} tasks")
    return f"What waited for the end of your quiet hours{about}."


def _plain(words: str) -> str:
    bare = LABEL.sub(r"\1", texts.as_notification(words))
    return " ".join(bare.split())
