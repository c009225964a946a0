"""Who is on duty at an instant."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.duty import Absence, Plan, Rota, Turn, duty_ends, look_ahead, next_change, stand
from bot.domain.people import on_duty
from bot.domain.rules import Rules

ADA, BEN, EVA = "U0ADA", "U0BEN", "U0EVA"
RULES = Rules("C0CRITICAL", (ADA, BEN, EVA), (), time_zone="Europe/Berlin")
HOURS = RULES.hours()
TUESDAY = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
ROTA = Rota((BEN, EVA), MONDAY, TUESDAY - timedelta(days=7))
DAY = timedelta(days=1)


def first(plan: Plan, now: datetime = TUESDAY, rules: Rules = RULES) -> str:
    return on_duty(stand(rules, plan, now, HOURS).rules)


def order(plan: Plan, now: datetime = TUESDAY) -> tuple[str, ...]:
    return stand(RULES, plan, now, HOURS).rules.administrators


def test_without_anything_agreed_the_rules_decide() -> None:
    assert order(Plan()) == (ADA, BEN, EVA)


def test_the_rota_gives_each_a_week() -> None:
    assert [first(Plan(rota=ROTA), TUESDAY + n * 7 * DAY) for n in range(3)] == [BEN, EVA, BEN]
    assert order(Plan(rota=ROTA)) == (BEN, ADA, EVA)
    assert first(Plan(rota=ROTA), TUESDAY - 3 * DAY) == ADA


def test_a_turn_holds_until_the_rota_changes() -> None:
    plan = Plan(Turn(ADA, TUESDAY), ROTA)
    assert first(plan) == ADA
    assert first(plan, datetime(2026, 11, 30, 7, 59, tzinfo=UTC)) == ADA
    assert first(plan, datetime(2026, 11, 30, 8, tzinfo=UTC)) == EVA
    assert first(Plan(Turn(EVA, TUESDAY)), TUESDAY + 99 * DAY) == EVA


def test_a_new_rota_ends_an_older_turn() -> None:
    agreed = Rota((BEN,), MONDAY, TUESDAY + DAY)
    assert first(Plan(Turn(ADA, TUESDAY), agreed), TUESDAY + 2 * DAY) == BEN


def test_who_is_no_administrator_any_more_is_passed_by() -> None:
    fewer = Rules("C0CRITICAL", (ADA, EVA), (), time_zone="Europe/Berlin")
    assert first(Plan(rota=ROTA), rules=fewer) == EVA
    assert first(Plan(Turn(BEN, TUESDAY)), rules=fewer) == ADA


def test_who_is_away_comes_last_and_is_on_duty_only_if_everybody_is() -> None:
    away = Plan(absences=(Absence(ADA, TUESDAY, TUESDAY + DAY),))
    assert order(away) == (BEN, EVA, ADA)
    assert order(away, TUESDAY + DAY) == (ADA, BEN, EVA)
    everybody = Plan(absences=tuple(Absence(who, TUESDAY) for who in (ADA, BEN, EVA)))
    assert order(everybody) == (ADA, BEN, EVA)
    assert stand(RULES, everybody, TUESDAY, HOURS).rules.away == {ADA: None, BEN: None, EVA: None}


def test_it_is_said_when_the_clock_changes_it_and_to_whom() -> None:
    away = Plan(absences=(Absence(ADA, TUESDAY, TUESDAY + DAY),))
    assert duty_ends(RULES, away, TUESDAY, HOURS) == (TUESDAY + DAY, ADA)
    assert duty_ends(RULES, Plan(), TUESDAY, HOURS) is None
    outlook = look_ahead(RULES, Plan(rota=ROTA), TUESDAY, HOURS)
    assert (outlook.on_duty, outlook.then) == (BEN, EVA)
    assert outlook.until == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert [week.who for week in outlook.weeks] == [EVA, BEN]


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(INSTANTS, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_week_of_the_rota_begins_at_opening_in_summer_and_winter(
    now: datetime, first_day: date
) -> None:
    rota = Rota((BEN, EVA), first_day, now)
    change = next_change(Plan(rota=rota), now, HOURS)
    assert change is not None
    assert change > now
    local = change.astimezone(HOURS.zone)
    assert (local.hour, local.minute, local.weekday()) == (9, 0, first_day.weekday())
    week = rota.week(now, HOURS)
    assert week == -1 or rota.begins(week, HOURS) <= now < rota.begins(week + 1, HOURS)


@given(INSTANTS, st.lists(st.tuples(st.sampled_from((ADA, BEN, EVA)), INSTANTS), max_size=3))
def test_a_standing_holds_exactly_until_the_next_change(
    now: datetime, gone: list[tuple[str, datetime]]
) -> None:
    plan = Plan(rota=ROTA, absences=tuple(Absence(who, now, until) for who, until in gone))
    standing = stand(RULES, plan, now, HOURS)
    assert standing.until is not None
    just_before = standing.until - timedelta(microseconds=1)
    assert standing.holds(just_before)
    assert not standing.holds(standing.until)
    again = stand(RULES, plan, just_before, HOURS)
    assert again.rules == standing.rules
    assert sorted(standing.rules.administrators) == sorted(RULES.administrators)
