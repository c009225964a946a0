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
    r"|doctors?|teachers?|dispatchers?|seats\saffected|guys|lawyers?|logisticians?|captains?|waiters|engineers?|analysts?|planners?"
    r"|пользовател[ьяюией]{1,3}м?и?|пользователей|юзер(?:а|ов|у|ы|ам)?|сотрудни(?:к|ка|ки|ков|ку|кам)"
    r"|сотрудниц[аы]?|человека?|людей|оператор(?:а|ы|ов|ам)?|менеджер(?:а|ы|ов|ам)?|кассир(?:а|ы|ов|ам)?"
    r"|бухгалтер(?:а|ы|ов)?|водител(?:ь|я|ей)|кладовщик(?:а|и|ов)?|диспетчер(?:а|ы|ов)?|коллег[аи]?"
    r"|работник(?:а|и|ов)?|продавц(?:а|ов|ы)|продавец|администратор(?:а|ы|ов)|врач(?:а|и|ей)|учител(?:ь|я|ей)"
    r"|(?:логист|юрист|экономист|капитан|инженер|механик|специалист|аналитик|консультант|агент|мастер|повар)(?:а|ы|ов|ам)?"
    r"|медсест[её]р|медсестры)"
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
_NOBODY_HAS = re.compile(
    r"\bnone\sof\s(?:their|the|our|its|his)\s(?:\w{2,12}\s)?(?P<users>users?|employees|people|staff|operators|agents|managers|cashiers|drivers)\b"
    r"|\bни\s(?:у\sкого\sиз|один\sиз|у\sодного\sиз|одного\sиз)\s(?:их\s|наших\s)?(?P<users_ru>пользователей|сотрудников|операторов|менеджеров"
    r"|юзеров|коллег|кассиров|водителей)\b|\bни\s(?:один|у\sодного)\s(?P<one_ru>пользовател[ья]|сотрудника?|оператора?|менеджера?)\b"
)
"""Who has it not working: so all of them."""

_UNHARMED = re.compile(
    r"\b(?:affected|hit|complain\w{0,3}|noticed|reported|wrote|problems?|issues?|troubles?|harmed|bothered|пострада\w{2,3}"
    r"|жал\w{2,6}|затронут\w{0,2}|заметил\w?|проблем\w?|ошибк\w|сообщ\w{2,4})\b"
)
_OTHERS_FINE = re.compile(
    r"\b(?:all\s|the\s)?other(?:s|\s(?:customers|clients|companies))(?:\s(?:are|have|it))?\s(?:is\s|all\s)?(?:fine|ok|okay|unaffected|good"
    r"|not\saffected|no\s(?:such\s)?problems?|work\w{0,3}|happy)\b|\beveryone\selse\s(?:is\s)?(?:fine|ok|okay|unaffected|good)\b"
    r"|\bостальн\w{1,2}(?:\s(?:клиент|компани)\w{0,3})?\s?(?:-\s|—\s|у\w?\s)?(?:все\s|не\s)?(?:ок|окей|хорошо|норм\w{0,5}|работает|в\sпорядке"
    r"|жал\w{2,5}|пострада\w{2,3}|затронут\w)\b"
)
_LONELY = re.compile(
    r"(?:\A|[\n.,;:!?–—-])\s{0,3}(?:у\s)?(?P<number>двое|двоих|трое|троих|четверо|четверых|пятеро|пятерых|шестеро|шестерых)"
    r"(?=\s{0,3}(?:[\n.,;!)]|\Z))"
)
_BUT_SOME = re.compile(
    r"\A,?\s(?:(?:except|excluding|apart\sfrom|other\sthan|save\sfor|кроме|за\sисключением|помимо)\b"
    r"|but\sfor\b)|\A\sbut\s(?!(?:only|not|it|they|in|on|at|just|for|with|since|we|i|he|she|this|that|there|when|if)\b)"
)
"""All but some are a number nobody told."""

_NO_COUNT = re.compile(
    r"\b(?:lost|lose|losing|потеряли|no\sidea|don['’]?t\sknow|unknown|unclear|how\smany|whether|if|sent\sby|approved\sby|signed\sby"
    r"|неизвестно|непонятно|ли|если|сколько|contract|licen[cs]e\w?|hi|hello|dear|hey|thanks"
    r"|привет|здравствуйте|спасибо|sold\sto|added|created|invited?|hired?|company\sof|team\sof|staff\sof|employs?|всего|штат\w?|в\sкомпании|в\sфирме"
    r"|добавил[аи]?|создал[аи]?|завел[аи]?|plan\sfor|up\sto|limit\w{0,2}|maximum|max|at\smost|allows?|лимит\w{0,2}|максимум|per|tariff|тариф\w?|trainings?|обучени\w|offer\w{0,3})\s(?:\w{1,12}\s){0,2}\Z"
    r"|(?:\bnot|n['’]t|\bне|\bни|\bhow)\s(?:(?:for|at|by|with|у|для)\s)?\Z"
)
_AFTER_NO = re.compile(
    r"\A\s?(?:(?:\w{2,12}\s){0,2}(?:will(?!\snot|\sbe\sunable|\slose)|shall|would|are\sgoing\sto|are\sto\sbe|(?:was|were|have\sbeen|has\sbeen)\s(?:added|created|invited|moved|hired)|добавил[аи]?|создал[аи]?|завел[аи]?|are\splanned|are\scoming|are\sexpected|next\s(?:week|month|year)"
    r"|to\sbe\sadded|придут|придет|будут|будет|добавятся|появятся|появится|подключатся|планируют\w{0,2}|выйдут)\b"
    r"|(?:\w{2,12}\s){0,3}(?:visit\w{0,3}|приедут|приезжа\w{2,3})\b|in\stotal|altogether|overall|в\sштате|в\sкомпании|всего\b"
    r"|на\s(?:двоих|всех|троих)|in\sthe\scontract|per\s|licen[cs]es?|plan\b|management|list\b|names?\b|accounts\b|group|role|"
    r"guide|manual|can\sbe\sadded|card|record|support|service|base\b|data|id\b|в\sдоговоре)"
)
_THEIR = re.compile(r"\b(?:their|its|his|her|их|у\sних)\b")
_BESIDES = re.compile(r"\b(?:other|more|других|другим|еще)\b")
_SOME_ONE = re.compile(r"\A(?:some|many|all)\b.*\b(?:user|customer|client|employee|company)\Z")
_ARTICLES = ("a", "an")
_ORDER = ("users", "customers")


def how_many(text: str) -> str | None:
    """Give the one number of affected that a text tells; None if it tells two, or none."""
    # A number at the end of a line counts nothing on the next: `severity: 2`, `customer: …`.
    low = text.lower().replace("ё", "е").replace("\n", " \n ")
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
            and not _is_of_theirs(match)
            and not _is_no_count(low, match)
        ):
            number = number_of(match["number"])
            found.append(_form(number, "users" if match["users"] else "customers"))
    for match in islice(_SOME.finditer(low), _MOST_TOLD):
        if _is_of_theirs(match) or _SOME_ONE.search(match[0]):
            continue
        is_but_some = _BUT_SOME.match(low[match.end() : match.end() + 30]) is not None
        if not is_but_some and not _is_no_count(low, match):
            size = "all" if match["all"] else "several"
            found.append(f"{size} {'users' if match['users'] else 'customers'}")
    found += [_form(number_of(match["number"]), "users") for match in _LONELY.finditer(low)][:1]
    for pattern in (_AFTER, _PEOPLE_LAST):
        for match in islice(pattern.finditer(low), _MOST_TOLD):
            kind = "customers" if match["who"].startswith(("cust", "клиент")) else "users"
            found.append(_form(number_of(match["number"]), kind))
    found += [
        "one customer" for pattern in (_ONLY_ONE, _OTHERS_FINE) for _ in pattern.finditer(low)
    ]
    found += ["all users" for match in _NOBODY_HAS.finditer(low) if not _is_unharmed(low, match)]
    return [one for one in found if one]


def _is_of_theirs(match: re.Match[str]) -> bool:
    """Say whether the customers are those of a customer."""
    return bool(match["customers"]) and _THEIR.search(match[0]) is not None


def _is_unharmed(low: str, match: re.Match[str]) -> bool:
    before, after, _ = clause_around(low, *match.span())
    return _UNHARMED.search(f"{before} {after}") is not None


def _form(number: int, kind: str) -> str:
    if not 0 < number <= _MOST:
        return ""
    return f"one {kind[:-1]}" if number == 1 else f"{number} {kind}"


def _is_no_count(low: str, match: re.Match[str]) -> bool:
    before, after, _ = clause_around(low, *match.span())
    return _NO_COUNT.search(f"{before} ".replace("  ", " ")) is not None or bool(
        _AFTER_NO.match(after)
    )
