"""What is posted in the thread or to a person besides what happened."""

import pytest

from bot.domain.notices import Happening
from bot.simulator.blocks import message_problems
from bot.views import notices
from tests.views.stage import NASTY, READER, a_scene, a_task, after, everything
from tests.views.test_notices import harmless


@pytest.mark.parametrize("words", NASTY)
def test_the_whole_description_is_given_within_the_limits(words: str) -> None:
    message = notices.description(a_scene(a_task(description=words)))
    harmless(message)
    assert sum(len(block["text"]["text"]) for block in message.blocks) < 12_000
    assert len(message.blocks) <= 14


def test_a_description_of_some_thousand_characters_is_given_whole() -> None:
    whole = " ".join(f"word{number}" for number in range(900))
    message = notices.description(a_scene(a_task(description=whole)))
    given = "".join(block["text"]["text"] for block in message.blocks)
    assert given.split() == whole.split()


def test_a_description_that_does_not_fit_says_so() -> None:
    long = a_scene(a_task(description="word " * 8000))
    assert "`/critical CRIT-12` _shows all of it._" in str(notices.description(long).blocks)
    empty = notices.description(a_scene(a_task(description=" ")))
    assert "There is no description." in str(empty.blocks)


def test_who_was_not_reached_is_called_in_the_thread_with_the_gist() -> None:
    message = notices.unreached(after(Happening.ASSIGNED), "U0IVAN")
    harmless(message)
    assert "<@U0IVAN> could not be reached by direct message" in everything(message)
    assert "Ada moved it from Dana to Ivan" in everything(message)
    assert "look at the card" in everything(notices.unreached(a_scene(), "U0IVAN"))


def test_a_notice_that_could_not_be_sent_is_told_with_its_gist() -> None:
    assert "Ivan says it is fixed." in everything(notices.failure(after(Happening.FIXED)))
    assert "The card could not be shown." in everything(notices.failure(a_scene()))


def test_the_hint_shows_the_way() -> None:
    hint = notices.hint(READER)
    assert message_problems(hint.blocks) == []
    assert "`/critical mine`" in hint.text
    assert "`/critical help`" in hint.text


def test_a_notice_needs_a_history_entry() -> None:
    with pytest.raises(ValueError, match="history entry"):
        notices.line(a_scene())
