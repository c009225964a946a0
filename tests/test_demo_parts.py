"""The parts of the practice workspace: its clock, its moments, its people."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FrozenClock, SystemClock
from bot.demo import cast, company, moments
from bot.demo.clock import RunningClock
from bot.domain import rules_reading
from bot.domain.control_points import next_round
from bot.domain.rules import Rules
from bot.simulator.server import Simulator
from tests.terminal import MANIFEST

TUESDAY = datetime(2026, 11, 24, 8, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOURS = company.rules().hours(lambda day: day == date(2026, 11, 26))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_clock_runs_with_the_machines_and_is_moved_forward() -> None:
    machine = FrozenClock(TUESDAY)
    clock = RunningClock(DAY, machine)
    machine.advance(HOUR)
    assert clock.now() == TUESDAY + DAY + HOUR
    clock.move_to(TUESDAY + 2 * DAY)
    machine.advance(HOUR)
    assert clock.now() == TUESDAY + 2 * DAY + HOUR
    assert RunningClock(clock.ahead, machine).now() == clock.now()


def test_the_clock_is_never_put_back() -> None:
    machine = FrozenClock(TUESDAY)
    clock = RunningClock(timedelta(0), machine)
    clock.move_to(TUESDAY - HOUR)
    assert clock.now() == TUESDAY
    machine.move_to(TUESDAY - HOUR)
    assert clock.now() == TUESDAY


@pytest.mark.parametrize(
    ("present", "begins"),
    [
        ("2026-11-24T10:17", "2026-11-24T10:17"),
        ("2026-11-24T07:00", "2026-11-24T09:02"),
        ("2026-11-24T18:00", "2026-11-25T09:02"),
        ("2026-11-25T20:00", "2026-11-27T09:02"),
        ("2026-11-28T12:00", "2026-11-30T09:02"),
    ],
)
def test_the_clock_begins_in_working_time(present: str, begins: str) -> None:
    assert moments.beginning(HOURS, berlin(present)) == berlin(begins)


def test_the_clock_can_be_moved_to_whole_minutes_and_mornings() -> None:
    now = berlin("2026-11-25T16:30:12")
    point = company.rules().control_point
    steps = list(moments.steps(HOURS, point, now, now + 30 * DAY))
    assert [(one.id, one.to) for one in steps] == [
        ("present", berlin("2026-12-25T16:30")),
        ("quarter", berlin("2026-11-25T16:45")),
        ("hour", berlin("2026-11-25T17:30")),
        ("morning", berlin("2026-11-27T09:00")),
        ("day", berlin("2026-11-26T16:30")),
        ("control_point", berlin("2026-12-01T10:00")),
    ]
    assert "present" not in {one.id for one in moments.steps(HOURS, point, now, now)}


def test_the_next_control_point_is_never_the_present_one() -> None:
    point = company.rules().control_point
    before, at = berlin("2026-11-24T09:59"), berlin("2026-11-24T10:00")
    assert next_round(HOURS, point, before) == at
    assert next_round(HOURS, point, at) == berlin("2026-12-01T10:00")


def test_the_day_before_is_a_working_day_where_there_is_one() -> None:
    assert moments.day_before(HOURS, berlin("2026-11-30T09:02")) == date(2026, 11, 27)
    assert moments.day_before(HOURS, berlin("2026-11-27T09:02")) == date(2026, 11, 25)


def peopled(document: dict[str, object]) -> tuple[cast.Cast, Rules]:
    slack = Simulator(
        MANIFEST, clock=SystemClock(), signing_secret="x", bot_token="xoxb-x", app_token="xapp-x"
    )
    rules = rules_reading.read(document)
    return cast.move_in(slack, rules), rules


async def test_everybody_of_the_rules_works_in_the_workspace() -> None:
    people, rules = peopled(dict(company.RULES))
    assert {one.id for one in people} >= {one.user for one in rules.developers}
    assert [one.display_name for one in (people.sam, people.kim)] == ["Sam", "Kim"]
    assert people.administrator.profile.title == "task administrator on duty"
    assert people.developer(3) is people.developers[0]


async def test_support_is_done_by_others_than_the_rules_name() -> None:
    people, _ = peopled(
        {
            "critical_channel": "C0GENERAL",
            "administrators": ["U0SAM"],
            "developers": [{"user": "U0SAM"}, {"user": "U0987654"}, {"user": "W0ALEX"}],
        }
    )
    names = [one.display_name for one in people]
    assert [one.display_name for one in (people.sam, people.kim)] == ["Kim", "Leo"]
    assert people.administrator.profile.title == "task administrator on duty, developer"
    assert len(names) == len(set(names)) == 5
    assert people.general != people.critical


async def test_whoever_serves_one_application_has_a_job_and_every_channel_is_one() -> None:
    shop = {
        "key": "shop",
        "name": "Web shop",
        "channel": "C0SUPPORT",
        "administrators": ["U0RUTH"],
        "chain": ["U0CARL"],
    }
    people, _ = peopled(
        {
            "critical_channel": "C0CRITICAL",
            "administrators": ["U0ADA"],
            "developers": [{"user": "U0IVAN"}],
            "applications": [shop],
        }
    )
    titles = {one.display_name: one.profile.title for one in people}
    assert titles["Ruth"] == "administrator of Web shop"
    assert titles["Carl"] == "in the chain of Web shop"
    assert people.support != "C0SUPPORT"
