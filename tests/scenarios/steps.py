"""Steps that many stories begin with, and what is read at their end."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios.world import CRITICAL, World

ASKED = ["Answer…", "Ask someone else…", "The customer does not answer"]
TEXT = "Checkout is down for Acme\n500 on pay"
REST = (
    "All their users, since 9:00, https://shop.example/pay\n"
    "Steps: open the cart and pay\nExpected: an order. Seen: 500"
)
WHOLE = f"Checkout is down for Acme\n{REST}"
"""A report of which nothing is missing, for stories in which nobody is to be asked for the rest."""


async def raised(story: World, text: str = TEXT, by: Person | None = None) -> None:
    """Let somebody, usually Sam, raise a task in the critical channel."""
    await (by or story.sam).writes(text, channel=CRITICAL)
    await story.settle()


async def assigned(story: World, text: str = TEXT, **fields: object) -> None:
    """Let Ada assign a new task, to Ivan unless said."""
    await raised(story, text)
    await story.ada.clicks("Assign…").fills({"developer": "Ivan", **fields}).submits()
    await story.settle()


async def started(story: World, **fields: object) -> None:
    """Let Ivan start on a new task."""
    await started_with(story, TEXT, **fields)


async def started_with(story: World, text: str, **fields: object) -> None:
    """Let Ivan start on a new task that was raised with this text."""
    await assigned(story, text, **fields)
    await story.ivan.clicks("Start")
    await story.settle()


async def fixed(story: World) -> None:
    """Let Ivan fix a new task."""
    await started(story)
    await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
    await story.settle()


def last(person: Person) -> str:
    """Read the newest notification that somebody got."""
    return person.notifications[-1]


def whispers(person: Person) -> list[str]:
    """Read what only this person was shown."""
    return [message.text for message in person.ephemerals]


def buttons(person: Person, said: str) -> list[str]:
    """Name the buttons under the newest DM that says this."""
    found = [one for one in person.dms if said in person.rendered(one) or said in one.text]
    parts = [part for part in found[-1].blocks if part["type"] == "actions"]
    return [one["text"]["text"] for part in parts for one in part["elements"] if "text" in one]


def card(story: World, key: str = "CRIT-1") -> str:
    """Read the card of a task, as Ada sees it."""
    return story.slack.rendered(card_message(story, key), story.ada)


def card_message(story: World, key: str = "CRIT-1") -> Message:
    """Find the message that is the card of a task."""
    posted = [one for one in story.slack.channel_messages(CRITICAL) if one.bot_id]
    return next(one for one in posted if one.text.startswith(f"{key} "))


def thread(story: World, text: str = "Checkout is down for Acme") -> list[str]:
    """Read the thread of the task that was raised with this text, as Ada sees it."""
    found = story.slack.channel_messages(CRITICAL)
    root = next(one for one in found if one.text.startswith(text) and not one.bot_id)
    return story.ada.reads(CRITICAL, root)
