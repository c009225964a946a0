"""`/critical CRIT-12 export` and *Export task*: all that is known of a task, as a file by DM."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain import markup
from bot.integrations import slack_errors, slack_people
from bot.services import board, export
from bot.services.export import Export
from bot.views import export as shown
from bot.views import export_messages
from bot.views.export import Papers, Post
from bot.views.scene import Message, Reader
from bot.workers import conversations
from bot.workers.conversations import Thread
from handlers.context import Visit
from handlers.door import Door
from handlers.dossiers import scene_of
from handlers.messages import MENTIONED, file_of
from storage.tasks import Task

MOST_STRANGERS = 30
"""People whom Slack is asked about, that their names stand in the file."""

_SILENCE = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError)


async def say(door: Door, visit: Visit, number: int) -> Message:
    """Say that the file comes, and send it afterwards. Raises NoSuchTask."""
    task = await board.task(door.desk, number)
    door.afterwards(_export(door, visit, task))
    return export_messages.coming(task)


async def on_export_shortcut(door: Door, visit: Visit) -> None:
    """Send the file of the task that the message belongs to."""
    message, channel = visit.body["message"], visit.body["channel"]["id"]
    stamps = [str(one) for one in (message["ts"], message.get("thread_ts")) if one]
    task = await export.find(door.desk, visit.actor, channel, stamps)
    if task is None:
        door.afterwards(door.whisper(visit, export_messages.nowhere()))
        return
    door.afterwards(door.whisper(visit, export_messages.coming(task)))
    door.afterwards(_export(door, visit, task))


async def _export(door: Door, visit: Visit, task: Task) -> None:
    """Write the file and send it; say what went wrong to who asked alone."""
    try:
        known = await export.gather(door.desk, visit.actor, task.number)
        content = await _write(door, visit, known)
        await _send(door, visit.actor, known.task, content)
    except SlackApiError as error:
        why = slack_errors.name_of(error)
        await door.whisper(visit, export_messages.failed(task, why))
    except _SILENCE as error:
        await door.whisper(visit, export_messages.failed(task, type(error).__name__))


async def _write(door: Door, visit: Visit, known: Export) -> str:
    facts, thread = known.dossier.facts, await _thread(door, known.task)
    named = [*facts.people, *_written_by(thread), *(one.reporter for one in known.merged)]
    reader = await _reader(door, visit.actor, named)
    papers = Papers(
        facts.history,
        known.dossier.promises,
        facts.questions,
        known.reached,
        [_post(one, reader) for one in thread.messages],
        thread.missing,
        known.merged,
    )
    return shown.document(scene_of(known.dossier, reader), papers, known.now)


async def _thread(door: Door, task: Task) -> Thread:
    root = task.thread_ts or task.card_ts
    if root is None:
        return Thread((), "no_thread")
    return await conversations.read(door.client, task.channel, root)


async def _send(door: Door, slack_id: str, task: Task, content: str) -> None:
    opened = await door.client.conversations_open(users=slack_id)
    await door.client.files_upload_v2(
        channel=str(opened["channel"]["id"]),
        filename=shown.name_of(task),
        title=shown.name_of(task),
        content=content,
        initial_comment=export_messages.comment(task),
    )


def _written_by(thread: Thread) -> Sequence[str]:
    """Name who wrote in a thread, and whom they mention."""
    named: list[str] = []
    for one in thread.messages:
        named += [str(one["user"])] if one.get("user") and not one.get("bot_id") else []
        named += MENTIONED.findall(str(one.get("text") or ""))
    return list(dict.fromkeys(named))


async def _reader(door: Door, slack_id: str, named: Sequence[str]) -> Reader:
    """Say how who asked reads, and name everybody; Slack is asked about whom nobody knows yet.

    A file is read anywhere, so that its dates are written out for every reader.
    """
    reader = await door.reader(slack_id, *named)
    strangers = [one for one in (slack_id, *named) if not reader.names.get(one)]
    answer = await slack_people.ask(door.client, strangers[:MOST_STRANGERS])
    names = {one.slack_id: one.name for one in answer.profiles if one.name}
    zones = [one.zone for one in answer.profiles if one.slack_id == slack_id]
    zone = ZoneInfo(zones[0]) if zones and zones[0] else reader.zone
    return replace(reader, names={**reader.names, **names}, zone=zone, is_in_zone=False)


def _post(message: Mapping[str, Any], reader: Reader) -> Post:
    author = str(message.get("user") or "")
    name = shown.OURSELVES if message.get("bot_id") else reader.names.get(author, author)
    files = [file_of(one) for one in message.get("files") or ()]
    text = markup.plain_text(str(message.get("text") or ""), reader.names)
    at = markup.instant(str(message["ts"]))
    return Post(name, at, text, [(one["name"], one["url"]) for one in files])
