"""Finding customers among a hundred thousand: whom a report names, and whom somebody looks for."""

import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from statistics import quantiles
from time import perf_counter

from bot.clock import SystemClock
from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.name_keys import keys_in
from bot.integrations import public_holidays
from bot.services import customer_search, customers
from bot.services.desk import Desk
from bot.services.rulebook import Rulebook
from storage import customers as storage
from storage.engine import Database
from tests.bench import databases
from tests.bench.databases import Databases
from tests.bench.measured import Figure, Samples, say

CUSTOMERS = 100_000
LOOKS = 100
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
TRADES = ("Systems", "Logistics", "Foods", "Trading", "Media", "Energy", "Steel", "Paper", "")
FORMS = ("GmbH", "Ltd", "Inc", "")
FIELDS = ("importance", "custom_code", "notes", "synonyms", "helpdesk_id")

Lend = Callable[[], AbstractAsyncContextManager[Databases]]


async def found() -> Sequence[Figure]:
    """Look on both engines; the figure is the slowest look, at the 95th of a hundred."""
    kinds: Sequence[tuple[str, Lend]] = (
        ("SQLite", databases.on_sqlite),
        ("PostgreSQL", databases.on_postgres),
    )
    samples = [one for name, lend in kinds for one in await _looks(name, lend)]
    worst = max(quantiles(one.values, n=20)[-1] for one in samples)
    return [Figure("customers_find_ms", worst, samples)]


async def _looks(name: str, lend: Lend) -> Sequence[Samples]:
    named = _names(random.Random(3))  # noqa: S311 -- names
    async with lend() as lent:
        database = Database(await lent.ready())
        begun = perf_counter()
        await customers.import_(database, [_customer(*one) for one in enumerate(named)], FIELDS)
        say(f"imported {CUSTOMERS:,} customers into {name} in {perf_counter() - begun:.0f} s")
        desk = Desk(database, SystemClock(), Rulebook(public_holidays.load))
        chosen = random.Random(5).sample(named, LOOKS)  # noqa: S311 -- names

        async def report(customer: str) -> None:
            text = f"Nothing works for {customer.lower()} since ten, their people see error 500"
            async with database.read() as session:
                await storage.find_named(session, keys_in(text))

        async def slip(customer: str) -> None:
            await customer_search.find(desk, "U0SAM", customer[:3] + customer[4:])

        samples = [
            Samples(f"to read a report on {name}", "ms", await _timed(report, chosen)),
            Samples(f"to find with a slip on {name}", "ms", await _timed(slip, chosen)),
        ]
        await database.close()
    return samples


async def _timed(look: Callable[[str], Awaitable[None]], named: Sequence[str]) -> list[float]:
    # The first looks open connections and prepare statements.
    await look(named[0])
    taken = list[float]()
    for name in named:
        begun = perf_counter()
        await look(name)
        taken.append((perf_counter() - begun) * 1000)
    return taken


def _names(chosen: random.Random) -> list[str]:
    """Make names as life does: many share a word, some differ by a letter."""
    words = [
        "".join(chosen.choices(SYLLABLES, k=chosen.choice((2, 3, 4)))).title()
        for _ in range(30_000)
    ]
    names = dict[str, None]()
    while len(names) < CUSTOMERS:
        parts = chosen.choice(words), chosen.choice((*TRADES, chosen.choice(words)))
        names[" ".join(filter(None, (*parts, chosen.choice(FORMS))))] = None
    return list(names)


def _customer(number: int, name: str) -> Customer:
    return Customer(
        name,
        Importance.VIP if number % 20 == 0 else Importance.NORMAL,
        CustomCode("Prints labels", f"https://test.example/{number}") if number % 50 == 0 else None,
        notes=f"Customer since {2000 + number % 26}",
        synonyms=(f"{name[:4]}{number}",),
        helpdesk_id=str(number),
    )
