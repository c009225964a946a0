"""Acts that only concern a person's own screen: look at a place, wave a warning away."""

from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import RefusedError, Sent
from bot.simulator.shapes import Json


async def look(actor: Actor, sent: Sent) -> Json:
    """Look at a conversation or at the app's home; the app hears of its own two."""
    place = sent.name("place")
    if place == "home":
        if not actor.workspace.manifest.has_home:
            message = "This app has no home."
            raise RefusedError(message)
        await actor.hand.open_home("home")
        return {}
    channel = actor.looks_at(place)
    actor.seat.read(channel)
    actor.changed()
    if channel.partner:
        await actor.hand.open_home("messages")
    return {}


async def dismiss(actor: Actor, sent: Sent) -> Json:
    """Wave a warning away."""
    actor.seat.dismissed.add(sent.name("id"))
    return {}
