"""What can be done to a task without moving it: by whom, and while it stands where."""

from itertools import chain, combinations, product

import pytest

from bot.domain.errors import NoLongerFits, NotAllowed, UserError
from bot.domain.lifecycle import Status
from bot.domain.notices import HAPPENINGS
from bot.domain.people import Role
from bot.domain.permissions import PERMISSIONS, Deed, check

UNFINISHED = "new, accepted, assigned, in_progress"
OPEN = f"{UNFINISHED}, fixed"
EVER = ", ".join(Status)
EVERYBODY = ", ".join(Role)
TABLE = {
    Deed.SET_SEVERITY: ("reporter, administrator", UNFINISHED),
    Deed.MOVE_DEADLINE: ("administrator", UNFINISHED),
    Deed.ASK_FOR_TIME: ("assignee", "assigned, in_progress"),
    Deed.KEEP_DEADLINE: ("administrator", UNFINISHED),
    Deed.SAY_ON_TRACK: ("assignee", "assigned, in_progress"),
    Deed.SAY_BLOCKED: ("assignee", "assigned, in_progress"),
    Deed.ASK_HOLDS: ("administrator", "assigned, in_progress"),
    Deed.SAY_HOLDS: ("assignee", "assigned, in_progress"),
    Deed.CONFIRM_DEADLINE: ("administrator", UNFINISHED),
    Deed.EDIT: ("reporter", EVER),
    Deed.JOIN: ("reporter", OPEN),
    Deed.SPLIT: ("reporter, administrator", EVER),
    Deed.ASK: ("administrator, developer, assignee", UNFINISHED),
    Deed.ANSWER: ("reporter, administrator", EVER),
    Deed.FOLLOW: (EVERYBODY, OPEN),
    Deed.UNFOLLOW: (EVERYBODY, EVER),
    Deed.ME_TOO: (EVERYBODY, OPEN),
    Deed.TELL: ("reporter, administrator, assignee", OPEN),
    Deed.CHECK: ("reporter, administrator", OPEN),
    Deed.RETURN: ("administrator", UNFINISHED),
    Deed.SAY_SAME: ("reporter, administrator", "new, accepted"),
    Deed.SAY_OTHER: ("reporter, administrator", OPEN),
    Deed.SET_WORKAROUND: ("assignee, developer, administrator", OPEN),
    Deed.LEAVE_SEVERITY: ("administrator", UNFINISHED),
    Deed.SAY_CAUSE: ("assignee, administrator", "in_progress, fixed, closed"),
    Deed.CORRECT: ("reporter, administrator, assignee, developer", OPEN),
}
EVERY_SET_OF_ROLES = [
    frozenset(some)
    for some in chain.from_iterable(combinations(Role, count) for count in range(len(Role) + 1))
]


def outcome(deed: Deed, status: Status, held: frozenset[Role]) -> type[UserError] | None:
    try:
        check(deed, status, held)
    except UserError as refusal:
        return type(refusal)
    return None


def test_every_deed_in_every_status_by_everybody_is_as_the_table_says() -> None:
    wrong = []
    for deed, status, held in product(Deed, Status, EVERY_SET_OF_ROLES):
        roles, statuses = TABLE[deed]
        may = roles == EVERYBODY or held & frozenset(map(Role, roles.split(", ")))
        expected = None if status in statuses.split(", ") else NoLongerFits
        if outcome(deed, status, held) is not (expected if may else NotAllowed):
            wrong.append((deed, status, held))
    assert wrong == []


def test_every_deed_has_its_permission_and_a_happening_of_its_own() -> None:
    assert set(PERMISSIONS) == set(Deed)
    assert len({HAPPENINGS[deed] for deed in Deed}) == len(Deed)


def test_a_refusal_says_who_may_or_where_it_stands() -> None:
    with pytest.raises(NotAllowed) as forbidden:
        check(Deed.MOVE_DEADLINE, Status.NEW, frozenset({Role.REPORTER}))
    assert forbidden.value.allowed == {Role.ADMINISTRATOR}

    with pytest.raises(NoLongerFits) as late:
        check(Deed.ASK, Status.FIXED, frozenset({Role.ADMINISTRATOR}))
    assert (late.value.what, late.value.status) == (Deed.ASK, Status.FIXED)
