"""What a moment is not told for: opening hours, dates of theirs, habits, what is denied."""

import re

from bot.domain.capture_spans import DENIED
from bot.domain.capture_text import clause_around

_HOURS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|clos(?:e|es|ed|ing)|works?|working\shours|hours|holidays?|vacation|away|"
    r"lunch|break|runs?|valid|available|reachable|online|here|in\sthe\soffice|busy|back|off|out|sick|ends?|expires?|contract|call|calls|reach(?:ed)?|phone|tel|mobile"
    r"|открыт\w?|закрыт\w?|закрыва\w{2,4}|работ(?:ает|ают|аем|ал|али|аю)|доступ\w{1,4}|на\sсвязи|перерыв"
    r"|обед|акция|действует|действуют|отпуск\w?|на\sместе|дежур\w{1,3}|смена|заканчива\w{2,4}|истека\w{2,3}|договор\w?|часы|график|режим|звон\w{2,5}|позвон\w{2,5}|тел|телефон\w{0,2}|принима\w{2,4})\b"
)
_RANGE_BEFORE = re.compile(
    r"\b(?:с|со|from|between|since)\s[\w:.]{1,12}(?:\s(?:утра|часов|am|pm))?\s?\Z"
)
_IF = re.compile(r"\b(?:if|unless|если|иначе)\b")
_BY_THEMSELVES = re.compile(r"\b(?:themselves|on\stheir\sown|by\sitself|сами|сама|само|сам)\b")
_MISSED = re.compile(
    r"\b(?:was|were|had|used\sto|sent|approved|made|done\sin|worked|ran|arrived|came|"
    r"был[аои]?|успел\w?|приехал\w?|пришл\w{1,2}|дошл\w{1,2}|работал\w?|хватило)\b"
)
_BY_PHONE = re.compile(
    r"\b(?:by|on|via|по)\s(?:the\s|my\s)?(?:phone|tel|mobile|тел|телефону|моб)\b"
)
_THEIR_PLAN = re.compile(
    r"\b(?:go(?:es|ing)?\slive|launch\w{0,3}|migrat\w{1,4}|will\s(?:have|be|move|open|start)|plan(?:s|ning)?\sto|запуска\w{2,4}|запустя\w"
    r"|открыва\w{2,4}|переезжа\w{2,3}|переед\w{2,3}|планиру\w{2,3})\b"
)
_NEEDS = ("need", "want", "нуж", "надо", "хот", "прос", "жд")
_CLOSING = " .)!(:"
_NEEDED = re.compile(
    r"\b(?:need|want|must|fix|answer|please|pls|нуж|надо|прос|хот|исправ|почин|ответ|реш)"
)
_EVENT = re.compile(
    r"\s(?:(?:the|a|an|our|their|у\sних|у\sклиента|у\sнас|будет|is|they\shave|there\sis)\s){0,2}(?:\w{1,14}\s)?"
    r"(?:meeting|demo|launch|release|presentation|audit|inspection|inventory|stocktak\w{2,4}|opening|shift|delivery|deliveries"
    r"|shipment|payroll|reporting|call|appointment|training|go-?live|sale|campaign|event|conference|closing|webinar|visit"
    r"|отч[её]тность|встреч\w|совещани\w|планерк\w|релиз\w?|запуск\w?|презентаци\w|проверк\w|инвентаризаци\w|открыти\w"
    r"|смен\w|поставк\w|отгрузк\w|отгружа\w{2,4}|зарплат\w|созвон\w?|обучени\w|акци\w|мероприяти\w|конференци\w|вебинар\w?"
    r"|при[её]м\w?|визит\w?)\b"
)
"""What they have then themselves; no answer is wished for by that time."""

_BUT = re.compile(r"\b(?:but|however|so|please|pls|но|просьба|просят|поэтому)\b")
_HABIT = re.compile(
    r"\b(?:начина\w{3,6}|begins|starts|usually|always|every\s\w{3,9}|обычно|всегда|кажд\w{2,3}\s\w{3,11}|по\s\w{3,11})\s?\Z"
)
_OF_THEM = re.compile(
    r"\b(?:asks?|asked|asking|waits?|waited|waiting|wants?|wanted|customers?|clients?|with\sus|жд[уеё]т|ждут|ждали|прос[ия]т|просили"
    r"|клиент(?:ом|ы)?|с\sнами)\s(?:for\s(?:it|this|that|an\sanswer)\s|us\s|нас\s|у\sнас\s|ответа?\s|уже\s|already\s){0,2}\Z"
)
"""What they do since then themselves: they wait, they are customers."""

_TIME_RANGE = re.compile(r"\s(?:to|till|until|до|по)\s(?:\d{1,2}[:.]?\d{0,2})\b")
_DAY_RIGHT_BEFORE = re.compile(
    r"\b(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|\w{2,6}day)s?\s\Z(?<!today\s)(?<!yesterday\s)"
)
_ONWARDS = re.compile(r"\s(?:on|onwards?)\b")
_ASKED = re.compile(r"\b(?:need|want|pls|please|надо|нужн)")
_ON_TO = re.compile(r"\s(?:to|till|until|до|по(?!\sмоск))\s[\w]")
_NOT = re.compile(r"\b(?:not|не)\s\Z")
_DENIES = re.compile(r"\bне\s")


def is_wish(text: str, start: int, end: int) -> bool:
    """Say whether an answer is wished until a moment; `start` is where the word before it is."""
    before, after, _ = clause_around(text, start, end)
    if _RANGE_BEFORE.search(text, max(0, start - 24), start) or _MISSED.search(before):
        return False
    if _is_their_date(text, start, before, after) or _BY_THEMSELVES.search(after):
        return False
    if _HOURS.search(before) and not _ASKED.search(before):
        return False
    if text.startswith(("until", "till"), start) and _HOURS.search(after):
        return False
    return not DENIED.search(_BUT.split(before)[-1]) or _IF.search(before) is not None


def _is_their_date(text: str, start: int, before: str, after: str) -> bool:
    if _THEIR_PLAN.search(before) or _BY_PHONE.search(after):
        return True
    if _EVENT.match(after) and not _NEEDED.search(before):
        return True
    return text.startswith(_NEEDS, start) and bool(after.strip(_CLOSING))


def is_beginning(text: str, cue: re.Match[str], end: int) -> bool:
    """Say whether something began at a moment; `cue` is the word before it."""
    before, after, _ = clause_around(text, cue.start(), end)
    if any(one.search(before) for one in (_DAY_RIGHT_BEFORE, _HABIT, _OF_THEM)):
        return False
    if _TIME_RANGE.match(text, end):
        return False
    is_over = not cue[0].startswith("since") and _ON_TO.match(after) is not None
    if is_over or (cue[0] == "from" and not _ONWARDS.match(after)):
        return False
    if cue[0] in {"с", "со"} and _HOURS.search(before) and not _DENIES.search(before):
        return False
    return _NOT.search(before) is None
