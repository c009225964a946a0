"""Reading a report: what is filled in is right, and most of what is there is filled in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.domain.applications import Application, Component
from bot.domain.capture import Captured, Known, Named, read

TABLES = {
    name: yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text("utf-8"))
    for name in ("capture_cases", "capture_cases_more", "capture_cases_third")
}
"""The second and the third were written apart from the reader."""

CASES = TABLES["capture_cases"]
ZONE = ZoneInfo(CASES["zone"])
FORM = "%Y-%m-%d %H:%M"


def moment_of(table: Mapping[str, Any]) -> datetime:
    """Give when the reports of a table were written, by its own clock."""
    zone = ZoneInfo(table["zone"])
    return datetime.strptime(table["written_at"], FORM).replace(tzinfo=zone)


WRITTEN_AT = moment_of(CASES).astimezone(UTC)

PRECISION = 0.98
RECALL = {"severity": 0.9, "customer": 0.9, "links": 0.9}
OTHER_RECALL = 0.8
LEAST_REPORTS = {"capture_cases": 300, "capture_cases_more": 200, "capture_cases_third": 140}


def known_of(names: Mapping[str, Any]) -> Known:
    return Known(
        customers=tuple(_named(one) for one in names["customers"]),
        applications=tuple(
            Application(
                key=one["key"],
                name=one["name"],
                synonyms=tuple(one["synonyms"]),
                components=tuple(
                    Component(part["name"], synonyms=tuple(part["synonyms"]))
                    for part in one["components"]
                ),
            )
            for one in names["applications"]
        ),
        developers=tuple(Named(key, name) for key, name in names["developers"].items()),
    )


def _named(one: Mapping[str, Any]) -> Named:
    return Named(one["name"], one["name"], tuple(one["synonyms"]))


KNOWN = known_of(CASES["known"])


def taken(text: str, known: Known = KNOWN) -> Captured:
    return read(text, known, WRITTEN_AT, ZONE)


def facts(captured: Captured, zone: ZoneInfo = ZONE) -> dict[str, Any]:
    """Give what was read as the table writes it."""
    tickets = [
        {"system": one.system, "kind": str(one.kind), "id": one.id, "address": one.address}
        for one in captured.tickets
    ]
    return {
        "severity": captured.severity and captured.severity.value,
        "customer": captured.customer,
        "maybe": sorted(captured.maybe_customers) or None,
        "application": captured.application,
        "component": captured.component,
        "how_many": captured.how_many,
        "since": _local(captured.since, zone),
        "wished": _local(captured.wished, zone),
        "links": list(captured.links) or None,
        "tickets": tickets or None,
        "developer": captured.developer,
    }


def _local(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return instant.astimezone(zone).strftime(FORM) if instant else None


def wanted(report: Mapping[str, Any], field: str) -> Any:  # noqa: ANN401 -- as the table has it
    value = report.get(field)
    return sorted(value) if field == "maybe" and value else value


def outcomes(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Say of each field of each report whether it is right, wrong or missed."""
    known, zone = known_of(table["known"]), ZoneInfo(table["zone"])
    at = moment_of(table).astimezone(UTC)
    for report in table["reports"]:
        for field, value in facts(read(report["text"], known, at, zone), zone).items():
            right = wanted(report, field)
            line = f"{field}: {value!r}, not {right!r}: {report['text'].strip()[:200]!r}"
            if value is not None:
                yield field, "right" if value == right else "wrong", line
            if right is not None and value != right:
                yield field, "missed", line


@pytest.fixture(scope="module", params=list(TABLES))
def counted(request: pytest.FixtureRequest) -> tuple[Counter[tuple[str, str]], list[str]]:
    table = TABLES[request.param]
    told = list(outcomes(table))
    lines = [line for _, how, line in told if how != "right"]
    return Counter((field, how) for field, how, _ in told), list(dict.fromkeys(lines))


FIELDS = list(facts(Captured()))


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_filled_in_is_right(
    field: str, counted: tuple[Counter[tuple[str, str]], list[str]]
) -> None:
    counts, misses = counted
    right, wrong = counts[field, "right"], counts[field, "wrong"]
    assert right > 0
    assert right / (right + wrong) >= PRECISION, "\n".join(misses)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_there_is_filled_in(
    field: str, counted: tuple[Counter[tuple[str, str]], list[str]]
) -> None:
    counts, misses = counted
    right, missed = counts[field, "right"], counts[field, "missed"]
    assert right / (right + missed) >= RECALL.get(field, OTHER_RECALL), "\n".join(misses)


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_has_enough_reports_each_once(name: str) -> None:
    table = TABLES[name]
    assert len(table["reports"]) >= LEAST_REPORTS[name]
    assert len({report["text"] for report in table["reports"]}) == len(table["reports"])


def test_an_empty_report_says_nothing() -> None:
    assert taken("") == Captured()


def test_a_report_without_anything_known_is_read_all_the_same() -> None:
    captured = read("sev4, 3 users, since 10:20 for Acme in CRM", Known(), WRITTEN_AT, ZONE)
    assert captured.severity == 4
    assert captured.how_many == "3 users"
    assert captured.since == WRITTEN_AT.replace(hour=9, minute=20)
    assert (captured.customer, captured.application) == (None, None)


@pytest.mark.parametrize("mentioned", [["U0IVAN"], ["U0IVAN", "U9NOBODY"]])
def test_a_mentioned_developer_is_wished_for(mentioned: list[str]) -> None:
    captured = read("have a look", KNOWN, WRITTEN_AT, ZONE, mentioned)
    assert captured.developer == "U0IVAN"


@pytest.mark.parametrize("mentioned", [[], ["U9NOBODY"], ["U0IVAN", "U0DANA"]])
def test_nobody_or_two_are_not_wished_for(mentioned: list[str]) -> None:
    assert read("have a look", KNOWN, WRITTEN_AT, ZONE, mentioned).developer is None


def test_slack_s_own_markup_is_read_as_well() -> None:
    captured = taken("&gt; from the quote\n<@U0DANA|dana> <https://github.com/a/b/issues/3|that>")
    assert captured.developer == "U0DANA"
    assert [one.id for one in captured.tickets] == ["3"]


def test_a_time_in_the_gap_of_a_clock_change_is_read() -> None:
    written_at = datetime(2026, 3, 29, 8, tzinfo=UTC)
    captured = read("since 2:30", Known(), written_at, ZONE)
    assert captured.since is not None
    assert written_at - captured.since < timedelta(hours=8)


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_ends_of_time_are_no_trouble(year: int, zone: str) -> None:
    month_day = (1, 2) if year == 1 else (12, 30)
    written_at = datetime(year, *month_day, 12, tzinfo=UTC)
    text = "since yesterday, by the day after tomorrow, for 3 weeks now, within 5 weeks please"
    captured = read(text, Known(), written_at, ZoneInfo(zone))
    assert captured.since is None or captured.since <= written_at
