"""Steps of stories about questions: asking from the card, and finding what was asked."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

QUESTION = "Which browser do they use?"


async def ask(
    story: World, person: Person, text: str = QUESTION, whom: Person | None = None
) -> None:
    """Let somebody ask from the card: the reporter unless said."""
    form = person.clicks("Ask reporter…", on=steps.card_message(story))
    fields: dict[str, object] = {"question": text} | ({"whom": whom} if whom else {})
    await form.fills(fields).submits()
    await story.settle()


def questions(person: Person) -> list[Message]:
    """List the DMs in which somebody was asked, or reminded."""
    return [one for one in person.dms if one.bot_id and QUESTION in one.text]


def newest(person: Person) -> Message:
    """Find the newest question that somebody got."""
    return [one for one in person.dms if "cannot go on" in one.text or "you know" in one.text][-1]
