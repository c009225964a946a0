"""What people type in a composer: names of people and channels become mentions."""

import re
from collections.abc import Callable, Iterator

from bot.simulator import rich_text
from bot.simulator.workspace import Workspace

SPOT = re.compile(
    r"```.+?```|`[^`\n]+`|https?://\S+"
    r"|<(?P<target>@[UW]\w+|#[CG]\w+|!(?:here|channel|everyone))(?:\|[^<>]*)?>"
    r"|(?<![\w/.@#&=])(?P<sign>[@#])",
    re.DOTALL,
)
"""Where a mention may stand; code and addresses are stepped over."""
EVERYBODY = ("here", "channel", "everyone")


def wire(workspace: Workspace, user: str, typed: str) -> str:
    """The wire text of what this person typed."""
    return mentioned(workspace, user, typed, rich_text.linked)


def mentioned(
    workspace: Workspace, user: str, typed: str, other: Callable[[str], str] = str
) -> str:
    """The text with mentions by id; what stands between them goes through `other`."""
    parts: list[str] = []
    end = 0
    for match in SPOT.finditer(typed):
        token, stop = _token(workspace, user, match)
        if token and match.start() >= end:
            parts += [other(typed[end : match.start()]), token]
            end = stop
    return "".join([*parts, other(typed[end:])])


def _token(workspace: Workspace, user: str, match: re.Match[str]) -> tuple[str, int]:
    names = list(_names(workspace, user))
    if match["target"]:
        token = f"<{match['target']}>"
        is_known = any(token == known for _, known in names)
        return (token if is_known else ""), match.end()
    if not match["sign"]:
        return "", match.end()
    rest = match.string[match.start() :]
    for name, token in sorted(names, key=lambda known: -len(known[0])):
        if rest[: len(name)].lower() == name and not rest[len(name) :][:1].isalnum():
            return token, match.start() + len(name)
    return "", match.end()


def _names(workspace: Workspace, user: str) -> Iterator[tuple[str, str]]:
    for channel in workspace.channels.values():
        if channel.name and (channel.kind == "channel" or user in channel.members):
            yield f"#{channel.name}".lower(), f"<#{channel.id}>"
    for person in workspace.people.values():
        if not person.deleted:
            for name in (person.real_name, person.name, person.shown_name):
                yield f"@{name}".lower(), f"<@{person.id}>"
    for name in EVERYBODY:
        yield f"@{name}", f"<!{name}>"
