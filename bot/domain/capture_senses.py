"""Whether an ordinary word ("search", "счета") names a part of an application where it stands."""

import re

from bot.domain.capture_text import clause_around
from bot.domain.capture_words import word_set

COMMON = word_set(
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
    "archive archives архив архивы авторизация склады договоры договор кабинет портал помощь скидки купоны статистика аналитика".replace(
        "ё", "е"
    )
)
"""Words that name a part of an application, and much else."""

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
_OPENED = re.compile(r"\b(?:opens?|opened|saves?|откры\w{2,4}|захо[дж]\w{1,3}\sв)\s(?:the\s)?\Z")
_MANY = re.compile(r"(?:ов|ами|ах|ам|shops|stores|sites|apps)\Z")
_WENT_TO = re.compile(
    r"\b(?:поехал\w?|пош[её]л|пошли|пошла|съездил\w?|ездил\w?|иск\w{2,4}|ищу|find|found|look\w{0,3})\s[\w\s]{0,9}\Z"
)


_ATTACHED = re.compile(
    r"\b(?:attach\w{0,4}|enclos\w{1,3}|zip\w{0,4}|приклад\w{2,5}|прилож\w{2,4}|прилаг\w{2,5}|вложен\w{1,3}|скин(?:у|ул\w?|ула)"
    r"|пароль\s(?:на|от)|password\s(?:of|for))\s(?:\w{1,10}\s){0,2}\Z"
)
"""What is sent along is no part of an application."""


def _is_told_by(low: str, before: str, end: int) -> bool:
    return low.startswith(" that ", end) or bool(before.strip() and _REPORTS.match(low, end))


def is_about(low: str, span: tuple[int, int], *, is_application: bool) -> bool | None:
    """Say whether a sentence is about the part that an ordinary word names; None if it is not one."""
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
        or _ATTACHED.search(before)
    ):
        return None
    is_alone = not before.strip(" \"'«»*_") and not after.strip(" \"'«»*_|")
    if is_application and _MANY.search(low[start:end]):
        return None
    if is_application and _PART_OF.search(before):
        return True
    is_inside = _IN_IT.match(before) or (not after.strip() and _WITHIN_IT.search(before))
    is_meant = (
        is_alone
        or (not is_application and is_inside)
        or _ABOUT.search(before)
        or _OPENED.search(before)
        or _TROUBLE.search(before)
        or _TROUBLE.search(after)
        or _DOES.match(low, end)
    )
    return bool(is_meant)
