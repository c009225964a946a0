"""Several notices in one message: about one task, or all that waited through somebody's quiet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.views import texts
from bot.views.blocks import SECTION, Block, actions, context, section, sections
from bot.views.scene import Blocks, Message, Scene
from bot.views.telling import NOTIFICATION, head

ROOM = 9000
"""Characters for what all notices of a message tell; Slack takes about 13,000."""

MOST_IN_A_ROW = 25


@dataclass(slots=True)
class _Contents:
    """What the blocks of notices hold: words, what stands under them, and what can be clicked."""

    words: list[str] = field(default_factory=list)
    footnote: str = ""
    elements: list[Block] = field(default_factory=list)


def together(parts: Sequence[tuple[Scene, Message]]) -> Message:
    """Lay out one message of several notices, the oldest first, task by task."""
    room = min(SECTION, ROOM // len(parts))
    # Stable: the tasks keep the order in which something of them was to be told first.
    order = list(dict.fromkeys(scene.task.number for scene, _ in parts))
    ranked = sorted(parts, key=lambda part: order.index(part[0].task.number))
    groups = [list(of) for _, of in groupby(ranked, key=lambda part: part[0].task.number)]
    blocks = [block for group in groups for block in _of_task(group, room)]
    if len(groups) == 1:
        return Message(_notification(parts), blocks)
    return Message(_gist(groups), [section(f"*{_news(len(groups))}*"), *blocks])


def _of_task(group: Sequence[tuple[Scene, Message]], room: int) -> Blocks:
    title = head(group[0][0])
    contents = _Contents()
    for _, message in group:
        _read(message, title, room, contents)
    return [
        *sections([title, *contents.words]),
        *([context(contents.footnote)] if contents.footnote else []),
        *_rows(contents.elements),
    ]


def _read(message: Message, title: str, room: int, into: _Contents) -> None:
    """Take a notice apart; of what stands under several, the newest is still true."""
    words = list[str]()
    for block in message.blocks:
        if block["type"] == "section":
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


def _notification(parts: Sequence[tuple[Scene, Message]]) -> str:
    """Write for a lock screen: the first notice as it is, of the others what they tell."""
    (scene, first), *others = parts
    told = _Contents()
    for _, message in others:
        _read(message, head(scene), SECTION, told)
    return texts.clip(" ".join([first.text, *map(_plain, told.words)]), NOTIFICATION)


def _gist(groups: Sequence[Sequence[tuple[Scene, Message]]]) -> str:
    first = [group[-1][1].text for group in groups]
    return texts.clip(f"{_news(len(groups))} {' '.join(first)}", NOTIFICATION)


def _news(tasks: int) -> str:
    return f"What waited for the end of your quiet hours, about {tasks} tasks."


def _plain(words: str) -> str:
    return " ".join(texts.as_notification(words).split())
