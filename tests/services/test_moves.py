"""Every action from every status by everybody, on a real database; and what each one changes."""

import asyncio
from datetime import timedelta
from itertools import product

import pytest

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.errors import (
    AlreadyDone,
    AtTask,
    NoLongerFits,
    NoSuchTask,
    NotAllowed,
    Overtaken,
)
from bot.domain.lifecycle import TRANSITIONS, Action, Status, who_may
from bot.domain.notices import HAPPENINGS, ROUTES, Circle, Happening, Kind, recipients
from bot.domain.people import Role
from bot.services import moves
from bot.services.deadlines import Wish
from bot.services.desk import Desk, Request
from bot.services.moves import Details
from storage.engine import Database
from storage.questions import Question
from tests.services.team import (
    ADA,
    BEN,
    DANA,
    HAS_NOBODY,
    IVAN,
    KIM,
    LOU,
    MIRA,
    SAM,
    Trace,
    a_task,
    by,
    open_desk,
    store,
    stored,
    trace,
    traces,
)

ROLES = {
    SAM: {Role.REPORTER},
    ADA: {Role.ADMINISTRATOR},
    BEN: {Role.ADMINISTRATOR},
    IVAN: {Role.DEVELOPER, Role.ASSIGNEE},
    DANA: {Role.DEVELOPER},
    MIRA: {Role.MANAGER},
    KIM: set(),
}
REASON = "the provider has to answer first"


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team whose rules are in force."""
    return await open_desk(database, clock)


def details(action: Action, other: int) -> Details:
    """Fill in what an action asks for."""
    return {
        Action.ASSIGN: Details(developer=DANA, deadline=Wish(Choice.IN_2_HOURS), note="Yours"),
        Action.FIX: Details(for_customer="It works again."),
        Action.REOPEN: Details(reason="Still 500"),
        Action.DECLINE: Details(reason="As it is meant", for_customer="It is meant so."),
        Action.MERGE: Details(other=other),
        Action.REVIVE: Details(reason=REASON),
        Action.GIVE_UP: Details(reason=REASON),
    }.get(action, moves.NO_DETAILS)


async def ask(desk: Desk, *numbers: int) -> None:
    """Let Dana have asked Sam about these tasks."""
    now = desk.clock.now()
    async with desk.database.write() as session:
        for number in numbers:
            asked = Question(
                task_id=number, text="Which?", asked_by=DANA, asked_to=SAM, asked_at=now
            )
            session.add(asked)


async def outcome(desk: Desk, request: Request, number: int, action: Action, other: int) -> str:
    """Try it; say "done", or which refusal came."""
    try:
        await moves.perform(desk, request, number, action, details(action, other))
    except AtTask as refusal:
        return type(refusal.refusal).__name__
    return "done"


def expected(status: Status, action: Action, slack_id: str) -> str:
    held = set(ROLES[slack_id]) - ({Role.ASSIGNEE} if status in HAS_NOBODY else set())
    if not held & who_may(action):
        return NotAllowed.__name__
    return "done" if (status, action) in TRANSITIONS else NoLongerFits.__name__


def told(action: Action, status: Status, slack_id: str) -> dict[str, object]:
    """Say who is told by the routing table, if this person does it from this status."""
    before = None if status in HAS_NOBODY else IVAN
    after: dict[Action, str | None] = {
        Action.ASSIGN: DANA,
        Action.TAKE: slack_id,
        Action.REVIVE: None,
    }
    assignee = after.get(action, before)
    circle = Circle(
        actor=slack_id,
        reporter=SAM,
        followers=(KIM, LOU),
        administrator=ADA,
        assignee=assignee,
        former_assignee=before if before != assignee else None,
        asker=DANA if action is Action.GIVE_UP else None,
    )
    return dict(recipients(HAPPENINGS[action], circle))


def is_done_right(
    before: Trace, after: Trace, status: Status, action: Action, slack_id: str
) -> bool:
    happening = HAPPENINGS[action]
    route = ROUTES[happening]
    wanted = {Kind.CARD, Kind.REACTION} if route.on_card else set()
    wanted |= {Kind.THREAD} if route.in_thread else set()
    wanted |= {Kind.DIRECT} if told(action, status, slack_id) else set()
    entries = [(entry["happening"], entry["actor"]) for entry in after.history]
    told_of = [(happening, slack_id)]
    if action is Action.CONFIRM:
        # Who fixed it is asked for the cause as well.
        told_of.append((Happening.CAUSE_ASKED, slack_id))
    return (
        after.status is TRANSITIONS[status, action].target
        and after.task["version"] == before.task["version"] + 1
        and entries == told_of
        and after.directs == told(action, status, slack_id)
        and after.kinds == wanted
    )


async def test_every_action_from_every_status_by_everybody_does_it_all_or_nothing(
    desk: Desk, clock: FrozenClock
) -> None:
    cases = list(product(Status, Action, ROLES))
    tasks = [a_task(clock, status) for status, _, _ in cases]
    numbers = await store(desk, *tasks, followed_by=[KIM, LOU])
    into = await stored(desk, clock, Status.NEW, reporter=MIRA)
    waiting = [
        number
        for number, (_, action, _) in zip(numbers, cases, strict=True)
        if action is Action.GIVE_UP
    ]
    await ask(desk, *waiting)
    before = await traces(desk)

    outcomes = [
        await outcome(desk, by(slack_id), number, action, into)
        for number, (_, action, slack_id) in zip(numbers, cases, strict=True)
    ]

    after = await traces(desk)
    wrong = []
    for number, case, came in zip(numbers, cases, outcomes, strict=True):
        right = after[number] == before[number]
        if came == "done":
            right = is_done_right(before[number], after[number], *case)
        if came != expected(*case) or not right:
            wrong.append((case, came))
    assert wrong == []
    assert outcomes.count("done") > 50


async def test_a_refusal_tells_who_is_on_duty_and_what_happened_last(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    await moves.perform(desk, by(BEN), number, Action.ACCEPT)
    clock.advance(timedelta(minutes=3))

    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by(ADA), number, Action.ACCEPT)

    last = refused.value.last
    assert (refused.value.key, refused.value.on_duty) == (f"CRIT-{number}", ADA)
    assert last is not None
    assert (last.happening, last.actor) == (Happening.ACCEPTED, BEN)
    assert clock.now() - last.at == timedelta(minutes=3)


async def test_a_request_that_comes_again_is_done_once(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    await moves.perform(desk, by(ADA, "trigger:1"), number, Action.ACCEPT)
    before = await trace(desk, number)

    with pytest.raises(AlreadyDone):
        await moves.perform(desk, by(ADA, "trigger:1"), number, Action.ACCEPT)
    assert await trace(desk, number) == before


async def test_the_second_of_two_clicks_is_no_refusal_but_a_later_one_is(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    await moves.perform(desk, by(ADA, "trigger:1"), number, Action.ACCEPT)
    with pytest.raises(AlreadyDone):
        await moves.perform(desk, by(ADA, "trigger:2"), number, Action.ACCEPT)

    clock.advance(timedelta(seconds=11))
    with pytest.raises(AtTask):
        await moves.perform(desk, by(ADA, "trigger:3"), number, Action.ACCEPT)


async def test_a_refused_request_may_be_made_again(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    with pytest.raises(AtTask):
        await moves.perform(desk, by(IVAN, "view:1"), number, Action.FIX)
    await moves.perform(desk, by(IVAN, "view:1"), number, Action.FIX, Details(for_customer="Ok"))
    assert (await trace(desk, number)).status is Status.FIXED


async def test_of_two_at_once_one_wins_and_the_other_hears_of_it(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    results = await asyncio.gather(
        moves.perform(desk, by(ADA), number, Action.ACCEPT),
        moves.perform(desk, by(BEN), number, Action.DECLINE, Details(reason="Known")),
        moves.perform(desk, by(IVAN), number, Action.TAKE),
        return_exceptions=True,
    )
    assert not [one for one in results if isinstance(one, Exception) and not is_polite(one)]
    found = await trace(desk, number)
    done = [one for one in results if not isinstance(one, BaseException)]
    assert len(found.history) == len(done) == found.task["version"] - 1


def is_polite(error: Exception) -> bool:
    return isinstance(error, AtTask) and isinstance(error.refusal, (NoLongerFits, Overtaken))


async def test_a_form_that_was_opened_before_somebody_else_moved_it_changes_nothing(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    stands = (await moves.perform(desk, by(ADA), number, Action.ACCEPT)).stands
    await moves.perform(desk, by(BEN), number, Action.ASSIGN, Details(developer=DANA))
    before = await trace(desk, number)

    late = Details(developer=IVAN, stands=stands)
    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by(ADA), number, Action.ASSIGN, late)
    assert isinstance(refused.value.refusal, Overtaken)
    assert await trace(desk, number) == before


async def test_who_did_the_same_a_moment_ago_hears_all_the_same_that_somebody_else_came_first(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    first = Details(developer=IVAN)
    stands = (await moves.perform(desk, by(ADA), number, Action.ASSIGN, first)).stands
    await moves.perform(desk, by(BEN), number, Action.ASSIGN, Details(developer=DANA))
    again = Details(developer=IVAN, stands=stands)
    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by(ADA), number, Action.ASSIGN, again)
    assert isinstance(refused.value.refusal, Overtaken)


async def test_only_a_task_with_an_open_question_is_given_up(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.IN_PROGRESS)
    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by(SAM), number, Action.GIVE_UP, Details(reason=REASON))
    assert isinstance(refused.value.refusal, NoLongerFits)


async def test_there_is_no_moving_of_a_task_that_is_not_there(desk: Desk) -> None:
    for number in (0, 99, 2**31, 10**20):
        with pytest.raises(NoSuchTask):
            await moves.perform(desk, by(ADA), number, Action.ACCEPT)
