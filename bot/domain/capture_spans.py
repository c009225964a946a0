"""Spans that reach to now or start now: "40 min ago", "вот уже час", "within 2 hours"."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain.capture_numbers import SPAN, span_of
from bot.domain.capture_text import clause_around

_MOST = 40
_JUST_TOLD = 60
_LONGEST = timedelta(days=300)
DENIED = re.compile(
    r"(?<!if\s)(?<!если\s)\b(?:not(?!\slater)|no\slonger|never|cannot|\w{2,6}n['’]t|cant|wont"
    r"|не(?!\sпоз)|нет|нельзя)\b"
)
"""What takes back what follows it."""

_WISH = re.compile(
    r"\b(?:please|pls|plz|need\w{0,3}|wants?|wish\w{0,3}|ask\w{0,2}|expect\w{0,2}|fix\w{0,2}|solv\w{1,3}"
    r"|answers?|promis\w{1,3}|must|should|has\sto|have\sto|deadline|resolve\w?|solution|"
    r"реш\w{2,5}|прос(?:ят|ит|или|им|ил|ила)|нуж\w{2,3}|надо|обещ\w{2,5}|жд[уеё]\w?т?|хотят|хочет|"
    r"поч[иие]н\w{1,4}|исправ\w{2,4}|успеть|ответ\w{0,5}|срок|пожалуйста|плиз|верн\w{2,4}|уложи\w{2,4}|дать)\b"
)
_WITHIN = re.compile(
    r"\b(?:within|in|в\sтечение|в\sтечении|в\sближайш(?:ие|ий)|за\sближайш(?:ие|ий))\s"
    r"(?:the\s)?(?:next\s|coming\s|ближайш(?:их|его)\s)?\Z"
)
_AGO = re.compile(r"\s{1,3}(?:ago|back\b|(?:тому\s)?назад)\b|\s?earlier\b")
_FOR = re.compile(
    r"\b(?:for(?:\s(?:about|over|more\sthan|almost|nearly|at\sleast|the\s(?:last|past)))?|(?:вот\s)?уже"
    r"(?:\s(?:больше|более|почти|около))?|последние|в\sтечение\sпоследних)\s\Z"
)
_LONELY_FOR = re.compile(r"(?:for|for\sabout|for\sthe\s(?:last|past)|(?:вот\s)?уже|последние)\s")
_NOW = re.compile(r"\s(?:now|already|straight|уже|как)\b")
_BEGAN = re.compile(
    r"\b(?:start\w{0,3}|began|begun|broke\w?|stopped|crashed|died|failed|went|gone|lost|disappeared|"
    r"happened|appeared|down|dead|hangs?|frozen|fell|"
    r"нач[аи]л\w{1,4}|сломал\w{1,3}|упал\w?|встал\w?|перестал\w?|пропал\w?|отвалил\w{1,3}|остановил\w{1,3}"
    r"|умер\w{0,3}|л[её]г\w{0,3}|легл\w|появил\w{1,3}|случил\w{1,3}|слом\w{2,5}|исчез\w{0,3}|повис\w{0,3}"
    r"|завис\w{0,3}|рухнул\w?|сдох\w{0,3}|отключил\w{1,3}|вылет\w{2,4})\b"
)
_STANDS = re.compile(
    r"\b(?:is|are|has|have|been|stays?|remains?|down|dead|frozen|stuck|empty|broken|offline|"
    r"can(?:no|['’]?)t|not|no|nothing|nobody|hangs?|fails?|"
    r"не|нет|стоит|стоят|вис[ия]т|лежит|лежат|пуст\w{1,3}|тишина|без|никто|ничего|тормоз\w{1,3}|белый"
    r"|ошибк\w|недоступ\w{1,3}|крутит\w{0,3}|пада\w{2,3})\b"
)
_TOLD = re.compile(
    r"\b(?:wrote|writ\w{2,4}|call\w{0,3}|phon\w{1,3}|ask\w{0,3}|wait\w{0,3}|told|said|sent|spoke|talk\w{0,3}"
    r"|on\sthe\s(?:phone|line)|mail\w{0,3}|fixed|deployed|released|updated|restarted|worked|tried|ordered|"
    r"installed|bought|signed|moved|joined|"
    r"писал\w?|написал\w?|звон\w{1,5}|позвон\w{1,5}|жд[уеё]\w{0,2}|спросил\w?|сказал\w?|присл\w{2,4}|"
    r"обещал\w?|говор\w{1,4}|трубк\w|обновил\w{1,3}|деплой\w{0,3}|починил\w?|чинил\w?|потратил\w?|"
    r"работал\w?|висим|разговарив\w{1,4}|просил\w?|перезапустил\w?|выкатил\w?|отправил\w?|оплатил\w?)\b"
)
_TAKEN_RU = re.compile(r"\b(?:через|за|на|кажд\w{2,3}|до|после|по|раз\sв|в\sтечение|около|не)\s\Z")


def ago(text: str, now: datetime) -> Iterator[datetime]:
    """Read spans that end now: "40 min ago", "for 2 hours now", "вот уже час"."""
    for number, found in enumerate(SPAN.finditer(text)):
        if number >= _MOST:
            return
        if span_of(found) > _LONGEST:
            continue
        before, after, _ = clause_around(text, *found.span())
        if not _TOLD.search(f"{before} {after}") and _reaches_now(text, found, before, after):
            yield now - span_of(found)


def _reaches_now(text: str, found: re.Match[str], before: str, after: str) -> bool:
    clause = f"{before} {after}"
    if _is_lonely(text, found, before, after):
        return True
    if _AGO.match(after):
        return _BEGAN.search(clause) is not None
    if _FOR.search(before):
        return bool(_NOW.match(after) or _STANDS.search(clause) or "уже" in before)
    return _stands_so_long(before, after)


def _is_lonely(text: str, found: re.Match[str], before: str, after: str) -> bool:
    """Say whether a span is a phrase of its own, about what is told before: `…, for 3 days`."""
    if _TOLD.search(text, max(0, found.start() - _JUST_TOLD), found.start()):
        return False
    if _AGO.fullmatch(after.rstrip()):
        return not before.strip()
    return bool(_LONELY_FOR.fullmatch(before.lstrip())) and not after.strip()


def _stands_so_long(before: str, after: str) -> bool:
    """Say whether a span without a word before it tells how long: `лежит полтора часа`."""
    if not re.search(r"[а-я]", before) or _TAKEN_RU.search(before):
        return False
    return not after.strip() and _STANDS.search(before) is not None


def within(text: str, now: datetime) -> Iterator[datetime]:
    """Read spans within which something is wished: "within 2 hours", "в течение часа"."""
    for number, found in enumerate(SPAN.finditer(text)):
        if number >= _MOST:
            return
        cue = _WITHIN.search(text, max(0, found.start() - 40), found.start())
        if cue is None or span_of(found) > _LONGEST:
            continue
        around = text[max(0, cue.start() - 80) : found.end() + 40]
        if (
            cue[0].strip() != "in"
            and _WISH.search(around)
            and not DENIED.search(clause_around(text, *cue.span())[0])
        ):
            yield now + span_of(found)
