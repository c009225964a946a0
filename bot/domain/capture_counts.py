"""How many are affected, in a few closed forms: "all users", "several customers", "7 users"."""

import re
from itertools import islice

from bot.domain.capture_numbers import NUMBER, number_of
from bot.domain.capture_text import clause_around

_MOST = 100_000
_MOST_TOLD = 40
_USERS = (
    r"(?:users?|employees?|people|persons?|operators?|agents?|managers?|cashiers?|colleagues|drivers?"
    r"|workers?|members\sof\sstaff|staff\smembers?|staff|accountants?|clerks?|accounts\saffected|nurses?"
    r"|doctors?|teachers?|dispatchers?|seats\saffected|guys"
    r"|пользовател[ьяюией]{1,3}м?и?|пользователей|юзер(?:а|ов|у|ы|ам)?|сотрудни(?:к|ка|ки|ков|ку|кам)"
    r"|сотрудниц[аы]?|человека?|людей|оператор(?:а|ы|ов|ам)?|менеджер(?:а|ы|ов|ам)?|кассир(?:а|ы|ов|ам)?"
    r"|бухгалтер(?:а|ы|ов)?|водител(?:ь|я|ей)|кладовщик(?:а|и|ов)?|диспетчер(?:а|ы|ов)?|коллег[аи]?"
    r"|работник(?:а|и|ов)?|продавц(?:а|ов|ы)|продавец|администратор(?:а|ы|ов)|врач(?:а|и|ей)|учител(?:ь|я|ей))"
)
_CUSTOMERS = (
    r"(?:customers?|clients?|companies|clinics\saffected|accounts\sof\scustomers"
    r"|клиент(?:а|ы|ов|у|ам)?|компани[йия]|заказчик(?:а|и|ов)?)"
)
_OF = r"(?:(?:of\s)?(?:their|the|our|his|its|у\sних|их|наш\w{1,2}|разн\w{2}|других|different|other|more)\s)?"
_ADJECTIVE = r"(?:[a-zа-я]{3,14}\s)?"
_SEVERAL = (
    r"(?:several|some|a\sfew|few|multiple|various|many|a\scouple\sof|a\snumber\sof|нескольк(?:о|их|им)"
    r"|некоторы[ехм]|ряд[ау]?|пар[аыуе]|многи[ехм]|много|часть)"
)
_ALL = r"(?:all|every|each\sof|every\sone\sof|все|всех|всем|у\sвсех|каждый|каждого)"
_COUNTED = re.compile(
    rf"(?<![\w.,:#№/-])(?P<number>{NUMBER})\s"
    rf"(?:(?:out\s)?(?:of|из)\s(?:the\s|their\s|our\s|их\s)?\d{{1,5}}\s)?{_OF}{_ADJECTIVE}"
    rf"(?:(?P<users>{_USERS})|(?P<customers>{_CUSTOMERS}))\b"
)
_SOME = re.compile(
    rf"(?<!\w)(?:(?P<all>{_ALL})|(?P<several>{_SEVERAL}))\s{_OF}(?:[a-zа-я]{{2,14}}\s)??"
    rf"(?:(?P<users>{_USERS})|(?P<customers>{_CUSTOMERS}))\b"
)
_AFTER = re.compile(
    rf"\b(?P<who>users?|customers?|пользователей|сотрудников|клиентов)(?:\s(?:affected|затронуто))?\s?[:=—–-]\s?"
    rf"(?P<number>{NUMBER})(?!\w|[:.,]\d)"
)
_PEOPLE_LAST = re.compile(
    rf"\b(?P<who>сотрудников|пользователей|людей|операторов|клиентов)\b[^.!?\n]{{0,40}}?,\s(?P<number>{NUMBER})(?!\w|:\d)"
)
_ONLY_ONE = re.compile(
    r"\bonly\s(?:for\s|at\s|with\s|affects\s)?(?:this|that|the)\s(?:one\s)?(?:customer|client)\b"
    r"|\b(?:just|only)\s(?:for\s|at\s|with\s)?(?:them|us)\b(?!\s(?:to|and|who))|\bonly\sone\s(?:customer|client)\b"
    r"|\bno\s(?:other\s(?:customers?|clients?)|one\selse|body\selse)\s(?:is\s|are\s)?(?:affected|wrote|hit|complains?)"
    r"|\bnobody\selse\s(?:is\saffected|wrote|complain\w{0,2}|has\sit|reported)"
    r"|\b(?:только|лишь|исключительно)\s(?:у|для)\s(?:нас|них|этого\sклиента|одного\sклиента|этой\sкомпании)\b"
    r"|\bтолько\sэтот\sклиент\b|\bбольше\sни\sу\sкого\b|\bу\sостальных\sклиентов\s(?:все|всё)\b"
)
_NO_COUNT = re.compile(
    r"\b(?:lost|lose|losing|потеряли|no\sidea|don['’]?t\sknow|unknown|unclear|how\smany|whether|if|sent\sby|approved\sby|signed\sby"
    r"|неизвестно|непонятно|ли|если|сколько|contract|licen[cs]e\w?|hi|hello|dear|hey|thanks"
    r"|привет|здравствуйте|спасибо|sold\sto|plan\sfor|up\sto|per|tariff|тариф\w?)\s(?:\w{1,12}\s){0,2}\Z"
    r"|(?:\bnot|n['’]t|\bне|\bhow)\s(?:(?:for|at|by|with|у|для)\s)?\Z"
)
_AFTER_NO = re.compile(
    r"\A\s?(?:на\s(?:двоих|всех|троих)|in\sthe\scontract|per\s|licen[cs]es?|plan\b|management|list\b|names?\b|accounts\b|group|role|"
    r"guide|manual|can\sbe\sadded|card|record|support|service|base\b|data|id\b|в\sдоговоре)"
)
_BESIDES = re.compile(r"\b(?:other|more|других|другим|еще)\b")
_SOME_ONE = re.compile(r"\A(?:some|many|all)\b.*\b(?:user|customer|client|employee|company)\Z")
_ARTICLES = ("a", "an")
_ORDER = ("users", "customers")


def how_many(text: str) -> str | None:
    """Give the one number of affected that a text tells; None if it tells two, or none."""
    low = text.lower().replace("ё", "е")
    told = dict.fromkeys(_told(low))
    exact = [one for one in told if not one.startswith("several")]
    for kind in _ORDER:
        of_kind = [one for one in exact or told if one.endswith((kind, kind[:-1]))]
        if of_kind:
            return of_kind[0] if len(of_kind) == 1 else None
    return None


def _told(low: str) -> list[str]:
    found = list[str]()
    for match in islice(_COUNTED.finditer(low), _MOST_TOLD):
        if (
            match["number"] not in _ARTICLES
            and not _BESIDES.search(match[0])
            and not _is_no_count(low, match)
        ):
            number = number_of(match["number"])
            found.append(_form(number, "users" if match["users"] else "customers"))
    for match in islice(_SOME.finditer(low), _MOST_TOLD):
        if not _is_no_count(low, match) and not _SOME_ONE.search(match[0]):
            size = "all" if match["all"] else "several"
            found.append(f"{size} {'users' if match['users'] else 'customers'}")
    for pattern in (_AFTER, _PEOPLE_LAST):
        for match in islice(pattern.finditer(low), _MOST_TOLD):
            kind = "customers" if match["who"].startswith(("cust", "клиент")) else "users"
            found.append(_form(number_of(match["number"]), kind))
    found += ["one customer" for _ in _ONLY_ONE.finditer(low)]
    return [one for one in found if one]


def _form(number: int, kind: str) -> str:
    if not 0 < number <= _MOST:
        return ""
    return f"one {kind[:-1]}" if number == 1 else f"{number} {kind}"


def _is_no_count(low: str, match: re.Match[str]) -> bool:
    before, after, _ = clause_around(low, *match.span())
    return _NO_COUNT.search(f"{before} ".replace("  ", " ")) is not None or bool(
        _AFTER_NO.match(after)
    )
