"""Why somebody got a notice, what they muted, and when it is quiet for them."""

from collections.abc import Mapping, Sequence

from bot.domain.notices import Audience, Happening
from bot.domain.quiet import Hours, Reason, Settings, Topic
from bot.views import texts
from bot.views.blocks import Block, actions, button, option, overflow, section
from bot.views.scene import Blocks, Message, Reader
from bot.views.telling import note

HOW = "`/critical quiet 18:00-09:00` sets quiet hours, `/critical quiet off` ends them."

_PARTS: Mapping[Audience, str] = {
    Audience.REPORTER: "you raised {key}, and whoever raised a task hears of every step",
    Audience.FOLLOWER: "you follow {key}, and whoever follows a task hears of every step",
    Audience.ASSIGNEE: "{key} was given to you, and whoever works on a task hears what changes",
    Audience.FORMER: "{key} was yours until then",
    Audience.ADMINISTRATOR: "you were the administrator on duty, who hears what waits for a decision",
    Audience.CALLED: "nobody had accepted {key} in time, and you came next in the chain",
    Audience.ASKED: "the question about {key} is for you",
    Audience.ASKER: "you had asked the question about {key}",
}
_KINDS: Mapping[Happening, str] = {
    Happening.RAISED: "a task is raised",
    Happening.ACCEPTED: "a task is accepted",
    Happening.ASSIGNED: "a task is assigned",
    Happening.TAKEN: "a developer takes a task",
    Happening.STARTED: "work on a task starts",
    Happening.FIXED: "a task is fixed",
    Happening.CLOSED: "a task is closed",
    Happening.REOPENED: "a task is still broken",
    Happening.DECLINED: "a task is declined",
    Happening.MERGED: "a task is merged into another",
    Happening.TOOK_IN: "a task takes in another",
    Happening.WITHDRAWN: "a task is withdrawn",
    Happening.REVIVED: "a task is brought back",
    Happening.NOT_ACCEPTED: "nobody accepts a task in time",
    Happening.DEADLINE_MOVED: "a deadline moves",
    Happening.TIME_ASKED: "a developer asks for more time",
    Happening.DEADLINE_KEPT: "a deadline stays as it is",
    Happening.SEVERITY_CHANGED: "a severity changes",
    Happening.QUESTION_ASKED: "a question is asked",
    Happening.QUESTION_ANSWERED: "a question is answered",
}
_AS: Mapping[Audience, str] = {
    Audience.REPORTER: "you raised",
    Audience.FOLLOWER: "you follow",
    Audience.ASSIGNEE: "you work on",
    Audience.FORMER: "you worked on",
    Audience.ADMINISTRATOR: "you administer",
    Audience.ASKER: "you asked about",
}


def with_menu(message: Message, row: int) -> Message:
    """Give a notice the menu behind the three dots, beside its first words."""
    first, *rest = message.blocks
    if first["type"] != "section" or "accessory" in first:
        return message
    options = [option("Why did I get this?", f"why:{row}"), option("Quiet hours…", "quiet:")]
    return Message(message.text, [first | {"accessory": overflow(options)}, *rest])


def why(reasons: Sequence[Reason], row: int) -> Message:
    """Say which part in a task brought somebody a notice, and let them choose not to get it."""
    if not reasons:
        return note("This is so old that I do not know any more why you got it.")
    blocks = [block for one in reasons for block in _reason(one, row)]
    text = " ".join(_because(one) for one in reasons)
    return Message(texts.as_notification(texts.clip(text, 1200)), [*blocks, section(HOW)])


def standing(wanted: Settings, reader: Reader, said: str = "") -> Message:
    """Show somebody's quiet hours, and what they muted."""
    quiet = f"{_said(wanted.hours, reader)} {HOW}"
    told = f"{said} {quiet}".strip()
    blocks: Blocks = [section(told)]
    for topic in wanted.muted:
        blocks += [section(f"Muted: when {kind(topic)}."), *actions([_unmute(topic, 0)])]
    return Message(" ".join([told, *(f"Muted: when {kind(one)}." for one in wanted.muted)]), blocks)


def unclear(typed: str) -> Message:
    """Say how quiet hours are written."""
    return note(f"{texts.quoted(typed, 60)} is no span of a day. {HOW}")


def kind(topic: Topic) -> str:
    """Name a kind of notice, as one gets it."""
    what = _KINDS.get(topic.happening, topic.happening.replace("_", " "))
    return f"{what} (tasks {_AS[topic.audience]})" if topic.audience in _AS else what


def _reason(one: Reason, row: int) -> Blocks:
    if one.is_muted:
        state, shown = " You have muted this kind.", [_unmute(one.topic, row)]
    elif one.can_mute:
        state, shown = "", [_mute(one.topic, row)]
    else:
        state, shown = " This kind cannot be muted: it would stand still without you.", []
    return [section(f"{_because(one)}{state}"), *actions(shown)]


def _because(one: Reason) -> str:
    part = _PARTS.get(one.topic.audience, "you have a part in {key}").format(key=one.key)
    return f"*{one.key}:* you got this because {part}. The kind: when {kind(one.topic)}."


def _mute(topic: Topic, row: int) -> Block:
    return button("Mute this kind", "mute", f"{row}:{topic.name}")


def _unmute(topic: Topic, row: int) -> Block:
    return button("Unmute", "unmute", f"{row}:{topic.name}")


def _said(hours: Hours | None, reader: Reader) -> str:
    if hours is None:
        return "You have no quiet hours."
    return (
        f"It is quiet for you from {hours.starts:%H:%M} to {hours.ends:%H:%M} "
        f"({reader.zone.key}). What happens then comes as one message at the end; "
        "severity 4 and what follows from it comes at once."
    )
