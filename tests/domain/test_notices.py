"""The routing table of DESIGN §5: for every happening, who is told and who is not."""

from dataclasses import replace
from itertools import product

import pytest

from bot.domain.notices import (
    CAME_LATE,
    HAPPENINGS,
    MOVED,
    ROUTES,
    TO_ASSIGN,
    TO_DATE,
    TO_FIX,
    Audience,
    Circle,
    Happening,
    recipients,
)

EVERYBODY = Circle(
    actor="actor",
    reporter="reporter",
    followers=("kim", "lou"),
    administrator="ada",
    assignee="ivan",
    former_assignee="dana",
    asked="asked",
    asker="asker",
    called=("ben",),
)
SAM_AND_FOLLOWERS = {
    "reporter": Audience.REPORTER,
    "kim": Audience.FOLLOWER,
    "lou": Audience.FOLLOWER,
}
ADA = {"ada": Audience.ADMINISTRATOR}
BEN = {"ben": Audience.CALLED}
IVAN = {"ivan": Audience.ASSIGNEE}
DANA = {"dana": Audience.FORMER}
TOLD: dict[Happening, dict[str, Audience]] = {
    Happening.RAISED: SAM_AND_FOLLOWERS | ADA,
    Happening.ACCEPTED: SAM_AND_FOLLOWERS,
    Happening.ASSIGNED: SAM_AND_FOLLOWERS | IVAN | DANA,
    Happening.TAKEN: SAM_AND_FOLLOWERS | IVAN,
    Happening.STARTED: SAM_AND_FOLLOWERS,
    Happening.FIXED: SAM_AND_FOLLOWERS | ADA,
    Happening.CLOSED: SAM_AND_FOLLOWERS | IVAN,
    Happening.REOPENED: SAM_AND_FOLLOWERS | IVAN | ADA,
    Happening.DECLINED: SAM_AND_FOLLOWERS | IVAN,
    Happening.MERGED: SAM_AND_FOLLOWERS | IVAN,
    Happening.TOOK_IN: SAM_AND_FOLLOWERS | IVAN,
    Happening.WITHDRAWN: SAM_AND_FOLLOWERS | IVAN,
    Happening.REVIVED: SAM_AND_FOLLOWERS | ADA,
    Happening.NOT_ACCEPTED: BEN,
    Happening.DEADLINE_MOVED: SAM_AND_FOLLOWERS | IVAN,
    Happening.TIME_ASKED: ADA,
    Happening.DEADLINE_KEPT: IVAN,
    Happening.SEVERITY_CHANGED: SAM_AND_FOLLOWERS | IVAN,
    Happening.QUESTION_ASKED: {"asked": Audience.ASKED},
    Happening.QUESTION_ANSWERED: {"asker": Audience.ASKER} | IVAN,
    Happening.QUESTION_PASSED_ON: {"asked": Audience.ASKED, "asker": Audience.ASKER},
    Happening.QUESTION_PARKED: {"asker": Audience.ASKER} | IVAN,
    Happening.QUESTION_TAKEN_BACK: {"asked": Audience.ASKED, "asker": Audience.ASKER} | IVAN,
    Happening.QUESTION_REMINDED: {"asked": Audience.ASKED},
    Happening.QUESTION_UNANSWERED: SAM_AND_FOLLOWERS | ADA | {"asked": Audience.ASKED},
    Happening.GIVEN_UP: SAM_AND_FOLLOWERS | IVAN | {"asker": Audience.ASKER},
    Happening.EDITED: {},
    Happening.JOINED: {},
    Happening.SPLIT: {},
    Happening.MESSAGE_GONE: {},
    Happening.UPDATE_DUE: IVAN | BEN,
    Happening.UPDATE_MISSED: IVAN | BEN | ADA,
    Happening.UPDATE_LATE: SAM_AND_FOLLOWERS,
    Happening.ASSIGNEE_AWAY: BEN | ADA,
    Happening.TIME_STILL_ASKED: BEN | ADA,
    Happening.ON_TRACK: SAM_AND_FOLLOWERS,
    Happening.BLOCKED: SAM_AND_FOLLOWERS | ADA,
    Happening.SAID: SAM_AND_FOLLOWERS,
    Happening.DEADLINE_NEAR: IVAN,
    Happening.DEADLINE_PASSED: SAM_AND_FOLLOWERS | IVAN | ADA,
    Happening.OVERDUE: SAM_AND_FOLLOWERS | IVAN | ADA,
    Happening.CONFIRMATION_DUE: {"reporter": Audience.REPORTER},
    Happening.HOLDS_ASKED: IVAN,
    Happening.HOLDS_SAID: {},
    Happening.DEADLINE_CONFIRMED: {},
    Happening.DEADLINE_UNCONFIRMED: {},
    Happening.FOLLOWED: {},
    Happening.UNFOLLOWED: {},
    Happening.AFFECTED: {},
    Happening.TOLD: IVAN,
    Happening.TOLD_ALOUD: IVAN,
    Happening.CHECKED: {},
    Happening.TELL_ASKED: {"reporter": Audience.REPORTER},
    Happening.TELL_MISSING: ADA,
    Happening.RETURNED: {"asked": Audience.ASKED},
    Happening.RETURN_SETTLED: {},
    Happening.CAUSE_ASKED: IVAN,
    Happening.CAUSE_SAID: {},
    Happening.CORRECTED: {},
    Happening.OTHER_SAID: {},
    Happening.CAME_BACK: SAM_AND_FOLLOWERS | ADA,
    Happening.WORKAROUND_SET: SAM_AND_FOLLOWERS,
    Happening.SEVERITY_PROPOSED: ADA,
    Happening.SEVERITY_LEFT: {},
}
IN_HISTORY_ALONE = {
    *(Happening.HOLDS_ASKED, Happening.HOLDS_SAID, Happening.DEADLINE_UNCONFIRMED),
    Happening.CAUSE_ASKED,
    *(Happening.OTHER_SAID, Happening.SEVERITY_PROPOSED, Happening.SEVERITY_LEFT),
}
FOLLOWING = {Happening.FOLLOWED, Happening.UNFOLLOWED}
BY_ITSELF = {
    Happening.ASSIGNEE_AWAY,
    Happening.UPDATE_DUE,
    Happening.UPDATE_MISSED,
    Happening.TIME_STILL_ASKED,
    Happening.DEADLINE_NEAR,
    Happening.OVERDUE,
    Happening.CONFIRMATION_DUE,
    Happening.QUESTION_REMINDED,
    Happening.TELL_ASKED,
    Happening.TELL_MISSING,
}
NOT_IN_THREAD = {
    *(Happening.TOLD_ALOUD, Happening.CHECKED, Happening.RETURN_SETTLED),
    *FOLLOWING,
    *(Happening.SAID, Happening.DEADLINE_PASSED, Happening.UPDATE_LATE),
    *(Happening.TIME_ASKED, Happening.DEADLINE_KEPT),
    *BY_ITSELF,
    *(Happening.ACCEPTED, Happening.STARTED, Happening.EDITED, Happening.DEADLINE_CONFIRMED),
    *IN_HISTORY_ALONE,
}
NOT_ON_CARD = {
    *(Happening.MESSAGE_GONE, Happening.QUESTION_UNANSWERED, Happening.CAUSE_SAID),
    *IN_HISTORY_ALONE,
    *BY_ITSELF,
    *FOLLOWING,
}
TOLD_OF_THEIR_OWN = {
    (Happening.RAISED, Audience.ADMINISTRATOR),
    (Happening.RAISED, Audience.REPORTER),
    (Happening.ASSIGNED, Audience.ASSIGNEE),
    (Happening.TAKEN, Audience.ASSIGNEE),
    (Happening.TIME_ASKED, Audience.ADMINISTRATOR),
    (Happening.CAUSE_ASKED, Audience.ASSIGNEE),
    (Happening.SEVERITY_PROPOSED, Audience.ADMINISTRATOR),
}
NAMES = ("reporter", "administrator", "assignee", "former_assignee", "asked", "asker")


@pytest.mark.parametrize("happening", Happening)
def test_just_those_whom_the_table_names_are_told(happening: Happening) -> None:
    assert recipients(happening, EVERYBODY) == TOLD[happening]


def test_who_waits_hears_of_an_answer_that_moves_the_promise() -> None:
    answered = Happening.QUESTION_ANSWERED
    asked_for = {"asker": Audience.ASKER} | IVAN
    assert recipients(answered, EVERYBODY, {"answer"}) == asked_for
    assert recipients(answered, EVERYBODY, {"answer", MOVED}) == asked_for | SAM_AND_FOLLOWERS
    late = recipients(answered, EVERYBODY, {CAME_LATE})
    assert late == asked_for | {"reporter": Audience.REPORTER}
    by_sam = replace(EVERYBODY, actor="reporter")
    assert "reporter" not in recipients(answered, by_sam, {MOVED})


def test_what_is_put_right_is_told_to_whom_it_matters_and_to_nobody_else() -> None:
    corrected = Happening.CORRECTED
    assert recipients(corrected, EVERYBODY, {"fact", TO_FIX}) == IVAN
    assert recipients(corrected, EVERYBODY, {"fact", TO_DATE}) == ADA


def test_who_has_to_assign_hears_that_somebody_accepted_who_cannot() -> None:
    accepted = Happening.ACCEPTED
    assert recipients(accepted, EVERYBODY, {TO_ASSIGN}) == SAM_AND_FOLLOWERS | ADA


@pytest.mark.parametrize("happening", Happening)
def test_who_stands_in_for_the_reporter_hears_what_the_reporter_hears(
    happening: Happening,
) -> None:
    told = recipients(happening, replace(EVERYBODY, stand_in="lisa"))
    assert told.get("lisa") == TOLD[happening].get("reporter")
    asked = replace(EVERYBODY, stand_in="lisa", asked="reporter")
    assert ("lisa" in recipients(happening, asked)) == ("reporter" in recipients(happening, asked))


@pytest.mark.parametrize("happening", Happening)
def test_who_did_it_is_not_told_but_for_what_they_need_to_go_on(happening: Happening) -> None:
    for slack_id, audience in TOLD[happening].items():
        told = recipients(happening, replace(EVERYBODY, actor=slack_id))
        stays = (happening, audience) in TOLD_OF_THEIR_OWN
        assert (slack_id in told) == stays
        others = {who: how for who, how in TOLD[happening].items() if who != slack_id}
        assert {who: how for who, how in told.items() if who != slack_id} == others


@pytest.mark.parametrize("happening", Happening)
def test_somebody_with_two_parts_is_told_once(happening: Happening) -> None:
    for one, other in product(NAMES, NAMES):
        same = replace(EVERYBODY, **{one: "same", other: "same"})  # type: ignore[arg-type]
        told = recipients(happening, same)
        was = {getattr(EVERYBODY, one), getattr(EVERYBODY, other)} & set(TOLD[happening])
        assert ("same" in told) == bool(was)
        assert len(told) == len(TOLD[happening]) - max(0, len(was) - 1)


@pytest.mark.parametrize(
    ("happening", "parts", "wins"),
    [
        (Happening.RAISED, ("reporter", "administrator"), Audience.ADMINISTRATOR),
        (Happening.ASSIGNED, ("reporter", "assignee"), Audience.ASSIGNEE),
        (Happening.TAKEN, ("reporter", "assignee"), Audience.ASSIGNEE),
        (Happening.ASSIGNED, ("reporter", "former_assignee"), Audience.REPORTER),
        (Happening.FIXED, ("reporter", "administrator"), Audience.REPORTER),
        (Happening.REOPENED, ("assignee", "administrator"), Audience.ASSIGNEE),
        (Happening.REVIVED, ("reporter", "administrator"), Audience.ADMINISTRATOR),
        (Happening.CLOSED, ("reporter", "assignee"), Audience.REPORTER),
        (Happening.QUESTION_ANSWERED, ("asker", "assignee"), Audience.ASKER),
        (Happening.DEADLINE_MOVED, ("reporter", "assignee"), Audience.ASSIGNEE),
    ],
)
def test_of_two_parts_the_one_with_something_to_do_wins(
    happening: Happening, parts: tuple[str, str], wins: Audience
) -> None:
    one, other = parts
    same = replace(EVERYBODY, **{one: "same", other: "same"})  # type: ignore[arg-type]
    assert recipients(happening, same)["same"] is wins


def test_a_follower_who_is_the_reporter_too_is_told_as_reporter() -> None:
    told = recipients(Happening.FIXED, replace(EVERYBODY, followers=("reporter", "kim")))
    assert told["reporter"] is Audience.REPORTER


def test_nobody_is_told_in_the_part_of_nobody() -> None:
    alone = Circle(actor=None, reporter="reporter", followers=(), administrator="ada")
    for happening in Happening:
        assert set(recipients(happening, alone)) <= {"reporter", "ada"}


def test_what_happens_by_itself_is_told_to_all_whom_it_concerns() -> None:
    by_timer = replace(EVERYBODY, actor=None)
    assert set(recipients(Happening.CLOSED, by_timer)) == set(TOLD[Happening.CLOSED])


def test_backups_other_developers_and_managers_have_no_part() -> None:
    assert {part for route in ROUTES.values() for part in route.direct} == set(Audience)
    assert not {"manager", "backup", "developer"} & {str(part) for part in Audience}


def test_the_thread_and_the_card_show_what_the_table_says() -> None:
    assert {one for one in Happening if not ROUTES[one].in_thread} == NOT_IN_THREAD
    assert {one for one in Happening if not ROUTES[one].on_card} == NOT_ON_CARD


def test_every_happening_has_its_route_and_every_deed_its_happening() -> None:
    assert set(ROUTES) == set(Happening)
    nobodys = {
        Happening.RAISED,
        Happening.MESSAGE_GONE,
        Happening.TOOK_IN,
        Happening.NOT_ACCEPTED,
        Happening.QUESTION_PASSED_ON,
        Happening.QUESTION_PARKED,
        Happening.QUESTION_TAKEN_BACK,
        Happening.QUESTION_UNANSWERED,
        Happening.SAID,
        Happening.TOLD_ALOUD,
        Happening.RETURN_SETTLED,
        Happening.DEADLINE_PASSED,
        Happening.UPDATE_LATE,
        Happening.DEADLINE_UNCONFIRMED,
        *BY_ITSELF,
        Happening.CAUSE_ASKED,
        Happening.SEVERITY_PROPOSED,
    }
    assert set(HAPPENINGS.values()) == set(Happening) - nobodys
