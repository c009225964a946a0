"""What people write who want to know how it stands, in three languages.

Everything is lower case, without signs and apostrophes; `crit` stands for the tasks that are named.
`SAID` is chasing however it ends. `ASKED` is chasing as a question only: without its mark the same
words tell something ("no news yet" answers somebody, "исправили" says that it is done).
"""

from collections.abc import Sequence

_THING = "(?:issue|problem|task|bug|fix|matter|one)"
_IT = f"(?:crit|it|(?:this|that)(?: {_THING})?|the {_THING}|things|we)"
_DONE = "(?:fixed|done|ready|solved|resolved|finished|live|back|repaired|working)"
_NEWS = "(?:news|(?:status )?updates?|progress|eta|word|movement|information|info|feedback)"
_SURE = f"(?:an? (?:quick |short |status )?(?:update|answer|eta)|{_NEWS})"
_STAND = "the (?:current |latest )?(?:status|state|eta|progress)"
_CUSTOMER = "(?:(?:the |my |our )?(?:customer|client)s?|they|we|i)"
_BE = "(?:is |are |was |were |im |were )?(?:still |again )?"
_WANT = "(?:asks?|asking|waits?|waiting|wants?|needs?)(?: me| us)?(?: again| still)?(?: for| on| about)?"
_WHEN = (
    (
        f"when (?:will|can|is|are|does|do|could|might) (?:we |you )?(?:think |expect )?{_IT}"
        f"(?: will| going)?(?: to)?(?: be| get)? {_DONE}"
    ),
    f"when (?:{_IT} )(?:will|can|is|are)(?: going to)?(?: be| get)? {_DONE}",
    f"when (?:will|does) {_IT} work(?: again)?",
    "when (?:can|do|should) we expect (?:a fix|an update|news|a solution)",
    f"how (?:much )?(?:long|longer)(?: (?:will|does) {_IT} (?:still )?take| {_IT} will take)",
    f"how long until {_IT} (?:is|will be) {_DONE}",
)
_ENGLISH = (
    (
        f"(?:are there |is there |ha(?:s|ve) there been |(?:do|does) (?:we|you|anyone|anybody) have "
        f"|have you got |have you |got |did you get )?(?:any|some|more) (?:more |further |new )*{_NEWS}"
    ),
    "(?:do (?:we|you) have|is there|have you got|have we got) an? (?:eta|(?:new )?update)",
    (
        f"(?:(?:can|could|may|might) (?:i|we|you) |(?:id|wed) like to )(?:please )?"
        f"(?:get|have|give (?:me|us)) {_SURE}"
    ),
    f"(?:(?:i|we) )?(?:please )?(?:need|give (?:me|us)) {_SURE}|(?:id|wed) like {_SURE}",
    "(?:please |could you |can you )?update (?:me|us)",
    f"(?:is there |are there )?anything new|whats new|what(?:s| is) (?:happening|going on)(?: with {_IT})?",
    f"(?:whats|what is) {_STAND}(?: of crit)?",
    "(?:whats|what is) the latest|latest news",
    f"(?:what|how) about {_IT}|what(?:s| is) (?:up )?with {_IT}",
    f"how(?:s| is| are|s it| is it) (?:{_IT} )?(?:going|doing|looking|coming along|progressing)",
    f"how (?:{_IT} )(?:is|are) (?:going|doing|looking|coming along)|how its going",
    f"how(?:s| is) {_IT}|how does {_IT} look|how far (?:are we|are you|is {_IT}|along are you)",
    f"where (?:are we|is {_IT}|do we stand|does {_IT} stand)",
    *_WHEN,
    f"(?:is|are|has|have|was) {_IT} (?:already |now )?(?:been )?{_DONE}",
    "is there (?:already )?(?:a fix|a solution)|do (?:we|you) have a fix",
    (
        f"(?:is |has )?(?:anybody|anyone|somebody|someone) (?:already )?"
        f"(?:looking|looked|working)(?: (?:at|on|into) {_IT})?"
    ),
    f"(?:is )(?:anybody|anyone|somebody|someone) (?:already )?on {_IT}",
    f"who(?:s| is| has) (?:looking|working)?(?: ?(?:at|on|into))? ?{_IT}",
    "still waiting(?: (?:for|on) (?:news|updates?|an update|an answer|feedback))?",
    f"(?:{_CUSTOMER} )?{_BE}{_WANT} {_SURE}",
    f"{_CUSTOMER} {_BE}(?:asks?|asking|waiting)(?: again)?",
    f"{_CUSTOMER} (?:wants?|would like|needs?) to know(?: how it stands| more)?",
    "(?:just )?(?:following|follow) up|checking in|(?:friendly |gentle )?(?:reminder|ping|nudge)",
    "news|updates?|status(?: update)?|eta|bump|progress",
)
_ENGLISH_ASKED = (
    f"the latest|{_STAND}",
    "still nothing(?: new)?|nothing (?:new|yet)|(?:still )?no (?:news|updates?|word|progress)",
    f"anything(?: (?:yet|on {_IT}|about {_IT}))?|any luck|(?:have you )?heard (?:anything|back)",
    f"{_DONE} (?:yet|already)|(?:crit )?(?:already )?{_DONE}|how (?:much )?longer|how long",
    f"(?:got|have) {_SURE}",
)
_ES = (
    "(?:crit|es|das(?: problem| ganze)?|dem(?: problem)?|der fehler|dem fehler|die sache|der sache)"
)
_FERTIG = "(?:fertig|behoben|gefixt|gelost|gelöst|repariert|erledigt)"
_NEUES = (
    "(?:neuigkeiten|neues|updates?|fortschritte?|news|rückmeldung|ruckmeldung|infos?"
    "|(?:einen? )?(?:neuen |neuer )?stand)"
)
_EIN = "(?:schon |da |hier |hierzu |dazu |denn |irgendwelche |irgendwas |ein |eine |was |etwas )*"
_GERMAN = (
    f"(?:gibt es|gibts|habt ihr|hast du|haben wir|haben sie) {_EIN}{_NEUES}",
    f"(?:was )(?:gibts|gibt es) (?:hier |da |denn |dazu )*(?:neues)|irgendwelche {_NEUES}",
    f"(?:schon |irgend)?(?:was|etwas) neues|schon {_NEUES}|neuigkeiten|neuer stand",
    f"(?:wie|was) ist (?:da |hier )?der (?:aktuelle )?(?:stand|status)(?: von {_ES})?",
    f"wie steht (?:es|{_ES})(?: (?:um|mit) {_ES})?|wie stehts(?: (?:um|mit) {_ES})?",
    f"wie (?:siehts|sieht es|schauts|schaut es|sieht {_ES}) (?:(?:hier |mit {_ES} |damit )?aus)",
    f"was ist (?:mit|aus) {_ES}|was macht {_ES}|wie (?:lauft|läuft|laufts|läufts)(?: {_ES})?",
    "wie weit (?:seid ihr|bist du|sind wir|sind sie|ist crit)(?: mit crit)?|(?:der )?stand der dinge",
    f"(?:bis )?wann (?:ist|wird|geht) {_ES} (?:denn |endlich |wieder )*{_FERTIG}(?: sein)?",
    f"(?:bis )?wann (?:geht|funktioniert|lauft|läuft) {_ES} (?:endlich )?wieder",
    "wann ist mit (?:einer )?(?:lösung|losung|antwort|rückmeldung) zu rechnen",
    f"ist {_ES} (?:denn |jetzt |schon |inzwischen )*{_FERTIG}",
    f"wie lange (?:dauert|braucht) {_ES} (?:noch|denn noch)|wie geht es voran|wie gehts voran",
    f"(?:wer )?(?:kümmert|kummert) sich (?:schon |da )*(?:jemand |wer )?(?:darum|drum|um {_ES})",
    f"arbeitet (?:schon |da )*(?:jemand|wer) (?:schon )?(?:daran|dran|an {_ES})|wer arbeitet an {_ES}",
    f"schaut sich (?:{_ES} )?(?:schon |da )*(?:jemand|wer)(?: {_ES})?(?: schon)? an",
    (
        f"(?:(?:könnt ihr|konnt ihr|kannst du|könnten sie) )?(?:mir |uns )?(?:bitte )?"
        f"(?:um )?(?:ein |eine |einen )(?:kurzes? |aktuelles? )?{_NEUES}(?: geben)?"
    ),
    f"bitte um (?:ein |eine |einen )?(?:kurzes? |aktuelles? )?{_NEUES}",
    f"kann ich (?:bitte )?(?:mal )?(?:ein |einen |eine )(?:kurzes? )?{_NEUES} (?:haben|bekommen)",
    (
        "(?:(?:der |mein |unser )?kunde|wir|ich) (?:fragt|wartet|warten|warte|fragen|frage)"
        "(?: immer| noch| schon| wieder| uns)*(?: nach)?(?: dem)?"
        "(?: (?:auf|um) (?:eine? |die )?(?:kurze )?(?:rückmeldung|ruckmeldung|antwort|neuigkeiten|update)"
        "| (?:stand|status))?"
    ),
)
_GERMAN_ASKED = (
    "(?:immer )?noch nichts(?: neues)?|(?:noch )?(?:keine neuigkeiten|nichts neues)|wie lange noch",
    f"(?:schon |endlich )?{_FERTIG}|geht es voran|gehts voran|und crit",
)
_PROBLEM = "(?:задач|проблем|баг|вопрос|ошибк)[а-я]{0,3}"
_ETO = f"(?:crit|эт(?:от|у|ой|ому|ого|им) {_PROBLEM}|это(?:му|го|й|т|м)?|этим|все|ним|ней|нам)"
_READY = (
    "(?:готов[оа]?|исправлен[оа]?|починен[оа]?|решен[оа]?|сделан[оа]?|пофикшен[оа]?|закрыт[оа]?)"
)
_REPAIR = "(?:по)?(?:починят|чинят|исправят|почините|исправите|решат|решите|пофиксят|фиксят|сделают|сделаете)"
_HAVE = "(?:новости|новость|апдейты?|обновления|прогресс|подвижки|изменения|информация|инфа)"
_SOME = (
    "(?:уже |там |хоть |у вас |у нас |какие то |какие нибудь |какая то |какая нибудь |что то "
    "|какой нибудь |какой то |новая )*"
)
_RUSSIAN = (
    f"(?:есть|появились|будут|имеются) (?:ли )?{_SOME}{_HAVE}|{_HAVE} есть",
    "(?:какие |что за )?(?:новости|апдейты?)(?: есть| будут)?|что нового|что слышно|чего нового",
    "есть (?:ли )?что (?:то|нибудь) новое|(?:по )?апдейт[аы]?",
    f"(?:какой )?(?:сейчас )?статус(?: (?:по|у) {_ETO}| {_ETO})?|что по статусу|как (?:обстоят )?дела",
    f"(?:что|как) (?:там )?(?:с|со|по|у|насчет) {_PROBLEM}",
    f"(?:что|как) (?:там )?(?:(?:с|со|по|у|насчет) )?{_ETO}|(?:ну )?(?:что|как) там",
    f"как насчет {_ETO}|где {_ETO}|что решили",
    f"(?:как )?когда (?:(?:уже|примерно|же|{_ETO}) )*(?:будет |все будет )(?:{_ETO} )?{_READY}",
    f"когда (?:(?:уже|примерно|же|наконец|{_ETO}) )*{_REPAIR}(?: {_ETO})?",
    f"когда (?:(?:уже|же|снова|опять|{_ETO}) )*(?:заработает|будет работать)(?: {_ETO})?",
    "когда (?:нам )?ждать(?: (?:исправления|ответа|новостей|решения|фикса))?",
    f"скоро (?:уже )?(?:{_REPAIR}|заработает|будет {_READY})(?: {_ETO})?",
    "сколько (?:еще |нам )*(?:ждать|времени (?:займет|это займет|нужно|понадобится))",
    (
        f"(?:кто нибудь|кто то|кто|хоть кто то) (?:уже |там |этим )*(?:смотрит|занимается|работает)"
        f"(?: (?:на |над |с )?{_ETO})?"
    ),
    f"как (?:идут дела|продвигается|движется|успехи|идет работа)(?: (?:с |по )?{_ETO})?",
    (
        f"(?:есть|какие|какой)(?: ли)?(?: уже)? (?:сроки?|понимание по срокам|eta)(?: (?:по|у) {_ETO})?"
        "|что по срокам"
    ),
    (
        "(?:(?:мы|я|(?:наш )?клиент|заказчик) )?(?:все )?(?:еще )?(?:ждем|жду|ждет|ждут)"
        "(?: ответа?| новостей| апдейта?)?"
    ),
    (
        "(?:дайте|дай|можно|нужен|нужны|можете дать|хотелось бы|жду|ждем) (?:пожалуйста )?(?:узнать )?"
        f"(?:какой то )?(?:апдейт|статус|новости|ответ)(?: (?:по|у) {_ETO})?"
    ),
    (
        "(?:(?:наш )?клиент|заказчик) (?:опять |снова )?(?:спрашивает|интересуется|волнуется)"
        "|ап|напоминаю(?: о себе)?"
    ),
)
_RUSSIAN_ASKED = (
    (
        f"(?:ну )?(?:crit )?(?:уже |все )?(?:{_READY}|(?:по)?чинили|починили|исправили|решили|пофиксили)"
        f"(?: {_ETO})?"
    ),
    "(?:пока |еще )?(?:нет новостей|новостей нет|ничего нового|тишина)(?: пока)?",
    "скоро(?: уже)?|долго еще|еще долго|есть кто|кто нибудь",
)

SAID: Sequence[str] = (*_ENGLISH, *_GERMAN, *_RUSSIAN)
ASKED: Sequence[str] = (*_ENGLISH_ASKED, *_GERMAN_ASKED, *_RUSSIAN_ASKED)

_BESIDE = (
    "hi hello hey dear guys folks team all everyone please pls so and but just again yet still now"
    " today here there a an the on of for with about crit it this that one quick checking in we you us"
    " i me can could would like know to is are there anybody anyone somebody by already"
    " morning good afternoon evening day sorry ask asking maybe kindly any chance idea wondering"
    " customer customers asks do tell also ok well hm yesterday since friday monday"
    " hallo moin servus liebe guten morgen abend tag leute zusammen bitte und aber noch schon mal"
    " denn eigentlich jetzt heute dazu da hier hierzu nochmal wieder zu zum zur bei von mit es das"
    " kunde fragt wisst weiß ihr jemand sagen gestern seit"
    " привет всем здравствуйте добрый доброе день утро вечер коллеги ребята пожалуйста плиз а и но"
    " ну же уже еще опять снова сейчас сегодня тут там ли по с со о у нас вас это этому этим клиент"
    " спрашивает подскажите скажите как со вчера вы знаете"
)
BESIDE = frozenset(_BESIDE.split())
"""Words that say nothing of their own beside such phrases."""

_THANKS = (
    "thanks thank you thx ty cheers very much in advance"
    " danke vielen dank lg vg gruß grüße viele спасибо заранее благодарю большое"
)
THANKS = frozenset(_THANKS.split())
"""Beside such phrases only: who thanks for a task asks nothing."""

FAILING = (
    "is|are|was|were|isnt|arent|not|no|nothing|cannot|cant|never|down|broken|lost|wrong|missing|empty"
    "|slow|stuck|blank|gone|does|doesnt|fail[a-z]*|error[a-z]*|crash[a-z]*|hang[a-z]*|return[a-z]*"
    "|show[a-z]*|break[a-z]*|disappear[a-z]*|throw[a-z]*|stop[a-z]*"
    "|ist|sind|geht|fehlt|fehlen|fehler|kaputt|nicht|kein[a-z]*|weg|leer|falsch|hängt|stürzt"
    "|не|нет|ошибк[а-я]*|слома[а-я]*|упал[а-я]*|лежит|пада[а-я]*|пропа[а-я]*|висит|пуст[а-я]*"
)
"""What tells of a failure: where it follows "any news on …?", it is no topic."""

GREETINGS = (
    "hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|moin|servus|liebe[rs]?"
    "|guten (?:morgen|tag|abend)|привет|здравствуй(?:те)?|добр(?:ый|ое|ого) (?:день|вечер|утро|дня)"
)
"""After these a name may follow without a comma."""
