"""Durations are read and written in the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import SECONDS, Duration


@given(st.sampled_from(sorted(SECONDS)), st.integers(1, 366))
def test_what_is_read_is_written_back(unit: str, amount: int) -> None:
    assert str(Duration.parse(f"{amount}{unit}")) == f"{amount}{unit}"


def test_spaces_around_a_duration_do_not_matter() -> None:
    assert Duration.parse(" 2d ") == Duration(2, "d")


@pytest.mark.parametrize(
    "text", ["", "2", "d", "2w", "-2d", "1.5h", "2 d", "2D", "0m", "367d", "9999999999s", "٣d"]
)
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write a whole number and s, m, h or d"):
        Duration.parse(text)


@given(st.text())
def test_no_text_is_read_as_something_else(text: str) -> None:
    try:
        duration = Duration.parse(text)
    except ValueError:
        return
    assert int(text.strip()[:-1]) == duration.amount > 0
