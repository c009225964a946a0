"""Which application and component a report is about, by their names and synonyms.

An ordinary word ("search", "счета") counts only where the sentence is about that part: it stands
for itself, something goes wrong with it, or its application is named beside it.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain import capture_places as places
from bot.domain.applications import Application
from bot.domain.capture_spellings import Word, plainly
from bot.domain.capture_text import Said, clause_around, sentence_ends
from bot.domain.capture_words import word_set
from bot.domain.name_keys import WORD, stem

_COMMON = word_set(
    "shop store web site app application apps import export search find cart basket login logins signin "
    "contact contacts deal deals pipeline report reports stock push scanner catalog catalogue invoice "
    "invoices invoicing payment payments order orders account accounts profile profiles delivery "
    "shipping warehouse mail email chat call calls phone calendar task tasks file files document "
    "documents map maps price prices users customers settings dashboard home news events message "
    "messages notification notifications print printing backup sync data exchange returns refunds "
    "help support portal discounts coupons vouchers statistics analytics api tax taxes "
    "магазин сайт приложение импорт экспорт поиск корзина вход логин контакты контакт сделки сделка "
    "отчеты отчет остатки остаток склад пуш пуши сканер каталог счета счет платежи платеж оплата заказ "
    "заказы профиль доставка почта чат звонки календарь задачи файлы документы карта карты цены "
    "пользователи клиенты настройки новости сообщения уведомления печать обмен данные возвраты витрина "
    "авторизация склады договоры договор кабинет портал помощь скидки купоны статистика аналитика".replace(
        "ё", "е"
    )
)
_TROUBLE = re.compile(
    r"\b(?:down|dead|empty|empties|slow\w{0,2}|broken|breaks?|fail\w{0,3}|hangs?|hung|stuck|frozen|freez\w{1,3}"
    r"|crash\w{0,3}|errors?|wrong\w{0,2}|missing|gone|lost|not|\w{2,6}n['’]t|cant|wont|doesnt|cannot|no|nothing"
    r"|never|50\d|40\d|time(?:s|d)?\s?-?out|grey|gray|blank|white|spins?|loops?|doubles?d?|duplicat\w{1,4}"
    r"|ignores?|refus\w{1,3}|reject\w{0,3}|returns|ends\swith|double-charge|nobody|only|twice|unable|nonsense"
    r"|stopped|stalls?|blocked|flicker\w{0,3}|disappear\w{0,3}|vanish\w{0,3}|corrupt\w{0,2}|incorrect\w{0,2}"
    r"|show(?:s|ing)?|differ\w{0,4}|late|delay\w{0,2}|repeat\w{0,3}|unavailable|offline|shifted|reset\w{0,3}"
    r"|не|нет|ни|пуст\w{1,4}|леж[иа]т|упал\w?|пада\w{2,3}|вис[ия]т|завис\w{0,4}|тормоз\w{1,3}|медленн\w{1,3}"
    r"|ошибк\w|слом\w{2,5}|пропа\w{1,4}|вылет\w{2,5}|отвал\w{3,6}|дво[ия]тся|стоит|стоят|встал\w?|сдох\w{0,3}"
    r"|умер\w{0,3}|глюч\w{1,3}|глюк\w{0,2}|крив\w{1,3}|бел\w{2}|хрип\w{1,3}|эхо|крут\w{1,5}|без|перестал\w?"
    r"|барахл\w{1,3}|недоступ\w{1,3}|отда[её]т|показыва\w{2,3}|зад[вв]аива\w{2,5}|молчит|исчез\w{0,4}|нул\w{1,4}"
    r"|неверн\w{1,3}|неправильн\w{1,3}|старые|старый|обнул\w{2,5}|дубл\w{1,8}|чуж\w{1,3}|проблем\w{1,3}"
    r"|через\sраз|жалу\w{3,5}\sна|complain\w{0,3}\sabout|слетел\w?|слета\w{2,3}|теря\w{2,5}|сбрасыва\w{2,5}|сброс\w{2,5}|никто|подсвечива\w{2,3}"
    r"|отказыва\w{2,4}|просит|откр\w{3,6}|приход[ия]т|оста[юе]тся|перезапус\w{2,5}|почин\w{2,4}|restart|back|jump\w{0,3}|прыга\w{2,4}|путает\w{0,2}|лагает|рвет\w{0,2}|пищит)\b"
)
_DOES = re.compile(
    r"\s(?:is|are|was|were|has|have|does|do|did|came|come|went|gives?|takes?|sends?|[a-z]{3,12}s|stopped"
    r"|started|\d{3})\b"
)
_AS_VERB = re.compile(
    r"\b(?:to|will|i|we|you|they|can|could|please|pls|must|should|would|let['’]s|['’]ll|cannot|can['’]t"
    r"|don['’]t|did|didn['’]t|i['’]ll|we['’]ll)\s{1,2}\Z"
)
_OF_SOMEBODY = re.compile(r"\b(?:my|his|her|мо[ийяе]|paper)\s{1,2}\Z|s['’]\s{1,2}\Z")
_NOT_IT = re.compile(
    r"\s?(?:for\sit\b|for\sthem\b|duty|duties|with\b|me\b|you\b|\(paper|address\b|at\stheir\b|form\b)"
)
_REPORTS = re.compile(
    r"\s(?:that|an?|the|it|us|about|some|several|many|no|having|seeing|issues?|problems?|errors?|trouble\w?|slow\w{0,4}|bugs?)\b"
)
"""What follows `reports` where somebody reports."""

_STAFF = re.compile(
    r"\s(?:people|staff|workers?|teams?|managers?|guys|employees|doors?|floor|building|boss|lady|clerks?|keepers?|owner|hours)\b"
)
_OTHER_TOOL = re.compile(
    r"\b(?:git|docker|svn|hg|helm|npm|force|google|bing|yandex|outlook|gmail|exchange|excel|phone|job|flat|body|bank|wedding|"
    r"гугл|яндекс|телефонн\w{2,3}|банковск\w{2,3})['’]?s?\s\Z"
)
_ABOUT = re.compile(
    r"\b(?:про|насч[её]т|касается|касательно|вопрос\w?\sпо|проблем\w\s(?:с|со|по|в)|жал\w{2,7}\s(?:на|по)|тикет\w?\sпо"
    r"|(?:questions?|tickets?|complaints?|troubles?|issues?|problems?|bugs?|errors?)\s(?:about|with|on|in|for)|regarding|concerning"
    r"|(?:глянуть|посмотреть|проверить|посмотрите|проверьте|гляньте|check|look\s(?:at|into)))\s(?:the\s|their\s|our\s|их\s|наши?\s)?\Z"
)
_IN_IT = re.compile(r"\A\s{0,3}(?:в|во|in|in\sthe|with\sthe|on\sthe)\s\Z")
_WITHIN_IT = re.compile(r"\b(?:в|во|in)\s(?:the\s)?\Z")
_PART_OF = re.compile(r"\A\s{0,3}[^\W\d]{4,20}\s(?:in|of|в|во)\s(?:the\s)?\Z")
_BUT_IT = re.compile(
    r"\b(?:ok|okay|fine|works?|well|good|работает|норм\w{0,5}|порядке|хорошо|ок)\b[^.!?\n]{0,40}\b(?:except(?:\sfor|\sin)?|but(?:\snot)?|кроме|но\sне)"
    r"\s(?:the\s|in\s)?\Z"
)
"""All is well but for what follows."""

_OPENED = re.compile(r"\b(?:opens?|opened|saves?|откры\w{2,4}|захо[дж]\w{1,3}\sв)\s(?:the\s)?\Z")
_USED = re.compile(r"\b(?:us(?:e|es|ing)|via|through|instead\sof|через|вместо)\s(?:the\s|our\s)?\Z")
_MANY = re.compile(r"(?:ов|ами|ах|ам|shops|stores|sites|apps)\Z")
_WENT_TO = re.compile(
    r"\b(?:поехал\w?|пош[её]л|пошли|пошла|съездил\w?|ездил\w?|иск\w{2,4}|ищу|find|found|look\w{0,3})\s[\w\s]{0,9}\Z"
)


_MOST_MENTIONS = 50
"""So often may parts be named in a report; who pastes a list means none of them."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A name of an application or of components; `parts` are pairs of both."""

    words: tuple[str, ...]
    application: str
    component: str | None
    is_key: bool = False
    """It is what the rules call the application, which need not be what people do."""

    @property
    def is_common(self) -> bool:
        return self.is_key or (len(self.words) == 1 and self.words[0] in _common_stems())


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a sentence names a part; `is_meant` if it is about that part beyond doubt."""

    terms: tuple[_Term, ...]
    sentence: int
    is_meant: bool

    @property
    def applications(self) -> set[str]:
        return {term.application for term in self.terms if term.component is None}

    @property
    def components(self) -> set[tuple[str, str]]:
        return {(term.application, term.component) for term in self.terms if term.component}


def parts_of(report: Said, known: Sequence[Application]) -> tuple[str | None, str | None]:
    """Give the key of the application and the name of the component that a report is about."""
    terms = _by_first_word(tuple(term for one in known for term in _terms(one)))
    if not terms:
        return None, None
    mentions = list(_mentions(report, terms))
    named = {key for one in mentions if one.is_meant for key in one.applications}
    if len(named) > 1:
        return None, None
    if named:
        application = named.pop()
        return application, _component_of(application, mentions)
    return _by_components([one.components for one in mentions if one.is_meant and one.components])


def _component_of(application: str, mentions: list[_Mention]) -> str | None:
    """Give the only component of an application that is told of."""
    meant, beside = set[str](), set[str]()
    here = {one.sentence for one in mentions if application in one.applications}
    for mention in mentions:
        names = {name for key, name in mention.components if key == application}
        if mention.is_meant:
            meant |= names
        if mention.sentence in here:
            beside |= names
    names = meant | beside if meant & beside else meant or beside
    return names.pop() if len(names) == 1 else None


def _by_components(told: list[set[tuple[str, str]]]) -> tuple[str | None, str | None]:
    """Find the application that alone has all components that are told of."""
    owners = [{key for key, _ in components} for components in told]
    common = set.intersection(*owners) if owners else set[str]()
    if len(common) != 1:
        return None, None
    application = common.pop()
    names = {name for components in told for key, name in components if key == application}
    return application, names.pop() if len(names) == 1 else None


def _terms(application: Application) -> Iterator[_Term]:
    for name in (application.name, *application.synonyms):
        yield _Term(_stems(name), application.key, None)
    if _stems(application.key) not in {
        _stems(application.name),
        *map(_stems, application.synonyms),
    }:
        yield _Term(_stems(application.key), application.key, None, is_key=True)
    for component in application.components:
        for name in (component.name, *component.synonyms):
            yield _Term(_stems(name), application.key, component.name)


def _by_first_word(terms: tuple[_Term, ...]) -> dict[str, list[_Term]]:
    found = dict[str, list[_Term]]()
    for term in terms:
        if term.words:
            found.setdefault(term.words[0], []).append(term)
    return found


@lru_cache(maxsize=2048)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in WORD.findall(name))


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return frozenset(_stem(word) for word in _COMMON)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Bring the forms of a word together; the one of `1C` may be of either alphabet."""
    low = plainly(word)
    return low.replace("с", "c") if low[:1].isdigit() else stem(low)


def _mentions(report: Said, terms: dict[str, list[_Term]]) -> Iterator[_Mention]:
    low, ends = report.all.lower(), sentence_ends(report.all)
    words = [word for word in report.words if not word.is_inside]
    at, found = 0, 0
    while at < len(words) and found < _MOST_MENTIONS:
        there = [term for term in terms.get(_form(words[at], terms), ()) if _fits(words, at, term)]
        length = max((len(term.words) for term in there), default=1)
        meant = tuple(term for term in there if len(term.words) == length)
        span = words[at].start, words[at + length - 1].end
        mention = _mention(low, span, meant, bisect(ends, span[0])) if meant else None
        found += bool(meant)
        if mention is not None:
            yield mention
        at += length


def _form(word: Word, terms: dict[str, list[_Term]]) -> str:
    """Give a word as the terms have it; an English one also without its plural."""
    form = _stem(word.text)
    if form not in terms and form.endswith("s") and form[:-1] in terms:
        return form[:-1]
    return form


def _fits(words: list[Word], at: int, term: _Term) -> bool:
    if at + len(term.words) > len(words):
        return False
    said = [_stem(word.text) for word in words[at : at + len(term.words)]]
    pairs = zip(said, term.words, strict=True)
    return all(mine in {theirs, f"{theirs}s"} for mine, theirs in pairs)


def _mention(
    low: str, span: tuple[int, int], terms: tuple[_Term, ...], sentence: int
) -> _Mention | None:
    start, end = span
    before, _, _ = clause_around(low, start, end)
    if _BUT_IT.search(low, max(0, start - 60), start):
        return _Mention(terms, sentence, is_meant=True)
    if places.is_other(low, start, end) or _USED.search(before):
        return None
    if not terms[0].is_common:
        return _Mention(terms, sentence, is_meant=True)
    return _common_mention(low, span, terms, sentence)


def _is_told_by(low: str, before: str, end: int) -> bool:
    return low.startswith(" that ", end) or bool(before.strip() and _REPORTS.match(low, end))


def _common_mention(
    low: str, span: tuple[int, int], terms: tuple[_Term, ...], sentence: int
) -> _Mention | None:
    """Judge a word that means other things as well."""
    start, end = span
    before, after, _ = clause_around(low, start, end)
    is_verb = _AS_VERB.search(before) is not None and not low[start:end].endswith("s")
    if (
        is_verb
        or _OF_SOMEBODY.search(low, max(0, start - 16), start)
        or _NOT_IT.match(low, end)
        or _STAFF.match(low, end)
        or _OTHER_TOOL.search(before)
        or (low[start:end] == "reports" and _is_told_by(low, before, end))
        or _WENT_TO.search(before)
    ):
        return None
    is_alone = not before.strip(" \"'«»*_") and not after.strip(" \"'«»*_|")
    if terms[0].component is None and _MANY.search(low[start:end]):
        return None
    if terms[0].component is None and _PART_OF.search(before):
        return _Mention(terms, sentence, is_meant=True)
    is_inside = _IN_IT.match(before) or (not after.strip() and _WITHIN_IT.search(before))
    is_meant = (
        is_alone
        or (terms[0].component is not None and is_inside)
        or _ABOUT.search(before)
        or _OPENED.search(before)
        or _TROUBLE.search(before)
        or _TROUBLE.search(after)
        or _DOES.match(low, end)
    )
    return _Mention(terms, sentence, bool(is_meant))
