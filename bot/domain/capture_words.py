"""Sets of words, written as one reads them."""


def word_set(words: str) -> frozenset[str]:
    """Give the words of a text, to be looked up in."""
    return frozenset(words.split())


CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december today tomorrow yesterday понедельник вторник среда среду "
    "четверг пятница пятницу суббота субботу воскресенье январь февраль март апрель май июнь июль август "
    "сентябрь октябрь ноябрь декабрь сегодня завтра вчера"
)
"""Words that are rather a day or a month than a part of a name."""

ORDINARY = word_set("""
    ace active agora alfa alpha alpine amber anchor angle apex apple arc arch arena ark arrow art ash aspen
    atlas atom aurora avant axis azure balance base basic bay beacon bear bell berry best beta big bike
    bikes bird black block bloom blue board bold bolt bond boost bravo bread breeze bridge bright brook
    buffalo build canvas capital carbon castle cedar center central centre century charge chase choice
    circle city classic clean clear clever cloud clover coast cobalt coffee comet common compass concept
    connect core corner cosmos crane creative crest crown crystal cube data dawn day delta design diamond
    direct dolphin dragon dream drive dynamic eagle earth east easy echo eco edge elite ember energy
    engine epic essence europe evolution express extra falcon fast first fit flag flash fleet flow focus
    force forest form fortune forum fox fresh frontier fusion future galaxy gap garden gate gateway general
    giant glass globe goal gold golden good grand granite graph gravity great green grid ground grove guide
    harbor harbour harmony haven hawk heart heritage hero hill home honey horizon house hub icon ideal image
    impact index infinity inspire iron island ivory jade jet journey joy jump jungle key king kite knight
    lake land launch laurel leaf leap legend level liberty life light lime line link lion live logic lotus
    luna magic magnet main maple marble mark mars master match matrix max meadow mercury metro mint mirror
    mission modern moment monarch moon motion motor mountain music nature next night noble nord north nova
    oak oasis object ocean olive omega one onyx open optima optimum option orange orbit orchid origin osprey
    owl pace pacific palm panda panther paragon park partner path peak pearl pebble people phoenix pilot pine
    pinnacle pioneer pixel planet platinum plus point polar port power premier pride prime prism prisma pro
    progress pulse pure quality quantum quartz quest quick radius rain rapid raven ray reach ready red
    regent relay reliance ridge ring rise river road robin rock rocket rose royal ruby safari sage sail
    salt sapphire scope sea shell shield signal silk silver sky smart snow solar solid sonic south spark
    spectrum speed sphere spring sprint square stage star stark start station steel step sterling stone
    storm stream strong studio success summit sun sunrise sunset supreme surge swan swift switch table
    target tempo tide tiger time titan token top touch tower town trace track trail tree trend triangle
    tribe trust tulip ultra umbrella union unique unity universe urban value vector vega velocity venture
    vertex vertical vibe victory view village vintage virtue vision vista vital voice volt wave way west
    white wild wind window wing winter wise wolf wonder wood world yellow zen zenith zero zone
    авангард август аврора азбука азимут аист айсберг аккорд акцент алмаз альфа альянс ангел апельсин
    арена ария арка арсенал атлант атлас атом аэлита база баланс балтика барс белый берег берёза бета
    бриз буква буревестник быстро вега век вектор вера версия вершина весна веста ветер взлёт вид вираж
    витязь вихрь вишня вкус вода волга волна восток восход время высота газон галактика гарант гарантия
    гвоздь гермес голос гора горизонт город гранат грань гранит график гриф дача два дверь дельта дерево
    диалог диамант добро дом дорога дружба друг дуб дым ель единство енот жара жемчуг жизнь завод закат
    запад заря звезда зебра зелёный земля зенит зеркало зерно зима знак знание золото зонт игра идеал идея
    изба импульс индекс интеграл искра источник исток калина каравелла карат каскад квадрат квант квартал
    кедр кит клад клевер клён ключ книга колос кольцо комета комфорт компас контакт контур конус корабль
    корона космос крона кристалл круг крылья крылатый кубок лабиринт лада ландыш лебедь легенда лента лес
    лето лидер линия лира лист лотос лоцман луг луна луч магнит магистраль маяк мастер мегаполис медведь
    меркурий метель мечта мир миля мираж молния море мост мотив надежда начало небо нева нива новый ночь
    образ оазис облако овен огонь одуванчик океан олимп омега опора орбита орёл орион осень основа остров
    отклик отражение очаг парк парус партнёр пегас перо перспектива пион планета платформа победа поиск
    полёт полюс порт поток прайд праздник престиж призма пример прогресс пульс путь радость радуга развитие
    рассвет резерв резонанс река рекорд рельеф ресурс ритм родник роза ромашка роса росток русь рубин рысь
    сад салют салат самолёт сапфир свет связь север северный сигма сигнал сила сириус сказка скала сокол
    солнце союз спектр спутник старт стиль стимул стрела стрекоза струна сфера темп титан товар тополь
    точка традиция трамплин треугольник триумф тройка уют угол улей успех утро факел феникс фаворит фокус
    формула фортуна фрегат чайка час цвет центр шанс шар шаг щит экран эдельвейс эксперт эксперимент
    элемент элита эльбрус энергия эра эталон эхо юг юность юпитер якорь ясень ястреб зефир
    arbat basket bazaar berry bloomberg boat boss bureau café cargo carrot case cat champion cherry chip class coin
    college cottage count date deal deep dew dialog dot dove draft echo farm feather fiesta fire fish flower
    foot frame friend fruit game gas gem gift global grain grape grass green group guard guardian guest guild
    guru hall hammer hand happy hat hood hook idea insight it jam joint label ladder land lemon lens lever loft
    loop lucky lunch machine main manor mango melon milk mill mind mobile monday motive move native nest net
    numbers nut office orchard order owner pack paint paper patch peach pear pencil pepper pet picnic pill
    pin pipe pizza plain plan plane plant play plaza poster print profit project proof push rally ranger
    record reef reserve root rope saint sand saturn seed select sense service shadow shark shine ship shore
    site slice smile snap soil source space spoon spot stable stack staff stay stem stock straight street
    sugar sweet tape taste team tea temple text theory thread tie tile toast tool tops tractor trade
    transit travel trio truck turbo twin uncle up verge vine visa wagon walk wall watch water web wheel
    yard zoom
    автограф аккорд актив амбар арбат аршин бабочка багет базар берлога беседа билет благо богатырь бодрость
    боярин бриллиант бункер бухта варежка василёк ведро венец верба вехи виват визит виктория вилка вместе
    ворота гараж гармония гвардия генерал герой глобус гнездо голубь город гость гроза груз дар держава дети
    домовой дракон дюйм ёлка жёлудь забота забава заря застава звон здоровье земляк зонтик имя капля капитан
    караван карусель каравай касса качество квас кнопка ковёр колобок колокол комод конёк консул копейка копилка
    корзина корзинка коралл костёр край красота крепость кристалл крона круиз кузница купол купец курс кухня
    лавка ласточка ледник лето ложка лукошко луч люкс максимум малина маска мельница металл метр метро миг
    минимум минутка молоко монолит монета море мост муравей мяч наследие нить новость норма ноль огонёк окно
    орбита орех орешек отдых палитра панорама паритет пароль патриот паук пельмень перекрёсток печать пилот пицца
    планета плюс пляж погода подкова подсолнух покров полезно полюс помощь порядок почта правда продукт
    простор профи птица пчела пять ракета ракурс рельс решение родина розетка роща рубеж рубикон рука рябина
    самовар сахар семья сено сервис серебро система сито слава слон снег сова совет солод сорока спасибо
    среда стандарт статус стекло стена стройка ступени сударь сундук сыр табло тайга такт талант теремок
    терем территория техника ткань точка трасса труба туча тыква удача урожай успех фабрика фара фасад фишка
    фонарь фонтан форма фортуна форум фрегат хлеб хозяин холод хорошо цель цент чашка чемпион черника чистота
    шаг шанс шатёр шоколад шторм шёлк экватор экран эра этаж ягода язык ярмарка ясно
""")
"""Words that companies take for their name and that mean something else as well."""
