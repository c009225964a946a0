"""The story's last chapters: what goes wrong between people, Slack and the bot."""

import copy

from bot.demo.company import CRITICAL
from bot.demo.day import Day
from bot.simulator.faults import Fault


async def old_card(day: Day) -> None:
    """Ben's phone still shows a card on which somebody has acted meanwhile."""
    sam, ada, ben = day.people.sam, day.people.ada, day.people.ben
    await day.later(minutes=10)
    text = "Search finds nothing in the web shop sev2"
    await day.act("Sam raises another one.", sam.writes(text, channel=CRITICAL))
    # What a phone without a connection goes on showing.
    stale = copy.deepcopy(day.card("CRIT-4"))
    await day.act("Ada presses Accept.", day.pressing(ada, "Accept"))
    await day.later(minutes=1)
    pressed = ben.clicks("Accept", on=stale)
    await day.act("Ben's phone still shows the old card. He presses Accept.", pressed)
    day.holds_told(ben, "CRIT-4", "Ada")
    day.holds_card("CRIT-4", "Accepted")


async def again(day: Day) -> None:
    """The same event a second time."""
    deliveries = day.stage.slack.deliveries
    first = next(one for one in deliveries if "Checkout" in str(one.payload.get("event")))
    told = "Slack is not sure that this morning's message arrived, and delivers it again."
    await day.act(told, day.stage.slack.redeliver(first))
    day.proves("Nothing has changed, and nobody was told anything twice.", is_so=not day.latest)


async def away(day: Day) -> None:
    """What happens while Slack does not answer is told when it does."""
    kim, dana, slack = day.people.kim, day.people.dana, day.stage.slack
    await day.later(minutes=10)
    day.printer.paragraphs("From now on every call of the bot to Slack fails.")
    outage = slack.faults.add(Fault(kind="away"))
    await day.act("Dana's Start has just arrived.", day.pressing(dana, "Start"))
    for _ in range(6):
        await day.later(minutes=5)
        day.proves(f"{day.now:%H:%M}: nobody sees anything of it yet.", is_so=not day.latest)
    slack.faults.remove(outage)
    day.printer.paragraphs("Slack is back.")
    await day.later(minutes=1)
    day.holds_told(kim, "CRIT-3", "Dana", "started")
    told = [one for one in kim.notifications if "CRIT-3" in one and "started" in one]
    day.proves("Kim was told once.", is_so=len(told) == 1)
    day.holds_card("CRIT-3", "In progress")
