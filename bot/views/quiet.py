"""Why somebody got a notice, what they muted, and when it is quiet for them."""

from collections.abc import Mapping, Sequence

from bot.domain.notices import Audience, Happening
from bot.domain.quiet import Hours, Reason, Settings, Topic
from bot.domain.subjects import Subject
from bot.views import texts
from bot.views.blocks import Block, actions, button, option, overflow, section
from bot.views.scene import Blocks, Message, Reader
from bot.views.telling import note

HOW = "`/critical quiet 18:00-09:00` sets quiet hours, `/critical quiet off` ends them."

_PARTS: Mapping[Audience | None, str] = {
    Audience.REPORTER: "you raised {key} or stand in for who did, and they hear of every step",
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
    Happening.QUESTION_PASSED_ON: "a question is passed on",
    Happening.QUESTION_PARKED: "the customer does not answer and is waited for",
    Happening.QUESTION_TAKEN_BACK: "a question is taken back",
    Happening.QUESTION_REMINDED: "a question still waits for its answer",
    Happening.QUESTION_UNANSWERED: "nobody answers a question for long",
    Happening.GIVEN_UP: "a task is closed because the customer does not answer",
    Happening.HOLDS_ASKED: "the administrator asks whether a date holds",
    Happening.UPDATE_DUE: "the next update of a task is due",
    Happening.UPDATE_MISSED: "an update of a task is overdue",
    Happening.UPDATE_LATE: "the news that was promised does not come",
    Happening.ASSIGNEE_AWAY: "an update is due and who works on it is away",
    Happening.TIME_STILL_ASKED: "a request for more time still waits for an answer",
    Happening.ON_TRACK: "a task is said to be on track",
    Happening.BLOCKED: "a task is blocked",
    Happening.SAID: "who works on a task writes in its thread",
    Happening.DEADLINE_NEAR: "a deadline comes near",
    Happening.DEADLINE_PASSED: "a deadline passes",
    Happening.OVERDUE: "a task stays past its deadline",
    Happening.CORRECTED: "what is known of a task is put right",
    Happening.CONFIRMATION_DUE: "what is fixed still waits for a look",
    Happening.CAUSE_ASKED: "the cause of what was closed is asked for",
    Happening.TOLD: "the rest of a report is told",
    Happening.TOLD_ALOUD: "the rest of a report is told in the thread",
    Happening.TELL_ASKED: "a report still misses something",
    Happening.TELL_MISSING: "a report still misses something that nobody tells",
    Happening.RETURNED: "a task is sent back to support",
    Happening.CAME_BACK: "a problem comes back",
    Happening.WORKAROUND_SET: "a workaround is found, or another one",
    Happening.SEVERITY_PROPOSED: "so many are affected that a higher severity is proposed",
}
_NOTES: Mapping[Subject, tuple[str, str]] = {
    Subject.ON_DUTY: ("you have come on duty", "somebody comes on duty"),
    Subject.OFF_DUTY: ("you were on duty until then", "somebody else comes on duty instead of you"),
    Subject.OFFER: ("somebody asks you to take over duty", "duty is offered to you"),
    Subject.REFUSED: ("you had asked somebody to take over duty", "your offer of duty is refused"),
    Subject.AWAY: (
        "you were the administrator on duty, who hears what a developer who is away leaves behind",
        "a developer goes away",
    ),
    Subject.STAND_IN: ("you were named to follow somebody's tasks", "you stand in for somebody"),
    Subject.RELIEVED: (
        "you had been named to follow somebody's tasks",
        "you stand in for somebody no longer",
    ),
    Subject.CONTROL_POINT: (
        "dates that are yours to confirm are asked about",
        "a control point begins",
    ),
    Subject.CONTROL_POINT_REMINDER: (
        "dates that are yours to confirm were not answered",
        "a control point waits for your word",
    ),
    Subject.CONTROL_POINT_DIGEST: (
        "you raised or follow tasks that the control point asked about",
        "a control point is over",
    ),
    Subject.FAILURE: (
        "you were the administrator on duty, who hears when somebody could not be told",
        "a notice cannot be sent",
    ),
    Subject.HINT: ("you had written to me", "you write where nobody reads it"),
}
"""Why one gets what is about no task, and when."""
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
    options = [option("Why did I get this?", f"why:{row}"), option("Quiet hours", "quiet:")]
    return Message(message.text, [first | {"accessory": overflow(options)}, *rest])


def why(reasons: Sequence[Reason], row: int) -> Message:
    """Say which part in a task brought somebody a notice, and let them choose not to get it."""
    if not reasons:
        return note("This is so old that I do not know any more why you got it.")
    blocks = [block for one in reasons for block in _reason(one, row)]
    text = " ".join(_because(one) for one in reasons).replace("*", "")
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
    said = texts.quoted(typed, 60)
    needed = "It needs a time at which it begins, and another at which it ends."
    return note(f"{said} is no span of a day, so nothing was changed. {needed} {HOW}")


def kind(topic: Topic) -> str:
    """Name a kind of notice, as one gets it."""
    if isinstance(topic.what, Subject):
        return _NOTES[topic.what][1]
    part = _AS.get(topic.audience) if topic.audience else None
    return f"{_KINDS[topic.what]} (tasks {part})" if part else _KINDS[topic.what]


def _reason(one: Reason, row: int) -> Blocks:
    if one.is_muted:
        state, shown = " You have muted this kind.", [_unmute(one.topic, row)]
    elif one.can_mute:
        state, shown = "", [_mute(one.topic, row)]
    else:
        state, shown = " This kind cannot be muted: others count on it that you hear of it.", []
    return [section(f"{_because(one)}{state}"), *actions(shown)]


def _because(one: Reason) -> str:
    about = f"*{one.key}:* you" if one.key else "You"
    return f"{about} got this because {_part(one)}. The kind: when {kind(one.topic)}."


def _part(one: Reason) -> str:
    if isinstance(one.topic.what, Subject):
        return _NOTES[one.topic.what][0]
    return _PARTS[one.topic.audience].format(key=one.key)


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
