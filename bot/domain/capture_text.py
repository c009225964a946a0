"""What of a report its writer says: without code, logs and addresses, line by line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.domain.capture_spellings import Word, words_of

READ = 8_000
"""Characters that are looked at; nobody tells more before they come to the point."""

READ_AS_TOLD = 5_000
"""So many of them are read, without what is pasted: more than two pages."""

CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]{1,500}`", re.DOTALL)
ADDRESS = re.compile(
    r"<?\b(?:https?|ftp|s3|wss?)://[^\s>]*>?|\bwww\.\S*|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w\S{0,200}",
    re.IGNORECASE,
)
_LOG = re.compile(
    r"""
    \s{0,40} (?:
        [\[(<]? (?: \d{4}-\d\d-\d\d[T\ ]\d\d:\d\d | \d\d[-/.]\d\d[-/.\ ][\d\ ]{0,5}\d\d:\d\d:\d\d
                  | \d\d:\d\d:\d\d | \d\d-\d\d\ \d\d:\d\d | [A-Z][a-z]{2}\ [\d\ ]\d\ \d\d:\d\d:\d\d
                  | \d{1,3}(?:\.\d{1,3}){3}\ )
      | [\[(]?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL|SEVERE|NOTICE)[\])]?(?:[:|\s]\s{0,9}\S)
      | at\ (?:[A-Za-z_$<][\w$<>]{0,80}\.){1,20}[\w$<>]{1,80}[(:] | at\ [\w.$<>]{1,200}\ ?\([\w./<]{1,200}[.:] | File\ "[^"]{1,300}",\ line | Traceback\ \( | Caused\ by:
      | [\w.]{1,200}(?:Error|Exception)\b: | [{}\[\]]\s{0,9}\Z | "[\w-]{1,80}":\s
      | (?:raise|throw(?:\ new)?)\ [\w.]{1,200}[(;] | File\ "[^"]{1,300}" | panic:\ | Uncaught\ \w
      | Exception\ in\ thread | During\ handling\ of
      | (?:GET|POST|PUT|DELETE|PATCH|HEAD)\ / | \#\d{1,4}\s
      | (?:SELECT|INSERT\ INTO|UPDATE|DELETE\ FROM)\ [\w"*]
      | \w{1,80}=\S{1,80}\s\w{1,80}=
    )
    """,
    re.VERBOSE,
)
_EXCEPTION = re.compile(r"\b[A-Z]\w{1,80}(?:Error|Exception):[^\n,;]{0,300}")
_LEVEL = re.compile(r"\b(?:ERROR|WARN|INFO|DEBUG|FATAL|TRACE)\b.*?\b\w{1,40}[=:]\S", re.DOTALL)
_ESCAPED = (("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&"))
_QUOTED = re.compile(r"\s{0,20}>[>\s]{0,20}")
_PARTING = re.compile(
    r"\s{0,9}(?:--|(?:(?:kind|best|warm|with\s(?:kind|best))\s)?regards|best\swishes|sincerely(?:\syours)?"
    r"|yours\s(?:sincerely|faithfully|truly)|mit\sfreundlichen\sgr[uü](?:ß|ss)en|sent\sfrom\smy\s\w+"
    r"|с\sуважением|с\sнаилучшими\sпожеланиями|отправлено\sс\s\w+)(?:\s?[,.!]|\s{0,9}\Z)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\s{0,9}(?:(?:tel|phone|mobile|mob|cell|fax|тел|телефон|моб|факс)\s?[.:]{1,2}\s?[+(\d]"
    r"|(?:office\shours|working\shours|business\shours|часы\sработы|график\sработы|режим\sработы)\s?:)"
    r"|\s{0,9}\+?\d[\d\s()-]{8,20}\Z",
    re.IGNORECASE,
)
_LINES_OF_SIGNATURE = 6
_LONGEST_OF_SIGNATURE = 70
_TAKEN_BACK = re.compile(
    r"\b(?:false\salarm|(?:the|our)\sbot\s(?:posted|wrote|said|thought)|never\s?mind|ignore\s(?:that|this|the\sabove)|ложная\sтревога"
    r"|отбой|бот\s(?:написал|прислал|запостил)|не\sобращайте\sвнимания|это\sстар\w{2,4}\sсообщени\w)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][)\"»”]))\s+|\n|;\s")
_NOT_AN_END = re.compile(
    r"\b(?:сев|т\.?\s?е|т\.?\s?к|т\.?\s?д|ул|др|пр|см|напр|руб|approx|ca|e\.?g|i\.?e|mr|mrs|ms|dr|vs"
    r"|no|st|min|hrs?|мин|ч|сек|ок)\.\Z",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,;:()\[\]]\s|[,;()]|(?<!\d):|:(?!\d)|\s(?:→|->|>|\||\+|/|=)\s|\s[-–—]+\s|[!?.…]+(?=\s|\Z)|\n"
)


@dataclass(frozen=True)
class Said:
    """What is read of a report: `lines` in order, each with whether it quotes somebody else."""

    lines: tuple[tuple[str, bool], ...]

    @cached_property
    def all(self) -> str:
        """All of it, quotes without their mark."""
        return "\n".join(line for line, _ in self.lines)

    @cached_property
    def own(self) -> str:
        """What is in the writer's own words."""
        return "\n".join(line for line, is_quoted in self.lines if not is_quoted)

    @cached_property
    def words(self) -> list[Word]:
        """All words of it."""
        return words_of(self.all)


def said(text: str) -> Said:
    """Leave out what is pasted: code, log lines, addresses."""
    if "&" in text:
        for escape, sign in _ESCAPED:
            text = text.replace(escape, sign)
    text = ADDRESS.sub(" ", CODE.sub("\n", text[:READ]))
    if "Error:" in text or "Exception:" in text:
        text = _EXCEPTION.sub(" ", text)
    lines = [_unquoted(line) for line in text.split("\n") if not _is_log(line)]
    own = "\n".join(line for line, is_quoted in lines if not is_quoted)
    if len(own) < len(text) and _TAKEN_BACK.search(own):
        lines = [one for one in lines if not one[1]]
    return Said(tuple(_first(_without_signatures(lines))))


def sentence_ends(text: str) -> list[int]:
    """Give where the sentences of a text end; none ends after `сев.`."""
    return [
        end.start()
        for end in _SENTENCE_END.finditer(text)
        if "\n" in end[0] or not _NOT_AN_END.search(text[max(0, end.start() - 8) : end.start()])
    ]


def clause_around(text: str, start: int, end: int, reach: int = 120) -> tuple[str, str, str]:
    """Give what stands before and after a place within its clause, and the sign that ends it."""
    before = _CLAUSE_END.split(text[max(0, start - reach) : start])[-1]
    rest = text[end : end + reach]
    stop = _CLAUSE_END.search(rest)
    if stop is None:
        return before, rest, ""
    return before, rest[: stop.start()], stop[0].strip()


def _without_signatures(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Leave out who wrote a mail and where they are reached: up to a blank line, or its end."""
    left, was_quoted = 0, False
    for line, is_quoted in lines:
        is_blank = not line.strip()
        is_over = is_blank and left < _LINES_OF_SIGNATURE
        if left and is_quoted == was_quoted and not is_over and len(line) < _LONGEST_OF_SIGNATURE:
            left -= 1
            continue
        left = 0
        if is_blank or _CONTACT.match(line):
            continue
        parting = _PARTING.match(line)
        if parting is not None:
            has_name = bool(line[parting.end() :].strip())
            left, was_quoted = _LINES_OF_SIGNATURE - has_name, is_quoted
            if not (is_quoted and has_name):
                continue
        yield line, is_quoted


def _first(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Give lines until there are enough, the last one cut."""
    left = READ_AS_TOLD
    for line, is_quoted in lines:
        yield line[:left], is_quoted
        left -= len(line) + 1
        if left <= 0:
            return


def _is_log(line: str) -> bool:
    return _LOG.match(line) is not None or _LEVEL.search(line[:400]) is not None


def _unquoted(line: str) -> tuple[str, bool]:
    mark = _QUOTED.match(line)
    return (line[mark.end() :], True) if mark else (line, False)
