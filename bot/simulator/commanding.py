"""Slash commands: how the text is sent, and where the answer goes."""

import re

from bot.simulator import interactions
from bot.simulator.acting import Hand
from bot.simulator.answers import Answer
from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.messages import Channel
from bot.simulator.modal import Modal
from bot.simulator.rendering import Reader
from bot.simulator.response_urls import ResponseUrl
from bot.simulator.rich_text import escaped
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

MENTION = re.compile(r"<([@#!])(\w+)(?:\|[^>]*)?>")


async def command(hand: Hand, name: str, text: str, channel: Channel) -> Answer:
    """Send a command as this person; the app's answer is shown and returned."""
    workspace = hand.office.workspace
    if name not in workspace.manifest.commands:
        message = f"{name} is not a valid command; there are {list(workspace.manifest.commands)}"
        raise AssertionError(message)
    url, record = hand.office.response_urls.make(hand.profile.id, channel.id)
    should_escape = workspace.manifest.commands[name].should_escape
    sent = sent_text(workspace, text, should_escape=should_escape)
    payload = interactions.slash_command(workspace, hand.profile, channel, sent, url)
    begun_at, before = workspace.ids.ts(), hand.top
    delivery = await hand.office.courier.command(payload | {"command": name})
    _show(hand, record, delivery.answer)
    top = hand.top
    modal = Modal(hand, top) if top is not None and top is not before else None
    return Answer(delivery, modal, Reader(workspace, hand.profile), record, begun_at)


def sent_text(workspace: Workspace, text: str, *, should_escape: bool) -> str:
    """Mentions with their ids if the manifest asks for it, else as they were typed."""
    parts: list[str] = []
    end = 0
    for match in MENTION.finditer(text):
        typed = text[end : match.start()]
        parts.append(escaped(typed) if should_escape else typed)
        parts.append(_mention(workspace, match[1], match[2], should_escape=should_escape))
        end = match.end()
    rest = text[end:]
    return "".join([*parts, escaped(rest) if should_escape else rest])


def _mention(workspace: Workspace, sign: str, target: str, *, should_escape: bool) -> str:
    if sign == "!":
        return f"<!{target}>" if should_escape else f"@{target}"
    name = _name(workspace, sign, target)
    return f"<{sign}{target}|{name}>" if should_escape else f"{sign}{name}"


def _name(workspace: Workspace, sign: str, target: str) -> str:
    if sign == "@":
        person = workspace.people.get(target)
        return person.name if person is not None else target
    channel = workspace.channels.get(target)
    return channel.name if channel is not None else target


def _show(hand: Hand, record: ResponseUrl, answer: Json) -> None:
    if not answer:
        return
    try:
        hand.office.response_urls.answer(record, Arguments(answer, token=""))
    except SlackError as error:
        reasons = error.details.get("errors", "")
        hand.office.workspace.warn(hand.profile.id, f"command's answer: {error.code} {reasons}")
