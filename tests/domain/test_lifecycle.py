"""The life of a task, held against the table of DESIGN §4 as it is written there."""

from itertools import chain, combinations, product

import pytest

from bot.domain.errors import NoLongerFits, NotAllowed, UserError
from bot.domain.lifecycle import (
    OPEN,
    TRANSITIONS,
    UNFINISHED,
    Action,
    Status,
    advance,
    possible,
    who_may,
)
from bot.domain.notices import HAPPENINGS
from bot.domain.people import Role
from bot.domain.reactions import REACTIONS

TABLE = """
accept   | new                                      | accepted    | administrator, called
assign   | new, accepted, assigned, in_progress     | assigned    | administrator
take     | new, accepted                            | in_progress | developer
start    | assigned                                 | in_progress | assignee
fix      | assigned, in_progress                    | fixed       | assignee, administrator
confirm  | fixed                                    | closed      | reporter, administrator
reopen   | fixed, closed                            | in_progress | reporter, administrator, affected
decline  | new, accepted, assigned, in_progress     | declined    | administrator
merge    | new, accepted, assigned, in_progress     | merged      | administrator
withdraw | new, accepted                            | withdrawn   | reporter, administrator
revive   | declined, withdrawn                      | new         | reporter, administrator
give_up  | new, accepted, assigned, in_progress     | closed      | reporter, administrator
"""
EVERY_SET_OF_ROLES = [
    frozenset(some)
    for some in chain.from_iterable(combinations(Role, count) for count in range(len(Role) + 1))
]


def rows() -> dict[Action, tuple[frozenset[Status], Status, frozenset[Role]]]:
    read = {}
    for line in TABLE.strip().splitlines():
        action, sources, target, allowed = (part.strip() for part in line.split("|"))
        read[Action(action)] = (
            frozenset(map(Status, sources.split(", "))),
            Status(target),
            frozenset(map(Role, allowed.split(", "))),
        )
    return read


def outcome(status: Status, action: Action, held: frozenset[Role]) -> Status | type[UserError]:
    try:
        return advance(status, action, held)
    except UserError as refusal:
        return type(refusal)


def test_every_action_from_every_status_by_everybody_is_as_the_table_says() -> None:
    wrong = []
    for status, action, held in product(Status, Action, EVERY_SET_OF_ROLES):
        sources, target, allowed = rows()[action]
        expected: Status | type[UserError] = target if status in sources else NoLongerFits
        expected = expected if held & allowed else NotAllowed
        if outcome(status, action, held) is not expected:
            wrong.append((status, action, held))
    assert wrong == []


def test_the_table_holds_nothing_that_is_not_written_there() -> None:
    written = {(source, action) for action, (sources, _, _) in rows().items() for source in sources}
    assert set(TRANSITIONS) == written


def test_a_refusal_says_who_may_or_where_it_stands() -> None:
    with pytest.raises(NotAllowed) as forbidden:
        advance(Status.NEW, Action.FIX, frozenset({Role.MANAGER}))
    assert forbidden.value.what is Action.FIX
    assert forbidden.value.allowed == {Role.ASSIGNEE, Role.ADMINISTRATOR}

    with pytest.raises(NoLongerFits) as late:
        advance(Status.CLOSED, Action.FIX, frozenset({Role.ADMINISTRATOR}))
    assert (late.value.what, late.value.status) == (Action.FIX, Status.CLOSED)


def test_the_right_is_asked_before_the_status() -> None:
    assert outcome(Status.CLOSED, Action.ACCEPT, frozenset({Role.REPORTER})) is NotAllowed


def test_who_may_do_an_action_is_the_same_from_every_status() -> None:
    for (_, action), step in TRANSITIONS.items():
        assert step.allowed == who_may(action)


def test_from_every_status_it_is_known_what_can_be_done() -> None:
    for status in Status:
        assert possible(status) == {
            action for action, (sources, _, _) in rows().items() if status in sources
        }


def test_only_a_merged_task_is_over_for_good() -> None:
    assert {status for status in Status if not possible(status)} == {Status.MERGED}


def test_every_status_can_be_reached_from_new() -> None:
    reached, fresh = {Status.NEW}, {Status.NEW}
    while fresh:
        fresh = {step.target for (source, _), step in TRANSITIONS.items() if source in fresh}
        fresh -= reached
        reached |= fresh
    assert reached == set(Status)


def test_what_is_unfinished_is_open_and_a_fixed_task_is_open_too() -> None:
    unfinished = {Status.NEW, Status.ACCEPTED, Status.ASSIGNED, Status.IN_PROGRESS}
    assert unfinished == UNFINISHED
    assert unfinished | {Status.FIXED} == OPEN


def test_every_action_has_a_happening_of_its_own() -> None:
    happenings = [HAPPENINGS[action] for action in Action]
    assert len(set(happenings)) == len(Action)


def test_the_reaction_shows_what_became_of_it() -> None:
    shown = {status: REACTIONS.get(status) for status in Status}
    assert shown == {
        Status.NEW: None,
        Status.ACCEPTED: "eyes",
        Status.ASSIGNED: "eyes",
        Status.IN_PROGRESS: "hammer_and_wrench",
        Status.FIXED: "white_check_mark",
        Status.CLOSED: "white_check_mark",
        Status.DECLINED: "no_entry_sign",
        Status.MERGED: None,
        Status.WITHDRAWN: None,
    }
