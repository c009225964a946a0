"""The story's chapters about a report: what is read of it, the rest, the same again, its cause."""

from bot.demo.company import CRITICAL
from bot.demo.day import Day

THEIR_TICKET = "https://harbour.zendesk.com/agent/tickets/7301"


async def put_right(day: Day) -> None:
    """What was read of the two lines is put right with a click; the rest is told in one form."""
    sam = day.people.sam
    day.holds_card("CRIT-1", "Acme · VIP · custom code", "Web shop › checkout", "3 of 6 told")
    step = sam.clicks("Put right…", on=day.told(sam, "CRIT-1"))
    await day.open("Sam puts one fact right: he presses Put right… in his message.", sam, step)
    step = sam.clicks("Put right: how many…")
    form = await day.open("It lists what is known; one click puts one thing right.", sam, step)
    await day.submit("It is not all of them.", form, {"How many": "12 users"})
    day.holds_card("CRIT-1", "12 users, since")
    ticked = sam.clicks("☐ Seen by a second person", on=day.told(sam, "CRIT-1"))
    await day.act("Kim has seen it, too: one item of the checklist.", ticked)
    day.holds_card("CRIT-1", "Checklist 1 of 2")
    form = await day.open("Sam presses Tell the rest….", sam, day.pressing(sam, "Tell the rest…"))
    steps = {"Steps": "Open the basket, choose a card, press Pay"}
    await day.submit("What he does not know yet stays empty.", form, steps)
    day.holds_card("CRIT-1", "4 of 6 told")


async def the_same(day: Day) -> None:
    """Kim raises the same thing; one click joins it, and she hears of that from now on."""
    kim, sam = day.people.kim, day.people.sam
    await day.later(minutes=10)
    text = f"Checkout answers with 500 for Harbour Books\n{THEIR_TICKET}"
    await day.act("Kim has heard of it, too.", kim.writes(text, channel=CRITICAL))
    day.holds_card("CRIT-2", "New", "Harbour Books", "Zendesk 7301")
    day.holds_told(kim, "Is it one of these?", "CRIT-1")
    await day.act("She presses It is this one.", day.pressing(kim, "It is this one"))
    day.holds_told(sam, "CRIT-2")
    day.holds_card("CRIT-2", "Merged")
    day.holds_card("CRIT-1", "1 other affected")


async def the_rest(day: Day) -> None:
    """The same form asks for what is still missing, and for nothing else."""
    sam = day.people.sam
    form = await day.open("Now Sam knows more.", sam, day.pressing(sam, "Tell the rest…"))
    rest = {"Expected and seen": "A receipt. They see 500.", "Which browser?": "Every one"}
    await day.submit("Two fields are left of six.", form, rest)
    day.proves("Nothing is missing.", is_so="of 6 told" not in day.shown(day.card("CRIT-1")))


async def cause(day: Day) -> None:
    """Who fixed it says what it was, so that it does not come back; all of it goes into a file."""
    ivan, ada = day.people.ivan, day.people.ada
    await day.later(minutes=4)
    form = await day.open("Ivan presses Cause….", ivan, day.pressing(ivan, "Cause…"))
    told = {
        "Where it lies": "Configuration",
        "Cause": "A certificate of the card provider had run out.",
        "What would prevent it": "A warning two weeks before.",
    }
    await day.submit("He was asked when it was closed.", form, told)
    causes = ada.commands("/critical", "causes", channel=CRITICAL)
    await day.act("Ada types /critical causes.", causes)
    day.holds_told(ada, "CRIT-1", "A warning two weeks before.")
    export = ada.commands("/critical", "CRIT-1 export", channel=CRITICAL)
    await day.act("She types /critical CRIT-1 export, for the meeting about it.", export)
    day.holds_told(ada, "CRIT-1.md")
