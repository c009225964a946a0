"""What each action changes, keeps and refuses."""

from datetime import datetime, timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.errors import (
    AtTask,
    CannotMerge,
    Empty,
    HasLeft,
    NoDeveloper,
    PastDeadline,
    UserError,
)
from bot.domain.lifecycle import Action, Status
from bot.services import following, moves, people
from bot.services.deadlines import Wish
from bot.services.desk import Desk
from bot.services.moves import Details
from bot.services.people import Profile
from storage import affected, followers, promises, tasks
from storage.engine import Database
from storage.tasks import Size
from tests.services.team import (
    ADA,
    IVAN,
    KIM,
    LOU,
    SAM,
    a_task,
    by,
    open_desk,
    store,
    stored,
    trace,
    traces,
)

REASON = "the provider has to answer first"


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team whose rules are in force."""
    return await open_desk(database, clock)


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
    assert kept.reason is None, "a note is no reason for a date"


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


async def test_merging_counts_the_customers_of_both(desk: Desk, clock: FrozenClock) -> None:
    into = await stored(desk, clock, Status.NEW, customer="Acme")
    number = await stored(desk, clock, Status.NEW, customer="Globex")
    await following.me_too(desk, by(KIM), number, "Initech", "77")
    await following.me_too(desk, by(KIM), number, "acme", None)
    await following.me_too(desk, by(LOU), into, "Initech", "77")
    same = await stored(desk, clock, Status.NEW, customer=" ACME")
    nobodys = await stored(desk, clock, Status.NEW)
    for one in (number, same, nobodys):
        await moves.perform(desk, by(ADA), one, Action.MERGE, Details(other=into))

    async with desk.database.read() as session:
        found = await affected.list_of(session, into)
        task = await tasks.get(session, into)
    assert [(one.customer, one.ticket, one.added_by) for one in found] == [
        ("Initech", "77", LOU),
        ("Globex", None, SAM),
    ]
    assert task.others_affected == 2


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
