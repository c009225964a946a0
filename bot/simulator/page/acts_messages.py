"""Acts with messages: write, edit, delete, react, join."""

from collections.abc import Callable

from bot.simulator import typed
from bot.simulator.errors import SlackError
from bot.simulator.messages import Channel, Message
from bot.simulator.methods.reactions import NAME
from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import NonsenseError, RefusedError, Sent
from bot.simulator.shapes import Json

MOST_FILES = 10


async def write(actor: Actor, sent: Sent) -> Json:
    """Write into a conversation or a thread, with files perhaps."""
    channel = _writable(actor, sent.name("place"))
    thread_ts, is_broadcast = _thread(channel, sent)
    wire = typed.wire(actor.workspace, actor.id, sent.text("text"))
    files = _files(actor, sent.names("files"))
    if not wire and not files:
        message = "There is nothing to send."
        raise RefusedError(message)
    for file_id in sent.names("files"):
        actor.workspace.files[file_id].channels.append(channel.id)
    subtype = "thread_broadcast" if is_broadcast else None
    actor.seat.read(channel)
    await actor.hand.say(channel, wire, files, (thread_ts or "", subtype))
    return {}


async def edit(actor: Actor, sent: Sent) -> Json:
    """Change what one wrote."""
    message = actor.own_message(sent.name("place"), sent.name("ts"))
    wire = typed.wire(actor.workspace, actor.id, sent.text("text"))
    if not wire:
        text = "An empty message cannot be kept: delete it, if you want it gone."
        raise RefusedError(text)
    if wire != message.text:
        await actor.hand.edit(message, wire)
    return {}


async def delete(actor: Actor, sent: Sent) -> Json:
    """Take back what one wrote."""
    message = actor.own_message(sent.name("place"), sent.name("ts"))
    await actor.hand.told(lambda: actor.hand.office.talk.delete(message))
    return {}


async def react(actor: Actor, sent: Sent) -> Json:
    """Add a reaction."""
    return await _reacts(actor, sent, actor.hand.office.talk.react, "You have reacted so already.")


async def unreact(actor: Actor, sent: Sent) -> Json:
    """Take a reaction back."""
    return await _reacts(actor, sent, actor.hand.office.talk.unreact, "You have not reacted so.")


async def _reacts(
    actor: Actor, sent: Sent, change: Callable[[Message, str, str], object], why_not: str
) -> Json:
    message = actor.public_message(sent.name("place"), sent.name("ts"))
    name = _emoji(sent)
    try:
        await actor.hand.told(lambda: change(message, actor.id, name))
    except SlackError as error:
        raise RefusedError(why_not) from error
    return {}


async def join(actor: Actor, sent: Sent) -> Json:
    """Come into a public channel."""
    channel = actor.looks_at(sent.name("place"))
    if channel.is_archived:
        message = f"#{channel.name} is archived: it can only be read."
        raise RefusedError(message)
    actor.seat.read(channel)
    await actor.hand.told(lambda: actor.hand.office.talk.join(channel, actor.id))
    return {}


def _writable(actor: Actor, place: str) -> Channel:
    channel = actor.is_in(place)
    if channel.partner and not actor.workspace.manifest.has_messages_tab:
        message = "This app takes no messages."
        raise RefusedError(message)
    return channel


def _thread(channel: Channel, sent: Sent) -> tuple[str | None, bool]:
    thread_ts, is_broadcast = sent.optional_name("thread_ts"), sent.flag("broadcast")
    if thread_ts is None and is_broadcast:
        message = "Only a reply can be sent to the channel too."
        raise NonsenseError(message)
    standing = (m.ts for m in channel.messages if m.replies or not m.is_deleted)
    if thread_ts is not None and thread_ts not in standing:
        message = "The message that you reply to is not there any more."
        raise RefusedError(message)
    return thread_ts, is_broadcast


def _files(actor: Actor, ids: list[str]) -> list[Json]:
    if len(ids) > MOST_FILES:
        message = f"A message takes {MOST_FILES} files at most."
        raise RefusedError(message)
    files = [actor.workspace.files.get(file_id) for file_id in ids]
    known = [file for file in files if file is not None and file.user == actor.id]
    if len(known) < len(ids):
        message = "One of the files is not there: attach it again."
        raise RefusedError(message)
    return [file.payload() for file in known]


def _emoji(sent: Sent) -> str:
    name = sent.name("name").strip(":")
    if not NAME.fullmatch(name):
        message = "This is no emoji's name."
        raise NonsenseError(message)
    return name
