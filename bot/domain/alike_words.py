"""Words that reports are made of, by their beginnings: what every report says, and how it shows."""

from collections.abc import Mapping

from bot.domain.capture_words import word_set

OF_EVERY_REPORT = word_set(
    """
    a about above after again all also am an and another any anybody anymore anyone anything are as at be
    because been before being but by can cannot cant come comes could couldnt did didnt do does doesnt doing
    done dont due each either else ever every everybody everyone everything for from get gets getting
    go goes going gone got had has have having he hello help her here hers hey hi him his how i if im
    in into is isnt it its itself just last let like look looks lot made make makes many maybe me more most
    much must my need needs neither no nobody none nope nor not now of off ok on once one only
    or other our ours out over own please pls plz put quite really right same say says see seems seen she
    should since so some somebody someone something somehow sometimes still such suddenly
    take than thank thanks that thats the their them then there these they thing things this those though
    through to today tomorrow tonight too tried try trying under until up upon us use used uses using very via
    want wants was wasnt way we well were what whats when where which while who whole whom why will
    with within without wont would yes yesterday yet you your
    morning evening afternoon night noon minute minutes hour hours day days week weeks month since
    customer customers client clients user users people everyone company account tenant agent support
    issue issues problem problems bug bugs task ticket tickets case urgent urgently asap critical
    criticaly severity sev s1 s2 s3 s4 sev1 sev2 sev3 sev4 blocker high low prio priority p1 p2 p3
    important immediately quickly soon report reports reported reporting
    production prod live system site website app application page screen version release deploy
    browser chrome firefox safari edge windows mac iphone android
    click clicks clicked clicking press pressing open opens opening opened show shows showing shown
    happen happens happened happening occurs start starts started begins began get
    а без бы был была было были быть в вам вас ведь весь во вот все всё всего всех всем вы где да даже для до
    его ее её если есть еще ещё же за здесь и из или им их к как какой когда кто ли либо мне может можно мой мы
    на над надо наш нас не него нет ни них но ну о об он она они оно от очень по под пока после при про
    раз с сам свой сейчас снова со так также там тебя то тоже только тут ты у уж уже хотя чего чем
    через что чтобы эта эти это этого этом этот я опять вообще просто прошу помогите пожалуйста
    здравствуйте привет добрый день коллеги срочно критично критическая серьезность сегодня вчера завтра утра утром вечера ночи
    час часа часов минут минуты дня дней неделя недели месяц
    клиент клиента клиенту клиентов клиенты клиентам клиентка заказчик заказчика пользователь пользователя
    пользователи пользователей пользователям компания компании юзер юзера юзеры юзеров человек люди
    проблема проблемы проблему баг задача тикет обращение приложение сайт сайте сайта система системе
    страница странице страницу страницы экран прод проде
    нажатии нажимает нажимаем нажать открыть открыв открывают показывает показывают
    пишет пишут говорит говорят жалуется жалуются сообщает сообщают сообщил видит видят хочет хотят
    появляется появилась появился
    """
)
"""They make no two reports alike; how something shows is looked for before these are left out."""

_SHOWS: Mapping[str, str] = {
    "broken": """
        down broken break breaks crash fail error exception dead outage unavailable offline refuse
        unable impossible stuck white blank unreachable unusable 500 502 503 504 404 403 400
        work load respond
        работа упал падае лежит ошибк слома недост вылет отказ крашит белый невозм
        открывае грузит загружае ломае валит сбой умер отвалил открываю рабоч получае удаетс прохо
        """,
    "slow": """
        slow slowly slowness lag laggy hang freez timeout timed sluggish forever latency delay late
        медле тормоз долго завис висит вечно таймау задерж
        """,
    "wrong": """
        wrong incorr mismat differ inaccu off invali negati
        неверн неправ некорр расход отличае путает чужой чужие чужую невалид
        """,
    "missing": """
        missin nothing disapp lost empty gone vanish absent lack deleted
        пропал пропад исчез отсутс пуст пусто пуста пустой пустые потеря потерял удалил
        """,
    "twice": """
        twice double doubled duplic triple repeat
        дважды двойн дубл дублир задвои повтор
        """,
    "looks": """
        typo colour color align layout overlap cut cropped translat spelling
        опечат верстк цвет съехал перево шрифт обреза
        """,
    "wish": """
        want wish feature request would add allow possib
        добави хотелос пожелан сделай
        """,
}
SYMPTOMS: Mapping[str, str] = {
    stem: kind
    for kind, stems in _SHOWS.items()
    for stem in stems.split()
    if stem not in {"want", "would"}
}
"""How something shows, by the beginning of a word that says so."""

_ONE_THING = """
    checkout|оформл|кассы|касса|purchas
    pay|payment|оплат|платеж|платёж|paying|paid|card|карт|карто|картой|paypal
    invoice|billin|счет|счёт|счета|bill
    login|logon|signin|signon|вход|логин|войти|входит|авториз|authen|log|sign|залогин|sso
    export|выгруз|экспор|download|скачат|скачив
    import|загруз|импорт|upload|залива|загрузк
    order|заказ|заказы
    search|поиск|ищет|find|искать
    mail|email|письм|почт|почта|mails|newsl
    report|отчет|отчёт|отчёты|отчеты
    password|парол|passwo
    basket|корзин|cart
    filter|фильтр
    price|цена|цены|цену|pricing
    picture|image|photo|картин|изобра|фото
    chart|graph|график|диагра
    calend|календ
    print|печат|принте
    notifi|уведом|push
    sync|синхр|synchr
    attach|вложен|file|файл
    button|кнопк
    setting|настро
    discou|скидк|coupon|купон|промок|promo|vouche
    deliver|достав|shippi
    refund|возвра
    address|адрес
    list|список|списк
    phone|телефо|mobile|мобил
    stock|остатк|склад|warehou|invent
    tax|ндс|vat|налог
    save|сохран|saving
    delete|удален|удаля|remov
    chat|чат
    webhoo|вебхук
    table|таблиц
    translat|перево
    currenc|валют
    dashbo|дашбор
    subscr|подпис
    permis|права|прав|доступ|access|role|роли
    number|номер
    map|карте|карта
"""
SAME_THING: Mapping[str, str] = {
    stem: line.split("|")[0] for line in _ONE_THING.split() for stem in line.split("|")
}
"""One name for what is called by several, in either language."""
