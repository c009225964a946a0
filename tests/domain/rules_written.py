"""Rules as a person writes them, read for a test."""

import pytest
import yaml

from bot.domain.rules import Rules, RulesRefused
from bot.domain.rules_reading import read

LEAST = "{critical_channel: C1, administrators: [U1], developers: [{user: U2}]}"


def parsed(text: str) -> Rules:
    return read(yaml.safe_load(text))


def with_more(more: str) -> Rules:
    """Read the least rules with `more` in them."""
    return read({**yaml.safe_load(LEAST), **yaml.safe_load(more)})


def problems(more: str) -> dict[tuple[str | int, ...], tuple[str, str]]:
    """Refuse the least rules with `more` in them, and say what was wrong where."""
    with pytest.raises(RulesRefused) as refused:
        with_more(more)
    return {one.path: (one.what, one.cure) for one in refused.value.problems}
