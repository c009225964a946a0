"""What `/critical` takes is named wherever people look for it."""

from pathlib import Path

import pytest
import yaml

from bot.views import board
from handlers.commands import WORDS
from tests.views.stage import READER, RULES

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
[COMMAND] = MANIFEST["features"]["slash_commands"]


@pytest.mark.parametrize("word", sorted(WORDS))
def test_the_hint_of_the_command_names_it(word: str) -> None:
    named = [one.split()[0] for one in COMMAND["usage_hint"].split(" | ")]
    assert word in named


@pytest.mark.parametrize("word", sorted(WORDS - {"help"}))
def test_help_names_it(word: str) -> None:
    said = "\n".join(str(block) for block in board.help_text(RULES, READER).blocks)
    assert f"`/critical {word}" in said


@pytest.mark.parametrize("word", sorted(WORDS))
def test_the_readme_names_it(word: str) -> None:
    assert f"`/critical {word}" in (ROOT / "README.md").read_text(encoding="utf-8")
