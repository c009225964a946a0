"""Every action from every status by everybody, on a real database; and what each one changes."""

import asyncio
from datetime import datetime, timedelta
from itertools import product

import pytest

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.errors import (
    AlreadyDone,
    AtTask,
    CannotMerge,
    Empty,
    HasLeft,
    NoDeveloper,
    NoLongerFits,
    NoSuchTask,
    NotAllowed,
    Overtaken,
    PastDeadline,
    UserError,
)
from bot.domain.lifecycle import TRANSITIONS, Action, Status, who_may
from bot.domain.notices import HAPPENINGS, ROUTES, Circle, Happening, Kind, recipients
from bot.domain.people import Role
from bot.services import moves, people
from bot.services.deadlines import Wish
from bot.services.desk import Desk, Request
from bot.services.moves import Details
from bot.services.people import Profile
from storage import followers, promises
from storage.engine import Database
from storage.tasks import Size
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
    }.get(action, moves.NO_DETAILS)


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
    return (
        after.status is TRANSITIONS[status, action].target
        and after.task["version"] == before.task["version"] + 1
        and entries == [(happening, slack_id)]
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


async def test_there_is_no_moving_of_a_task_that_is_not_there(desk: Desk) -> None:
    for number in (0, 99, 2**31, 10**20):
        with pytest.raises(NoSuchTask):
            await moves.perform(desk, by(ADA), number, Action.ACCEPT)


async def test_assigning_keeps_the_size_the_deadline_and_the_promise(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    was = (await trace(desk, number)).task["deadline_at"]
    wish = Wish(Choice.IN_2_HOURS)
    given = Details(developer=IVAN, size=Size.LARGE, deadline=wish, note=" You know it. ")
    task = await moves.perform(desk, by(ADA), number, Action.ASSIGN, given)

    assert (task.assignee, task.size) == (IVAN, Size.LARGE)
    assert task.deadline_at == clock.now() + timedelta(hours=2)
    assert task.deadline_is_promised
    async with desk.database.read() as session:
        kept = (await promises.list_of(session, number))[-1]
    assert (kept.made_by, kept.from_at, kept.to_at) == (ADA, was, task.deadline_at)
    assert kept.reason == "You know it."


async def test_assigning_by_severity_promises_no_other_date(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    task = await moves.perform(desk, by(ADA), number, Action.ASSIGN, Details(developer=IVAN))
    assert task.deadline_at == task.raised_at + timedelta(hours=4)
    assert not task.deadline_is_promised


async def test_a_task_goes_only_to_developers_who_are_there(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    await people.save(desk, [Profile(IVAN, "Ivan", None, has_left=True)])
    for developer, why in ((IVAN, HasLeft), (SAM, NoDeveloper), ("", NoDeveloper)):
        with pytest.raises(AtTask) as refused:
            await moves.perform(desk, by(ADA), number, Action.ASSIGN, Details(developer=developer))
        assert isinstance(refused.value.refusal, why)


async def test_an_assignment_with_a_deadline_in_the_past_is_refused(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    late = Wish(Choice.EXACTLY, clock.now() - timedelta(minutes=20))
    with pytest.raises(AtTask) as refused:
        await moves.perform(
            desk, by(ADA), number, Action.ASSIGN, Details(developer=IVAN, deadline=late)
        )
    assert isinstance(refused.value.refusal, PastDeadline)
    assert (await trace(desk, number)).history == []


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (Status.IN_PROGRESS, Action.FIX),
        (Status.FIXED, Action.REOPEN),
        (Status.NEW, Action.DECLINE),
        (Status.DECLINED, Action.REVIVE),
    ],
)
async def test_a_few_words_are_needed(
    desk: Desk, clock: FrozenClock, status: Status, action: Action
) -> None:
    number = await stored(desk, clock, status)
    before = await trace(desk, number)
    blank = Details(reason=" \n", for_customer=" ")
    with pytest.raises(AtTask) as refused:
        await moves.perform(desk, by(ADA), number, action, blank)
    assert isinstance(refused.value.refusal, Empty)
    assert await trace(desk, number) == before


async def test_a_reopened_task_keeps_its_assignee_and_its_deadline(
    desk: Desk, clock: FrozenClock
) -> None:
    for status in (Status.FIXED, Status.CLOSED):
        number = await stored(desk, clock, status, for_customer="It works.")
        before = (await trace(desk, number)).task
        task = await moves.perform(desk, by(SAM), number, Action.REOPEN, Details(reason="No"))
        assert (task.assignee, task.deadline_at) == (IVAN, before["deadline_at"])
        assert (task.fixed_at, task.ended_at, task.for_customer) == (None, None, None)


async def test_a_task_that_is_brought_back_begins_anew(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(
        desk, clock, Status.DECLINED, accepted_by=ADA, ended_because="No", for_customer="No"
    )
    clock.advance(timedelta(days=2))
    task = await moves.perform(desk, by(SAM), number, Action.REVIVE, Details(reason=REASON))

    assert (task.status, task.assignee, task.size, task.accepted_by) == (Status.NEW,) + (None,) * 3
    assert (task.ended_at, task.ended_because, task.for_customer) == (None, None, None)
    assert task.deadline_at == clock.now() + timedelta(hours=4)
    assert task.next_update_at == clock.now() + timedelta(hours=1)


async def test_merging_lets_the_reporter_and_the_followers_follow_the_other(
    desk: Desk, clock: FrozenClock
) -> None:
    numbers = await store(desk, a_task(clock), followed_by=[KIM, LOU])
    other = await stored(desk, clock, Status.IN_PROGRESS, reporter=KIM)
    task = await moves.perform(desk, by(ADA), numbers[0], Action.MERGE, Details(other=other))

    assert (task.status, task.merged_into) == (Status.MERGED, other)
    async with desk.database.read() as session:
        assert await followers.list_of(session, other) == (LOU, SAM)


async def test_a_task_is_merged_into_no_closed_one_and_not_into_itself(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    over = [status for status in Status if a_task(clock, status).ended_at is not None]
    others = [await stored(desk, clock, status) for status in over]
    before = await traces(desk)
    for other in [number, *others]:
        with pytest.raises(AtTask) as refused:
            await moves.perform(desk, by(ADA), number, Action.MERGE, Details(other=other))
        assert isinstance(refused.value.refusal, CannotMerge)
    for other in (0, 99):
        with pytest.raises(UserError):
            await moves.perform(desk, by(ADA), number, Action.MERGE, Details(other=other))
    assert await traces(desk) == before


async def test_every_step_that_the_reporter_hears_of_starts_the_next_update_anew(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    for slack_id, action in ((ADA, Action.ACCEPT), (IVAN, Action.TAKE)):
        clock.advance(timedelta(minutes=20))
        task = await moves.perform(desk, by(slack_id), number, action)
        assert task.next_update_at == clock.now() + timedelta(hours=1)


async def test_instants_in_the_history_are_utc(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    await moves.perform(desk, by(ADA), number, Action.ASSIGN, Details(developer=IVAN))
    facts = (await trace(desk, number)).history[0]["facts"]
    for fact in ("deadline_to", "next_update"):
        assert datetime.fromisoformat(facts[fact]).utcoffset() == timedelta()
