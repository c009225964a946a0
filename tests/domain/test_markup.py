"""What people type is read as they see it, at once, whatever it is."""

import time
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.markup import TITLE_LENGTH, ask_whom, links, plain_text, title

NAMES = {"U1": "Sam", "S1": "support", "W2": "@ben"}
PIECES = [
    *("<", ">", "&", ";", "&amp;", "&lt;", "&gt;", "|", "<@U1>", "<@", "<#C1|", "<!channel>", "<!"),
    *("http://", "<http://x", "https://x.org", "mailto:a@b", " ", "\n", "word", ")", ".", "\x00"),
]
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
LONGEST = 40_000


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("a &lt; b &amp;&amp; b &gt; c", "a < b && b > c"),
        ("&amp;lt;", "&lt;"),
        ("<@U1> and <@W2>", "@Sam and @ben"),
        ("<@U7|sam.w>, <@U7>", "@sam.w, @U7"),
        ("<#C1|general>, <#C1>, <#C1|>", "#general, #C1, #C1"),
        ("<!channel> <!here> <!everyone>", "@channel @here @everyone"),
        ("<!subteam^S9|@team> <!subteam^S1> <!subteam^S9>", "@team @support @S9"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("<!new^thing|words>", "words"),
        ("<https://x.org/a|the page>", "the page (https://x.org/a)"),
        ("<https://x.org/a|left | right>", "left | right (https://x.org/a)"),
        ("<https://x.org|https://x.org> <https://x.org>", "https://x.org https://x.org"),
        ("<http://x.org|x.org>", "http://x.org"),
        ("<https://x.org?a=1&amp;b=2>", "https://x.org?a=1&b=2"),
        ("<mailto:a@b.org|a@b.org> <mailto:a@b.org|Al>", "a@b.org Al (a@b.org)"),
        ("<tel:+4930123|+4930123>", "+4930123"),
        ("1 < 2 <b>bold</b> <> <!odd> <", "1 < 2 <b>bold</b> <> <!odd> <"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("a\x00b\x1b[0m\tc\r\nd\x85", "ab[0m\tc\nd"),
        ("half \ud83d a smile", "half  a smile"),
        ("שלום <@U1>", "שלום @Sam"),
        ("🔥", "🔥"),
    ],
)
def test_text_reads_as_on_the_screen(typed: str, seen: str) -> None:
    assert plain_text(typed, NAMES) == seen


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("<https://x.org/a|the page>, see http://y.org.", ("https://x.org/a", "http://y.org")),
        ("<https://x.org> https://x.org <https://x.org|x>", ("https://x.org",)),
        ("<http://x.org/?a=1&amp;b=2>", ("http://x.org/?a=1&b=2",)),
        ("(see http://x.org/a) `http://y.org`", ("http://x.org/a", "http://y.org")),
        ("http://x.org/a_(b)", ("http://x.org/a_(b)",)),
        ("&lt;http://x.org&gt;", ("http://x.org",)),
        ("<mailto:a@b.org> <@U1> ftp://x.org http:// https://.", ()),
        ("<http://x.org|http://y.org>", ("http://x.org",)),
    ],
)
def test_links_are_kept_once_and_in_order(typed: str, found: tuple[str, ...]) -> None:
    assert links(typed) == found


def test_the_title_is_the_first_line_with_words() -> None:
    assert title("\n \u200b\n  Checkout \t is  down \nsince ten") == "Checkout is down"


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u200b"])
def test_nothing_has_no_title(text: str) -> None:
    assert title(text) == ""


def test_a_title_of_eighty_characters_is_whole() -> None:
    assert title("word " * 15 + "fives") == "word " * 15 + "fives"


def test_a_long_title_is_cut_at_a_word() -> None:
    assert title("Checkout " * 20) == " ".join(["Checkout"] * 8) + "…"


@pytest.mark.parametrize(
    ("typed", "whom", "text"),
    [
        ("? <@U0KIM> which browser", "U0KIM", "? which browser"),
        ("? which browser? <@U0KIM>", "U0KIM", "? which browser?"),
        ("? which browser for <@U0KIM>", "U0KIM", "? which browser"),
        ("? which browser, <@U0KIM|kim>.", "U0KIM", "? which browser"),
        ("? which browser? for <@U0KIM>", "U0KIM", "? which browser?"),
        ("? does <@U0KIM> know it", None, "? does <@U0KIM> know it"),
        ("? is it urgent for <@U0KIM>?", None, "? is it urgent for <@U0KIM>?"),
        ("? may I call <@U0KIM>", None, "? may I call <@U0KIM>"),
        ("ask it for <@U0KIM>", None, "ask it for <@U0KIM>"),
        ("? <@U0KIM>", None, "? <@U0KIM>"),
    ],
)
def test_who_is_asked_stands_first_or_last(typed: str, whom: str | None, text: str) -> None:
    assert ask_whom(typed) == (whom, text)


def test_a_long_word_is_cut_hard() -> None:
    assert title("x" * 500) == "x" * 79 + "…"
    assert title("see " + "x" * 500) == "see " + "x" * 75 + "…"


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_nothing_typed_breaks_the_reading(typed: str) -> None:
    seen = plain_text(typed, NAMES)
    seen.encode()
    assert "\x00" not in seen
    short = title(seen)
    assert len(short) <= TITLE_LENGTH
    assert "\n" not in short
    for link in links(typed):
        assert link.lower().startswith(("http://", "https://"))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_what_slack_escaped_comes_back_as_it_was_typed(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(escaped, NAMES) == typed


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
def test_the_longest_message_is_read_at_once(pieces: list[str]) -> None:
    typed = "".join(islice(cycle("".join(pieces)), LONGEST))
    began = time.process_time()
    title(plain_text(typed, NAMES))
    links(typed)
    assert time.process_time() - began < 0.2
