"""The life of a task. `TRANSITIONS` is the whole truth: buttons, refusals, the README's diagram."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NoLongerFits, NotAllowed
from bot.domain.people import Role


class Status(StrEnum):
    """Where a task stands. Waiting for the reporter is not a status: it is an open question."""

    NEW = "new"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    FIXED = "fixed"
    CLOSED = "closed"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What moves a task from one status to the next."""

    ACCEPT = "accept"
    ASSIGN = "assign"
    TAKE = "take"
    START = "start"
    FIX = "fix"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    DECLINE = "decline"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    REVIVE = "revive"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Transition:
    """Where an action leads, and which roles may do it."""

    target: Status
    allowed: frozenset[Role]


UNFINISHED = frozenset({Status.NEW, Status.ACCEPTED, Status.ASSIGNED, Status.IN_PROGRESS})
"""Development still has something to do."""

OPEN = UNFINISHED | {Status.FIXED}
"""Somebody still has something to do; what the board shows."""

_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_ASSIGNEE = frozenset({Role.ASSIGNEE})
_REPORTER_SIDE = frozenset({Role.REPORTER, Role.ADMINISTRATOR})


def _table() -> dict[tuple[Status, Action], Transition]:
    begun = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})
    not_begun = frozenset({Status.NEW, Status.ACCEPTED})
    developer = frozenset({Role.DEVELOPER})
    fixer = _ASSIGNEE | _ADMINISTRATOR
    new, assigned, fixed = ({one} for one in (Status.NEW, Status.ASSIGNED, Status.FIXED))
    refused = {Status.DECLINED, Status.WITHDRAWN}
    rows: list[tuple[Action, AbstractSet[Status], Status, frozenset[Role]]] = [
        # Whom the escalation chain reaches may end it.
        (Action.ACCEPT, new, Status.ACCEPTED, _ADMINISTRATOR | {Role.CALLED}),
        (Action.ASSIGN, UNFINISHED, Status.ASSIGNED, _ADMINISTRATOR),
        (Action.TAKE, not_begun, Status.IN_PROGRESS, developer),
        (Action.START, assigned, Status.IN_PROGRESS, _ASSIGNEE),
        (Action.FIX, begun, Status.FIXED, fixer),
        (Action.CONFIRM, fixed, Status.CLOSED, _REPORTER_SIDE),
        # Whose customer it is still broken for knows better than who confirmed it for another.
        (
            *(Action.REOPEN, fixed | {Status.CLOSED}, Status.IN_PROGRESS),
            _REPORTER_SIDE | {Role.AFFECTED},
        ),
        (Action.DECLINE, UNFINISHED, Status.DECLINED, _ADMINISTRATOR),
        (Action.MERGE, UNFINISHED, Status.MERGED, _ADMINISTRATOR),
        (Action.WITHDRAW, not_begun, Status.WITHDRAWN, _REPORTER_SIDE),
        (Action.REVIVE, refused, Status.NEW, _REPORTER_SIDE),
        # Only while a question is open: the customer does not answer it.
        (Action.GIVE_UP, UNFINISHED, Status.CLOSED, _REPORTER_SIDE),
    ]
    return {
        (source, action): Transition(target, allowed)
        for action, sources, target, allowed in rows
        for source in sources
    }


TRANSITIONS: Mapping[tuple[Status, Action], Transition] = _table()


def who_may(action: Action) -> frozenset[Role]:
    """Say which roles may ever do this: it is the same from every status."""
    return next(step.allowed for (_, known), step in TRANSITIONS.items() if known is action)


def advance(status: Status, action: Action, roles: frozenset[Role]) -> Status:
    """Say where the action leads (DESIGN §4).

    Raises NotAllowed when none of the roles may do it at all, NoLongerFits when it may be done
    but not from this status. The right is asked first: who may not do a thing need not hear of it.
    """
    allowed = who_may(action)
    if not roles & allowed:
        raise NotAllowed(action, allowed)
    step = TRANSITIONS.get((status, action))
    if step is None:
        raise NoLongerFits(action, status)
    return step.target


def possible(status: Status) -> frozenset[Action]:
    """Say what can be done next from this status, whoever does it."""
    return frozenset(action for (source, action) in TRANSITIONS if source is status)
