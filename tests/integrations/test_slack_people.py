"""What Slack tells of a person is read as far as it can be relied on."""

from typing import Any

import pytest

from bot.integrations.slack_people import is_bot, profile_of
from bot.services.people import Profile

ADA: dict[str, Any] = {
    "id": "U0ADA",
    "name": "ada",
    "real_name": "Ada L.",
    "tz": "Europe/Berlin",
    "deleted": False,
    "profile": {"display_name": "Ada", "real_name": "Ada Lovelace"},
}


def test_a_person_goes_by_the_name_they_show() -> None:
    assert profile_of(ADA) == Profile("U0ADA", "Ada", "Europe/Berlin")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"profile": {"display_name": " ", "real_name": "Ada Lovelace"}}, "Ada Lovelace"),
        ({"profile": {}}, "Ada L."),
        ({"profile": None, "real_name": ""}, "ada"),
        ({"profile": None, "real_name": None, "name": None}, None),
    ],
)
def test_who_shows_no_name_goes_by_the_next(changes: dict[str, Any], name: str | None) -> None:
    assert profile_of(ADA | changes).name == name


@pytest.mark.parametrize("zone", [None, "", "Middle/Earth", "../etc", 5])
def test_a_zone_that_is_not_known_is_left_out(zone: object) -> None:
    assert profile_of(ADA | {"tz": zone}).zone is None


def test_who_was_deactivated_has_left() -> None:
    assert profile_of(ADA | {"deleted": True}).has_left


def test_programs_are_no_people() -> None:
    assert not is_bot(ADA)
    assert is_bot(ADA | {"is_bot": True})
    assert is_bot({"id": "USLACKBOT", "is_bot": False})
