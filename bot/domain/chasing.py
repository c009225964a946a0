"""Chasing words: what people write who want to know how it stands, in three languages.

A message is chasing if nothing is left of it but such words: what tells of something broken, too,
is raised as ever. Each pattern here reads a short text, so none can be slow.
"""

import re

LONGEST = 160
MOST_WORDS = 14
MOST_OF_A_TOPIC = 4
"""Words that may follow "any news on …?"."""

MOST_KEYS = 5

_MARKUP = re.compile(r"<[^<>]*>|:[a-z0-9_+-]+:", re.IGNORECASE)
_KEY = re.compile(r"\bcrit-(\d{1,9})\b", re.IGNORECASE | re.ASCII)
_CALLED = re.compile(r"\A\s*@?[^\W\d_]+(?: [^\W\d_]+)?\s*,")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans({"'": None, "’": None, "`": None, "ё": "е", "Ё": "Е"})
_IT = "(?:crit|it|this|that|es|das|dem|это|этим|этому|этой|ним|ней)"
_DONE = "(?:fixed|done|ready|solved|resolved|finished|live|back)"
_FERTIG = "(?:fertig|behoben|gefixt|gelost|gelöst|repariert|erledigt)"
_ENGLISH = (
    (
        "(?:are there |is there |do we have |have you got |have you |got )?"
        "(?:any|some|more) (?:more )?(?:news|updates?|progress|eta|word|movement)"
    ),
    "(?:is there )?anything new|whats new|whats happening|whats going on|what is going on",
    "(?:whats |what is )?the (?:current |latest )?(?:status|state|eta)(?: of crit)?",
    "(?:whats |what is )?the latest|latest news",
    f"(?:what|how) about {_IT}|whats (?:up )?with {_IT}|what is (?:up )?with {_IT}",
    f"how(?:s| is| are) (?:{_IT}|things|we) (?:going|doing|looking|coming along)",
    f"how(?:s| is) {_IT}|how does {_IT} look|how far (?:are we|are you|is {_IT})",
    f"where (?:are we|is {_IT}|do we stand|does {_IT} stand)",
    f"when (?:will|can|is|does|do we expect) {_IT}(?: to)?(?: be| get)? {_DONE}",
    f"(?:is|has) {_IT} (?:been )?{_DONE}",
    f"(?:is )?(?:anybody|anyone|somebody|someone) (?:looking|working)(?: (?:at|on|into) {_IT})?",
    "(?:we are |were |i am |im )?still waiting(?: for (?:news|an update|an answer))?",
    "news|updates?|status|eta|bump|progress",
)
_GERMAN = (
    (
        "(?:gibt es|gibts|habt ihr|hast du) (?:schon |da |irgendwelche |ein |was |etwas )*"
        "(?:neuigkeiten|neues|updates?|fortschritte?|news|einen (?:neuen )?stand)"
    ),
    "(?:schon |irgend)?(?:was|etwas) neues|neuigkeiten|neuer stand",
    f"wie ist (?:der|da der) (?:aktuelle )?(?:stand|status)|wie steht (?:es|{_IT})|wie stehts",
    "(?:wie siehts|wie sieht es|wie schauts|wie schaut es) (?:aus|damit aus)",
    f"was ist (?:mit|aus) {_IT}|was macht {_IT}|wie lauft {_IT}|wie läuft {_IT}",
    "wie weit (?:seid ihr|bist du|sind wir)|stand der dinge",
    f"wann (?:ist|wird|geht) {_IT} (?:wieder )?{_FERTIG}|ist {_IT} {_FERTIG}",
)
_RUSSIAN = (
    (
        "(?:есть|появились) (?:ли )?(?:уже )?(?:какие то |какие нибудь |хоть какие то )?"
        "(?:новости|апдейты?|обновления|прогресс|подвижки|изменения)"
    ),
    "(?:какие |что за )?(?:новости|апдейты?)(?: есть| будут)?|что нового|что слышно",
    "есть что (?:то|нибудь) новое|есть новая информация",
    f"(?:какой )?статус(?: по {_IT}| {_IT})?|что по статусу|как (?:обстоят )?дела",
    f"(?:что|как) там(?: (?:с|со|по|у|насчет) {_IT}| {_IT})?",
    f"что (?:с|со|по|насчет) {_IT}|как насчет {_IT}|где {_IT}",
    "когда (?:уже )?(?:будет|все будет) (?:готово|исправлено|починено|решено)",
    f"когда (?:уже )?(?:починят|исправят|почините|исправите|решат)(?: {_IT})?",
    "(?:мы |я )?(?:все )?(?:еще )?(?:ждем|жду)(?: ответа| новостей)?",
)
_CORE = re.compile(rf"\b(?:{'|'.join((*_ENGLISH, *_GERMAN, *_RUSSIAN))})\b")
_TOPIC = re.compile(
    r"\A(?:on|about|for|from|with|regarding|re|zu|zum|zur|bei|von|mit|wegen|по|о|об|про|с|со|от|"
    r"насчет|относительно)\b"
)
_POLITE = (
    "hi hello hey dear guys folks team all everyone please pls so and but just again yet still now"
    " today here there a an the on of for with about crit it this that quick checking in we you us"
    " i me can could would like know have to get is are there anybody anyone somebody by already"
    " morning good afternoon sorry ask asking maybe kindly any chance wondering customer asks"
    " hallo moin servus liebe guten morgen tag leute zusammen bitte und aber noch schon mal denn"
    " eigentlich jetzt heute dazu da hier nochmal wieder zu zum zur bei von mit es das kunde fragt"
    " привет всем здравствуйте добрый день утро коллеги ребята пожалуйста плиз а и но ну же уже"
    " еще опять снова сейчас сегодня тут там ли по с со о у нас вас это этому этим клиент"
    " спрашивает подскажите скажите как"
)
_FILLERS = frozenset(_POLITE.split())


def read(typed: str) -> tuple[int, ...] | None:
    """Name the tasks that somebody chases, maybe none by number; None if they say more than that.

    `typed` is Slack's text or plain text.
    """
    text = _MARKUP.sub(" ", typed).translate(_APOSTROPHES).strip()
    if not text or len(text) > LONGEST:
        return None
    numbers = tuple(dict.fromkeys(int(digits) for digits in _KEY.findall(text)))
    said = " ".join(_WORD.findall(_KEY.sub(" crit ", _CALLED.sub(" ", text)).casefold()))
    if len(said.split()) > MOST_WORDS or len(numbers) > MOST_KEYS:
        return None
    found = _CORE.search(said)
    if found is None:
        return numbers if numbers and _is_filled(said) else None
    before, after = said[: found.start()], said[found.end() :].strip()
    is_all = _is_filled(before) and (_is_filled(after) or _is_topic(after, text))
    return numbers if is_all else None


def _is_filled(words: str) -> bool:
    return all(word in _FILLERS for word in words.split())


def _is_topic(after: str, text: str) -> bool:
    """Whether what follows only says what is asked about, in a question."""
    words = after.split()
    is_short = len(words) <= MOST_OF_A_TOPIC + 1 and not any(sign.isdigit() for sign in after)
    return is_short and text.rstrip().endswith("?") and _TOPIC.match(after) is not None
