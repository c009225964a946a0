"""What a card has room for: what it leaves out must stand elsewhere."""

import pytest

from bot.services.tasks import is_too_long_for_card
from bot.views.task_card import card
from storage.tasks import Source
from tests.views.stage import NASTY, a_scene, a_task, everything

LONG = [
    "a b " * 170,
    "a b " * 180,
    "&" * 200,
    "x\n" * 13,
    "x\n" * 12,
    "see https://a.example/ " * 30,
]


@pytest.mark.parametrize("description", [*NASTY, *LONG])
def test_whatever_a_card_leaves_out_stands_in_the_thread(description: str) -> None:
    task = a_task(description=description.strip(), source=Source.COMMAND)
    leaves_out = "the rest is in the thread" in everything(card(a_scene(task)))
    assert is_too_long_for_card(task.description) or not leaves_out
