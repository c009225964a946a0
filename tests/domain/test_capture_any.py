"""Whatever is pasted is read: nothing raises, nothing is made up, and the work is bounded."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import capture
from bot.domain.capture import Captured, read
from bot.domain.markup import printable
from bot.domain.name_keys import MOST_KEYS, keys_in, keys_of_name
from tests.bench.capture import LENGTH, PASTED
from tests.domain.test_capture import KNOWN, WRITTEN_AT, ZONE

PIECES = [
    *(
        "since ",
        "с ",
        "by ",
        "до ",
        "к ",
        "10:20",
        "25:99",
        "31.02.",
        "30 February",
        "вчера ",
        "Friday ",
    ),
    *(
        "24.11.",
        "2026-02-30",
        "the 19th of nov ",
        "9999 weeks ago",
        "вот уже ",
        "999999 часов",
        "утра ",
    ),
    *(
        "sev",
        "4",
        "not critical",
        "S3 ",
        "критичность ",
        "Acme ",
        "клиент ",
        "Вектра ",
        "у ",
        "Дельта ",
    ),
    *(
        "CRM ",
        "search ",
        "login ",
        "пуши ",
        "3 users ",
        "все клиенты ",
        "@Ivan Petrov ",
        "Dana could look",
    ),
    *(
        "https://x.zendesk.com/agent/tickets/1",
        "<",
        ">",
        "\n> ",
        "```",
        "`",
        '"',
        "…",
        "?",
        ", ",
        ": ",
        "\n",
    ),
]
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)
INSTANTS = st.datetimes(datetime(1971, 1, 2), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.timezones()
LOG = (
    "\n```\nsev4, all users of Globex since 9:00, by 18:00, @Ivan Petrov\n```"
    "\n2026-11-24 07:12:09 ERROR severity=4 since 9:00 by 18:00 3 users Globex CRM search"
)
MOST_CALLS = 90_000
"""Of functions, for the longest of reports; a tenth of a microsecond or two each."""

CUSTOMERS = {one.name for one in KNOWN.customers}
FORMS = re.compile(r"(?:all|several|[1-9]\d*) (?:users|customers)|one (?:user|customer)")


def taken(text: str) -> Captured:
    return read(text, KNOWN, WRITTEN_AT, ZONE)


@settings(max_examples=300, deadline=None)
@given(text=TYPED, written_at=INSTANTS, zone=ZONES)
def test_any_text_is_read_at_any_time_and_place(
    text: str, written_at: datetime, zone: object
) -> None:
    captured = read(text, KNOWN, written_at, zone)  # type: ignore[arg-type]  # all are ZoneInfo
    assert captured.since is None or captured.since <= written_at
    assert captured.wished is None or captured.wished > written_at


@settings(max_examples=300, deadline=None)
@given(text=TYPED)
def test_nothing_is_made_up(text: str) -> None:
    captured = taken(text)
    assert captured.customer is None or captured.customer in CUSTOMERS
    assert CUSTOMERS.issuperset(captured.maybe_customers)
    assert captured.customer is None or not captured.maybe_customers
    assert all(link in printable(text) for link in captured.links)
    assert {one.address for one in captured.tickets} <= set(captured.links)
    assert captured.how_many is None or FORMS.fullmatch(captured.how_many)
    applications = {one.key: one for one in KNOWN.applications}
    if captured.component is not None:
        assert captured.application is not None
        assert applications[captured.application].component(captured.component) is not None
    assert captured.developer in {None, *(one.key for one in KNOWN.developers)}


@settings(max_examples=200, deadline=None)
@given(text=TYPED.filter(lambda text: "`" not in text))
def test_a_log_below_changes_nothing(text: str) -> None:
    assert taken(text + LOG) == taken(text)


@given(text=st.text() | TYPED)
def test_keys_are_bounded(text: str) -> None:
    keys = keys_in(text)
    assert len(keys) <= MOST_KEYS
    assert len(set(keys)) == len(keys)
    assert "" not in keys


@given(name=st.text())
def test_any_name_has_keys_that_can_be_stored(name: str) -> None:
    assert all(keys_of_name(name))


@pytest.mark.parametrize(
    "said",
    [
        *(
            "customer Nordwind",
            "клиент Нордвинд",
            "у Нордвинда",
            "call from nordwnd",
            "for Nordwint",
        ),
        *("NORDWIND GmbH", "nordwind's", "“Nordwind”", "customer nordwiind", "клиент нордвинт"),
    ],
)
def test_a_name_is_found_however_it_is_written(said: str) -> None:
    assert keys_of_name("Nordwind GmbH") & set(keys_in(said))


@pytest.mark.parametrize(
    "said",
    [
        *("the importer hangs", "```\nnordwind\n```", "`nordwind`", "https://nordwind.example"),
        *("root@nordwind.example", "GmbH", "customer", ""),
    ],
)
def test_what_names_nobody_finds_nobody(said: str) -> None:
    assert not keys_of_name("Nordwind GmbH") & set(keys_in(said))


@pytest.mark.parametrize("name", ["GmbH", "ООО", "IT", "Group", "X5", "36"])
def test_a_name_of_nothing_but_common_words_has_keys_all_the_same(name: str) -> None:
    assert keys_of_name(name)


def test_common_words_of_a_name_are_no_keys() -> None:
    assert not keys_of_name("Wayne Motors GmbH") & keys_of_name("Kern Motors GmbH")


@pytest.mark.parametrize("what", PASTED)
def test_work_grows_no_faster_than_the_text(what: str) -> None:
    capture.warm()
    text = (PASTED[what] * LENGTH)[:LENGTH]
    half, whole = (_calls(partial(taken, text[:length])) for length in (LENGTH // 2, LENGTH))
    assert whole <= 2.5 * half + 2_000
    assert whole <= MOST_CALLS


def _calls(work: Callable[[], object]) -> int:
    """Count the calls of functions, of C as well, that a piece of work makes."""
    made = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    with _profiled(count):
        work()
    return made


@contextmanager
def _profiled(count: Callable[[FrameType, str, object], None]) -> Iterator[None]:
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
