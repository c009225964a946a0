"""Messages: in the critical channel and in applications' own they become tasks, in a question's DM they answer it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain import markup
from bot.domain.errors import QuestionOfNoTask
from bot.services import messages, people, replies, threads
from bot.services.messages import Written, with_files
from bot.services.replies import Reply
from handlers import chasing
from handlers.context import Visit
from handlers.door import Door
from storage.chases import Where

Event = Mapping[str, Any]

_WRITTEN_BY_PEOPLE = frozenset({None, "file_share", "me_message"})
MENTIONED = re.compile(r"<@([UW][A-Z0-9]+)")
"""Who is named in Slack's text."""


async def on_message(door: Door, visit: Visit) -> None:
    """Sort a message event by where it is and what it tells."""
    door.desk.ourselves.update(visit.ourselves)
    event = visit.body["event"]
    if event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D"):
        await _on_direct(door, visit, event)
    elif await is_critical(door, event):
        await _on_critical(door, visit, event)
    elif _is_by_a_person(event) and _is_to_us(visit, event):
        await _is_chasing(door, visit, Where.CHANNEL)


async def is_critical(door: Door, event: Event) -> bool:
    """Whether something is about a channel in which tasks are raised."""
    last = door.desk.rulebook.last
    if last is not None and event.get("channel") in last.channels:
        return True  # what is done with it asks the rules in force again
    async with door.desk.database.read() as session:
        rules = await door.desk.rulebook.read(session, door.desk.clock.now())
    return rules is not None and event.get("channel") in rules.channels


async def _on_critical(door: Door, visit: Visit, event: Event) -> None:
    match event.get("subtype"):
        case "message_changed":
            await _on_changed(door, visit, event)
        case "message_deleted":
            await messages.vanish(door.desk, visit.request, event["channel"], event["deleted_ts"])
        case _:
            if _is_top_level_of_a_person(event):
                await _on_top_level(door, visit, event)
            elif _is_reply_of_a_person(event):
                await _on_thread(door, visit, event)


async def _on_top_level(door: Door, visit: Visit, event: Event) -> None:
    """Make a task of what somebody writes, unless they only ask how theirs stand."""
    if await _is_chasing(door, visit, Where.CHANNEL):
        return
    if markup.question(event.get("text") or "") is not None and not event.get("files"):
        raise QuestionOfNoTask
    written = await read_message(door, event["channel"], event)
    await messages.arrive(door.desk, visit.request, written)


async def _is_chasing(door: Door, visit: Visit, where: Where) -> bool:
    """Answer who only asks how it stands, and say whether they did."""
    event = visit.body["event"]
    if event.get("files") or event.get("attachments"):
        return False
    under = event.get("thread_ts")
    return await chasing.whisper(door, visit, where, event.get("text") or "", under)


async def _on_thread(door: Door, visit: Visit, event: Event) -> None:
    """Take what somebody writes under a task."""
    if await _is_chasing(door, visit, Where.THREAD):
        return
    whom, text = markup.ask_whom(event.get("text") or "")
    if whom in visit.ourselves:
        whom = None  # nobody waits for an answer from the bot
    written = await read_message(door, event["channel"], {**event, "text": text})
    written = replace(written, asked_to=whom)
    await threads.hear(door.desk, visit.request, event["thread_ts"], written)


async def _on_changed(door: Door, visit: Visit, event: Event) -> None:
    message, previous = event["message"], event.get("previous_message") or {}
    if message.get("subtype") == "tombstone":
        await messages.vanish(door.desk, visit.request, event["channel"], message["ts"])
        return
    # A link preview comes as a change, too: the text is the same and nobody edited.
    is_edit = message.get("edited") and message.get("text") != previous.get("text")
    if is_edit and _is_top_level_of_a_person(message):
        written = await read_message(door, event["channel"], message)
        await messages.change(door.desk, visit.request, written)


async def _on_direct(door: Door, visit: Visit, event: Event) -> None:
    """Take a reply in a question's DM as the answer; say to anybody else where answers go."""
    if event.get("subtype") not in _WRITTEN_BY_PEOPLE or not _is_by_a_person(event):
        return
    if visit.actor in visit.ourselves:
        return  # a file that the bot itself has sent
    if await _is_chasing(door, visit, Where.DIRECT):
        return
    written = await read_message(door, event["channel"], event)
    said = Reply(
        event["channel"],
        event["ts"],
        event.get("thread_ts"),
        with_files(written.text, written.files),
    )
    await replies.reply(door.desk, visit.request, said)


def _is_to_us(visit: Visit, event: Event) -> bool:
    """Whether the bot is mentioned in what somebody writes now."""
    named = MENTIONED.findall(event.get("text") or "")
    return event.get("subtype") in _WRITTEN_BY_PEOPLE and not visit.ourselves.isdisjoint(named)


def _is_by_a_person(message: Event) -> bool:
    return bool(message.get("user")) and not message.get("bot_id")


def _is_top_level_of_a_person(message: Event) -> bool:
    is_reply = message.get("thread_ts") not in {None, message.get("ts")}
    is_said = message.get("subtype") in _WRITTEN_BY_PEOPLE
    return is_said and not is_reply and _is_by_a_person(message)


def _is_reply_of_a_person(message: Event) -> bool:
    is_reply = message.get("thread_ts") not in {None, message.get("ts")}
    is_said = message.get("subtype") in {*_WRITTEN_BY_PEOPLE, "thread_broadcast"}
    return is_said and is_reply and _is_by_a_person(message)


async def read_message(door: Door, channel: str, message: Event) -> Written:
    """Read what somebody wrote, as it is seen; of a robot's message also what is attached."""
    text = message.get("text") or _attached(message)
    named = tuple(dict.fromkeys(MENTIONED.findall(text)))
    mentioned = await people.find(door.desk, named)
    names = {who.slack_id: who.name for who in mentioned.values() if who.name}
    return Written(
        channel=channel,
        ts=message["ts"],
        text=markup.plain_text(text, names),
        links=markup.links(text),
        files=tuple(file_of(file) for file in message.get("files") or ()),
        edited_ts=(message.get("edited") or {}).get("ts"),
        mentioned=named,
    )


def _attached(message: Event) -> str:
    """Find the words of a message that has none of its own, as monitoring posts them."""
    attached = message.get("attachments") or ()
    parts = [one.get("text") or one.get("fallback") or one.get("title") for one in attached]
    return "\n".join(str(part) for part in parts if part)


def file_of(file: Event) -> dict[str, str]:
    """Say what a file is called, and where it is."""
    name = str(file.get("name") or file.get("title") or "file")
    url = str(file.get("permalink") or file.get("url_private") or "")
    return {"name": markup.printable(name), "url": markup.printable(url)}
