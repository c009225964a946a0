"""What can be done to a task without moving it, who may, and while it stands where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NoLongerFits, NotAllowed
from bot.domain.lifecycle import OPEN, UNFINISHED, Status
from bot.domain.people import Role


class Deed(StrEnum):
    """A change that is no transition; each has its own history row (DESIGN §4)."""

    SET_SEVERITY = "set_severity"
    MOVE_DEADLINE = "move_deadline"
    ASK_FOR_TIME = "ask_for_time"
    KEEP_DEADLINE = "keep_deadline"
    SAY_ON_TRACK = "on_track"
    SAY_BLOCKED = "blocked"
    ASK_HOLDS = "ask_holds"
    SAY_HOLDS = "say_holds"
    CONFIRM_DEADLINE = "confirm_deadline"
    EDIT = "edit"
    JOIN = "join"
    SPLIT = "split"
    ASK = "ask"
    ANSWER = "answer"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    ME_TOO = "me_too"
    SAY_CAUSE = "say_cause"
    TELL = "tell"
    CHECK = "check"
    RETURN = "return"
    CORRECT = "correct"
    SAY_SAME = "say_same"
    SAY_OTHER = "say_other"
    SET_WORKAROUND = "set_workaround"
    LEAVE_SEVERITY = "leave_severity"


@dataclass(frozen=True, slots=True)
class Permission:
    """Which roles may do a deed, and from which statuses."""

    allowed: frozenset[Role]
    statuses: frozenset[Status]


EVERYBODY = frozenset(Role)
"""Also who has no role at all."""

_EVER = frozenset(Status)
_WITH_ASSIGNEE = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_REPORTER_SIDE = frozenset({Role.REPORTER, Role.ADMINISTRATOR})
_AT_WORK = Permission(frozenset({Role.ASSIGNEE}), frozenset({Status.ASSIGNED, Status.IN_PROGRESS}))

PERMISSIONS: Mapping[Deed, Permission] = {
    Deed.SET_SEVERITY: Permission(_REPORTER_SIDE, UNFINISHED),
    Deed.MOVE_DEADLINE: Permission(_ADMINISTRATOR, UNFINISHED),
    Deed.ASK_FOR_TIME: _AT_WORK,
    Deed.KEEP_DEADLINE: Permission(_ADMINISTRATOR, UNFINISHED),
    Deed.SAY_ON_TRACK: _AT_WORK,
    Deed.SAY_BLOCKED: _AT_WORK,
    Deed.ASK_HOLDS: Permission(_ADMINISTRATOR, _WITH_ASSIGNEE),
    Deed.SAY_HOLDS: Permission(frozenset({Role.ASSIGNEE}), _WITH_ASSIGNEE),
    Deed.CONFIRM_DEADLINE: Permission(_ADMINISTRATOR, UNFINISHED),
    Deed.EDIT: Permission(frozenset({Role.REPORTER}), _EVER),
    Deed.JOIN: Permission(frozenset({Role.REPORTER}), OPEN),
    Deed.SPLIT: Permission(_REPORTER_SIDE, _EVER),
    Deed.ASK: Permission(
        frozenset({Role.ADMINISTRATOR, Role.DEVELOPER, Role.ASSIGNEE}), UNFINISHED
    ),
    Deed.ANSWER: Permission(_REPORTER_SIDE, _EVER),
    Deed.FOLLOW: Permission(EVERYBODY, OPEN),
    Deed.UNFOLLOW: Permission(EVERYBODY, _EVER),
    Deed.ME_TOO: Permission(EVERYBODY, OPEN),
    Deed.SAY_CAUSE: Permission(
        frozenset({Role.ASSIGNEE, Role.ADMINISTRATOR}),
        frozenset({Status.IN_PROGRESS, Status.FIXED, Status.CLOSED}),
    ),
    Deed.TELL: Permission(_REPORTER_SIDE | {Role.ASSIGNEE}, OPEN),
    Deed.CHECK: Permission(_REPORTER_SIDE, OPEN),
    Deed.RETURN: Permission(_ADMINISTRATOR, UNFINISHED),
    Deed.CORRECT: Permission(_REPORTER_SIDE | {Role.ASSIGNEE, Role.DEVELOPER}, OPEN),
    # Later somebody works on it, and an administrator merges it.
    Deed.SAY_SAME: Permission(_REPORTER_SIDE, frozenset({Status.NEW, Status.ACCEPTED})),
    Deed.SAY_OTHER: Permission(_REPORTER_SIDE, OPEN),
    Deed.SET_WORKAROUND: Permission(_ADMINISTRATOR | {Role.ASSIGNEE, Role.DEVELOPER}, OPEN),
    Deed.LEAVE_SEVERITY: Permission(_ADMINISTRATOR, UNFINISHED),
}


def check(deed: Deed, status: Status, held: frozenset[Role]) -> None:
    """Let it pass, or raise NotAllowed (no right) or NoLongerFits (not from this status)."""
    permission = PERMISSIONS[deed]
    if permission.allowed != EVERYBODY and not held & permission.allowed:
        raise NotAllowed(deed, permission.allowed)
    if status not in permission.statuses:
        raise NoLongerFits(deed, status)
