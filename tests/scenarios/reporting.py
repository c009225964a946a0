"""Steps of stories about what a report holds: an application with a template, and finding forms."""

from typing import Any

from bot.domain import rules_reading
from bot.services import registry
from bot.simulator.messages import Message
from bot.simulator.modal import Modal
from bot.simulator.person import Person
from storage import tasks
from tests.scenarios.world import RULES, World

TEXT = "The import hangs"
"""A report that tells nothing else."""

CONTRACT = "Which contract do they have?"
CHECKLIST = ["Tried together with the customer", "Seen by a second person", "Not a known problem"]
SHOP: dict[str, Any] = {
    "key": "shop",
    "name": "Web shop",
    "synonyms": ["checkout"],
    "template": ["customer", "steps", "expected", CONTRACT],
    "checklist": CHECKLIST,
}


async def sells(story: World, **changes: object) -> None:
    """Give the team an application with a template and a checklist of its own."""
    rules = rules_reading.read(RULES | {"applications": [SHOP | changes]})
    await registry.apply(story.bot.desk.database, story.clock, rules)


def asking(person: Person, said: str = "Still missing") -> Message:
    """Find the newest DM that says what is missing."""
    return [one for one in person.dms if one.bot_id and said in person.rendered(one)][-1]


async def opened(person: Person, on: Message) -> Modal:
    """Open the form for the rest."""
    form = await person.clicks("Tell the rest…", on=on)
    assert form is not None
    return form


async def tells(story: World, person: Person, on: Message, **fields: object) -> None:
    """Let somebody tell a part of the rest by the form."""
    outcome = await (await opened(person, on)).fills(fields).submits()
    assert outcome.closed, outcome.errors
    await story.settle()


def asked(story: World) -> list[str]:
    """List how Sam was asked for the rest."""
    return [one for one in story.sam.notifications if "goes without" in one or "go faster" in one]


async def breaks(story: World, application: str = "shop") -> None:
    """Let it be known what is broken."""
    async with story.bot.desk.database.write() as session:
        task = await tasks.get(session, 1, is_held=True)
        assert await tasks.move(session, task, application=application)
