"""Acts that only concern a person's own screen: look at a place, wave a warning away."""

from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import RefusedError, Sent
from bot.simulator.shapes import Json


async def look(actor: Actor, sent: Sent) -> Json:
    """Look at a conversation or at the app's home; the app hears when its own are opened."""
    place = sent.name("place")
    was_there = actor.seat.looks_at == place
    if place == "home":
        if not actor.workspace.manifest.has_home:
            message = "This app has no home."
            raise RefusedError(message)
        actor.seat.looks_at = place
        await actor.hand.open_home("home")
        return {}
    channel = actor.looks_at(place)
    actor.seat.looks_at = place
    actor.seat.read(channel)
    actor.changed()
    if channel.partner and not was_there:
        await actor.hand.open_home("messages")
    return {}


async def dismiss(actor: Actor, sent: Sent) -> Json:
    """Wave a warning away."""
    actor.seat.dismissed.add(sent.name("id"))
    return {}
