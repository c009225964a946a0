"""Looking: pages of tasks, who has room, what a form offers, what is known of a task."""

from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.errors import AtTask, HasLeft, NoLongerFits, NoSuchTask, NotAllowed
from bot.domain.lifecycle import Action, Status
from bot.domain.permissions import Deed
from bot.domain.severity import Severity
from bot.services import board, dossiers, moves, people, questions
from bot.services.desk import Desk
from bot.services.moves import Details
from bot.services.people import Profile
from storage.engine import Database
from storage.tasks import Size
from tests.services.team import ADA, DANA, IVAN, KIM, SAM, a_task, by, open_desk, store, stored


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team whose rules are in force."""
    return await open_desk(database, clock)


async def test_the_board_lists_what_is_open_the_worst_first_then_the_soonest(
    desk: Desk, clock: FrozenClock
) -> None:
    later = clock.now() + timedelta(days=9)
    numbers = await store(
        desk,
        a_task(clock, Status.NEW, severity=Severity.AFFECTS_WORK),
        a_task(clock, Status.FIXED, deadline_at=later),
        a_task(clock, Status.CLOSED),
        a_task(clock, Status.ASSIGNED),
    )
    page = await board.board(desk, KIM, 1, 10)
    assert [task.number for task in page.tasks] == [numbers[3], numbers[1], numbers[0]]
    assert page.total == 3


async def test_a_page_that_is_not_there_becomes_the_nearest(desk: Desk, clock: FrozenClock) -> None:
    await store(desk, *(a_task(clock) for _ in range(5)))
    for asked, given, count in ((-3, 1, 2), (0, 1, 2), (3, 3, 1), (99, 3, 1)):
        page = await board.board(desk, KIM, asked, 2)
        assert (page.number, len(page.tasks), page.total) == (given, count, 5)
    assert (await board.mine(desk, KIM, 7, 2)).number == 1


async def test_a_long_list_is_counted_no_further_than_the_page(
    desk: Desk, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "COUNTED", 3)
    await store(desk, *(a_task(clock) for _ in range(5)))
    for asked, given, total, is_more in ((1, 1, 3, True), (2, 2, 4, True), (3, 3, 5, False)):
        page = await board.board(desk, KIM, asked, 2)
        assert (page.number, page.total, page.is_more) == (given, total, is_more)
    last = await board.mine(desk, SAM, 10**30, 2)
    assert (last.number, last.total, len(last.tasks)) == (3, 5, 1)


async def test_mine_is_what_i_raised_follow_or_have_to_fix(desk: Desk, clock: FrozenClock) -> None:
    numbers = await store(desk, a_task(clock, Status.ASSIGNED), followed_by=[KIM])
    await stored(desk, clock, Status.NEW, reporter=ADA)
    for slack_id in (SAM, IVAN, KIM):
        page = await board.mine(desk, slack_id, 1, 10)
        assert [task.number for task in page.tasks] == numbers


async def test_developers_are_offered_by_room_and_who_left_is_not(
    desk: Desk, clock: FrozenClock
) -> None:
    soon = clock.now() + timedelta(hours=1)
    await store(
        desk,
        a_task(clock, Status.ASSIGNED, size=Size.LARGE),
        a_task(clock, Status.IN_PROGRESS, size=Size.SMALL, deadline_at=soon),
        a_task(clock, Status.FIXED, size=Size.LARGE),
        a_task(clock, Status.CLOSED, size=Size.LARGE),
        a_task(clock, Status.ASSIGNED, size=Size.MEDIUM, assignee=DANA),
    )
    number = await stored(desk, clock, Status.NEW)
    offered = (await board.offer(desk, ADA, number, Action.ASSIGN)).loads
    assert [(one.slack_id, one.open_tasks, one.room) for one in offered] == [
        (DANA, 1, 1),
        (IVAN, 2, 0),
    ]
    assert offered[1].next_due == soon

    await people.save(desk, [Profile(DANA, "Dana", None, has_left=True)])
    offered = (await board.offer(desk, ADA, number, Action.ASSIGN)).loads
    assert [one.slack_id for one in offered] == [IVAN]
    await people.save(desk, [Profile(IVAN, "Ivan", None, has_left=True)])
    with pytest.raises(HasLeft):
        await board.offer(desk, ADA, number, Action.ASSIGN)


async def test_a_form_that_could_not_be_sent_is_not_opened(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.FIXED)
    cases: list[tuple[str, Action | Deed, type]] = [
        (KIM, Action.ASSIGN, NotAllowed),
        (ADA, Action.ASSIGN, NoLongerFits),
        (KIM, Deed.MOVE_DEADLINE, NotAllowed),
        (ADA, Deed.MOVE_DEADLINE, NoLongerFits),
    ]
    for slack_id, doing, why in cases:
        with pytest.raises(AtTask) as refused:
            await board.offer(desk, slack_id, number, doing)
        assert isinstance(refused.value.refusal, why)
    with pytest.raises(NoSuchTask):
        await board.offer(desk, ADA, 99, Action.ASSIGN)


async def test_merging_offers_the_other_open_tasks(desk: Desk, clock: FrozenClock) -> None:
    numbers = await store(desk, *(a_task(clock, one) for one in (Status.NEW, Status.FIXED)))
    await stored(desk, clock, Status.CLOSED)
    offered = (await board.offer(desk, ADA, numbers[0], Action.MERGE)).others
    assert [task.number for task in offered] == [numbers[1]]


async def test_by_severity_is_offered_with_what_the_task_has_waited(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.NEW)
    due = clock.now() - timedelta(minutes=10) + timedelta(hours=4)
    first = await questions.ask(desk, by(ADA), number, "Which?")
    clock.advance(timedelta(minutes=20))
    await questions.ask(desk, by(ADA), number, "And since when?")
    clock.advance(timedelta(minutes=10))
    await questions.answer(desk, by(SAM), first.number, "Firefox")
    clock.advance(timedelta(minutes=10))
    offers = (await board.offer(desk, ADA, number, Action.ASSIGN)).offers
    assert offers[0].choice is Choice.BY_SEVERITY
    assert offers[0].at == due + timedelta(minutes=40)


async def test_the_dossier_of_a_task_holds_its_whole_story(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.NEW)
    other = await stored(desk, clock, Status.NEW)
    await questions.ask(desk, by(ADA), number, "Which?")
    await moves.perform(desk, by(ADA), number, Action.MERGE, Details(other=other))
    found = (await dossiers.details(desk, KIM, number)).facts
    assert found.task.number == number
    assert len(found.history) == 2
    assert len(found.questions) == 1
    assert found.merged_into is not None
    assert found.merged_into.number == other
    assert {SAM, ADA} <= {*found.people}
    with pytest.raises(NoSuchTask):
        await dossiers.details(desk, KIM, 10**20)
