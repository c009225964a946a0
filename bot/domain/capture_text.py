"""What of a report its writer says: without code, logs and addresses, line by line."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.domain.capture_spellings import Word, words_of

READ = 8_000
"""Characters that are read; nobody tells more before they come to the point."""

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
      | at\ [\w.$<>]{1,200}[(:] | File\ "[^"]{1,300}",\ line | Traceback\ \( | Caused\ by:
      | [\w.]{1,200}(?:Error|Exception)\b: | [{}\[\]]\s{0,9}\Z | "[\w-]{1,80}":\s
      | (?:GET|POST|PUT|DELETE|PATCH|HEAD)\ / | \#\d{1,4}\s
      | (?:SELECT|INSERT\ INTO|UPDATE|DELETE\ FROM)\ [\w"*]
      | \w{1,80}=\S{1,80}\s\w{1,80}=
    )
    """,
    re.VERBOSE,
)
_LEVEL = re.compile(r"\b(?:ERROR|WARN|INFO|DEBUG|FATAL|TRACE)\b.*?\b\w{1,40}[=:]\S", re.DOTALL)
_ESCAPED = (("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&"))
_QUOTED = re.compile(r"\s{0,20}>[>\s]{0,20}")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][)\"»”]))\s+|\n|;\s")
_NOT_AN_END = re.compile(
    r"\b(?:сев|т\.?\s?е|т\.?\s?к|т\.?\s?д|ул|др|пр|см|напр|руб|approx|ca|e\.?g|i\.?e|mr|mrs|ms|dr|vs"
    r"|no|st|min|hrs?|мин|ч|сек|ок)\.\Z",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:()\[\]]\s|[,:;()]|\s[-–—]+\s|[!?.…]+(?=\s|\Z)|\n")


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
    lines = [line for line in text.split("\n") if line.strip() and not _is_log(line)]
    return Said(tuple(_unquoted(line) for line in lines))


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


def _is_log(line: str) -> bool:
    return _LOG.match(line) is not None or _LEVEL.search(line[:400]) is not None


def _unquoted(line: str) -> tuple[str, bool]:
    mark = _QUOTED.match(line)
    return (line[mark.end() :], True) if mark else (line, False)
