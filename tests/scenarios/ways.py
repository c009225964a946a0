"""The five ways to raise a task, and where its card is."""

from bot.simulator.messages import Message
from tests.scenarios.world import CRITICAL, World

GENERAL = "C0GENERAL"
TEXT = "Checkout is down for Acme\n500 on pay since 10:05, see https://shop.example/pay"
TITLE = "Checkout is down for Acme"


async def by_message(story: World) -> None:
    await story.sam.writes(TEXT, channel=CRITICAL)


async def by_command(story: World) -> None:
    answer = await story.sam.commands("/critical", TEXT, channel=GENERAL)
    assert answer.text.startswith(f"CRIT-1 is in, severity 4: {TITLE}.")
    assert answer.message is not None
    assert answer.message.visible_to == story.sam.id


async def by_form(story: World) -> None:
    answer = await story.sam.commands("/critical", channel=GENERAL)
    assert answer.modal is not None
    assert (await answer.modal.fills(what_happened=TEXT).submits()).closed


async def by_message_shortcut(story: World) -> None:
    told = await story.kim.writes(TEXT, channel=GENERAL)
    form = story.sam.uses_message_shortcut("Escalate to development", told)
    assert (await form.submits()).closed


async def by_global_shortcut(story: World) -> None:
    form = story.sam.uses_shortcut("Raise a critical task")
    assert (await form.fills(what_happened=TEXT).submits()).closed


WAYS = [by_message, by_command, by_form, by_message_shortcut, by_global_shortcut]


def cards(story: World) -> list[Message]:
    """Find the cards, in the order of their tasks: two at once are posted in any."""
    cards = [one for one in story.slack.channel_messages(CRITICAL) if one.metadata]
    return sorted(cards, key=lambda one: int(one.text.split()[0].removeprefix("CRIT-")))


def root(story: World) -> Message:
    card = cards(story)[0]
    return story.slack.message(CRITICAL, card.thread_ts or card.ts)
