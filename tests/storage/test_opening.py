"""What every request asks first: is it new, which rules hold, and by what its words are read."""

from storage import opening
from storage.customers import Customer
from storage.engine import Database
from storage.opening import Opening
from storage.people import Person
from tests.storage.rows import NOW


async def test_an_empty_database_knows_nothing(database: Database) -> None:
    async with database.write() as session:
        assert await opening.claim(session, ["event:Ev1"], NOW, "U0SAM") == Opening(True, None)
        assert not (await opening.claim(session, ["event:Ev1"], NOW, "U0SAM")).is_new


async def test_the_zone_is_that_of_who_asks(database: Database) -> None:
    async with database.write() as session:
        session.add(Person(slack_id="U0SAM", zone="Europe/Berlin"))
        session.add(Person(slack_id="U0KIM", zone="America/New_York"))
        session.add(Person(slack_id="U0LOU"))
    zones = []
    for who in ("U0SAM", "U0KIM", "U0LOU", "U0NEW"):
        async with database.write() as session:
            zones.append((await opening.claim(session, [], NOW, who, alone=True)).zone)
    assert zones == ["Europe/Berlin", "America/New_York", None, None]


async def test_it_says_whether_any_customer_is_known(database: Database) -> None:
    async with database.write() as session:
        session.add(Customer(name="Acme", folded="acme"))
    async with database.write() as session:
        assert (await opening.claim(session, [], NOW, "U0SAM")).has_customers
