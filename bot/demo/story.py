"""The story of a critical day, chapter by chapter."""

from collections.abc import Awaitable, Callable

from bot.demo import company, story_report, story_trouble
from bot.demo.company import CRITICAL, SUPPORT
from bot.demo.day import Day

Chapter = Callable[[Day], Awaitable[None]]


async def two_lines(day: Day) -> None:
    """Sam raises a task without a form."""
    sam, ada = day.people.sam, day.people.ada
    text = "Checkout is down for Acme\nPay answers with 500 since 9:00, for all their users"
    await day.act("Sam types two lines into #critical.", sam.writes(text, channel=CRITICAL))
    day.holds_told(sam, "CRIT-1", "Checkout is down for Acme")
    day.holds_told(ada, "CRIT-1", "severity 4")
    await day.later(seconds=20)
    more = sam.writes("This is what they see:", channel=CRITICAL, files=["pay-500.png"])
    await day.act("20 seconds later he adds a screenshot. It joins the same task.", more)
    day.holds_card("CRIT-1", "New", "pay-500.png")


async def accepting(day: Day) -> None:
    """Kim may not accept, Ada may."""
    kim, ada, sam = day.people.kim, day.people.ada, day.people.sam
    await day.later(minutes=1)
    card = day.card("CRIT-1")
    pressed = kim.clicks("Accept", on=card)
    await day.act("Kim is curious and presses Accept on the card.", pressed)
    day.holds_told(kim, "Only", "administrator")
    day.holds_card("CRIT-1", "New")
    await day.act("Ada presses Accept in her direct message.", day.pressing(ada, "Accept"))
    day.holds_told(sam, "CRIT-1", "Ada")
    day.holds_card("CRIT-1", "Accepted")


async def assigning(day: Day) -> None:
    """Ada says who and by when; Ivan starts."""
    sam, ada, ivan = day.people.sam, day.people.ada, day.people.ivan
    await day.later(minutes=3)
    form = await day.open("Ada presses Assign….", ada, day.pressing(ada, "Assign…"))
    values = {"Developer": "Ivan", "Size": "Small", "Deadline": "In 2 hours"}
    note = {"Note": "You know the payment form best."}
    await day.submit("She chooses and sends.", form, values | note)
    day.holds_told(ivan, "CRIT-1", "11:06")
    day.holds_told(sam, "Ivan", "11:06")
    day.holds_card("CRIT-1", "Assigned", "Ivan")
    await day.later(minutes=4)
    await day.act("Ivan presses Start.", day.pressing(ivan, "Start"))
    day.holds_told(sam, "Ivan", "started")
    day.holds_card("CRIT-1", "In progress")


async def asking(day: Day) -> None:
    """Ivan needs something from Sam; the clock stands until he has it."""
    sam, ivan = day.people.sam, day.people.ivan
    await day.later(minutes=5)
    form = await day.open("Ivan presses Ask reporter….", ivan, day.pressing(ivan, "Ask reporter…"))
    question = "Do they pay by card or by invoice?"
    await day.submit("One thing he needs to go on.", form, {"Question": question})
    day.holds_told(sam, question)
    day.holds_card("CRIT-1", "Waiting for reporter")
    await day.later(minutes=15)
    answer = sam.replies("By card. Invoice works.", to=sam.dms[-1])
    await day.act("15 minutes later Sam answers in the thread of that message.", answer)
    day.holds_told(ivan, "By card. Invoice works.")
    day.holds_card("CRIT-1", "In progress", "11:21")


async def more_time(day: Day) -> None:
    """Ivan needs longer; Ada agrees, and everybody hears why."""
    sam, kim, ada, ivan = (day.people.sam, day.people.kim, day.people.ada, day.people.ivan)
    await day.later(minutes=20)
    form = await day.open(
        "Ivan presses Need more time….", ivan, day.pressing(ivan, "Need more time…")
    )
    reason = "the card provider has to renew a certificate first"
    values = {"Deadline": "Today", "Reason": reason}
    await day.submit("He says until when, and why.", form, values)
    day.holds_told(ada, reason)
    await day.later(minutes=2)
    await day.act("Ada presses Agree.", day.pressing(ada, "Agree"))
    day.holds_told(sam, "18:00", reason)
    day.holds_told(kim, "12:00", reason)
    day.holds_told(ivan, "18:00")
    day.holds_card("CRIT-1", "18:00")


async def declining(day: Day) -> None:
    """A task by command; declined, brought back with what was missing, assigned by load."""
    kim, ada = day.people.kim, day.people.ada
    await day.later(minutes=8)
    typed = "Harbour waits an hour for exports sev3"
    command = kim.commands("/critical", typed, channel=SUPPORT)
    await day.act(f"Kim types /critical {typed} in #support.", command)
    day.holds_card("CRIT-3", "New", "Severity 3", "Did you mean Harbour Books or Harbour Foods?")
    await day.act("Two are called so; she presses one.", day.pressing(kim, "Harbour Books"))
    day.holds_card("CRIT-3", "Harbour Books", "Billing › exports")
    await day.later(minutes=4)
    step = ada.chooses("Decline…", on=day.card("CRIT-3"))
    form = await day.open("Ada chooses Decline… in the card's menu ⋯.", ada, step)
    reason = {"Reason": "Large exports run at night; an hour is as meant."}
    await day.submit("She says why.", form, reason)
    day.holds_told(kim, "Large exports run at night")
    day.holds_card("CRIT-3", "Declined")
    await day.later(minutes=3)
    form = await day.open("Kim presses Bring it back….", kim, day.pressing(kim, "Bring it back…"))
    reason = {"Reason": "It is ten lines, and it took a second yesterday."}
    await day.submit("There is something that Ada could not know.", form, reason)
    day.holds_told(ada, "ten lines")
    day.holds_card("CRIT-3", "New")
    step = ada.clicks("Assign…", on=day.card("CRIT-3"))
    form = await day.open("Ada sees the point and presses Assign….", ada, step)
    values = {"Developer": "Dana", "Size": "Medium", "Deadline": "Tomorrow"}
    await day.submit("Dana has room.", form, values)
    day.holds_card("CRIT-3", "Assigned", "Dana")


async def fixing(day: Day) -> None:
    """Fixed, still broken, fixed again, works; each hears it for their own customer."""
    sam, kim, ivan = day.people.sam, day.people.kim, day.people.ivan
    await day.later(hours=1, minutes=45)
    form = await day.open("Ivan presses Fixed….", ivan, day.pressing(ivan, "Fixed…"))
    told = {"What to tell the customer": "The certificate is renewed. Paying by card works."}
    await day.submit("He writes what support can pass on.", form, told)
    day.holds_told(sam, "The certificate is renewed.")
    day.holds_told(kim, "harbour.zendesk.com", "The certificate is renewed.")
    day.holds_card("CRIT-1", "Fixed")
    await day.later(minutes=9)
    form = await day.open("Sam presses Still broken….", sam, day.pressing(sam, "Still broken…"))
    broken = {"Reason": "On phones it still says 500."}
    await day.submit("He says what he sees.", form, broken)
    day.holds_told(ivan, "On phones it still says 500.")
    day.holds_card("CRIT-1", "In progress", "Ivan")
    await day.later(minutes=25)
    form = await day.open("Ivan presses Fixed… again.", ivan, day.pressing(ivan, "Fixed…"))
    told = {"What to tell the customer": "Phones had kept the old page. It works there, too."}
    await day.submit("This time for phones.", form, told)
    await day.later(minutes=6)
    await day.act("Sam has looked with the customer and presses Works.", day.pressing(sam, "Works"))
    day.holds_told(ivan, "CRIT-1", "Sam", "What was the cause")
    day.holds_card("CRIT-1", "Closed")


async def looking(day: Day) -> None:
    """What can be seen at any time, by oneself alone."""
    ada, kim, ivan = day.people.ada, day.people.kim, day.people.ivan
    await day.later(minutes=5)
    board = ada.commands("/critical", "board", channel=CRITICAL)
    await day.act("Ada types /critical board.", board)
    day.holds_told(ada, "CRIT-3", "Dana", "CRIT-4")
    mine = kim.commands("/critical", "mine", channel=SUPPORT)
    await day.act("Kim types /critical mine.", mine)
    day.holds_told(kim, "CRIT-1", "CRIT-3")
    details = ivan.commands("/critical", "CRIT-1", channel=company.GENERAL)
    await day.act("Ivan types /critical CRIT-1: facts, history, promises.", details)
    day.holds_told(ivan, "CRIT-1", "Closed")


CHAPTERS: tuple[tuple[str, Chapter], ...] = (
    ("Two typed lines become a task", two_lines),
    ("One click puts right what was read; one form tells the rest", story_report.put_right),
    ("Only an administrator accepts", accepting),
    ("Who fixes it, and by when", assigning),
    ("The same again is offered, and joined with a click", story_report.the_same),
    ("A question: the clock stands until it is answered", asking),
    ("What was missing is told as soon as it is known", story_report.the_rest),
    ("A deadline is moved, with its reason", more_time),
    ("A task by command: declined, brought back, assigned by load", declining),
    ("Fixed, still broken, fixed again, works", fixing),
    ("What it was, and everything in one file", story_report.cause),
    ("A click on an old card", story_trouble.old_card),
    ("The board, one's own tasks, one task", looking),
    ("Slack delivers an event again", story_trouble.again),
    ("Slack is away for half an hour", story_trouble.away),
)
