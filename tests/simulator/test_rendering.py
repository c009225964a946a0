from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.simulator import dates
from bot.simulator.messages import Message
from bot.simulator.person import Person
from bot.simulator.rich_text import wire
from bot.simulator.server import Simulator
from tests.simulator.surfaces import CARD, section

AT = datetime(2026, 11, 24, 17, 5, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("{date_num}", "2026-11-24"),
        ("{date}", "November 24th, 2026"),
        ("{date_short}", "Nov 24, 2026"),
        ("{date_long} at {time}", "Tuesday, November 24th, 2026 at 6:05 PM"),
        ("{date_pretty}", "tomorrow"),
        ("{date_short_pretty}", "tomorrow"),
        ("{date_long_pretty}", "tomorrow"),
        ("{day_divider_pretty}", "Tomorrow"),
        ("{time_secs}", "6:05:09 PM"),
        ("{ago}", "in 1 day"),
        ("{unknown}", "{unknown}"),
    ],
)
def test_dates_are_written_in_the_reader_s_zone(pattern: str, shown: str) -> None:
    now = AT - timedelta(days=1)
    assert dates.formatted(pattern, AT, (BERLIN, now), clock_24h=False) == shown


def test_dates_far_away_and_clocks_of_24_hours() -> None:
    text = f"<!date^{int(AT.timestamp())}^{{date_short_pretty}} {{time}}^https://a.example|later>"
    assert dates.render(text, BERLIN, AT + timedelta(days=9), clock_24h=True) == (
        "Nov 24, 2026 18:05"
    )
    assert dates.ago(AT, AT + timedelta(minutes=3)) == "3 minutes ago"
    assert dates.ago(AT, AT) == "just now"


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a & b <c>", "a &amp; b &lt;c&gt;"),
        ("<@U0SAM> <!here>", "<@U0SAM> <!here>"),
        ("see https://a.example/b, please", "see <https://a.example/b>, please"),
        ("acme.com", "<http://acme.com|acme.com>"),
        ("sam@acme.com", "<mailto:sam@acme.com|sam@acme.com>"),
        ("screen.png", "screen.png"),
    ],
)
def test_typed_text_becomes_wire_text(typed: str, sent: str) -> None:
    assert wire(typed) == sent


def test_a_message_reads_as_its_blocks(slack: Simulator, people: list[Person]) -> None:
    fields = [{"type": "mrkdwn", "text": "*Severity*\n4"}, {"type": "plain_text", "text": "*no*"}]
    blocks = [
        *CARD,
        section("<@U0SAM> says _hi_ to <https://a.example|us>", fields=fields),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by `Ada`"}]},
        {"type": "divider"},
    ]
    message = Message("C0CRITICAL", "1.0", "fallback", blocks=blocks)
    assert slack.rendered(message, people[0]) == (
        "CRIT-1\n[Assign…] [⋯ Decline… | Merge…]\n@Sam says hi to us\nSeverity\n4\n*no*\nby Ada"
    )


def test_text_without_blocks_attachments_and_files(slack: Simulator, people: list[Person]) -> None:
    message = Message("C0CRITICAL", "1.0", "*5 · 3* &lt;b&gt; 2*3*4 in <#C0CRITICAL> for <!here>")
    message.attachments = [{"title": "Preview"}]
    message.files = [{"name": "a.png"}]
    shown = slack.rendered(message, people[0])
    assert shown == "5 · 3 <b> 2*3*4 in #critical for @here\nPreview\n[a.png]"
    stamp = f"<!date^{int(AT.timestamp())}^{{time}}|x>"
    message = Message("C0CRITICAL", "1.0", stamp)
    assert [slack.rendered(message, person) for person in people] == ["6:05 PM", "5:05 PM"]
