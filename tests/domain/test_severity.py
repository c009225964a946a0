"""A severity is found where people name one, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.durations import Duration
from bot.domain.severity import DEFAULT_RULES, Severity, find_severity
from bot.domain.working_hours import ClockKind


@pytest.mark.parametrize(
    "text",
    [
        *("sev3", "SEV 3", "Sev-3", "s3", "S3", "severity 3", "severity: 3", "Severity:3", "sev#3"),
        *("Checkout is down, sev3.", "(s3) slow search", "s3: slow search", "*s3*", "_sev3_"),
        *("slow search s3\nsince ten", "sev3:slow search", "sev3 then sev4", "sev7, no, sev3"),
        *("障害sev3です", "to S3 the upload fails, s3"),
    ],
)
def test_severity_3_is_found(text: str) -> None:
    assert find_severity(text) is Severity.CRITICAL


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "down",
            "sev",
            "sev7",
            "sev0",
            "s5",
            "sev33",
            "sev3.5",
            "several 3",
            "ps3",
            "my_s3_x",
        ),
        *("s3://bucket", "aws s3 bucket", "s3 bucket", "S3 buckets", "S3 storage", "s3:GetObject"),
        *("s3.amazonaws.com", "s3-eu-west", "s3_backup", "s3's", "Amazon S3", "uploads to S3 fail"),
        *("https://x.org/s3", "https://x.org/?at=sev3", "<https://x.org/a-s3|report>", "s3@x.org"),
        *("x.org/s3", "/var/sev3", "feature-sev3-x", "sev٣"),
    ],
)
def test_no_severity_is_found(text: str) -> None:
    assert find_severity(text) is None


@given(st.text(alphabet="sevrity 1234:/-_.\n", max_size=200) | st.text())
def test_any_text_has_one_severity_or_none(text: str) -> None:
    assert find_severity(text) in {None, *Severity}


def test_four_is_the_worst_and_runs_day_and_night() -> None:
    assert max(Severity) is Severity(4) is Severity.STOPPED
    assert DEFAULT_RULES[Severity.STOPPED].clock is ClockKind.ALWAYS
    assert DEFAULT_RULES[Severity.STOPPED].fix_within == Duration(4, "h")


def test_every_severity_has_a_rule() -> None:
    assert set(DEFAULT_RULES) == set(Severity)


def test_the_reporter_has_longer_to_look_at_what_is_less_bad() -> None:
    written = [str(DEFAULT_RULES[severity].confirm_within) for severity in reversed(Severity)]
    assert written == ["4h", "1d", "3d", "5d"]
