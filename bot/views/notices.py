"""What is posted because something happened: to one person, or in a task's thread."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

from bot.domain.notices import Audience, Happening
from bot.domain.people import on_duty
from bot.views import (
    buttons,
    notices_administrator,
    notices_assignee,
    notices_questions,
    notices_reporter,
    texts,
)
from bot.views.blocks import SECTION, Block, section
from bot.views.happenings import told, why_called
from bot.views.scene import Message, Reader, Scene
from bot.views.telling import Telling, as_direct, as_line, at, date, gist, note
from storage.history import Entry

MOST_OF_A_DESCRIPTION = 11_000


def direct(scene: Scene, audience: Audience) -> Message:
    """Tell one person of what `scene.entry` says, in the part in which they hear of it."""
    entry = _entry(scene)
    if entry.happening is Happening.QUESTION_UNANSWERED and audience is not Audience.ASKED:
        return notices_questions.unanswered(scene, entry, audience)
    return _DIRECT[audience](scene, entry)


def line(scene: Scene) -> Message:
    """Tell everybody in the task's thread of what `scene.entry` says."""
    entry = _entry(scene)
    if entry.happening is Happening.RAISED:
        return as_line(scene, _call(scene, entry))
    if entry.happening is Happening.NOT_ACCEPTED:
        return as_line(scene, _call_next(scene, entry))
    return as_line(scene, told(scene, entry), _split_button(scene, entry))


def description(scene: Scene) -> Message:
    """Give the whole description, for a card that shows a part of it."""
    whole = texts.escape(scene.task.description.strip()) or "There is no description."
    fitting = texts.clip(whole, MOST_OF_A_DESCRIPTION)
    if fitting != whole:
        fitting += f"\n_It goes on:_ `/critical {scene.task.key}` _shows all of it._"
    pieces = [piece for piece in texts.split(fitting, SECTION) if piece.strip()]
    head = f"{scene.task.key} · {texts.title(scene.task)}: the whole description."
    return Message(
        f"{head} {texts.clip(whole, 600)}", [section(piece) for piece in islice(pieces, 14)]
    )


def unreached(scene: Scene, slack_id: str) -> Message:
    """Call somebody in the thread whom no direct message reached."""
    who = texts.mention(slack_id)
    gist_ = told(scene, scene.entry).what if scene.entry else "Please look at the card."
    what = f"{who} could not be reached by direct message: {texts.key(scene.task)}. {gist_}"
    return Message(gist(scene, Telling(what)), [section(what)])


def failure(scene: Scene) -> Message:
    """Tell an administrator that a notice about the task could not be sent."""
    told_ = told(scene, scene.entry).what if scene.entry else "The card could not be shown."
    return as_direct(
        scene,
        Telling(
            "a notice about it could not be sent, however often it was tried.",
            more=f"What was to be told: {told_} Please tell whom it concerns. "
            "Whoever runs Cavalry finds the cause in its log.",
        ),
    )


def hint(reader: Reader) -> Message:
    """Answer somebody who writes to the bot where nobody reads it."""
    return note(
        "Nobody reads this here. To answer a question, reply in the thread under it or click "
        "*Answer…*. What you wait for: `/critical mine`. What else there is: `/critical help`."
    )


def _entry(scene: Scene) -> Entry:
    if scene.entry is None:
        msg = "a notice tells of a history entry"
        raise ValueError(msg)
    return scene.entry


def _call(scene: Scene, entry: Entry) -> Telling:
    by = date(scene, at(entry, "deadline"))
    raiser = texts.name(entry.actor or scene.task.reporter, scene.reader)
    return Telling(
        f"{texts.mention(on_duty(scene.rules))}, {texts.key(scene.task)} is waiting for you: "
        f"severity {entry.facts.get('severity')}, raised by {raiser}, deadline {by}.",
        more="*Accept* or *Assign…* on the card. Every step is told here.",
    )


def _call_next(scene: Scene, entry: Entry) -> Telling:
    named = dict.fromkeys((*scene.called_before, *entry.facts.get("called", ())))
    called = texts.listed([texts.mention(who) for who in named])
    return Telling(
        f"{called}, {why_called(entry, texts.key(scene.task))}: "
        f"severity {scene.task.severity.value}, deadline {date(scene, None)}.",
        more="*Accept* on the card stops these calls.",
    )


def _split_button(scene: Scene, entry: Entry) -> list[Block]:
    channel, ts = entry.facts.get("channel"), entry.facts.get("ts")
    if entry.happening is not Happening.JOINED or not scene.can_split or not channel or not ts:
        return []
    return buttons.make_own(scene.task, channel, ts)


_DIRECT: Mapping[Audience, Callable[[Scene, Entry], Message]] = {
    Audience.REPORTER: partial(notices_reporter.direct, audience=Audience.REPORTER),
    Audience.FOLLOWER: partial(notices_reporter.direct, audience=Audience.FOLLOWER),
    Audience.ASSIGNEE: notices_assignee.direct,
    Audience.FORMER: notices_assignee.former,
    Audience.ADMINISTRATOR: notices_administrator.direct,
    Audience.CALLED: notices_administrator.direct,
    Audience.ASKED: notices_questions.asked,
    Audience.ASKER: notices_questions.to_asker,
}
