"""The words for refusals about duty and about who is away."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain import absences, duty
from bot.domain.errors import UserError
from bot.views import texts
from bot.views.scene import Reader

HOW_TO_SAY = (
    "Write `/critical away until monday`, a date such as `until 30 Nov`, a time such as "
    "`until 15:00`, `for 3 days`, or nothing at all until you are back."
)


def _unknown_return(error: absences.UnknownReturn, _reader: Reader) -> str:
    said = texts.quoted(error.words, 200)
    raising = "To raise a task that begins with “away”, use the form: `/critical`."
    return f"I do not know when {said} is, so nothing was changed. {HOW_TO_SAY} {raising}"


def _past_return(error: absences.PastReturn, reader: Reader) -> str:
    when = texts.date(error.at, reader)
    return f"{when} is over already, so nothing was changed. {HOW_TO_SAY}"


def _far_return(error: absences.FarReturn, _reader: Reader) -> str:
    said = texts.quoted(error.words, 200)
    far = f"That is too far: {said} is more than a year ahead, so nothing was changed."
    return f"{far} {HOW_TO_SAY}"


def _not_away(_error: absences.NotAway, _reader: Reader) -> str:
    return "You are not away. `/critical away until monday` says that you will be."


def _own_stand_in(_error: absences.OwnStandIn, _reader: Reader) -> str:
    return "You are away yourself. Choose somebody who is there and can follow your tasks."


def _not_on_duty(error: duty.NotOnDuty, reader: Reader) -> str:
    who = texts.name(error.on_duty, reader)
    return f"{who} is on duty, so only {who} can hand it over. *I take over* makes it yours."


def _not_an_administrator(error: duty.NotAnAdministrator, reader: Reader) -> str:
    who = texts.name(error.slack_id, reader)
    return f"{who} is not among the administrators who are there. Choose one of those who are."


def _offer_is_over(error: duty.OfferIsOver, reader: Reader) -> str:
    who = texts.name(error.on_duty, reader)
    return f"That offer is over: {who} is on duty now. `/critical duty` shows how it goes on."


WORDS: Mapping[type[UserError], Callable[[Any, Reader], str]] = {
    absences.UnknownReturn: _unknown_return,
    absences.PastReturn: _past_return,
    absences.FarReturn: _far_return,
    absences.NotAway: _not_away,
    absences.OwnStandIn: _own_stand_in,
    duty.NotOnDuty: _not_on_duty,
    duty.NotAnAdministrator: _not_an_administrator,
    duty.OfferIsOver: _offer_is_over,
}
