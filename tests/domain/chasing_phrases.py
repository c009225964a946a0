"""What people write who ask how it stands, and what sounds like it but tells of something else."""

_ENGLISH = """
any update on this? | Ivan, any news | Ivan Petrov, any news? | any news on this one | Any news for us? |
any news for Acme? | Any update for Globex Ltd? | what's the status of CRIT-12? |
What is the status of CRIT-12 | what's the status of this? |
What's the current status on CRIT-12? | what's the status of the checkout? |
status on CRIT-12? | status update? | status update please |
Could you give us a status update? | Can I get an update on CRIT-12? |
can we have an update please | could we get an update? | I need an update on CRIT-12 |
Need an update on this please | we need an update | please update me on CRIT-12 | any ETA? |
any ETA on CRIT-12? | ETA for CRIT-12? | what's the ETA on this | do we have an ETA? |
is there an ETA? | is there any update on CRIT-12? | are there any updates? |
has there been any progress? | has there been any update on this? |
any progress on CRIT-12 and CRIT-13 | CRIT-12, CRIT-13: any news? | CRIT-12 CRIT-13? |
what about CRIT-12 and CRIT-13? | how about CRIT-12? | how's CRIT-12 coming along? |
how is CRIT-12 coming along? | how does it look? | how are things going? |
how far are you with CRIT-12? | how long will it take? | how long will this take? |
how much longer? | how much longer will this take? | how long until it is fixed? |
when can we expect a fix? | when can we expect CRIT-12 to be fixed? | when will this be done? |
when is it going to be fixed? | when will it work again? | when will CRIT-12 be ready |
when do you think it will be fixed? | is CRIT-12 done? | is CRIT-12 fixed yet? |
has CRIT-12 been fixed? | was CRIT-12 fixed? | is this resolved? | is there a fix yet? |
do we have a fix? | is someone on it? | is anybody on this? | is anyone working on CRIT-12? |
who is working on this? | who is looking at CRIT-12? | who has CRIT-12? | anything on CRIT-12? |
anything new on CRIT-12? | anything yet? | any luck? | any luck with CRIT-12? | anything? |
heard anything? | still no news? | no news yet? | still nothing? | where are we on CRIT-12? |
where do we stand with CRIT-12? | where are we with this | what's happening with CRIT-12? |
what is happening with CRIT-12? | what's going on with CRIT-12? | what's new? |
what's up with CRIT-12? | what's the latest on CRIT-12? | whats the latest |
the latest on CRIT-12? | hey @ivan any news on CRIT-12? | Ivan, any news? | Ivan any news? |
@Ivan any news? | <@U0IVAN> what's the status of CRIT-12? | <@U0BOT> any news? |
<@U0BOT> CRIT-12? | Hey Ivan, is there anything new on CRIT-12? The customer is asking. |
Hi team, any update on CRIT-12? Thanks! | any news? thanks | any news, thank you |
Good morning, any news on CRIT-12? | Good evening, any news? | any news today? |
any news since yesterday? | any news from Ivan? | any news from the developers? |
The customer is asking for an update | customer is asking for news |
the customer is waiting for an update | my customer wants to know when it will be fixed |
the customer wants an update | following up on CRIT-12 | just following up on this |
just checking in on CRIT-12 | checking in, any news? | ping | friendly reminder: any news? |
gentle ping | gentle reminder on CRIT-12 | bump CRIT-12 | any news on #12? | CRIT-12 any news |
CRIT-12 status | CRIT-12 status? | CRIT-12 eta? | crit 12? | what about crit 12 | CRIT12? |
any news on crit12 | update on CRIT-12? | update on this? | updates on CRIT-12? | update? |
updates? | got an update? | do you have any news? | have you heard anything? |
Do you know when it will be fixed? | Can you tell me when it will be fixed? |
Could you tell us how it's going? | Any idea when it will be fixed? |
Any idea when CRIT-12 will be fixed? | any idea how long it will take? |
we are still waiting for an answer | still waiting on CRIT-12 | waiting for news on CRIT-12
"""

_GERMAN = """
gibt es schon etwas Neues? | Gibt es schon was Neues zu CRIT-12? |
Gibt es ein Update zu CRIT-12? | Gibt es Neues zu CRIT-12? | gibt es schon ein Update? |
Gibt es hier schon Neuigkeiten? | Gibt es hierzu Neuigkeiten? |
Hi Ivan, gibt's hier was Neues? | Hallo Ivan, gibt es schon Neuigkeiten zu CRIT-12? |
Hallo Ivan gibt es Neuigkeiten? | schon was Neues? | Schon Neuigkeiten? | Was gibt's Neues? |
Was gibt es Neues bei CRIT-12? | irgendwelche Neuigkeiten? | Update? | Update bitte |
Bitte um Update | Bitte um ein Update zu CRIT-12 | Bitte um Rückmeldung |
Bitte um kurze Rückmeldung zu CRIT-12 | Status? | Status bitte | Status zu CRIT-12? |
Wie ist der Status von CRIT-12? | Wie ist der aktuelle Stand? | Wie ist der Stand bei CRIT-12? |
Was ist der Stand? | Was ist der aktuelle Status? | Wie steht es um CRIT-12? |
Wie steht's mit CRIT-12? | Wie sieht es mit CRIT-12 aus? | Wie schaut's aus? | Wie läuft's? |
Wie geht es voran? | Geht es voran? | Wie weit ist CRIT-12? | Wie weit seid ihr mit CRIT-12? |
Wann ist CRIT-12 fertig? | Wann wird CRIT-12 behoben? | Wann wird das behoben sein? |
Wann wird das repariert? | Wann geht es wieder? | Wann funktioniert es wieder? |
Bis wann ist das behoben? | Wie lange dauert es noch? | Wie lange dauert das noch? |
Wie lange noch? | Ist CRIT-12 schon behoben? | Ist das schon behoben? | Ist es schon gefixt? |
Was ist mit CRIT-12? | Und CRIT-12? | Wer kümmert sich um CRIT-12? |
Kümmert sich jemand um CRIT-12? | Kümmert sich schon jemand darum? | Arbeitet jemand daran? |
Schaut sich das jemand an? | Der Kunde fragt nach | Der Kunde fragt nach dem Stand |
Kunde wartet auf Rückmeldung | Wir warten noch auf eine Antwort |
Könnt ihr mir ein Update geben? | Kann ich bitte ein Update haben? |
Guten Abend, gibt es Neuigkeiten? | gibt es Neuigkeiten? Danke |
Gibt es Neuigkeiten? Vielen Dank! | Was macht CRIT-12? | Noch nichts Neues? |
Immer noch nichts? |
"""

_RUSSIAN = """
Есть новости? | есть новости по CRIT-12? | Есть ли новости по CRIT-12 и CRIT-13? |
Иван, есть новости? | Иван есть новости? | Привет, Иван, есть новости? |
Привет Иван! Есть новости? | Добрый вечер, есть новости? |
Доброе утро! Есть новости по CRIT-12? | Новости есть? | новости? | Какие новости? |
Какие новости по CRIT-12? | Новости по CRIT-12? | Есть что-нибудь новое? |
Есть какие-то новости? | Есть какие-нибудь подвижки по CRIT-12? | Есть прогресс? |
Есть ли прогресс по CRIT-12? | Нет новостей? | Новостей нет? | Пока нет новостей? |
Что нового по CRIT-12? | Что слышно по CRIT-12? | Что там с CRIT-12? | Что с проблемой? | Что там по этой задаче? | Как там CRIT-12? |
Что с CRIT-12? | Что по CRIT-12? | А что с CRIT-12? | CRIT-12 что там? |
По CRIT-12 есть новости? | Какой статус? | Какой статус по CRIT-12? | Какой статус у CRIT-12? |
Статус? | Статус по CRIT-12? | Статус CRIT-12 | Апдейт? | Апдейт по CRIT-12? | Дайте апдейт |
Можно апдейт по CRIT-12? | Можно узнать статус? | Подскажите, пожалуйста, статус CRIT-12 |
Подскажите, есть ли новости? | Подскажите, когда починят? | Когда починят? |
Когда починят CRIT-12? | Когда починят это? | Когда это починят? | Когда исправят? |
Когда будет исправлено? | Когда CRIT-12 будет готово? | Когда CRIT-12 починят? |
Когда ждать исправления? | Когда ждать? | Когда заработает? | Когда всё заработает? |
Когда будет работать? | Когда будет готов CRIT-12? | Когда примерно починят? |
А когда починят? | Ну когда уже починят? | Скоро починят? | Скоро? | Долго ещё? |
Сколько ещё ждать? | Сколько ждать? | Сколько времени займёт? | Уже починили? | Починили? |
Починили CRIT-12? | Исправили? | Готово? | CRIT-12 готово? | CRIT-12 уже исправлен? |
Кто-нибудь смотрит? | Кто-нибудь занимается CRIT-12? | Кто занимается CRIT-12? |
Кто смотрит CRIT-12? | Есть кто? | Как успехи? | Как продвигается? | Как движется CRIT-12? |
Как дела с CRIT-12? | Клиент спрашивает | Клиент спрашивает, когда починят |
Клиент спрашивает, есть ли новости | Клиент ждёт ответа | Мы всё ещё ждём | Ждём новостей |
Жду ответа по CRIT-12 | Есть ли срок? | Какие сроки? | Какой срок по CRIT-12? |
Есть понимание по срокам? | Спасибо, а есть новости? | Есть новости? Спасибо | ап
"""

_RAISING = """
any news site is down for all customers | no news page loads | No news are shown |
any update crashes the app | any update fails | updates are not installed |
Update fails with 500 | Status is wrong | status 500 | status page is down |
what about the invoices | the status of orders is wrong | News page is empty |
when will it be fixed it is down again | CRIT-12 is broken again | CRIT-12 still fails |
CRIT-12 fixed the wrong thing | still waiting for payment page |
still waiting for the import to finish since ten | How is checkout failing? | Is this a bug? |
is it down? | Is checkout down? | Is the site down? | is anyone able to log in? |
Anyone else cannot log in? | where is the export button | where is my invoice? |
what's happening with logins, they all fail | When will the cron run? It does not |
when is it possible to pay, it fails | Any update on prices returns 500 |
any progress bar hangs | progress bar hangs | progress is stuck at 99% | eta field is empty |
ETA is wrong in the order mail | Any update for Acme fails with 500? | any news feed down? |
any news from the server? it returns 502 | any update to a price is lost |
any update on a cart is lost? | is it done? no, error 500 | Checkout is down, any news? |
Ivan, checkout is down | ping fails | customer is asking why checkout is down |
the customer is waiting for the page to load | Acme is asking for their money |
no updates arrive | no news mails are sent | no update possible | nothing works |
still nothing works | anything with CRIT-12 in the title crashes |
how long will orders take to be exported? They hang |
customer wants an update of their invoice | customer needs an update to version 5 |
please update the price list | need an update of the certificate | Update der App schlägt fehl |
Update schlägt fehl | Kein Update möglich | Neuigkeiten werden nicht angezeigt |
keine Neuigkeiten sichtbar | Der Status ist falsch | Status wird nicht angezeigt |
Status der Bestellung ist falsch | Wie ist der Status der Bestellung? Er fehlt |
Wann wird das Paket verschickt? | Was ist mit der Kasse los | Es geht nicht |
Das geht nicht mehr | Der Kunde wartet auf die Seite | Kunde wartet auf Rechnung |
Es läuft nicht | Новости не загружаются | нет новостей на сайте | Новостей нет на странице |
Статус заказа неверный | статус не обновляется | апдейт не ставится | Обновления не приходят |
когда починили CRIT-12, сломали оплату | починили и сломали | не готово | ничего не работает |
Как дела на складе не видно | Что-то сломалось | что с оплатой не так | где кнопка экспорта |
клиент ждёт оплату | клиент спрашивает, почему не работает | Срок в заказе неверный |
сроки не считаются | скоро не откроется | статус 500 | thank you for CRIT-12 |
Thanks, CRIT-12 is perfect | Wrong status? | Checkout down, any news? |
any update for Acme fails? | any news from the server, it is down? | the latest | The latest one | the current state | Готово | #5512 | ticket 5512 | Исправили |
починили | no news yet | nothing new | нет новостей | done | fixed | Fixed yet | we fixed it |
CRIT-12 is done | App is asking for an update | server is waiting for an answer |
I need feedback form fixed | Payment still waiting | orders are waiting for news |
information missing in the mail | Any information about the product is missing? |
we need a status field in the export | I have an update: the customer uses Firefox |
I have an update | We have news | Got an answer | Here is an update: works in Firefox |
update: it happens in Safari too | Is anyone on the phone system able to call? |
Anything you save is lost | anything on the page is clickable? | how long names are cut off |
Wir haben kein Update bekommen | Wir warten auf die Kasse |
der Kunde wartet seit Stunden auf die Lieferung | Ich frage mich ob das Formular geht |
Kunde kann nicht zahlen | клиент не может оплатить | клиент ждёт товар | Ждём оплату |
есть информация о заказе, которой быть не должно | обновления не работают | где заказ |
что с сайтом? | это не работает | проблема | когда нажимаю оплатить, ошибка |
когда исправят заказ, пропадает адрес | Готово не нажимается | No | Yes | Firefox | it works |
done, it works now | We | I | I need an answer field in the form |
Please give us an update of the catalogue |
Could you update me in the user list, my mail is wrong | bump map is missing | Ap
"""


def _read(written: str) -> list[str]:
    return [one.strip() for one in written.split("|") if one.strip()]


CHASING = [*_read(_ENGLISH), *_read(_GERMAN), *_read(_RUSSIAN)]
RAISING = _read(_RAISING)
"""What is broken, or answers somebody."""
