"""The working day before the opening, and its morning: what people did, and who has read it."""

from bot.demo.past import Past

GREETING = "Good morning! The release of this week goes out on Thursday afternoon."
UMLAUTS = "Search finds nobody with an umlaut\nMüller, Jäger: no result; Miller is found, sev2"
UMLAUTS_CAUSE = "The new index took ü for another letter."
UMLAUTS_NEVER_AGAIN = "A test that searches for names of every country."
UMLAUTS_FIXED = "Names with umlauts are found again. Nothing has to be typed anew."
EXPORTS = "Exports take ten minutes for {customer}\nIt was one minute last week. They wait. sev2"
EXPORTS_FOUND = "Found it: every order is read twice. I measure before I change it."
TAX = """\
Invoices for {customer} show the wrong VAT
One user, since 9:00, https://billing.example.com/invoices/17. By hand for now, sev3
Steps: open any invoice of November
Expected: 19 %. They see 7 %."""
TAX_HELPS = "Print the invoice again from the order: it has the right VAT."
ALSO_OLD = "{customer} asks whether the invoices of last month are wrong, too."
I_ASK = "I do not know yet. I tell you as soon as I hear from development."
PHONES = "Old phones cannot log in to the web shop\nSince they were updated, sev2"
PHONES_FIXED = "Old phones can log in again. The page has to be loaded anew once."
BUTTON = "A button says “Canel” in place of “Cancel”\nWhere an address is changed, sev1"
TABLETS = "The search box is cut off on tablets\nUpright only; lying they see all of it. sev2"
WHICH = "Is it every invoice, or only those with two tax rates?"
COFFEE = "The coffee machine works again :coffee:"


async def play(past: Past) -> None:
    """Live through it."""
    for chapter in (closed, in_progress, begun, talk, fixed, assigned):
        await chapter(past)
    past.have_read(*past.cast)
    await this_morning(past)


async def closed(past: Past) -> None:
    """CRIT-1 is raised, fixed and closed, and what it was is said."""
    sam, ada, dana = past.cast.sam, past.cast.administrator, past.cast.developer(1)
    await past.at(past.yesterday(0.03))
    await past.does(past.cast.colleagues[-1].writes(GREETING, channel=past.cast.general))
    await past.at(past.yesterday(0.1))
    await past.does(sam.writes(UMLAUTS, channel=past.cast.critical))
    await past.at(past.yesterday(0.12))
    await past.does(ada.clicks("Accept", on=past.card("CRIT-1")))
    await past.assign("CRIT-1", dana, "Small", "Today")
    await past.at(past.yesterday(0.14))
    await past.start("CRIT-1", dana)
    await past.at(past.yesterday(0.28))
    await past.fix("CRIT-1", dana, UMLAUTS_FIXED)
    await past.at(past.yesterday(0.31))
    await past.does(sam.clicks("Works", on=past.told(sam, "CRIT-1", "Works")))
    cause = {
        "Where it lies": "Code",
        "Cause": UMLAUTS_CAUSE,
        "What would prevent it": UMLAUTS_NEVER_AGAIN,
    }
    await past.fill(dana, "Cause…", past.card("CRIT-1"), cause)


async def in_progress(past: Past) -> None:
    """CRIT-2 is being worked on, and its developer says so in the thread."""
    sam, dana = past.cast.sam, past.cast.developer(1)
    await past.at(past.yesterday(0.33))
    text = EXPORTS.format(customer=past.customer(1, "Harbour Books"))
    await past.does(sam.writes(text, channel=past.cast.critical))
    await past.at(past.yesterday(0.36))
    await past.assign("CRIT-2", dana, "Medium", "Day after tomorrow")
    await past.at(past.yesterday(0.4))
    await past.start("CRIT-2", dana)
    await past.at(past.yesterday(0.48))
    found = await dana.replies(EXPORTS_FOUND, to=past.card("CRIT-2"))
    await past.does(sam.reacts("+1", to=found))


async def begun(past: Past) -> None:
    """CRIT-3 is begun, and what helps until it is fixed is known; its question comes later."""
    sam, ivan = past.cast.sam, past.cast.developer(0)
    await past.at(past.yesterday(0.5))
    text = TAX.format(customer=past.customer(0, "Acme"))
    await past.does(sam.writes(text, channel=past.cast.critical))
    await past.at(past.yesterday(0.52))
    await past.does(past.cast.administrator.clicks("Accept", on=past.card("CRIT-3")))
    await past.assign("CRIT-3", ivan, "Medium", "Day after tomorrow")
    await past.at(past.yesterday(0.6))
    await past.start("CRIT-3", ivan)
    form = ivan.clicks("Workaround…", on=past.card("CRIT-3"))
    await past.send(form, {"Workaround": TAX_HELPS})


async def talk(past: Past) -> None:
    """Support talks among itself."""
    sam, kim = past.cast.sam, past.cast.kim
    await past.at(past.yesterday(0.68))
    text = ALSO_OLD.format(customer=past.customer(0, "Acme"))
    asked = await kim.writes(text, channel=past.cast.support)
    await past.at(past.yesterday(0.69))
    await past.does(sam.replies(I_ASK, to=asked))


async def fixed(past: Past) -> None:
    """CRIT-4 is raised by command and begun; in the morning it is fixed."""
    kim, noor = past.cast.kim, past.cast.developer(2)
    await past.at(past.yesterday(0.74))
    await past.does(kim.commands("/critical", PHONES, channel=past.cast.support))
    await past.at(past.yesterday(0.77))
    await past.assign("CRIT-4", noor, "Small", "Tomorrow")
    await past.at(past.yesterday(0.8))
    await past.start("CRIT-4", noor)


async def assigned(past: Past) -> None:
    """CRIT-5 is given to somebody who has not begun."""
    await past.at(past.yesterday(0.86))
    await past.does(past.cast.kim.writes(BUTTON, channel=past.cast.critical))
    await past.at(past.yesterday(0.93))
    await past.assign("CRIT-5", past.cast.developer(0), "Small", "In a week")


async def this_morning(past: Past) -> None:
    """What waits for people when the workspace opens: a fix, a new task, a question, some talk."""
    sam, ivan, noor = past.cast.sam, past.cast.developer(0), past.cast.developer(2)
    await past.at(past.before(31))
    await past.fix("CRIT-4", noor, PHONES_FIXED)
    await past.at(past.before(20))
    await past.does(sam.writes(TABLETS, channel=past.cast.critical))
    past.have_read(sam)
    await past.at(past.before(9))
    await past.does(past.cast.colleagues[-1].writes(COFFEE, channel=past.cast.general))
    await past.at(past.before(6))
    asked = {"Question": WHICH}
    await past.fill(ivan, "Ask reporter…", past.told(ivan, "CRIT-3", "Ask reporter…"), asked)
    past.have_read(ivan, noor)
    await past.at(past.opening)
