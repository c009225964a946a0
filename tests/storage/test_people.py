"""People: what concerns one person is written by one transaction at a time."""

from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import people
from storage.engine import Database
from storage.people import Person
from tests.storage.races import race
from tests.storage.rows import NOW


async def count_up(session: AsyncSession) -> None:
    await people.note(session, ["U0SAM"])
    await people.hold(session, "U0SAM")
    (person,) = await people.list_known(session, ["U0SAM"])
    number = int(person.name or 0)
    await people.save(session, Person(slack_id="U0SAM", name=str(number + 1)))


async def test_holding_a_person_lets_nobody_else_write(database: Database) -> None:
    await race(database, *[count_up] * 6)
    await race(database, *[count_up] * 6)
    async with database.read() as session:
        (sam,) = await people.list_known(session, ["U0SAM"])
    assert sam.name == "12"


async def test_those_never_asked_about_come_first(database: Database) -> None:
    read = {"U0OLD": NOW - timedelta(days=3), "U0OLDER": NOW - timedelta(days=5), "U0FRESH": NOW}
    async with database.write() as session:
        for slack_id, read_at in read.items():
            await people.save(session, Person(slack_id=slack_id, read_at=read_at))
        await people.note(session, ["U0NEW", "U0OLD", "U0NEW"])
    async with database.read() as session:
        unread = await people.list_unread(session, NOW - timedelta(days=1), limit=10)
    assert [person.slack_id for person in unread] == ["U0NEW", "U0OLDER", "U0OLD"]


async def test_what_slack_says_keeps_the_dm_channel(database: Database) -> None:
    async with database.write() as session:
        await people.save_dm_channel(session, "U0SAM", "D0SAM")
        said = Person(slack_id="U0SAM", name="Sam", zone="Europe/Paris", has_left=True, read_at=NOW)
        await people.save(session, said)
    async with database.read() as session:
        (sam,) = await people.list_known(session, ["U0SAM", "U0NOBODY"])
    assert (sam.name, sam.zone, sam.has_left) == ("Sam", "Europe/Paris", True)
    assert (sam.dm_channel, sam.read_at) == ("D0SAM", NOW)
