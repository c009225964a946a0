"""What administrators see who look for what did not arrive."""

from collections.abc import Mapping, Sequence

from bot.domain.notices import Kind
from bot.views import buttons, texts
from bot.views.blocks import Block, actions, button, section, sections
from bot.views.happenings import told
from bot.views.scene import Message, Scene
from storage.outbox import Row

PAGE_SIZE = 10

TRIED_AGAIN = "It is being tried again. If it does not arrive this time either, it comes back here."
TRIED_BEFORE = "That one is being tried already."

_NOTHING = "Everybody was told: nothing of the last 30 days is undelivered."
_NO_PERSON: Mapping[Kind, str] = {
    Kind.CARD: "the critical channel",
    Kind.THREAD: "the task’s thread",
    Kind.DESCRIPTION: "the task’s thread",
}
_THINGS: Mapping[Kind, str] = {
    Kind.CARD: "The card, as the task stands now.",
    Kind.DESCRIPTION: "The whole description.",
}
_GONE = "the account is deactivated"
_NO_CHANNEL = "the bot is not in that channel; invite it with /invite"
_WHY: Mapping[str, str] = {
    "account_inactive": _GONE,
    "user_disabled": _GONE,
    "user_not_found": "Slack does not know this person",
    "users_not_found": "Slack does not know this person",
    "user_not_visible": "Slack does not let the bot see this person",
    "cannot_dm_bot": "it is a bot, and bots get no direct messages from it",
    "channel_not_found": _NO_CHANNEL,
    "not_in_channel": _NO_CHANNEL,
    "is_archived": "the channel is archived",
    "missing_scope": "the app lacks a permission; `python -m bot doctor` names it",
    "invalid_auth": "Slack does not accept the bot’s token",
    "token_revoked": "Slack does not accept the bot’s token",
    "restricted_action": "the workspace does not let the bot post there",
    "msg_too_long": "it was too long for Slack",
    "invalid_blocks": "Slack could not show it, a mistake of ours; the log has it",
}


def unreached(
    missed: Sequence[tuple[Scene, Row]], total: int, page: int, note: str = ""
) -> Message:
    """List who could not be told of what, each with a button; `note` says what was just done."""
    said = [note] if note else []
    if not total:
        return Message(" ".join([*said, _NOTHING]), sections([*said, _NOTHING]))
    last = max(1, -(-total // PAGE_SIZE))
    where = f" (page {page} of {last})" if last > 1 else ""
    head = f"Not delivered in the last 30 days: {total}{where}"
    lines = [line(scene, row) for scene, row in missed]
    first = texts.as_notification(lines[0].replace("\n", ", ")) if lines else ""
    return Message(
        f"{' '.join([*said, head])}. {texts.clip(first, 300)}",
        [
            *sections([*said, f"*{head}*"]),
            *(_item(text, row, page) for text, (_, row) in zip(lines, missed, strict=True)),
            *actions(buttons.pages("unreached", page, last)),
        ],
    )


def line(scene: Scene, row: Row) -> str:
    """Say who was not told of what, when, and why."""
    who = texts.name(row.recipient, scene.reader) if row.recipient else _NO_PERSON.get(row.kind)
    when = texts.date(row.settled_at or row.created_at, scene.reader)
    what = _THINGS.get(row.kind) or (told(scene, scene.entry).what if scene.entry else "A notice.")
    by_mention = ", by a mention in the thread" if row.kind is Kind.UNREACHED else ""
    head = f"*{texts.key(scene.task)}* · {texts.title(scene.task, 100)}"
    about = f"Not told: {who or 'somebody'}{by_mention} · {when}"
    return f"{head}\n{about}\n{what}\nBecause {why(row.error)}."


def why(error: str | None) -> str:
    """Say in plain words why something could not be delivered."""
    if not error:
        return "of something that the log has"
    known = _WHY.get(error)
    is_slacks = error.islower()
    unknown = "Slack answered" if is_slacks else "of an error of ours, which the log has:"
    return known or f"{unknown} “{texts.escape(texts.one_line(error, 80))}”"


def _item(text: str, row: Row, page: int) -> Block:
    again = button("Try again", "retry_notice", f"{row.number}:{page}")
    return section(texts.clip(text, 900)) | {"accessory": again}
