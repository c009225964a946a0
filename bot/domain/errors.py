"""Refusals: what the rules do not allow, as facts. `bot/views/refusals.py` finds the words."""

# ruff: noqa: N818 - a refusal is named for what was refused; it is not a failure

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.lifecycle import Action, Status
    from bot.domain.notices import Happening
    from bot.domain.people import Role
    from bot.domain.permissions import Deed


class UserError(Exception):
    """A refusal that a person reads. It carries facts as attributes and no words."""


@dataclass(eq=False)
class PastDeadline(UserError):
    """The deadline that was asked for (`at`) is not after `now`; both are UTC."""

    at: datetime
    now: datetime


@dataclass(eq=False)
class DeadlineHasPassed(UserError):
    """The deadline cannot hold any more: it was `at` (UTC)."""

    at: datetime


@dataclass(eq=False)
class MissingDeadline(UserError):
    """The choice was "exactly", but no date and time came with it."""


@dataclass(eq=False)
class NotAllowed(UserError):
    """Nobody with the person's roles may do it; `allowed` says who may (DESIGN §4)."""

    what: "Action | Deed"
    allowed: "frozenset[Role]"


@dataclass(eq=False)
class NoLongerFits(UserError):
    """It could be done, but not from this status: something happened meanwhile."""

    what: "Action | Deed"
    status: "Status"


@dataclass(eq=False)
class Overtaken(UserError):
    """Somebody else changed the task since it was looked at, so nothing was done."""

    what: "Action | Deed"


@dataclass(eq=False)
class WishIsOver(UserError):
    """The wish for more time was answered, or something took its place."""


@dataclass(eq=False)
class NoSuchTask(UserError):
    """There is no task of that number; `newest` is the newest there is."""

    number: int
    newest: int | None


@dataclass(eq=False)
class NoSuchQuestion(UserError):
    """There is no question of that number."""

    number: int


@dataclass(eq=False)
class QuestionOfOthers(UserError):
    """The question was asked of somebody else (a Slack id)."""

    asked_to: str


@dataclass(eq=False)
class AlreadyAnswered(UserError):
    """The question was answered by `answered_by` at `answered_at` (UTC)."""

    answered_by: str
    answered_at: datetime


@dataclass(eq=False)
class TakenBack(UserError):
    """The question was taken back by `answered_by` at `answered_at` (UTC)."""

    answered_by: str
    answered_at: datetime


@dataclass(eq=False)
class NotTheAsker(UserError):
    """Only who asked (a Slack id), or an administrator, can take the question back."""

    slack_id: str


@dataclass(eq=False)
class AsksOneself(UserError):
    """Nobody waits for an answer from themselves."""


@dataclass(eq=False)
class AsksWhoAsked(UserError):
    """The question cannot be passed on to who asked it (a Slack id)."""

    slack_id: str


@dataclass(eq=False)
class AsksTheBot(UserError):
    """The bot knows no answers."""


@dataclass(eq=False)
class QuestionOfNoTask(UserError):
    """`? text` stands where no task is: it asks nobody."""


@dataclass(eq=False)
class SeveralQuestions(UserError):
    """Which of several open questions was meant is not said."""

    count: int


@dataclass(eq=False)
class AlreadyAsked(UserError):
    """The person (a Slack id) is being asked this already."""

    asked_to: str


@dataclass(eq=False)
class NotLater(UserError):
    """The day that was chosen is not after today."""


@dataclass(eq=False)
class TooFarAhead(UserError):
    """The day that was chosen is farther than this from today."""

    most: timedelta


@dataclass(eq=False)
class NoDeveloper(UserError):
    """The person (a Slack id) is no developer in the team's rules."""

    slack_id: str


@dataclass(eq=False)
class HasLeft(UserError):
    """The person (a Slack id) is not in the workspace any more."""

    slack_id: str


@dataclass(eq=False)
class CannotMerge(UserError):
    """A task cannot be merged into that one: itself, or one that is over."""

    other: int


@dataclass(eq=False)
class AlreadyRaised(UserError):
    """The message is a task already."""

    number: int


@dataclass(eq=False)
class NothingChanged(UserError):
    """What was asked for is so already."""

    what: "Action | Deed"


@dataclass(eq=False)
class SeveralCustomers(UserError):
    """Which of several customers of nearly that name (`names`) is meant is not said."""

    names: tuple[str, ...]


@dataclass(eq=False)
class UnknownPlace(UserError):
    """The team's rules know no such application or component (any more)."""


@dataclass(eq=False)
class AffectedAlready(UserError):
    """That customer, or that ticket, is known to be affected."""


@dataclass(eq=False)
class Empty(UserError):
    """A text that is needed holds nothing."""


@dataclass(eq=False)
class StillToCome(UserError):
    """Something is said to have begun at an instant that is still to come."""


@dataclass(eq=False)
class OnlyAdministrators(UserError):
    """It is for administrators to see and do; `on_duty` (a Slack id) is one of them."""

    on_duty: str


@dataclass(eq=False)
class ControlPointRuns(UserError):
    """A control point is open already, since `began_at`; it closes at `closes_at` (UTC)."""

    began_at: datetime
    closes_at: datetime


@dataclass(eq=False)
class NoControlPoint(UserError):
    """The round that asked about it is over."""


@dataclass(eq=False)
class NothingToAsk(UserError):
    """No task is open, so there is nothing a control point could ask about."""


@dataclass(eq=False)
class NotSetUp(UserError):
    """There are no rules yet: `config apply` was never run."""


@dataclass(eq=False)
class AtTask(UserError):
    """A refusal about one task, with what happened to it last, so that the words can say so."""

    refusal: UserError
    key: str
    on_duty: str
    last: "LastThing | None" = None


@dataclass(frozen=True, slots=True)
class LastThing:
    """The newest entry of a task's history, as far as a refusal tells of it."""

    happening: "Happening"
    actor: str | None
    at: datetime


class AlreadyDone(Exception):
    """The same request was carried out before, or the same person did the same a moment ago."""
