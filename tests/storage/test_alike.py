"""What tasks say is found again by its words, on both engines, however many there are."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import alike, forgetting, tasks
from storage.engine import Database
from tests.storage import rows
from tests.storage.rows import NOW

LONG_AGO = NOW - timedelta(days=90)


async def found(database: Database, *words: str, most: int = 50) -> list[int]:
    async with database.read() as session:
        return [*await alike.find(session, words, LONG_AGO, most)]


async def put(database: Database, **columns: object) -> int:
    async with database.write() as session:
        task = rows.a_task(**columns)
        session.add(task)
        await session.flush()
        return task.number


async def change(database: Database, number: int, **columns: object) -> None:
    async with database.write() as session:
        assert await tasks.move(session, await tasks.get(session, number), **columns)


@pytest.mark.parametrize(
    "column", ["title", "description", "application", "component", "customer", "workaround"]
)
async def test_a_task_is_found_by_what_it_says(database: Database, column: str) -> None:
    number = await put(database, **{column: "The Zebrafish swims"})
    await put(database)
    assert await found(database, "zebrafish") == [number]


async def test_what_changes_is_found_as_it_is_now(database: Database) -> None:
    number = await put(database, title="Zebrafish")
    await change(database, number, title="Goldfish", workaround="feed it")
    assert await found(database, "zebrafish") == []
    assert await found(database, "goldfish") == [number]
    await change(database, number, workaround="wait")
    assert await found(database, "feed") == []


async def test_the_beginning_of_a_word_finds_it_in_any_script(database: Database) -> None:
    number = await put(database, title="Не проходит ОПЛАТА картой", description="«Оплата»…")
    assert await found(database, "оплат") == [number]
    assert await found(database, "лата") == []


async def test_addresses_and_marks_hide_no_word(database: Database) -> None:
    number = await put(database, description="see shop/checkout.zebrafish-pond_one:two@three")
    for word in ("checkout", "zebrafish", "pond", "one", "two", "three"):
        assert await found(database, word) == [number], word


@pytest.mark.parametrize("word", ["and", "or", "not", "near", "null", "0", "ё", "words"])
async def test_a_word_is_never_taken_for_an_operator(database: Database, word: str) -> None:
    number = await put(database, title=f"{word} zebrafish")
    assert number in await found(database, word, "zebrafish")


async def test_what_ended_long_ago_is_not_found(database: Database) -> None:
    before, after = LONG_AGO - timedelta(seconds=1), LONG_AGO + timedelta(seconds=1)
    await put(database, title="Zebrafish", ended_at=before)
    recent = await put(database, title="Zebrafish", ended_at=after)
    still_open = await put(database, title="Zebrafish")
    assert sorted(await found(database, "zebrafish")) == [recent, still_open]


async def test_who_says_most_of_it_comes_first_and_what_everybody_says_hides_nobody(
    database: Database,
) -> None:
    async with database.write() as session:
        session.add_all([rows.a_task(title=f"Checkout payment {n}") for n in range(900)])
    right = await put(database, title="Checkout payment zebrafish pond")
    half = await put(database, title="Zebrafish")
    words = ("checkout", "payment", "zebrafish", "pond")
    assert (await found(database, *words))[:2] == [right, half]
    assert len(await found(database, "checkout", "payment", most=7)) == 7


async def test_a_text_of_any_length_is_taken(database: Database) -> None:
    words = " ".join(f"w{n}" for n in range(200_000))
    number = await put(database, title="Zebrafish", description=words)
    assert await found(database, "zebrafish") == [number]


async def test_a_task_that_is_gone_is_found_no_more(database: Database) -> None:
    number = await put(database, title="Zebrafish")
    async with database.write() as session:
        await (await session.connection()).execute(
            text("DELETE FROM tasks WHERE id = :number"), {"number": number}
        )
    assert await found(database, "zebrafish") == []


async def test_a_word_that_nobody_says_any_more_is_in_no_file(
    database: Database, tmp_path: Path
) -> None:
    number = await put(database, title="Zebrafish")
    assert await found(database, "zebrafish") == [number]
    async with database.write() as session:
        await forgetting.overwrite(session)
        await tasks.move(session, await tasks.get(session, number), title="Goldfish")
        await session.flush()
        await alike.forget(session)
    await forgetting.clear_log(database)
    await database.close()
    files = read(tmp_path)
    assert bool(files) is database.is_sqlite
    assert not [one for one in files if b"zebrafish" in one.lower()]


def read(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir()]
