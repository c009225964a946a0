"""Every deed about a task without moving it, in every status, by everybody; and deadlines."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import product

import pytest

from bot.clock import FrozenClock
from bot.domain.deadlines import Choice
from bot.domain.errors import (
    AlreadyDone,
    AtTask,
    Empty,
    NoLongerFits,
    NotAllowed,
    NothingChanged,
    PastDeadline,
    QuestionOfOthers,
    UserError,
    WishIsOver,
)
from bot.domain.lifecycle import OPEN, Status
from bot.domain.notices import CAME_LATE, HAPPENINGS, Circle, Happening, recipients
from bot.domain.people import Role
from bot.domain.permissions import PERMISSIONS, Deed
from bot.domain.severity import Severity
from bot.services import deadlines, messages, questions, severities
from bot.services.deadlines import Move, Wish
from bot.services.desk import Desk, Request
from storage import promises
from storage.engine import Database
from storage.history import Entry
from storage.messages import Message
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
LATER = Move(Wish(Choice.IN_A_WEEK), "The provider has to answer first")


@pytest.fixture
async def desk(database: Database, clock: FrozenClock) -> Desk:
    """Sit at the desk of a team whose rules are in force."""
    return await open_desk(database, clock)


async def put_what_is_needed(desk: Desk, numbers: list[int], clock: FrozenClock) -> None:
    """Give each task an open wish, an open question and a message that joined it."""
    now = clock.now()
    facts = {"from": now.isoformat(), "to": (now + timedelta(days=1)).isoformat(), "reason": "So"}
    assert numbers == list(range(1, len(numbers) + 1))  # so each row has its task's number
    async with desk.database.write() as session:
        for number in numbers:
            session.add(
                Entry(
                    task_id=number,
                    at=now - timedelta(minutes=5),
                    actor=IVAN,
                    happening=Happening.TIME_ASKED,
                    facts=facts,
                )
            )
            asked = Question(
                task_id=number,
                text="Which?",
                asked_by=IVAN,
                asked_to=SAM,
                asked_at=now,
            )
            session.add(asked)
            session.add(
                Message(
                    channel="C0CRITICAL",
                    ts=f"{number}.5",
                    author=SAM,
                    text="More",
                    written_at=now,
                    task_id=number,
                )
            )


DEEDS: dict[Deed, Callable[[Desk, Request, int], Awaitable[object]]] = {
    Deed.SET_SEVERITY: lambda d, r, n: severities.set_severity(d, r, n, Severity.CRITICAL),
    Deed.MOVE_DEADLINE: lambda d, r, n: deadlines.move(d, r, n, LATER),
    Deed.ASK_FOR_TIME: lambda d, r, n: deadlines.ask_for_time(d, r, n, LATER),
    Deed.KEEP_DEADLINE: lambda d, r, n: deadlines.keep(d, r, n, n),
    Deed.ASK: lambda d, r, n: questions.ask(d, r, n, "Since when?"),
    Deed.ANSWER: lambda d, r, n: questions.answer(d, r, n, "Firefox"),
    Deed.SPLIT: lambda d, r, n: messages.split(d, r, n, "C0CRITICAL", f"{n}.5"),
}


async def outcome(desk: Desk, case: tuple[Deed, Status, str], number: int) -> str:
    deed, _, slack_id = case
    try:
        await DEEDS[deed](desk, by(slack_id), number)
    except AtTask as refusal:
        return type(refusal.refusal).__name__
    return "done"


def expected(deed: Deed, status: Status, slack_id: str) -> str:
    held = ROLES[slack_id] - ({Role.ASSIGNEE} if status in HAS_NOBODY else set())
    permission = PERMISSIONS[deed]
    if not held & permission.allowed:
        return (QuestionOfOthers if deed is Deed.ANSWER else NotAllowed).__name__
    return "done" if status in permission.statuses else NoLongerFits.__name__


def told(deed: Deed, status: Status, slack_id: str) -> dict[str, object]:
    asker = {Deed.ASK: slack_id, Deed.ANSWER: IVAN}.get(deed)
    circle = Circle(
        actor=slack_id,
        reporter=SAM,
        followers=(KIM, LOU),
        administrator=ADA,
        assignee=None if status in HAS_NOBODY else IVAN,
        asked=SAM if asker else None,
        asker=asker,
    )
    facts = {CAME_LATE} if deed is Deed.ANSWER and status not in OPEN else frozenset[str]()
    return dict(recipients(HAPPENINGS[deed], circle, facts))


async def test_every_deed_in_every_status_by_everybody_does_it_all_or_nothing(
    desk: Desk, clock: FrozenClock
) -> None:
    cases = list(product(DEEDS, Status, ROLES))
    tasks = [a_task(clock, status) for _, status, _ in cases]
    numbers = await store(desk, *tasks, followed_by=[KIM, LOU])
    await put_what_is_needed(desk, numbers, clock)
    before = await traces(desk)

    outcomes = [
        await outcome(desk, case, number) for case, number in zip(cases, numbers, strict=True)
    ]

    after = await traces(desk)
    wrong = []
    for number, case, came in zip(numbers, cases, outcomes, strict=True):
        right = after[number] == before[number]
        if came == "done":
            new = [(one["happening"], one["actor"]) for one in after[number].history[1:]]
            right = new == [(HAPPENINGS[case[0]], case[2])]
            right = right and after[number].directs == told(*case)
            right = right and after[number].status is case[1]
        if came != expected(*case) or not right:
            wrong.append((case, came))
    assert wrong == []
    assert outcomes.count("done") > 50


async def test_a_moved_deadline_is_kept_with_who_why_from_and_to(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    was = (await trace(desk, number)).task["deadline_at"]
    task = await deadlines.move(desk, by(ADA), number, LATER)
    async with desk.database.read() as session:
        kept = (await promises.list_of(session, number))[-1]
    assert (kept.made_by, kept.from_at, kept.to_at) == (ADA, was, task.deadline_at)
    assert kept.reason == LATER.reason
    assert task.deadline_is_promised
    assert task.next_update_at == clock.now() + timedelta(hours=1)


@pytest.mark.parametrize(
    ("move", "why"),
    [
        (Move(Wish(Choice.IN_A_WEEK), "  "), Empty),
        (Move(Wish(Choice.BY_SEVERITY), "So"), NothingChanged),
    ],
)
async def test_a_move_without_a_reason_or_without_a_change_is_refused(
    desk: Desk, clock: FrozenClock, move: Move, why: type[UserError]
) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    before = await trace(desk, number)
    for deed, slack_id in ((deadlines.move, ADA), (deadlines.ask_for_time, IVAN)):
        with pytest.raises(AtTask) as refused:
            await deed(desk, by(slack_id), number, move)
        assert isinstance(refused.value.refusal, why)
    assert await trace(desk, number) == before


async def test_a_move_into_the_past_is_refused(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    for minutes in (0, 20):
        late = Wish(Choice.EXACTLY, clock.now() - timedelta(minutes=minutes))
        with pytest.raises(AtTask) as refused:
            await deadlines.move(desk, by(ADA), number, Move(late, "So"))
        assert isinstance(refused.value.refusal, PastDeadline)


async def wished(desk: Desk, number: int, choice: Choice = Choice.IN_A_WEEK) -> int:
    """Let Ivan ask for time; give the id of the entry."""
    await deadlines.ask_for_time(desk, by(IVAN), number, Move(Wish(choice), "So"))
    return int((await trace(desk, number)).history[-1]["id"])


async def test_agreeing_moves_the_deadline_for_the_reason_of_who_asked(
    desk: Desk, clock: FrozenClock
) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    wish = await wished(desk, number)
    task = await deadlines.agree(desk, by(BEN), number, wish)
    last = (await trace(desk, number)).history[-1]
    assert (last["facts"]["reason"], last["facts"]["asked_by"]) == ("So", IVAN)
    assert task.deadline_at.isoformat() == last["facts"]["to"]


async def test_a_wish_is_answered_once_whatever_the_answer(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    wish = await wished(desk, number)
    await deadlines.keep(desk, by(ADA), number, wish)
    clock.advance(timedelta(minutes=1))
    for answer in (deadlines.agree, deadlines.keep):
        with pytest.raises(AtTask) as refused:
            await answer(desk, by(ADA), number, wish)
        assert isinstance(refused.value.refusal, WishIsOver)
        assert refused.value.last is not None
        assert refused.value.last.happening is Happening.DEADLINE_KEPT


async def test_a_newer_wish_takes_the_place_of_an_older_one(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    old = await wished(desk, number)
    new = await wished(desk, number, Choice.TOMORROW)
    with pytest.raises(AtTask):
        await deadlines.agree(desk, by(ADA), number, old)
    assert (await deadlines.agree(desk, by(ADA), number, new)).deadline_is_promised


async def test_a_number_that_is_no_wish_is_refused(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    with pytest.raises(AtTask) as refused:
        await deadlines.agree(desk, by(ADA), number, 999)
    assert isinstance(refused.value.refusal, WishIsOver)


async def test_agreeing_twice_at_once_is_done_once(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    wish = await wished(desk, number)
    await deadlines.agree(desk, by(ADA), number, wish)
    with pytest.raises(AlreadyDone):
        await deadlines.agree(desk, by(ADA), number, wish)


async def test_a_date_given_while_it_waits_counts_from_then(desk: Desk, clock: FrozenClock) -> None:
    number = await stored(desk, clock, Status.ASSIGNED)
    was = (await trace(desk, number)).task
    asked = await questions.ask(desk, by(IVAN), number, "Which?")
    clock.advance(timedelta(minutes=30))
    promised = Wish(Choice.EXACTLY, clock.now() + timedelta(hours=8))
    await deadlines.move(desk, by(ADA), number, Move(promised, "So"))
    clock.advance(timedelta(minutes=20))
    await questions.answer(desk, by(SAM), asked.number, "Firefox")

    task = (await trace(desk, number)).task
    assert promised.exactly is not None
    assert task["deadline_at"] == promised.exactly + timedelta(minutes=20)
    assert task["next_update_at"] == was["next_update_at"] + timedelta(minutes=50)
