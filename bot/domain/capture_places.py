"""Where in a sentence a customer's name stands, and where it cannot."""

import re

from bot.domain.capture_spellings import Word
from bot.domain.capture_text import clause_around
from bot.domain.capture_words import word_set

STRONG = word_set(
    "customer customers client clients company account клиент клиента клиенту клиентом клиенте "
    "клиентка компания компании компанию компанией заказчик заказчика заказчику фирма фирмы фирме"
)
"""Words that a customer's name follows."""

WEAK = word_set("from for at by with у от для из по в к ко")
"""Words that it may follow."""

TELLING = word_set("у от from")
"""Those of them that are followed by hardly anything else than somebody."""

_SPEAKS = re.compile(
    r"\s{1,3}(?:customer|client|клиент|needs?|wants?|would|will|writes?|wrote|says?|said|calls?|called|asks?|asked|reports?|reported"
    r"|complains?|threatens?|expects?|waits?|are\swaiting|can['’]?t|cannot|people|users?|staff|employees"
    r"|пишет|пишут|говор\w{1,3}|звон\w{2,4}|позвон\w{2,4}|жалу\w{3,5}|прос(?:[ия]т|ил[аи]?)|жалова\w{2,5}|ждет|ждёт|ждут|хо[тч]\w{2,3}"
    r"|сообщ\w{2,5}|(?:не\s)?мо[гж]\w{2,3}|готов\w?|мучается|мучаются|злится|злятся|потерп\w{1,3}|терпит"
    r"|требу\w{2,3}|спраш\w{2,6}|обрыва\w{2,3}|сидит|сидят|прислал\w?|написал\w?|обратил\w{2,3}"
    r"|pishet|pishut|zvon[iy]\w{1,3}|zhalu\w{2,5}|prosi?ya?t|govor[iy]\w{1,2}"
    r"|(?:второй|третий|пятый|десятый)\sраз\s\w{4,12}|на\s(?:линии|проводе|телефоне|трубке)|с\sутра\s(?:муч|звон|пиш|жал|прос)\w{2,6})\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\s{1,3}(?:is|are|was|has|have|had|could|does|doesn['’]?t|do|don['’]?t|gets?|got|sees?|again|here|still"
    r"|sent|sends|lost|team|вид[ия]т|не|снова|опять|ne|opyat|snova|стоит|стоят|остал\w{2,4}|второй|третий)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s{1,3}(?:again|опять|снова)\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"\s{0,3}(?:[,:;!()|\"»”.…—–\n]|-\s|\Z|(?:и|and|or|или|&)\s[A-ZА-ЯЁ0-9]|[^\w\s'’-])"
)
_SEVERITY_NEXT = re.compile(r"\s(?:sev|severity|сев|крит)", re.IGNORECASE)
_OPENS = re.compile(r"(?:\A|[\n.,:;!?(|«“\"—–]|\s[-/\\])\s{0,3}\Z")
_OWNED = re.compile(
    r"\b(?:our|my|your|their|his|her|its|an?|the|this|that|some|any|every|no|их|его|ее|её|наш\w{0,2}"
    r"|мо[йяе]|ваш\w{0,2}|эт\w{1,3}|как\w{2}-то)\s{1,3}\Z",
    re.IGNORECASE,
)
_ONE_OF_MANY = re.compile(r"\b(?:an?|my|your|his|her)\s{1,3}\Z", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:(?<!['’])not(?!\sonly)(?:\s(?:at|from|for|by|with))?|isn['’]?t|except(?:\sfor)?|besides|unlike"
    r"|than|instead\sof|like(?:\s(?:at|with|for|in))?|same\s(?:as|at)(?:\s(?:at|with|for))?|as\s(?:at|with|for)"
    r"|(?:not\sto\sbe|don['’]?t|do\snot)\s(?:confused?|mix(?:ed)?\sup)\s(?:it\s|them\s)?with|не\s(?:надо\s)?пута(?:ть|йте|й)\s(?:их\s|его\s)?со?"
    r"|не(?!\sтолько)(?:\sу)?|кроме|вместо|чем(?:\sу)?|как(?:\sу)?|помимо|конкурент\w{0,3}|competitors?)"
    r"\s{1,3}(?:the\s)?(?:other\s|другой\s|другим\s)?[«\"“]?\Z",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\s(?:customer|client|reseller|partner|subsidiary|supplier)\s[«\"“]?[A-ZА-ЯЁ]")
_FINE = re.compile(
    r"\s{0,3}(?:\w{1,12}\s)?(?:is|are|has|have|works?|работает|все|всё)\s(?:\w{1,12}\s)?(?:fine|ok|okay"
    r"|unaffected|not\saffected|no\sproblems?|normally|нормально|хорошо|ок|в\sпорядке|отлично)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:mr|mrs|ms|herr|frau|г-н|г-жа|господин|госпожа)\.?\s{1,3}\Z", re.IGNORECASE
)
_DOUBT = re.compile(
    r"\b(?:something|or\s(?:so|similar|something)|like\sthat|some\s(?:garage|company|firm)|not\ssure"
    r"|unclear|either|maybe|perhaps|probably|possibly|sounds?\slike|не\sто|вроде|кажется|похоже"
    r"|возможно|наверное|какая\sиз|не\sрасслышал\w?|то\sли)\b",
    re.IGNORECASE,
)
_OR_BEFORE = re.compile(r"\b(?:or|или|либо)\b.{0,12}\Z", re.IGNORECASE | re.DOTALL)
_OR_AFTER = re.compile(r"\A\W{0,3}(?:or|или|либо)\b(?!\s(?:это|is\sit|not\b|нет\b))", re.IGNORECASE)
_SEEMS = re.compile(
    r"\b(?:кажется|похоже|вроде|возможно|наверное|думаю|probably|maybe|perhaps|possibly|i\s(?:think|guess|believe)"
    r"|(?:it\s)?(?:must|may|might|could)\s(?:be|have\sbeen)),?\s(?:бы\s|это\s(?:был[аои]?\s)?|it['’]s\s|it\s(?:was|is)\s|from\s|у\s|от\s)?\Z",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"[\s,(?…\"»”-]{0,4}(?:and|und|и|&|or|or\smaybe|or\sis\sit|may\s?be|perhaps|oder|или|или\sже|либо|а\sможет|может|не\sто)"
    r"(?:\s(?:maybe|perhaps|from|at|from\sthe|может|быть|это|у|от|клиент|the)){0,2}\s{1,2}[«\"“]?\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\A|(?<=[\n;|]))[ *_•-]{0,4}(?:customer|client|company|account|клиент|компания|заказчик)(?:['’]?s?\sname)?[ *_]{0,2}[:=]"
    r"[ *_]{0,3}(?P<value>[^\n,;|/]{1,60})",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[\"«“]?(?:[A-ZА-ЯЁ0-9&][\w.'’&-]*|und|and|of|for|и)[\"»”.!]?")
_MOST_OF_NAME = 5
_QUOTES = frozenset("\"«»“”„'")
_CUT = re.compile(r"\s?(?:\.\.\.?|…)")
_BESIDE = ' *_>("«“-'
_A_QUESTION = 30
_FAR_APART = 30
_MARKS = frozenset({"", "«", '"', "“", "„", "*", "_", ":", "(", "-", "–", "—", ": «", ': "'})


def cue(text: str, before: Word | None, start: int) -> str:
    """Give the word right before a name, past a quotation mark."""
    if before is None or text[before.end : start].strip() not in _MARKS:
        return ""
    return before.text.casefold()


def head(text: str, start: int) -> str:
    """Give what stands before a place, as far as it matters."""
    return text[max(0, start - 40) : start]


def begins_line(text: str, start: int) -> bool:
    """Say whether a place is the first of a line or a sentence."""
    before = text[max(0, start - 9) : start]
    left = before.rstrip(_BESIDE)
    return not left or left[-1] == "\n" or (left[-1] in ".!?…" and left != before)


def begins_sentence(text: str, start: int) -> bool:
    """Say whether a capital letter at a place says nothing, as also within quotation marks."""
    before = text[max(0, start - 9) : start].rstrip(" *_>(")
    return not before or before[-1] in '\n.!?…«“"'


def closes(text: str, end: int) -> bool:
    """Say whether a phrase ends at a place."""
    return _CLOSES.match(text, end) is not None


def ends_phrase(text: str, end: int) -> bool:
    """Say whether a phrase ends at a place, also before a severity: `for Acme sev3`."""
    return closes(text, end) or _SEVERITY_NEXT.match(text, end) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether it is a phrase of its own: `…, Acme, …`."""
    return closes(text, end) and _OPENS.search(head(text, start)) is not None


def speaks(text: str, end: int) -> bool:
    """Say whether what follows is done only by somebody: `… asks`, `… не могут`."""
    return _SPEAKS.match(text, end) is not None


def comes_again(text: str, end: int) -> bool:
    """Say whether somebody is there once more: `… again`."""
    return _AGAIN.match(text, end) is not None


def acts(text: str, end: int) -> bool:
    """Say whether what follows can be done by somebody."""
    return speaks(text, end) or _ACTS.match(text, end) is not None


def is_owned(text: str, start: int) -> bool:
    """Say whether what follows is somebody's thing: `our target`."""
    return _OWNED.search(head(text, start)) is not None


def is_one_of_many(text: str, start: int) -> bool:
    """Say whether what follows is a thing of which there are many: `a DM`."""
    return _ONE_OF_MANY.search(head(text, start)) is not None


def is_other(text: str, start: int, end: int) -> bool:
    """Say whether it is told whom this is not about: `not Acme`, `Acme is fine`, `Acme's customer Hooli`."""
    if text[start:end].endswith(("'s", "’s")) and _WHOSE.match(text, end):
        return True
    return _OTHERS.search(head(text, start)) is not None or _FINE.match(text, end) is not None


def is_alternative(text: str, end: int, start: int) -> bool:
    """Say whether what begins at `start` is told as another possibility for what ended."""
    return end <= start <= end + _FAR_APART and bool(_ALTERNATIVE.match(text[end:start]))


def labelled(text: str) -> tuple[int, int] | None:
    """Give where a name stands that is told under `Customer:`, known or not."""
    for found in _LABEL.finditer(text):
        words = found["value"].split()
        if len(words) <= _MOST_OF_NAME and all(map(_NAME_WORD.fullmatch, words)):
            return found.span("value")
    return None


def is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether a name stands between quotation marks."""
    return text[max(0, start - 1) : start] in _QUOTES and text[end : end + 1] in _QUOTES


def is_cut(text: str, end: int) -> bool:
    """Say whether a word was left off at a place: `Техно…`."""
    return _CUT.match(text, end) is not None


def is_doubted(text: str, start: int, end: int) -> bool:
    """Say whether the writer is not sure of a name either."""
    before, after, ending = clause_around(text, start, end)
    if _PERSON.search(before) or is_cut(text, end) or _SEEMS.search(head(text, start)):
        return True
    if "?" in ending and len(before) + len(after) < _A_QUESTION and not acts(text, end):
        return True
    if _OR_BEFORE.search(before) or _OR_AFTER.match(after):
        return True
    return _DOUBT.search(f"{before[-40:]} {after[:40]}") is not None
