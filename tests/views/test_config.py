"""The words of the command line."""

import pytest

from bot.views.config import which_slack


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://slack.com/api/", "slack.com"),
        ("https://slack-gov.com/api/", "slack-gov.com"),
        ("http://127.0.0.1:8642/api/", "the practice workspace at http://127.0.0.1:8642/api/"),
        ("http://localhost:1/api/", "the practice workspace at http://localhost:1/api/"),
        ("https://slack.com.example/", "https://slack.com.example/, which is not slack.com"),
    ],
)
def test_the_real_slack_is_never_taken_for_another(url: str, said: str) -> None:
    assert which_slack(url) == said
