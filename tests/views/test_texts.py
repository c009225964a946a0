"""What people type stays text, and what is cut is cut well."""

import re
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views import texts
from bot.views.scene import Reader
from tests.views.stage import DEADLINE, NASTY, READER, a_task

MARKUP = st.text(alphabet="<>&|!@#^ ahtps:/.xn\n", max_size=300)


@given(MARKUP)
def test_no_markup_of_people_survives(typed: str) -> None:
    for token in re.findall(r"<[^>]*>?", texts.escape(typed)):
        assert re.fullmatch(r"<https?://[^\s<>|]+>", token, re.IGNORECASE)


@given(MARKUP, st.integers(min_value=2, max_value=80))
def test_a_clip_keeps_tokens_whole_and_the_limit(typed: str, limit: int) -> None:
    clipped = texts.clip(texts.escape(typed), limit)
    assert len(clipped) <= limit
    assert clipped.count("<") == clipped.count(">")
    assert not re.search(r"&(?!amp;|lt;|gt;)", clipped)


@given(MARKUP, st.integers(min_value=70, max_value=200))
def test_pieces_are_the_whole(typed: str, limit: int) -> None:
    whole = texts.escape(typed)
    pieces = list(texts.split(whole, limit))
    assert "".join(pieces) == whole
    assert all(len(piece) <= limit for piece in pieces)


def test_an_address_becomes_a_link_without_its_full_stop() -> None:
    assert texts.escape("See https://a.example/x?a=1&b=2.") == (
        "See <https://a.example/x?a=1&amp;b=2>."
    )


def test_nobody_is_pinged() -> None:
    assert texts.escape("<!channel> <@U1>") == "&lt;!channel&gt; &lt;@U1&gt;"


def test_a_link_cannot_be_broken_out_of() -> None:
    assert texts.link("https://a.example/x|y><!channel>", "a") == (
        "<https://a.example/x%7Cy%3E%3C!channel%3E|a>"
    )
    assert texts.link("javascript:alert(1)", "a") == "a"


def test_words_are_cut_between_words() -> None:
    assert texts.cut("one two three", 9) == "one two…"
    assert texts.cut("onetwothreefour", 8) == "onetwot…"
    assert texts.cut("short", 8) == "short"


def test_right_to_left_words_do_not_turn_the_sentence_around() -> None:
    assert texts.title(a_task(title="עברית")) == "\u2068עברית\u2069"
    assert texts.title(a_task(title="left")) == "left"


def test_a_title_is_one_line_and_never_empty() -> None:
    assert texts.title(a_task(title="a\nb")) == "a b"
    assert texts.title(a_task(title=" \n ")) == "no title"


def test_a_date_is_written_in_the_readers_zone_and_names_the_weekday() -> None:
    tokyo, several = Reader(ZoneInfo("Asia/Tokyo")), replace(READER, is_in_zone=False)
    assert texts.date(DEADLINE, READER) == "Tue 24 Nov, 14:10"
    assert texts.date(DEADLINE, tokyo) == "Tue 24 Nov, 22:10"
    assert texts.date(DEADLINE, tokyo, ago=True) == (
        "<!date^1795525800^Tue 24 Nov, 22:10 ({ago})|Tue 24 Nov, 22:10>"
    )
    everybodys = "<!date^1795525800^{date_long}, {time}|Tue 24 Nov, 14:10>"
    assert texts.date(DEADLINE, several) == everybodys
    on_card = everybodys.replace("{date_long}, {time}", "{date_long_pretty}, {time} ({ago})")
    assert texts.date(DEADLINE, several, ago=True) == on_card


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=3, minutes=20), "3 h 20 min"),
        (timedelta(days=2, minutes=5), "2 d"),
        (timedelta(days=2, hours=5, minutes=5), "2 d 5 h"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(seconds=-5), "less than a minute"),
    ],
)
def test_a_span_has_its_two_largest_units(length: timedelta, words: str) -> None:
    assert texts.span(length) == words


def test_a_name_is_no_markup_and_no_ping() -> None:
    reader = Reader(READER.zone, {"U1": "<!here> & co", "U2": " \n"})
    assert texts.name("U1", reader) == "&lt;!here&gt; &amp; co"
    assert texts.name("U2", reader) == "<@U2>"
    assert texts.mention("U2><!channel") == "<@U2channel>"
    assert texts.plain_name("U1", reader) == "<!here> & co"
    assert texts.plain_name("U3", reader) == "U3"


def test_a_row_of_parts_reads_as_a_sentence() -> None:
    assert texts.listed(["a", "b", "c"]) == "a, b and c"
    assert texts.listed(["a", "b"], "or") == "a or b"
    assert texts.listed(["a"]) == "a"


def test_plain_text_has_no_markup_left() -> None:
    mrkdwn = f"*Ada* <@U1> {texts.date(DEADLINE, READER)} <https://a|CRIT-1> <https://b> a &lt; b"
    assert texts.as_plain(mrkdwn) == "Ada U1 Tue 24 Nov, 14:10 CRIT-1 https://b a < b"


def test_a_notification_has_no_bold_and_keeps_the_asterisks_people_typed() -> None:
    said = "*Tell the rest…* asks. *<https://a|CRIT-1> · Down.* 2 * 3 * 4, *.acme.com, a*b*c, **"
    shown = "Tell the rest… asks. CRIT-1 · Down. 2 * 3 * 4, *.acme.com, a*b*c, **"
    assert texts.as_notification(said) == shown


@pytest.mark.parametrize("typed", NASTY)
def test_whatever_is_typed_can_be_sent(typed: str) -> None:
    texts.words(typed, 700).encode()
    assert len(texts.words(typed, 700)) <= 702
