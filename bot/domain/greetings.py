"""What people begin with before they come to the point: "Hi team,", "Добрый день!", an excuse."""

import re

READ = 300
"""Characters of a line that a greeting may take."""

_DAY = "busy|day|morning|afternoon|evening|night|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BESIDE = (
    f"you|guys|all|everyone|folks|team|again|once|more|on|such|an?|this|the|at|in|so|with|late|early"
    f"|hour|time|message|messages|ping|another|{_DAY}"
)
_DISTURB = "bother|disturb|interrupt|trouble|bug|annoy|spam|noise|ping|inconvenience"
_WHOM = (
    "team|teams|all|everyone|everybody|guys|folks|there|colleagues|friends|devs?|developers|support"
    "|both|again|dear|всем|коллеги|команда|ребята|друзья|народ|уважаемые|дорогие|ещ[её] раз|снова"
)
_HELLO = (
    "hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|moin|servus"
    "|guten (?:morgen|tag|abend)|привет|приветствую|всем привет|здравствуй|здравствуйте"
    "|добр(?:ый|ое|ого|ой) (?:день|вечер|утро|дня|утра|вечера|ночи|времени суток)"
)
_NAME = r"(?-i:@?[A-ZА-ЯЁ][\w.-]{1,30})(?=\s{0,9}(?:,|[!.]{0,3}\s{0,9}\Z))"
_PARTS = (
    rf"(?:{_HELLO})\b(?:,?\s{{1,9}}(?:(?:{_WHOM})\b|{_NAME})){{0,3}}",
    r"(?:коллеги|ребята|команда|folks|team|all)(?=\s{0,9}(?:[,!]|\Z))",
    (
        r"(?:(?:i am|i['’]?m|we are|we['’]?re)\s)?(?:so |very |really )?(?:sorry|apologies)"
        rf"(?:\s(?:to|for|about)(?:\s(?:the|this|another))?\s(?:{_DISTURB})(?:ing|ance|ption)?"
        rf"(?:\s(?:{_BESIDE})\b){{0,9}})?(?=\s{{0,9}}(?:[.,!;:–—-]|\Z))"
    ),
    r"excuse me(?=\s{0,9}(?:[.,!]|\Z))",
    r"(?:i )?hope (?:you|everyone|all)(?: all)?(?: are|['’]re| is|['’]s)?(?: doing)? (?:well|fine)\b",
    (
        r"(?:извини|извините|прости|простите|прошу прощения|сорри|извиняюсь)(?:\sпожалуйста)?"
        r"(?:,?\s(?:за беспокойство|что (?:снова |опять |вас )?(?:беспокою|отвлекаю|дёргаю|дергаю)))?"
        r"(?:\s(?:снова|опять|вас|ещ[её] раз)\b){0,3}(?=\s{0,9}(?:[.,!;:–—-]|\Z))"
    ),
)
_BETWEEN = r"(?::[a-z_]{1,30}:|[^\w<@#\"'“„«(\[{/+$€-]){0,20}"
_BEGINNING = re.compile(rf"[\s*_~]{{0,9}}(?:(?:{'|'.join(_PARTS)}){_BETWEEN})+", re.IGNORECASE)
_ENDED = re.compile(r"[.!…][^\w]*\Z")


def without(line: str) -> str:
    """Leave out greetings and excuses, whole sentences of them, that a line begins with.

    "" is left of a line that says nothing else. "Hi, checkout is down" is one sentence and stays.
    """
    begun = _BEGINNING.match(line[:READ])
    if begun is None:
        return line
    if begun.end() == len(line):
        return ""
    return line[begun.end() :] if _ENDED.search(begun[0]) else line
