"""Reports that tell of no trouble: automatic replies, what is over, talk of the office.

What such a text counts or dates is not what a task would be about. A severity that is given, or a
part of the product that is named among small talk, is trouble all the same.
"""

import re

_OVER = re.compile(
    r"\bauto(?:matic|mated)?[\s-]?(?:reply|response|answer)\b|\bout\sof\s(?:the\s)?office\b|\bавтоответ\w*"
    r"|\b(?:already|has|have|it['’]?s)\s(?:gone\s(?:again|by\sitself|away)|recovered|resolved\s(?:itself|by\sitself))\b"
    r"|\balert\b[^\n]{0,99}\balready\sgone\b|\balready\sgone\b[^\n]{0,40}\balert\b"
    r"|\b(?:no\saction|nothing)\s(?:is\s)?(?:needed|required|necessary)\b|\bno\sneed\sto\s(?:act|react|do\sanything)\b"
    r"|\bnothing\s(?:here\s)?(?:is\s)?(?:to\s(?:repair|fix|mend|be\sdone)|broken|down\sat\sthe\smoment)\b"
    r"|\b(?:only|just)\sa\snote\sfor\sthe\s(?:file|record)|\bfor\sthe\s(?:record|file)\sonly\b|\bonly\sfor\sthe\s(?:record|file)\b"
    r"|\bjust\sso\s(?:that\s)?you\sknow\b|\b(?:do\snot|don['’]?t|please\sdo\snot)\sopen\s(?:anything|a\sticket|a\stask)\b"
    r"|\b(?:i\sam|i['’]m|we\sare)\sclosing\s(?:it|this)\b|\ball\s(?:is\s)?(?:good|well|fine)\s(?:now|again)\b"
    r"|\bworks\sagain\b[^\n]{0,40}\bclos(?:e|ed|ing)\b"
    r"|\b(?:само|сам[аи]?)\s(?:прошл\w|погасл\w|восстановил\w{1,3}|отпустил\w|рассосал\w{1,3})"
    r"|\b(?:прошл\w|погасл\w|восстановил\w{1,3}|отпустил\w|рассосал\w{1,3})\s(?:само|сам[аи]?)\b"
    r"|\bне\sреагируйте\b|\bреагировать\sне\s(?:надо|нужно)\b|\bничего\s(?:делать|чинить)\sне\s(?:надо|нужно)\b"
    r"|\b(?:только|просто|исключительно)\s(?:для\s(?:протокола|истории|информации|сведения)|к\sсведению)\b"
    r"|\bничего\s(?:у\sних\s)?не\s(?:болит|сломано|сломалось)\b"
    r"|\b(?:можно\s)?закрыва(?:ю|ем|йте|ть)(?:\s(?:тикет|заявку|обращение|задачу|вопрос))?(?=\s{0,2}(?:[.!,;)\n]|\Z))",
)
_OF_THE_OFFICE = re.compile(
    r"\b(?:kettle|coffee\smachine|canteen|office\skitchen|чайник\w{0,2}|кофемашин\w|на\sкухне|столов(?:ой|ая|ую)"
    r"|курьеры?\s(?:сегодня\s|завтра\s)?(?:опозда\w{2,3}|приед\w{2,3}|задержива\w{2,5})|пятиминутк\w)\b"
)
_OF_THE_WORLD = re.compile(
    r"\b(?:politic\w*|weather\sforecast|nice\sweather|happy\s(?:reading|birthday)|football|"
    r"политик\w|прогноз\sпогоды|м/с|день\sрождения|из-за\sстола|футбол\w?|корпоратив\w?)\b"
)


def is_over(text: str) -> bool:
    """Say whether a text tells that nothing is to be done."""
    return _OVER.search(_low(text)) is not None


def is_small_talk(text: str) -> bool:
    """Say whether a text talks of the kitchen and the couriers, the weather or the world."""
    return is_of_the_world(text) or _OF_THE_OFFICE.search(_low(text)) is not None


def is_of_the_world(text: str) -> bool:
    """Say whether a text talks of the weather or of politics."""
    return _OF_THE_WORLD.search(_low(text)) is not None


def _low(text: str) -> str:
    return text.lower().replace("ё", "е")
