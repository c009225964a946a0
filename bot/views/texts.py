"""What every text is put together from: people's words made safe, dates, names, spans."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.people import FORGOTTEN
from bot.views.scene import Reader
from storage.tasks import Task

NOBODY = "somebody who was forgotten"
TITLE = 150
LONGEST_ADDRESS = 2000
FIRST_GLANCE = 120
"""What a lock screen shows of a notice: the key, the title, what changed and by when."""

_ADDRESS = re.compile(r"https?://[^\s<>|\"]*[^\s<>|\".,;:!?)\]'*_~`]", re.IGNORECASE)
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_TOKEN = re.compile(r"<(!?)([^<>|]*)(?:\|([^<>]*))?>")
_BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_BEGUN = re.compile(r"(?:&[#\w]{0,6}|<[^<>]*)$")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def escape(words: str) -> str:
    """Make text of what people typed: no markup, no pings; only addresses become links."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(words):
        if len(found[0]) > LONGEST_ADDRESS:
            continue
        parts += [_as_text(words[end : found.start()]), f"<{_as_text(found[0])}>"]
        end = found.end()
    return "".join([*parts, _as_text(words[end:])])


def _as_text(words: str) -> str:
    return html.escape(_INVISIBLE.sub("", words), quote=False)


def cut(words: str, limit: int) -> str:
    """Shorten at a word, with a sign that something is missing."""
    if len(words) <= limit:
        return words
    head = words[:limit]
    space = max(head.rfind(" "), head.rfind("\n"))
    kept = head[:space] if space > limit // 2 else head[:-1]
    return f"{kept.rstrip()}…"


def clip(mrkdwn: str, limit: int) -> str:
    """Shorten mrkdwn at a word, never inside an entity, a link or a date."""
    if len(mrkdwn) <= limit:
        return mrkdwn
    return f"{_BEGUN.sub('', cut(mrkdwn, limit)[:-1]).rstrip()}…"


def split(mrkdwn: str, limit: int) -> Iterator[str]:
    """Break mrkdwn into pieces at words, never inside an entity, a link or a date."""
    rest = mrkdwn
    while len(rest) > limit:
        head = rest[:limit]
        space = max(head.rfind("\n"), head.rfind(" "))
        piece = _BEGUN.sub("", head[: space + 1] if space > limit // 2 else head) or head
        yield piece
        rest = rest[len(piece) :]
    yield rest


def words(typed: str, limit: int) -> str:
    """Show what people typed, made safe and short enough."""
    return _isolated(clip(escape(typed.strip()), limit))


def quoted(typed: str, limit: int = 2800) -> str:
    """Show what people typed as theirs."""
    return f"“{words(typed, limit)}”"


def one_line(typed: str, limit: int) -> str:
    """Show what people typed in plain text, on one line."""
    return cut(" ".join(_INVISIBLE.sub("", typed).split()), limit)


def title(task: Task, limit: int = TITLE) -> str:
    """Show the title, on one line."""
    return words(one_line(task.title, 2 * TITLE) or "no title", limit)


def _isolated(text: str) -> str:
    """Keep right-to-left words from turning the sentence around them."""
    has_right_to_left = any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)
    return f"\u2068{text}\u2069" if has_right_to_left and "\n" not in text else text


def link(address: str, label: str) -> str:
    """Point the label (mrkdwn) to an address; what is no web address stays text."""
    if not address.lower().startswith(("https://", "http://")) or len(address) > LONGEST_ADDRESS:
        return label
    safe = "".join(_SAFE.get(sign, sign) for sign in _INVISIBLE.sub("", address.strip()))
    return f"<{safe}|{label.replace('|', '¦')}>"


_SAFE = {"<": "%3C", ">": "%3E", "|": "%7C", " ": "%20", "\n": "%20", "\t": "%20", "&": "&amp;"}


def key(task: Task) -> str:
    """Name the task, with the way to its card."""
    return link(task.card_link, task.key) if task.card_link else task.key


def far_date(instant: datetime, reader: Reader, since: datetime) -> str:
    """Show an instant that may be far ahead: with the year, if it is another than `since`."""
    local = instant.astimezone(reader.zone)
    is_other_year = local.year != since.astimezone(reader.zone).year
    return f"{date(instant, reader)} ({local.year})" if is_other_year else date(instant, reader)


def date(instant: datetime, reader: Reader, *, ago: bool = False) -> str:
    """Show an instant to each reader in their own zone; `ago` adds how far it is, kept true.

    It is absolute, so that a message reads the next day as it reads today. Who does not know its
    reader names the next days by "today" and the like where all of it is kept true.
    """
    plain = plain_date(instant, reader.zone)
    if reader.is_in_zone and not ago:
        return plain
    # Of Slack's ways to write a date, the long one alone is absolute and names the weekday.
    day = "{date_long_pretty}" if ago else "{date_long}"
    form = (plain if reader.is_in_zone else f"{day}, {{time}}") + (" ({ago})" if ago else "")
    return f"<!date^{int(instant.timestamp())}^{form}|{plain}>"


def near_date(instant: datetime, reader: Reader) -> str:
    """Show an instant in few words, for where all of it is kept true: "today" is today's."""
    plain = plain_date(instant, reader.zone)
    form = "{date_short_pretty}, {time}"
    return plain if reader.is_in_zone else f"<!date^{int(instant.timestamp())}^{form}|{plain}>"


def plain_date(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant out, for where Slack shows plain text only."""
    local = instant.astimezone(zone)
    day = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"
    return f"{day}, {local:%H:%M}"


def away(until: datetime | None, zone: ZoneInfo) -> str:
    """Say until when somebody is away, in plain text; without a time, that they are."""
    return f"away until {plain_date(until, zone)}" if until is not None else "away"


def span(length: timedelta) -> str:
    """Write a length of time in its two largest units."""
    left = max(int(length.total_seconds()), 0)
    parts = []
    for seconds, unit in _UNITS:
        count, left = divmod(left, seconds)
        parts.append(f"{count} {unit}" if count else "")
    first = next((index for index, part in enumerate(parts) if part), len(parts))
    return " ".join(part for part in parts[first : first + 2] if part) or "less than a minute"


def mention(slack_id: str) -> str:
    """Call somebody by name, so that Slack tells them."""
    if slack_id == FORGOTTEN:
        return NOBODY
    return f"<@{re.sub('[^A-Za-z0-9]', '', slack_id)}>"


def name(slack_id: str, reader: Reader) -> str:
    """Name somebody without calling them, if the name is known."""
    known = one_line(reader.names.get(slack_id, ""), 60)
    return _as_text(known) if known else mention(slack_id)


def names(slack_ids: list[str], reader: Reader) -> str:
    """Name several people in a row."""
    return listed([name(slack_id, reader) for slack_id in slack_ids])


def subject(slack_id: str, reader: Reader) -> str:
    """Name whoever a sentence begins with; to the reader themselves it says you."""
    return "You" if slack_id and slack_id == reader.slack_id else name(slack_id, reader)


def doing(slack_ids: Sequence[str], reader: Reader, does: str, do: str) -> str:
    """Begin a sentence with who does something: in the form for one, or for several and you."""
    theirs = [one for one in slack_ids if one != reader.slack_id]
    is_you = len(theirs) < len(slack_ids)
    named = (["You"] if is_you else []) + [name(one, reader) for one in theirs]
    return f"{listed(named)} {do if is_you or len(named) > 1 else does}"


def plain_name(slack_id: str, reader: Reader, limit: int = 40) -> str:
    """Name somebody in plain text."""
    known = one_line(reader.names.get(slack_id, ""), limit)
    return known or (NOBODY if slack_id == FORGOTTEN else slack_id)


def listed(parts: list[str], word: str = "and") -> str:
    """Put parts into a row: a, b and c."""
    *others, last = parts
    return f"{', '.join(others)} {word} {last}" if others else last


def as_notification(mrkdwn: str) -> str:
    """Write mrkdwn out for a lock screen: no bold, dates in the reader's zone, links by label."""
    return _BOLD.sub(r"\1", _TOKEN.sub(_written_out, mrkdwn))


def as_plain(mrkdwn: str) -> str:
    """Write mrkdwn out for where Slack shows plain text only."""
    bare = re.sub(r"<@(\w+)>", r"\1", as_notification(mrkdwn))
    return html.unescape(re.sub(r"[*`]", "", bare))


def _written_out(token: re.Match[str]) -> str:
    if token[2].startswith(("@", "#")):
        return token[0]
    return token[3] if token[3] is not None else token[2]
