"""What people typed is text in Markdown, whatever they typed."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.views import texts
from bot.views.markdown import escaped, link, of_mrkdwn, quoted, when
from tests.views.stage import NASTY

BERLIN, KATHMANDU = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kathmandu")
BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|~#$&]")
"""A sign of Markdown that stands without its backslash."""

BEGINS = re.compile(r"\s*(?:[-+=:!]|\d{1,9}[.)])")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("500 on pay, 10:05", "500 on pay, 10:05"),
        ("# a title", "\\# a title"),
        ("- a point", "\\- a point"),
        ("+1", "\\+1"),
        ("1. one", "1\\. one"),
        ("12) twelve", "12\\) twelve"),
        ("2026-11-24 is - a day", "2026-11-24 is - a day"),
        ("===", "\\==="),
        ("*bold* _it_ `x` [a](b) <b> | ~~x~~ $x$ &amp;", None),
        ("\\# already", "\\\\\\# already"),
        ("a\nb", "a b"),
        ("", ""),
    ],
)
def test_a_line_says_what_was_typed(typed: str, expected: str | None) -> None:
    if expected is not None:
        assert escaped(typed) == expected
    assert not BARE.search(escaped(typed))


@given(some.text())
def test_no_line_begins_or_ends_anything(typed: str) -> None:
    line = escaped(typed)
    assert "\n" not in line
    assert len(line.splitlines()) <= 1
    assert not BARE.search(line)
    assert not BEGINS.match(line)


@given(some.text())
def test_every_line_of_a_quotation_is_one(typed: str) -> None:
    for line in quoted(typed, "  ").splitlines():
        assert line.startswith("  >")
        assert not BARE.search(line.removeprefix("  >"))


@pytest.mark.parametrize("typed", NASTY)
def test_words_that_went_through_slacks_markup_are_text_as_well(typed: str) -> None:
    line = of_mrkdwn(texts.words(typed, 3000), BERLIN)
    assert "\n" not in line
    bare = re.sub(r"(?:\[(?:[^\[\]\\]|\\.)*\]\()?<https?://[^<>\s]+>\)?", "", line)
    assert not BARE.search(bare)


def test_slacks_own_markup_is_written_out() -> None:
    at = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    date = f"<!date^{int(at.timestamp())}^{{date_long}}, {{time}}|Wed 25 Nov, 00:30>"
    written = of_mrkdwn(
        f"Ada &amp; <@U0SAM>, by {date}: <https://a.example/?a=1&amp;b=2|it>", BERLIN
    )
    assert written == (
        "Ada \\& @U0SAM, by 2026-11-24 23:30 UTC (2026-11-25 00:30 Europe/Berlin): "
        "[it](<https://a.example/?a=1&b=2>)"
    )


def test_an_address_is_a_link_and_anything_else_is_text() -> None:
    assert link("https://a.example/x", "a [b]") == "[a \\[b\\]](<https://a.example/x>)"
    assert link("https://a.example/x") == "<https://a.example/x>"
    for typed in ("javascript:alert(1)", "https://a.example/> <b>", "https://a\nb", "ftp://x"):
        assert not BARE.search(link(typed, "here"))
        assert "](" not in link(typed, "here")


def test_an_instant_is_utc_first_then_the_readers_own_clock() -> None:
    at = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    assert when(at, ZoneInfo("UTC")) == "2026-11-24 09:05 UTC"
    assert when(at, KATHMANDU) == "2026-11-24 09:05 UTC (14:50 Asia/Kathmandu)"
