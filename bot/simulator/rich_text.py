"""Rich text: what people's messages are made of, and back to wire text."""

import re
from collections.abc import Callable, Iterator

from bot.simulator.shapes import Json

TOKEN = re.compile(r"<(@[UW]\w+|#[CG]\w+|![a-z]+|(?:https?|mailto):[^>|]+)(?:\|([^>]*))?>")
KEPT = re.compile(r"<(?:@[UW]\w+|#[CG]\w+|!\w+)(?:\|[^>]*)?>|<(?:https?|mailto):[^>]+>")
ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)\]'\"])"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@./-])(?P<domain>(?:[\w-]+\.)+(?:com|org|net|io|de|dev)\b(?:/[^\s<>]*[\w/])?)"
)


def wire(typed: str) -> str:
    """What Slack makes of typed text: entities escaped, links in angle brackets, mentions kept."""
    parts: list[str] = []
    end = 0
    for match in KEPT.finditer(typed):
        parts += [_linked(typed[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, _linked(typed[end:])])


def block(text: str, block_id: str) -> Json:
    """The rich_text block that accompanies a person's message."""
    section = {"type": "rich_text_section", "elements": list(_elements(text))}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def rich_text(elements: list[Json]) -> str:
    """The wire text of rich_text elements."""
    return "\n".join(_section(element) for element in elements)


def escaped(text: str) -> str:
    """The three entities of Slack's wire text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _linked(text: str) -> str:
    parts: list[str] = []
    end = 0
    for match in ADDRESS.finditer(text):
        parts += [escaped(text[end : match.start()]), _link(match)]
        end = match.end()
    return "".join([*parts, escaped(text[end:])])


def _link(match: re.Match[str]) -> str:
    found = escaped(match[0])
    if match["mail"]:
        return f"<mailto:{found}|{found}>"
    return f"<http://{found}|{found}>" if match["domain"] else f"<{found}>"


def _elements(text: str) -> Iterator[Json]:
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            yield {"type": "text", "text": _unescaped(text[end : match.start()])}
        yield _token(match[1], match[2])
        end = match.end()
    if end < len(text):
        yield {"type": "text", "text": _unescaped(text[end:])}


def _token(target: str, label: str | None) -> Json:
    kinds = {"@": ("user", "user_id"), "#": ("channel", "channel_id"), "!": ("broadcast", "range")}
    if target[0] in kinds:
        kind, key = kinds[target[0]]
        return {"type": kind, key: target[1:]}
    link = {"type": "link", "url": _unescaped(target)}
    return link | ({"text": _unescaped(label)} if label else {})


def _section(element: Json) -> str:
    kind, inner = element.get("type"), element.get("elements") or []
    if kind == "rich_text_list":
        return "\n".join(f"• {_section(item)}" for item in inner)
    return "".join(_inline(part) for part in inner)


def _inline(part: Json) -> str:
    kind = str(part.get("type"))
    return INLINE[kind](part) if kind in INLINE else escaped(str(part.get("text", "")))


def _written_date(part: Json) -> str:
    return f"<!date^{part['timestamp']}^{part['format']}|{part.get('fallback', '')}>"


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


INLINE: dict[str, Callable[[Json], str]] = {
    "user": lambda part: f"<@{part['user_id']}>",
    "channel": lambda part: f"<#{part['channel_id']}>",
    "broadcast": lambda part: f"<!{part['range']}>",
    "link": lambda part: escaped(str(part.get("text") or part["url"])),
    "emoji": lambda part: f":{part['name']}:",
    "date": _written_date,
}
