"""Which severity a report gives itself: by its number, or by words that only its definition has.

Loud is not severe. What is denied or past does not count; what is asked, told of others or
contradicts itself leaves the severity empty.
"""

import re

from bot.domain.capture_text import clause_around
from bot.domain.severity import Naming, Severity, named_severities

_WORK = r"(?:work|business|production|operations?|everyone|everybody|they|office|company|customer)"
_DAYS = (
    r"(?:for\s)?(?:(?:a|another|one\smore|the\snext)\s)?(?:couple(?:\sof)?|few|two|three|2|3|1-2|2-3"
    r"|one\sor\stwo|two\sor\sthree)\s(?:more\s)?days"
)
_WAIT_RU = r"(?:(?:по|пере)?терп\w{1,6}|про(?:держ|тян|жив)\w{1,6}|пережив\w{1,4})"
_DAYS_RU = r"(?:пар[ау]|нескольк\w{1,2}|два|2|три|3|2-3|день-два|день-другой)(?:\sд(?:ней|ня))?"
_HINTS = re.compile(
    r"standstill|stop|compl|total|entir|full|nobody|no.one|none|at\sall|полност|совсем|вообще|абсолют|никто|целиком"
    r"|парализ|\bdays?|дн[еяь]|critical|критичн|inconven|cosmet|неудоб|космет",
    re.IGNORECASE,
)
_SAYS: tuple[tuple[Severity, re.Pattern[str]], ...] = tuple(
    (severity, re.compile(pattern, re.IGNORECASE))
    for severity, pattern in (
        (
            Severity.STOPPED,
            (
                r"\b(?:complete|total|full|absolute)\sstandstill\b"
                rf"|\b{_WORK}\s(?:there\s|at\stheirs\s|for\sthem\s)?(?:(?:is|are|has|have|was)\s)?(?:been\s|come\s)?"
                r"(?:completely|totally|entirely|fully)\s(?:stopped|blocked|at\sa\sstandstill|paralysed"
                r"|paralyzed|halted|down|stuck|unable\sto\swork)\b"
                r"|\b(?:can(?:'|’)?t|can\s?not|unable\sto)\swork\sat\sall\b"
                r"|\b(?:nobody|no\sone|no-one|none\sof\sthem)\s(?:there\s)?(?:can|is\sable\sto)\swork\b"
                r"|\bstop(?:s|ped)\s(?:the\scustomer|them|the\swhole\scompany|their\swork|all\swork)"
                r"\s(?:completely|entirely|totally)\b"
                r"|\bwork\s(?:has\s)?(?:completely|entirely|totally)\s(?:stopped|ceased)\b"
                r"|\bработ[аы]\s(?:\w{1,12}\s){0,3}(?:полностью|совсем|абсолютно)\s"
                r"(?:стоит|встала|остановлена|остановилась|парализована|заблокирована)\b"
                r"|\bработа\s(?:\w{1,12}\s){0,3}(?:стоит|встала|остановлена|остановилась|парализована)\s"
                r"(?:полностью|совсем|целиком)\b"
                r"|\b(?:полностью|совсем)\s(?:стоит|встала|остановлена|остановилась|парализована)"
                r"\s(?:вся\s)?работа\b|\bполностью\s(?:остановил|парализовал)\w{0,3}\s(?:вс[юя]\s)?работ"
                r"|\b(?:вообще|совсем|абсолютно)\sне\s(?:могут|может|можем)\sработать\b"
                r"|\bне\s(?:могут|может|можем)\s(?:вообще|совсем)\sработать\b"
                r"|\bне\s(?:могут|может|можем)\sработать\s(?:вообще|совсем|от\sслова\sсовсем)\b"
                r"|\bникто\s(?:там\s)?не\s(?:может|в\sсостоянии)\sработать\b"
                r"|\b(?:клиент|они|компания|офис)\s(?:полностью|совсем)\s(?:стоит|стоят|встал\w?|парализован\w?)\b"
            ),
        ),
        (
            Severity.CRITICAL,
            (
                r"\b(?:live\swith|lived\swith|endured?|bear|survive|tolerate|put\sup\swith|cope\swith"
                rf"|manage|hold\sout)\s(?:(?:it|this|that|so|like\sthis|like\sthat)\s)?{_DAYS}\b"
                r"|\bcritically\saffects\b|\bкритично\sвлияет\sна\sработу\b"
                rf"|\b{_DAYS_RU}\s(?:\w{{1,10}}\s){{0,2}}{_WAIT_RU}\b|\b{_WAIT_RU}\s(?:ещ[её]\s)?{_DAYS_RU}\b"
            ),
        ),
        (
            Severity.AFFECTS_WORK,
            (
                r"\b(?:(?:not|isn['’]?t|nothing|non)[\s-](?:that\s|really\s|so\s)?critical)\b"
                r"|\b(?:не\s(?:очень\s|особо\s|слишком\s)?критичн[оаы]\b|некритичн[оаы]\b)"
                r"|\bничего\sкритичного\b|\bкритичного\sничего\b"
            ),
        ),
        (
            Severity.INCONVENIENCE,
            (
                r"\b(?:just|only|merely|purely|simply|mere|nothing\sbut)\s(?:a\s|an\s)?(?:bit\s|little\s"
                r"|slight\s|minor\s|small\s)?(?:inconvenien\w{2,5}|cosmetic\w{0,2})\b"
                r"|\b(?:more\sof\san?|not(?:hing)?\smore\sthan\san?|no\smore\sthan\san?|rather\san?|at\smost\san?)"
                r"\s(?:little\s|slight\s|minor\s|small\s)?inconvenience\b"
                r"|\b(?:не\sбол(?:ее|ьше),?\sчем|скорее(?:\sпросто)?|максимум|всего\sлишь)\sнеудобство\b"
                r"|\binconvenience\sonly\b|\bcosmetic\s(?:only|issue|problem|thing|defect|bug|glitch)\b"
                r"|(?:\A|[,.;:!(–—\n-])[ ]{0,3}(?:it['’]s\s|is\s)?cosmetics?[ ]{0,3}(?=[,.;:!)\n]|\Z)"
                r"|\b(?:просто|только|лишь|чисто|исключительно)\sнеудоб(?:но|ств[оа])\b"
                r"|\bмелкое\sнеудобство\b|\bкосметическ(?:ий|ая|ое)\s(?:дефект|проблема|баг|мелочь|момент)\b"
                r"|\b(?:чисто|просто|чистая|сплошная)\sкосметика\b"
                r"|(?:\A|[,.;:!(–—\n-])[ ]{0,3}(?:это\s)?косметика[ ]{0,3}(?=[,.;:!)\n]|\Z)"
            ),
        ),
    )
)
_DENIED = re.compile(
    r"\b(?:not(?!\s(?:just|only)\ssure)|no\slonger|isn['’]?t|wasn['’]?t|never|cannot|can['’]?t|won['’]?t"
    r"|doesn['’]?t|don['’]?t|hardly|neither|nor|was|were|used\sto|had\sbeen|last\s(?:time|week|month"
    r"|year)|previous\w{0,2}|yesterday(?:'s)?|instead\sof|rather\sthan|downgraded\sfrom|from"
    r"|не|нет|ни|уже\sне|был[аои]?|раньше|прошл\w{2,4}|вместо|вчера)\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:if|whether|maybe|perhaps|probably|might|could\sbe|should\sbe|possibly|guess|"
    r"think\w?|asks?|asked|calls?|called|says?\sit(?:['’]s|\sis)|claims?|claimed|insists?|wants?|demands?|"
    r"in\ssever|becomes?|become|will\sbe|будет|станет|what|which|why|how|would|until|yet|unknown|not\ssure|between|at\sleast|than"
    r"|если|ли|может|возможно|наверное|вроде|кажется|видимо|называ\w{2,3}|счита\w{2,3}"
    r"|требу\w{2,3}|хотят|хочет|спрашива\w{2,3}|спросил\w?|утвержда\w{2,3}|пока|какая|какой|зачем|почему"
    r"|похоже|якобы|чем)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\b(?:[Oo][Rr]|[Ии]ли|ИЛИ|[Лл]ибо)\s[^A-ZА-ЯЁ]{0,60}\Z")
"""What doubts a severity, and not whom a name before it means: `or Harbour Foods sev2` does not."""

_ASKS = re.compile(
    r"\A\W{0,5}(?:(?:and|so|but|а|и|но)\s)?(?:is|are|isn|was|does|do|should|shall|can|could|would|will|why|what|which|how|who"
    r"|это|почему|как\w{1,2}|разве|точно)\b",
    re.IGNORECASE,
)
_ASKS_AT_ALL = re.compile(
    r"\A\W{0,5}(?:is|isn['’]?t|should(?:n['’]?t)?|shall|would|does)\s(?:it|this|that|we)\b",
    re.IGNORECASE,
)
_ASKS_AFTER = re.compile(
    r"\A\s?(?:ok|okay|right|correct|yes|no|or\snot|then|here|for\s(?:this|that|it)|верно|да|нет|правильно|что\sли)?\s?\Z",
    re.IGNORECASE,
)
_ANGRY = 3
"""So many question marks ask nothing."""

_AFTER_DENIES = re.compile(
    r"\A\s?(?:(?:or|and)\s(?:not|maybe)\b|or\b|last\s|yesterday|before\b|of\sthe\srules|in\sthe\s(?:rules|docs?|table)|is\snot\b"
    r"|was\b|yet\b|at\sfirst|или\b|на\sпрошлой|раньше|вчера|по\sправилам|в\sправилах|ли\b|пока\b)"
    r"|\b(?:for\snow|so\sfar|anymore|any\smore|any\slonger)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:(?:r?sys|event)log\w?|cvss?|cve|nagios|zabbix|заббикс\w?|sentry|grafana|графан\w|datadog|prometheus|pagerduty"
    r"|opsgenie|alertmanager|nessus|sonar\w{0,4}|lint\w{0,3}|scanner|snyk|jira|джир[аеы]|zendesk|usedesk|vulnerabilit\w{1,3}"
    r"|уязвимост\w{1,2}|сканер|monitor\w{0,3}|мониторинг\w?|log\ssays|лог\w{0,2}\sпиш\w{2}|facility|alert\w?|алерт\w{0,2}"
    r"|their\s(?:own\s)?(?:score|scale|system)|по\sих\sшкале|bug\stracker|баг-?трекер\w?)\b",
    re.IGNORECASE,
)
_OF_ANOTHER_SCALE = re.compile(
    r"\A\s?(?:(?:out\s)?of|из|/)\s?(?:[05-9]|1\d)|\A[\s,(]{0,3}(?:by|on|according\sto|in|по)\s(?:their|his|her|nist|cvss|их|его)\b"
    r"|\A\s?facility\b",
    re.IGNORECASE,
)
_NO_SEVERITY = re.compile(
    r"\b(?:galaxy|samsung|audi|iphone|floor|level|room|gate|bay|line|platform|building|wing|block"
    r"|note|tab|watch|model|type|class|size|screw|xbox|tesla|amazon|aws|bucket|step|этаж\w{0,2}|зал|"
    r"кабинет|модел[ьи]|галакси|самсунг|линия|корпус|гейт)\s{0,2}\Z",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"\"[^\"\n]{2,120}\"|“[^”\n]{2,120}”|«[^»\n]{2,120}»")
_RANGE = re.compile(r"\A\s?(?:[-–/]|to|or|или|до)\s?s?(?:ev)?\s?[0-9]", re.IGNORECASE)
_SAID = re.compile(
    r"(?<!\bi\s)(?<!['’]d\s)\b(?:says?|said|writes?|wrote|говор[ия]т|сказал[аи]?|пиш[еу]т|написал[аи]?)[,:]?\s{1,2}(?:it['’]s\s(?:a\s)?)?\Z"
    r"|\b(?:счита\w{1,3}|дума\w{1,3}|уверен\w?|уверя\w{2,3}|thinks?|says?|said|claims?|insists?|believes?)"
    r",?\s(?:что|that)\s(?:\w{1,12}\s){0,3}\Z",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:i|we)(?:\swould|['’]d)?\s(?:call|say|rate|make)\s(?:(?:it|this|that)\s)?(?:a\s|as\s)?\Z"
    r"|\bя\sбы\s(?:поставил\w?|дал\w?|сказал\w?)\s(?:(?:это|тут|здесь)\s)?\Z",
    re.IGNORECASE,
)
_IF = re.compile(
    r"(?<!asks\s)(?<!asked\s)(?<!know\s)(?<!see\s)(?<!check\s)\b(?:if|unless|otherwise|or\selse|если|иначе)\b[^.!?();\n]{0,60},\s"
    r"(?:\w{1,12}\s){0,4}\Z",
    re.IGNORECASE,
)
_FAR = 80
_NEAR = 30
_MOST = 30
_SIDE = re.compile(r"[^\w\s]\s{0,3}\Z|\A\s{0,3}\Z|\n\s{0,3}\Z")
_SIDE_AFTER = re.compile(r"\A\s{0,3}(?:[^\w\s]|\Z|\n)")


def severity_of(own: str) -> Severity | None:
    """Give the one severity that a writer's own words leave no doubt about."""
    text = _QUOTATION.sub(lambda found: "\n" if len(found[0]) > 5 else found[0], own)  # noqa: PLR2004
    given, worded = set[Severity](), set[Severity]()
    numbered, in_words = _namings(text)
    for at, naming in enumerate((numbered + in_words)[:_MOST]):
        is_meant = _is_meant(text, naming)
        if is_meant is None:
            return None
        if is_meant:
            (given if at < len(numbered) else worded).add(naming.severity)
    if not given or max(given) > Severity.AFFECTS_WORK:
        given |= worded
    else:
        # "Not critical, severity 1": the words bound it, the number says it.
        given |= worded - {Severity.AFFECTS_WORK}
    return given.pop() if len(given) == 1 else None


def _namings(text: str) -> tuple[list[Naming], list[Naming]]:
    """List what names a severity, by number and in the words of its definition."""
    numbered = [
        one for one in named_severities(text) if not (one.is_bare and _is_something_else(text, one))
    ]
    if _HINTS.search(text) is None:
        return numbered, []
    worded = [
        Naming(severity, found.end() - len(found[0].lstrip(" ,.;:!(–—\n-")), found.end())
        for severity, pattern in _SAYS
        for found in pattern.finditer(text)
    ]
    return numbered, worded


def _is_meant(text: str, naming: Naming) -> bool | None:
    """Say whether it is stated; False if it is denied or past, None if nobody can tell."""
    before, after, ending = clause_around(text, naming.start, naming.end)
    far = max(0, naming.start - _FAR)
    if _SAID.search(text, far, naming.start) or _IF.search(text, far, naming.start):
        return None
    if (_DOUBTED.search(before) or _OR.search(before)) and not _MINE.search(before):
        return None
    if _is_foreign(text, naming, before, after) or _AFTER_DENIES.search(after):
        return None
    if _is_asked(text[: naming.start], before, after, ending):
        return None
    return not _DENIED.search(before[-_NEAR:])


def _is_asked(told: str, before: str, after: str, ending: str) -> bool:
    """Say whether a question is about the severity; `sev2 search is down????` asks nothing."""
    if "?" not in ending:
        return _ASKS_AT_ALL.match(before) is not None
    if _ASKS.match(before):
        return True
    is_angry = ending.count("?") >= _ANGRY and bool(told.strip())
    return _ASKS_AFTER.match(after) is not None and not is_angry


def _is_foreign(text: str, naming: Naming, before: str, after: str) -> bool:
    """Say whether it is a number of somebody else's scale: a log's, a scanner's, ten steps'; or a range."""
    follows = text[naming.end : naming.end + _NEAR]
    if _RANGE.match(follows) or _OF_ANOTHER_SCALE.match(follows):
        return True
    return _FOREIGN.search(f"{before[-_FAR:]} {after[:_NEAR]}") is not None


def _is_something_else(text: str, naming: Naming) -> bool:
    """Say whether a bare `S4` is a telephone or a floor: it must stand for itself on one side."""
    before, after = (
        text[max(0, naming.start - 20) : naming.start],
        text[naming.end : naming.end + 9],
    )
    if _NO_SEVERITY.search(before):
        return True
    return not (_SIDE.search(before) or _SIDE_AFTER.search(after))
