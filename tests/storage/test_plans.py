"""Every hot query has its index: with ten thousand rows no growing table is read as a whole."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession
from typing_extensions import override

from bot.domain.notices import Audience, Kind
from storage import (
    absences,
    affected,
    alike,
    board,
    causes,
    control_points,
    customers,
    driver,
    duty,
    followers,
    gathering,
    history,
    leases,
    merged_tasks,
    messages,
    outbox,
    promises,
    questions,
    quiet,
    requests,
    resemblances,
    retention,
    tasks,
    timers,
)
from storage.absences import AbsenceRow
from storage.driver import Driver, Values
from storage.engine import Database
from storage.gathering import Waiting
from storage.leases import Lease
from storage.outbox import Row
from storage.retention import Mark
from tests.storage.rows import NOW, a_task

Query = Callable[[AsyncSession], Awaitable[object]]
Statement = tuple[str, Any]

FILLED = Path(__file__).with_name("filled.sql").read_text().split(";")

HEAD = Row(
    id=1,
    dedupe_key="1",
    kind=Kind.DIRECT,
    conversation="dm:U7",
    created_at=NOW,
    due_at=NOW,
    settled_at=NOW,
    told_with=1,
)
WAITING = Waiting(7, Kind.DIRECT, "quiet:U7", "U7", 1007, 7, Audience.REPORTER, None, "")
ABSENCE = AbsenceRow(id=7, slack_id="U7", stand_in="U8", since_at=NOW)

HOT: dict[str, tuple[Query, set[str]]] = {
    "claim_due": (
        lambda s: leases.claim_due(s, Lease("one", NOW, timedelta(seconds=30)), 20),
        {"ix_outbox_due"},
    ),
    "find_next_due": (outbox.find_next_due, {"ix_outbox_due"}),
    "find_sent": (lambda s: outbox.find_sent(s, "D7", "1007"), {"ix_outbox_message"}),
    "list_open": (
        lambda s: board.list_open(s, 20, NOW, UTC),
        {"ix_tasks_board", "ix_tasks_vip"},
    ),
    "tasks_of_customer": (
        lambda s: board.list_of_customer(s, "Customer 7", 20),
        {"ix_tasks_customer"},
    ),
    "count_marked": (board.count_marked, {"ix_tasks_vip", "ix_tasks_custom_code"}),
    "list_mine_open": (
        lambda s: board.list_mine(s, "U7", 1),
        {"ix_tasks_reporter_open", "ix_tasks_assignee_open", "ix_followers_open"},
    ),
    "list_mine_over": (
        lambda s: board.list_mine(s, "U7", 20),
        {"ix_tasks_reporter", "ix_tasks_assignee", "ix_followers_person"},
    ),
    "list_assigned": (lambda s: board.list_assigned(s, ["U7", "U8"]), {"ix_tasks_assignee_open"}),
    "find_by_origin": (lambda s: tasks.find_by_origin(s, "C1", "1007"), {"ix_tasks_origin"}),
    "find_by_card": (lambda s: tasks.find_by_card(s, "C1", "1007"), {"ix_tasks_card"}),
    "list_near": (
        lambda s: messages.list_near(s, "C1", "U7", NOW - timedelta(minutes=1), NOW),
        {"ix_messages_author"},
    ),
    "messages_of_task": (lambda s: messages.list_of_task(s, 1007), {"ix_messages_task"}),
    "find_by_thread": (
        lambda s: questions.find_by_thread(s, "D7", "1007"),
        {"question_messages"},
    ),
    "is_being_asked": (lambda s: questions.is_being_asked(s, "U7"), {"ix_questions_asked"}),
    "messages_of_question": (
        lambda s: questions.list_messages(s, 1007),
        {"ix_question_messages_question"},
    ),
    "open_questions_of": (lambda s: questions.list_open(s, 1007), {"ix_questions_task"}),
    "questions_of": (lambda s: questions.list_of(s, 1007), {"ix_questions_task"}),
    "last_promise": (lambda s: promises.find_last(s, 1007), {"ix_promises_task"}),
    "promises_of": (lambda s: promises.list_of(s, 1007), {"ix_promises_task"}),
    "history_of": (lambda s: history.list_of(s, 1007), {"ix_history_task"}),
    "list_settled": (
        lambda s: retention.list_settled(s, NOW, Mark(NOW - timedelta(days=1), 7), 20),
        {"ix_outbox_settled"},
    ),
    "find_last_request": (requests.find_last, {"ix_requests_at"}),
    "list_known_requests": (
        lambda s: requests.list_known(s, {"event:7", "said:C1:1007"}),
        set(),  # the index of its primary key, whose name each engine makes
    ),
    "delete_requests": (lambda s: retention.delete_requests(s, NOW, 20), {"ix_requests_at"}),
    "take_due_timers": (lambda s: timers.take_due(s, NOW, 20), {"ix_timers_due"}),
    "list_due_timers": (lambda s: timers.list_due(s, NOW, 20), {"ix_timers_due"}),
    "list_next_timers": (lambda s: timers.list_next(s, 8), {"ix_timers_due"}),
    "last_of_history": (lambda s: history.find_last(s, 1007), {"ix_history_task"}),
    "history_of_all": (lambda s: history.list_of_all(s, [7, 1007]), {"ix_history_task"}),
    # A list of words has no index of ours: the search of the database is one itself.
    "alike": (lambda s: alike.find(s, ["check", "zebra"], NOW - timedelta(days=90), 50), set()),
    "beside": (
        lambda s: alike.list_beside(s, a_task(id=7, application="shop", component="pay"), 20),
        {"ix_tasks_place"},
    ),
    "resembles": (lambda s: resemblances.known_with(s, 1007), {"ix_resemblances_like"}),
    "affected_of": (lambda s: affected.list_of(s, 1007), {"ix_affected_task"}),
    "newest_links": (lambda s: causes.list_newest_links(s, 20), {"ix_tasks_linked"}),
    "links_of": (
        lambda s: causes.list_links_of(s, [97, 103]),
        {"ix_tasks_merged", "ix_tasks_same"},
    ),
    "merged_into": (lambda s: merged_tasks.list_of(s, 103), {"ix_tasks_merged"}),
    "said_causes": (lambda s: causes.list_said(s, NOW, 20), {"ix_causes_said"}),
    "owed_causes": (lambda s: causes.list_owed(s, 20), {"ix_causes_owed"}),
    "causes_of": (lambda s: causes.list_of(s, [7, 1007]), set()),
    "list_waiting": (
        lambda s: gathering.list_waiting(s, [WAITING], NOW),
        {"ix_outbox_conversation"},
    ),
    # Those who are quiet now are few, and so is what waits at all.
    "list_ends": (lambda s: gathering.list_ends(s, 8), set()),
    "wake": (lambda s: gathering.wake(s, "U7", NOW), {"ix_outbox_conversation"}),
    "list_just_told": (
        lambda s: gathering.list_just_told(s, [("U7", 1007), ("U8", 7)], NOW - timedelta(days=900)),
        {"ix_outbox_told"},
    ),
    "release_joined": (
        lambda s: gathering.release_joined(s, HEAD, "message_not_found", NOW),
        set(),  # what was told with it, or what was settled since: both are few
    ),
    "release": (lambda s: gathering.release(s, HEAD, NOW), {"ix_outbox_told_with"}),
    "count_told_with": (lambda s: gathering.count_told_with(s, HEAD), {"ix_outbox_told_with"}),
    "list_told_with": (lambda s: gathering.list_told_with(s, HEAD), {"ix_outbox_told_with"}),
    "list_away": (absences.list_away, {"ix_absences_away"}),
    "find_absence": (lambda s: absences.find(s, "U7"), {"ix_absences_away"}),
    "raised_by_the_absent": (
        lambda s: absences.list_raised(s, "U7"),
        {"ix_tasks_reporter_open"},
    ),
    "follow_for": (lambda s: absences.follow_for(s, ABSENCE, "U8"), {"ix_tasks_reporter_open"}),
    "unfollow_for": (lambda s: absences.unfollow_for(s, ABSENCE), {"ix_followers_person"}),
    "find_open_handover": (duty.find_open_handover, {"ix_handovers_open"}),
    "end_handovers": (duty.end_handovers, {"ix_handovers_open"}),
    # From here on an index whose name each engine makes, of a key.
    "find_customers": (lambda s: customers.find_all(s, ["Customer 7", "Customer 8"]), set()),
    "find_named": (lambda s: customers.find_named(s, ["customer7", "kustomer8"]), set()),
    "search_customers": (lambda s: customers.search(s, ["customer7", "kustomer8"]), set()),
    "list_to_ask": (control_points.list_to_ask, set()),  # any index of what is open
    "followers_of": (lambda s: followers.list_of(s, 1007), set()),
    "end_following": (lambda s: followers.end(s, 1007, "U7"), set()),
    "note_end": (lambda s: followers.note_end(s, 1007, NOW), set()),
    "quiet_of": (lambda s: quiet.list_of(s, ["U7", "U8"]), set()),
    "glance": (lambda s: questions.glance(s, 1007), set()),
    "is_armed": (lambda s: timers.is_armed(s, "acceptance:1007"), set()),
    "disarm": (lambda s: timers.disarm(s, "acceptance:7", "acceptance:1007"), set()),
    "find_open_round": (control_points.find_open, set()),
    "list_with_tasks": (lambda s: control_points.list_with_tasks(s, 7), set()),
    "get_item": (lambda s: control_points.get_item(s, 8, 1007), set()),
    "count_open_items": (lambda s: control_points.count_open(s, 7), set()),
    "list_concerned": (lambda s: control_points.list_concerned(s, 7), set()),
    "list_of_person": (lambda s: control_points.list_of_person(s, 7, "U7"), set()),
    "list_letters": (lambda s: control_points.list_letters(s, 7), set()),
    "turn_letter": (lambda s: control_points.turn(s, 7, "U6", 2), set()),
}

IN_ORDER = (
    "ix_tasks_board",
    "ix_tasks_vip",
    "ix_tasks_custom_code",
    "ix_tasks_assignee_open",
    "ix_outbox_due",
    "ix_timers_due",
    "ix_absences_away",
    "ix_handovers_open",
    "ix_tasks_linked",
    "ix_causes_owed",
)
"""The indexes that are gone through from their beginning: up to a limit, or all of what is open."""


@pytest.mark.parametrize("name", HOT)
async def test_a_hot_query_uses_its_index(database: Database, name: str) -> None:
    query, indexes = HOT[name]
    await fill(database)
    with listening(database) as statements:
        async with database.write() as session:
            driver.lend(session, Noting(await driver.behind(session), statements))
            await query(session)
    plan = [step for one in statements for step in await explain(database, one)]
    assert not [step for step in plan if reads_a_whole_table(step)], plan
    assert indexes <= {word for step in plan for word in step.split()}, plan


async def fill(database: Database) -> None:
    """Let the engine know how much there is, and of what kind."""
    async with database.engine.execution_options(writes=True).begin() as connection:
        for statement in FILLED:
            await connection.exec_driver_sql(statement)


class Noting(Driver):
    """A driver that writes down what it is given."""

    def __init__(self, behind: Driver, statements: list[Statement]) -> None:
        self.dialect = behind.dialect
        self._behind = behind
        self._statements = statements

    @property
    @override
    def is_idle(self) -> bool:
        return self._behind.is_idle

    @override
    def hang_up(self) -> None:
        self._behind.hang_up()

    @override
    async def fetch(self, sql: str, values: Values = ()) -> Sequence[Values]:
        self._statements.append((sql, tuple(values)))
        return await self._behind.fetch(sql, values)

    @override
    async def add(self, sql: str, values: Values) -> Sequence[Values]:
        return await self._behind.add(sql, values)

    @override
    async def put(self, sql: str, rows: Sequence[Values]) -> None:
        await self._behind.put(sql, rows)


@contextmanager
def listening(database: Database) -> Iterator[list[Statement]]:
    """Catch the statements as the driver gets them."""
    statements: list[Statement] = []

    def note(_connection: object, _cursor: object, sql: str, values: Any, *_: object) -> None:  # noqa: ANN401
        if not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            statements.append((sql, values))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield statements
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def explain(database: Database, statement: Statement) -> list[str]:
    sql, values = statement
    how = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    async with database.engine.connect() as connection:
        if not database.is_sqlite:
            # A few thousand rows are soon read; the question is whether they have to be.
            await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        rows = await connection.exec_driver_sql(f"{how} {sql}", values)
        return [str(row[-1]).strip() for row in rows]


def reads_a_whole_table(step: str) -> bool:
    """Say so of a scan, but not of one that goes through an index in order, up to a limit."""
    if "Seq Scan" in step:
        return True
    # What a part of the query has found, which has its own steps.
    found = {"due", "found", "anon_1", "anon_2", "anon_3", *(f"look{n}" for n in range(10))}
    # SQLite calls it a scan, too, when its search gives the tasks that match.
    is_search = "task_words VIRTUAL TABLE INDEX" in step and ":M" in step
    # No table either: the keys that are asked for, and a row of nothing but subqueries.
    is_given = "SCAN w VIRTUAL TABLE" in step or step == "SCAN CONSTANT ROW"
    is_other = is_search or is_given or not found.isdisjoint(step.split())
    of_table = step.startswith("SCAN") and not is_other
    return of_table and not any(index in step for index in IN_ORDER)
