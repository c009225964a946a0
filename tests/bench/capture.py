"""How long reading a report takes, at its worst: 10,000 characters of whatever is pasted."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from zoneinfo import ZoneInfo

from bot.domain import capture
from bot.domain.applications import Application, Component
from bot.domain.capture import Known, Named
from bot.domain.name_keys import keys_in
from tests.bench.measured import ROUNDS, Figure, Samples

LENGTH = 10_000
WRITTEN_AT = datetime(2026, 11, 24, 12, 5, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")

PASTED = {
    "an ordinary report": "sev4 Acme checkout dead since 10:20, 3 users",
    "blanks": " " * LENGTH,
    "line ends": "\n" * LENGTH,
    "since": "since ",
    "until": "до ",
    "one word": "a" * LENGTH,
    "dates": "since 19 November 10:20, by 24.11. 18:00 ",
    "rare dates": "since the 19th or so of november ",
    "names": "Acme Nordwind, клиент Вектор ",
    "names misspelt": "customer Nordwnd, клиент Рамашка ",
    "capitals": "Word Other Thing Another ",
    "customers alike": "Customer 17 Customer 18 ",
    "parts": "search contacts reports login ",
    "numbers": "3 users 4 customers пять пользователей ",
    "spans": "for 2 hours now, 40 min ago, вот уже час ",
    "severities": "sev4 not critical некритично ",
    "addresses": "https://x.zendesk.com/agent/tickets/1?a=b ",
    "half addresses": "http://" * 9,
    "quotation marks": '"«“',
    "code": "`",
    "fences": "``` ",
    "brackets": "<@U1<<>>",
    "stops": "....!!!???",
    "words without an end": "не " * 20 + "to the of ",
    "log": "2026-11-24 10:00:00 ERROR a=b ",
    "equals": "a=b ",
    "at signs": "a@b.c",
    "hyphens": "a-b-",
    "colons": "10:20:30:",
}
KNOWN = Known(
    customers=tuple(
        Named(str(n), f"{name} {n}" if n else name, (f"{name}{n}", f"Имя{n} {name}"))
        for n in range(25)
        for name in ("Customer", "Nordwind", "Вектор", "Ромашка")
    ),
    applications=tuple(
        Application(
            key,
            name,
            components=tuple(
                Component(part, synonyms=(f"{part} page",))
                for part in ("search", "contacts", "reports", "login", "отчёты", f"{key} part")
            ),
        )
        for key, name in (("shop", "Web shop"), ("crm", "CRM"), ("app", "Mobile app"))
    ),
    developers=tuple(Named(f"U{n}", f"Ivan Petrov{n}") for n in range(40)),
)


async def read() -> Sequence[Figure]:
    """Read each text once in each round; the figure is the worst text's median."""
    capture.warm()
    texts = {what: (text * LENGTH)[:LENGTH] for what, text in PASTED.items()}
    texts["an ordinary report"] = PASTED["an ordinary report"]
    samples = [
        Samples(what, "ms", [_once(text) for _ in range(ROUNDS)]) for what, text in texts.items()
    ]
    worst = max(samples, key=lambda one: median(one.values))
    return (Figure("capture_ms", median(worst.values), samples),)


def _once(text: str) -> float:
    # Of this thread alone: reading waits for nothing, and others at work are no part of it.
    began = time.thread_time()
    keys_in(text)
    capture.read(text, KNOWN, WRITTEN_AT, ZONE)
    return (time.thread_time() - began) * 1000
