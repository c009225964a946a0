"""Rich text: what people's messages are made of, and back to wire text."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from bot.simulator.shapes import Json

KEPT = re.compile(r"<(?:@[UW]\w+|#[CG]\w+|!\w+)(?:\|[^>]*)?>|<(?:https?|mailto):[^>]+>")
ADDRESS = re.compile(
    r"(?P<code>```.+?```|`[^`\n]+`)"
    r"|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)\]'\"])"
    r"|(?<![\w.+-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@./-])(?P<domain>(?:[\w-]+\.)+(?:com|org|net|io|de|dev)\b(?:/[^\s<>]*[\w/])?)",
    re.DOTALL,
)
FENCE = re.compile(r"\n?```\n?(.+?)\n?```\n?", re.DOTALL)
MARK = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
    r"|(?<![\w:]):(?P<emoji>(?:[a-z][\w'+-]*|[+-]1|100)(?:::skin-tone-[2-6])?):(?!\w)"
    r"|(?P<token><(?P<target>@[UW]\w+|#[CG]\w+|![a-z]+|(?:https?|mailto):[^>|]+)(?:\|(?P<label>[^>]*))?>)"
)
QUOTE = "&gt;"


def wire(typed: str) -> str:
    """What Slack makes of typed text: entities escaped, links in angle brackets, mentions kept."""
    parts: list[str] = []
    end = 0
    for match in KEPT.finditer(typed):
        parts += [linked(typed[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, linked(typed[end:])])


def linked(text: str) -> str:
    """Typed text with its entities escaped and its addresses, outside of code, made links."""
    parts: list[str] = []
    end = 0
    for match in ADDRESS.finditer(text):
        parts.append(escaped(text[end : match.start()]))
        parts.append(escaped(match[0]) if match["code"] else _link(match))
        end = match.end()
    return "".join([*parts, escaped(text[end:])])


def block(text: str, block_id: str) -> Json:
    """The rich_text block that accompanies a person's message."""
    return {"type": "rich_text", "block_id": block_id, "elements": list(_parts(text))}


def rich_text(elements: list[Json]) -> str:
    """The wire text of rich_text elements."""
    return "\n".join(_section(element) for element in elements)


def escaped(text: str) -> str:
    """The three entities of Slack's wire text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _link(match: re.Match[str]) -> str:
    found = escaped(match[0]).replace("|", "%7C")
    if match["mail"]:
        return f"<mailto:{found}|{found}>"
    return f"<http://{found}|{found}>" if match["domain"] else f"<{found}>"


def _parts(text: str) -> Iterator[Json]:
    end = 0
    for match in FENCE.finditer(text):
        yield from _lines(text[end : match.start()])
        code = {"type": "text", "text": _unescaped(match[1])}
        yield {"type": "rich_text_preformatted", "elements": [code], "border": 0}
        end = match.end()
    yield from _lines(text[end:])


def _lines(text: str) -> Iterator[Json]:
    found = groupby(text.split("\n") if text else [], lambda line: line.startswith(QUOTE))
    for is_quote, lines in found:
        kind = "rich_text_quote" if is_quote else "rich_text_section"
        bare = (line.removeprefix(QUOTE).removeprefix(" ") if is_quote else line for line in lines)
        yield {"type": kind, "elements": list(_elements("\n".join(bare), {}))}


def _elements(text: str, style: Json) -> Iterator[Json]:
    end = 0
    for match in MARK.finditer(text):
        yield from _plain(text[end : match.start()], style)
        yield from _marked(match, style)
        end = match.end()
    yield from _plain(text[end:], style)


def _plain(text: str, style: Json) -> Iterator[Json]:
    if text:
        yield {"type": "text", "text": _unescaped(text)} | _styled(style)


def _marked(match: re.Match[str], style: Json) -> Iterator[Json]:
    if match["token"]:
        yield _token(match["target"], match["label"]) | _styled(style)
    elif match["emoji"]:
        yield {"type": "emoji", "name": match["emoji"]}
    elif match["code"]:
        yield from _plain(match["code"], style | {"code": True})
    else:
        kind = str(match.lastgroup)
        yield from _elements(match[kind], style | {kind: True})


def _styled(style: Json) -> Json:
    return {"style": style} if style else {}


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
