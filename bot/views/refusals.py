"""The words for every refusal, and for what went wrong on our side. Only the person sees them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain import errors
from bot.domain.errors import UserError
from bot.domain.people import Role
from bot.domain.permissions import Deed
from bot.domain.rules import RulesRefused
from bot.views import refusals_captured, refusals_duty, refusals_questions, texts
from bot.views.blocks import sections
from bot.views.refusals_verbs import ADVICE, CAN, DID, HAS_BEEN, LEFT_AT, STANDS, WHO
from bot.views.scene import Message, Reader

JUST_NOW = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Case:
    """Who is refused and when, and, where it is about one task, which and what happened last."""

    reader: Reader
    now: datetime
    key: str = "this task"
    on_duty: str | None = None
    last: errors.LastThing | None = field(default=None)


def refusal(error: UserError, reader: Reader, now: datetime) -> str:
    """Say in mrkdwn what was refused, why, and what can be done instead."""
    if isinstance(error, errors.AtTask):
        case = _Case(reader, now, error.key, error.on_duty, error.last)
        return _words(error.refusal, case)
    return _words(error, _Case(reader, now))


def field_error(error: UserError, reader: Reader, now: datetime) -> str:
    """Say the same in plain text, for a modal's field."""
    return texts.cut(texts.as_plain(refusal(error, reader, now)), 1000)


def bug(request_id: str) -> str:
    """Apologise for a bug."""
    return (
        "Something went wrong on our side and nothing was changed. Please try again; if it stays, "
        f"give this number to whoever runs Cavalry: {texts.escape(request_id)}."
    )


def try_again() -> str:
    """Say that it took too long."""
    return "That took too long, so nothing was changed. Please try once more in a moment."


def kept(words: str, typed: Sequence[str]) -> Message:
    """Say what was refused, and give back what was typed: the form or command it stood in is gone."""
    back = [f"You wrote: {texts.quoted(one)}" for one in typed]
    return Message(words, sections([words, *back]) if back else [])


def _words(error: UserError, case: _Case) -> str:
    return WORDS[type(error)](error, case)


def _past(error: errors.PastDeadline, case: _Case) -> str:
    late, zone = error.now - error.at, case.reader.zone
    ago = f"{texts.span(late)} ago" if late >= JUST_NOW else "a moment ago"
    return f"That was {ago}. Choose a time after {error.now.astimezone(zone):%H:%M}."


def _missing(_error: errors.MissingDeadline, _case: _Case) -> str:
    return "Choose the date and time, or another deadline above."


def _has_passed(error: errors.DeadlineHasPassed, case: _Case) -> str:
    deadline = texts.date(error.at, case.reader)
    cure = "Ask for a date that holds, or say what blocks it."
    return f"The deadline of {case.key}, {deadline}, has passed. {cure}"


def _not_allowed(error: errors.NotAllowed, case: _Case) -> str:
    who = texts.listed([WHO[role] for role in WHO if role in error.allowed], "or")
    duty = _on_duty(case) if Role.ADMINISTRATOR in error.allowed else ""
    return f"Only {who} can {CAN[error.what].format(key=case.key)}.{duty}"


def _on_duty(case: _Case) -> str:
    return f" {texts.name(case.on_duty, case.reader)} is on duty." if case.on_duty else ""


def _no_longer(error: errors.NoLongerFits, case: _Case) -> str:
    duty = texts.name(case.on_duty, case.reader) if case.on_duty else "the administrator"
    advice = ADVICE.get((error.status, error.what)) or ADVICE.get((error.status, None), "")
    cannot = f"so it cannot {HAS_BEEN[error.what]} any more."
    return f"{_because(error, case)}, {cannot} {advice.format(duty=duty)}".strip()


def _because(error: errors.NoLongerFits, case: _Case) -> str:
    """Tell the last thing, if that is what brought the task where it stands."""
    last = case.last
    if last is None or LEFT_AT.get(last.happening, (None, ""))[0] is not error.status:
        return f"{case.key[0].upper()}{case.key[1:]} {STANDS[error.status]}"
    return _did(last, case)


def _did(last: errors.LastThing, case: _Case) -> str:
    who = texts.subject(last.actor, case.reader) if last.actor else "Cavalry"
    return f"{who} {DID[last.happening].format(key=case.key)} {_when(last.at, case)}"


def _overtaken(_error: errors.Overtaken, case: _Case) -> str:
    did = _did(case.last, case) if case.last else "Somebody was faster"
    return f"{did}, so nothing was changed. Look at the card, and do it again if it still fits."


def _wish_is_over(_error: errors.WishIsOver, case: _Case) -> str:
    did = f"{_did(case.last, case)}, so that request" if case.last else "That request for more time"
    return f"{did} is not open any more. The card shows the deadline."


def _when(instant: datetime, case: _Case) -> str:
    ago = case.now - instant
    if ago < JUST_NOW:
        return "a moment ago"
    if ago < 2 * JUST_NOW:
        return "a minute ago"
    if ago < AN_HOUR:
        return f"{int(ago / JUST_NOW)} minutes ago"
    return f"on {texts.date(instant, case.reader)}"


def _no_task(error: errors.NoSuchTask, _case: _Case) -> str:
    asked = texts.cut(str(error.number), 20)
    newest = f"The newest is CRIT-{error.newest}. " if error.newest else "There is none yet. "
    return f"There is no CRIT-{asked}. {newest}Try `/critical board`."


def _no_question(_error: errors.NoSuchQuestion, _case: _Case) -> str:
    return "That question is not there any more. `/critical mine` shows what is open."


def _not_yours(error: errors.QuestionOfOthers, case: _Case) -> str:
    asked = texts.name(error.asked_to, case.reader)
    return f"The question was put to {asked}, who answers it. What you know helps in the thread."


def _answered(error: errors.AlreadyAnswered, case: _Case) -> str:
    who, when = texts.subject(error.answered_by, case.reader), _when(error.answered_at, case)
    return f"{who} answered it {when}. What you want to add helps in the task's thread."


def _asked_already(error: errors.AlreadyAsked, case: _Case) -> str:
    asked = texts.name(error.asked_to, case.reader)
    return f"{asked} is being asked this already. Choose somebody else."


def _not_later(_error: errors.NotLater, _case: _Case) -> str:
    return "Choose a day after today."


def _no_developer(error: errors.NoDeveloper, case: _Case) -> str:
    who = texts.name(error.slack_id, case.reader)
    return f"{who} is not among the team's developers. Choose one of those who are."


def _has_left(error: errors.HasLeft, case: _Case) -> str:
    who = texts.name(error.slack_id, case.reader)
    return f"{who} is not in this workspace any more. Choose somebody else."


def _cannot_merge(error: errors.CannotMerge, case: _Case) -> str:
    other = f"CRIT-{error.other}"
    why = "is the same task" if other == case.key else "is over, or not there"
    return f"{other} {why}, so nothing can be merged into it. Choose another open task."


def _raised(error: errors.AlreadyRaised, _case: _Case) -> str:
    key = f"CRIT-{error.number}"
    return f"This message is {key} already. `/critical {key}` shows how it stands."


def _nothing(error: errors.NothingChanged, case: _Case) -> str:
    if error.what is Deed.ASK_FOR_TIME:
        return f"That is no later than the deadline of {case.key}. Choose a later one."
    if error.what is Deed.SAY_ON_TRACK:
        return f"That is told already: {case.key} is on track. You are asked for the next update."
    if error.what is Deed.TELL:
        return f"Nothing is missing: all that is asked for {case.key} is told. Thank you."
    if error.what is Deed.RETURN:
        return f"{case.key} is back with support already, and waits for the answer."
    did = CAN[error.what].format(key=case.key)
    return f"Nothing to do: it is as you ask already. To {did}, choose something else."


def _affected_already(_error: errors.AffectedAlready, case: _Case) -> str:
    return f"That is known of {case.key} already. *Follow* on the card tells you of every step."


def _empty(_error: errors.Empty, _case: _Case) -> str:
    return "There is nothing in it yet. Write a few words."


def _still_to_come(_error: errors.StillToCome, _case: _Case) -> str:
    return "That is still to come. Choose when it began, or leave it empty."


def _only_administrators(error: errors.OnlyAdministrators, case: _Case) -> str:
    duty = texts.name(error.on_duty, case.reader)
    return f"Only a task administrator can do this. {duty} is on duty."


def _runs(error: errors.ControlPointRuns, case: _Case) -> str:
    began, closes = (texts.date(one, case.reader) for one in (error.began_at, error.closes_at))
    return (
        f"A control point is open since {began}, until {closes}. It ends by itself once every "
        "date is decided."
    )


def _no_round(_error: errors.NoControlPoint, case: _Case) -> str:
    return (
        f"The control point that asked about {case.key} is over. "
        "*Move deadline…* on the card moves the date."
    )


def _nothing_to_ask(_error: errors.NothingToAsk, _case: _Case) -> str:
    return "No task is open, so there is no date to confirm."


def _not_set_up(_error: errors.NotSetUp, _case: _Case) -> str:
    return (
        "Cavalry does not know its critical channel yet. "
        "Whoever runs it: `python -m bot config apply team.yaml`."
    )


def _rules(error: RulesRefused, _case: _Case) -> str:
    first = error.problems[0]
    place = texts.escape(".".join(str(step) for step in first.path))
    count = len(error.problems)
    what = texts.escape(f"{first.what}; {first.cure}")
    return f"The rules were not changed, {count} in them cannot be. {place}: {what}."


def _at_task(error: errors.AtTask, case: _Case) -> str:
    return refusal(error, case.reader, case.now)


def _with_reader(words: Callable[[Any, Reader], str]) -> Callable[[Any, _Case], str]:
    return lambda error, case: words(error, case.reader)


WORDS: Mapping[type[UserError], Callable[[Any, _Case], str]] = {
    errors.PastDeadline: _past,
    errors.MissingDeadline: _missing,
    errors.DeadlineHasPassed: _has_passed,
    errors.NotAllowed: _not_allowed,
    errors.NoLongerFits: _no_longer,
    errors.Overtaken: _overtaken,
    errors.WishIsOver: _wish_is_over,
    errors.NoSuchTask: _no_task,
    errors.NoSuchQuestion: _no_question,
    errors.QuestionOfOthers: _not_yours,
    errors.AlreadyAnswered: _answered,
    errors.AlreadyAsked: _asked_already,
    errors.NotLater: _not_later,
    errors.NoDeveloper: _no_developer,
    errors.HasLeft: _has_left,
    errors.CannotMerge: _cannot_merge,
    errors.AlreadyRaised: _raised,
    errors.NothingChanged: _nothing,
    errors.AffectedAlready: _affected_already,
    errors.Empty: _empty,
    errors.StillToCome: _still_to_come,
    errors.OnlyAdministrators: _only_administrators,
    errors.ControlPointRuns: _runs,
    errors.NoControlPoint: _no_round,
    errors.NothingToAsk: _nothing_to_ask,
    errors.NotSetUp: _not_set_up,
    errors.AtTask: _at_task,
    RulesRefused: _rules,
    **{kind: _with_reader(words) for kind, words in refusals_duty.WORDS.items()},
    **{kind: _with_reader(words) for kind, words in refusals_questions.WORDS.items()},
    **{kind: _with_reader(words) for kind, words in refusals_captured.WORDS.items()},
}
"""A new refusal needs words here; a test says so."""
