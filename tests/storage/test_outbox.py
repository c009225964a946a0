"""The outbox: in order, one holder at a time, nothing lost and nothing sent for nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.notices import Kind
from storage import leases, outbox, tasks
from storage.engine import Database
from storage.leases import Lease, Setback
from storage.outbox import Draft, Outcome, Row
from tests.storage.races import race
from tests.storage.rows import NOW, a_row, a_task, store

SECOND = timedelta(seconds=1)
LEASE = timedelta(seconds=30)


async def add(database: Database, *rows: Draft) -> None:
    async with database.write() as session:
        for row in rows:
            await outbox.put(session, [row])


async def arm(database: Database, row: Draft) -> None:
    async with database.write() as session:
        await outbox.put(session, [row])


async def claim(
    database: Database, owner: str = "one", now: datetime = NOW, limit: int = 10
) -> Sequence[Row]:
    async with database.write() as session:
        return await leases.claim_due(session, Lease(owner, now, LEASE), limit)


async def settle(database: Database, row: Row, **result: object) -> bool:
    async with database.write() as session:
        ended = {"outcome": Outcome.SENT} | result
        return row.number in await leases.settle(session, [(row, ended)])


def keys(rows: Sequence[Row]) -> list[str]:
    return [row.dedupe_key for row in rows]


async def test_only_the_first_of_each_conversation_is_taken(database: Database) -> None:
    await add(database, a_row("a"), a_row("b"), a_row("c", conversation="U0TOM"))
    first = await claim(database)
    assert keys(first) == ["a", "c"]
    assert await settle(database, first[0])
    assert keys(await claim(database)) == ["b"]


async def test_what_is_put_in_later_comes_later_however_many_rows_at_once(
    database: Database,
) -> None:
    async with database.write() as session:
        await outbox.put(session, [a_row("a"), a_row("b")])
        await outbox.put(session, [a_row("c")])
        await outbox.put(session, [a_row("d"), a_row("e"), a_row("f")])
    order = list[str]()
    for _ in range(6):
        (row,) = await claim(database)
        order += keys([row])
        assert await settle(database, row)
    assert order == ["a", "b", "c", "d", "e", "f"]


async def test_a_row_that_is_put_in_twice_in_one_transaction_is_one(database: Database) -> None:
    async with database.write() as session:
        await outbox.put(session, [a_row("a", kind=Kind.CARD), a_row("b")])
        await outbox.put(session, [a_row("a", kind=Kind.CARD)])
    (row,) = await claim(database)
    assert (row.dedupe_key, row.generation) == ("a", 2)


async def test_what_is_not_due_waits_and_holds_back_what_follows_it(database: Database) -> None:
    await add(database, a_row("a", due_at=NOW + SECOND), a_row("b"))
    assert await claim(database) == []
    assert keys(await claim(database, now=NOW + SECOND)) == ["a"]


async def test_the_same_key_is_added_once(database: Database) -> None:
    await add(database, a_row("a"), a_row("a", conversation="U0TOM"))
    (row,) = await claim(database)
    assert row.conversation == "U0SAM"


async def test_what_links_to_the_card_waits_for_the_card(database: Database) -> None:
    (number,) = await store(database, a_task())
    await add(database, a_row("a", task_id=number, needs_card=True))
    assert await claim(database) == []
    async with database.write() as session:
        await tasks.note(session, number, card_link="https://slack.example/card")
    assert keys(await claim(database)) == ["a"]


async def test_without_a_card_the_gate_can_be_opened(database: Database) -> None:
    (number,) = await store(database, a_task())
    await add(database, a_row("a", task_id=number, needs_card=True))
    async with database.write() as session:
        await outbox.open_gate(session, number)
    assert keys(await claim(database)) == ["a"]


async def test_a_row_is_leased_until_the_lease_is_over(database: Database) -> None:
    await add(database, a_row("a"))
    (row,) = await claim(database)
    assert (row.lease_owner, row.lease_until, row.attempts) == ("one", NOW + LEASE, 1)
    assert not row.may_have_been_sent
    assert await claim(database, "two", NOW + LEASE - SECOND) == []
    (again,) = await claim(database, "two", NOW + LEASE)
    assert (again.lease_owner, again.attempts) == ("two", 2)
    assert again.may_have_been_sent


async def test_a_late_holder_loses(database: Database) -> None:
    await add(database, a_row("a"))
    (late,) = await claim(database)
    (row,) = await claim(database, "two", NOW + LEASE)
    assert not await settle(database, late, ts="1.1")
    async with database.write() as session:
        assert not await leases.put_back(session, late, Setback(NOW, "late", is_known=True))
    assert await claim(database, "three", NOW + LEASE) == []
    assert await settle(database, row, channel="D1", ts="2.2", settled_at=NOW)
    async with database.read() as session:
        sent = await outbox.find_sent(session, "D1", "2.2")
    assert sent is not None
    assert (sent.outcome, sent.lease_owner, sent.error) == (Outcome.SENT, None, None)


async def test_what_is_held_is_held_for_long_enough_and_of_a_known_version(
    database: Database,
) -> None:
    (number,) = await store(database, a_task())
    await add(database, a_row("a", task_id=number), a_row("b", conversation="U0TOM"))
    mine, lost = await claim(database)
    async with database.write() as session:
        await leases.put_back(session, lost, Setback(NOW, "lost", is_known=True))
    await claim(database, "two")

    async def held(until: datetime) -> Mapping[int, int | None]:
        async with database.read() as session:
            return await leases.list_held(session, [mine, lost], until)

    assert await held(NOW + LEASE) == {mine.number: 1}
    assert await held(NOW + LEASE + SECOND) == {}


async def test_who_stops_gives_back_what_it_holds_and_nothing_else(database: Database) -> None:
    await add(database, a_row("a"), a_row("b", conversation="U0TOM"))
    (mine,) = await claim(database, "one:1", limit=1)
    (other,) = await claim(database, "one_more:1")
    async with database.write() as session:
        await leases.give_back(session, "one", NOW + SECOND)
    assert await claim(database, "two:1") == []
    (again,) = await claim(database, "two:1", NOW + SECOND)
    assert (again.id, again.may_have_been_sent) == (mine.id, True)
    assert await settle(database, other)


async def test_a_burst_leaves_one_row_to_send(database: Database) -> None:
    for number in range(3):
        await arm(database, a_row("card:1", kind=Kind.CARD, due_at=NOW + number * SECOND))
    assert await claim(database) == []
    (row,) = await claim(database, now=NOW + 2 * SECOND)
    assert row.generation == 3
    assert await settle(database, row)
    assert await claim(database, now=NOW + LEASE) == []


async def test_what_was_sent_can_be_armed_again(database: Database) -> None:
    await arm(database, a_row("card:1", kind=Kind.CARD))
    (row,) = await claim(database)
    await settle(database, row, channel="C1", ts="1.1", settled_at=NOW)
    await arm(database, a_row("card:1", kind=Kind.CARD, due_at=NOW + SECOND))
    assert await claim(database) == []
    (again,) = await claim(database, now=NOW + SECOND)
    assert (again.id, again.ts, again.attempts, again.settled_at) == (row.id, "1.1", 1, None)
    assert not again.may_have_been_sent


async def test_a_row_armed_while_it_is_sent_is_sent_again(database: Database) -> None:
    await arm(database, a_row("card:1", kind=Kind.CARD))
    (row,) = await claim(database)
    await arm(database, a_row("card:1", kind=Kind.CARD, due_at=NOW + SECOND))
    assert await settle(database, row, channel="C1", ts="1.1", settled_at=NOW)
    (again,) = await claim(database, "two", NOW + SECOND)
    assert (again.id, again.ts, again.outcome) == (row.id, "1.1", None)
    assert not again.may_have_been_sent
    assert await settle(database, again)
    assert await claim(database, now=NOW + LEASE) == []


async def test_what_was_put_back_comes_again_later(database: Database) -> None:
    await add(database, a_row("a"), a_row("b"))
    (row,) = await claim(database)
    async with database.write() as session:
        limited = Setback(NOW + SECOND, "ratelimited", is_known=True)
        await leases.put_back(session, row, limited)
        assert await outbox.find_next_due(session) == NOW
    assert await claim(database) == []
    (again,) = await claim(database, now=NOW + SECOND)
    assert (again.dedupe_key, again.attempts, again.error) == ("a", 2, "ratelimited")
    assert not again.may_have_been_sent
    async with database.write() as session:
        await leases.put_back(
            session, again, Setback(NOW, "timed out", is_known=False, is_strike=True)
        )
    third, other = await claim(database)
    assert third.may_have_been_sent
    assert (third.strikes, third.known_failures) == (1, 1)
    assert other.dedupe_key == "b", "what may never go holds nobody back"


async def test_two_claimers_never_get_the_same_row(database: Database) -> None:
    rows = [a_row(f"row:{number}", conversation=f"U{number}") for number in range(40)]
    await add(database, *rows)
    taken = await race(
        database,
        lambda session: leases.claim_due(session, Lease("one", NOW, LEASE), 15),
        lambda session: leases.claim_due(session, Lease("two", NOW, LEASE), 15),
    )
    one, two = (set(keys(rows)) for rows in taken)
    assert len(one) == len(two) == 15
    assert not one & two


async def test_nothing_is_due_in_an_empty_outbox(database: Database) -> None:
    assert await claim(database) == []
    async with database.read() as session:
        assert await outbox.find_next_due(session) is None
        assert await outbox.find_sent(session, "D1", "1.1") is None
