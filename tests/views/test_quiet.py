"""Why somebody got a notice: each kind that can be sent has its words."""

from collections import Counter
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.quiet import TOPICS, Hours, Reason, Settings, Topic, can_mute, read_topic
from bot.domain.subjects import Subject
from bot.views import quiet
from bot.views.scene import Reader


def name(topic: Topic) -> str:
    """Name a kind as it is kept."""
    return topic.name


READER = Reader(ZoneInfo("Europe/Berlin"), {}, None)
KINDS: list[Topic] = sorted(TOPICS, key=name)
EACH = pytest.mark.parametrize("topic", KINDS, ids=map(name, KINDS))


@EACH
def test_each_kind_says_in_words_why_it_came(topic: Topic) -> None:
    key = "" if isinstance(topic.what, Subject) else "CRIT-7"
    message = quiet.why([Reason(key, topic, can_mute(topic), is_muted=False)], 12)
    said = message.blocks[0]["text"]["text"]
    assert "got this because" in said
    assert "The kind: when " in said
    assert "_" not in said
    assert key in said
    buttons = [one["text"]["text"] for part in message.blocks[1:-1] for one in part["elements"]]
    assert buttons == (["Mute this kind"] if can_mute(topic) else [])
    assert ("cannot be muted" in said) is not can_mute(topic)


@EACH
def test_each_kind_that_was_muted_is_listed_and_can_be_had_again(topic: Topic) -> None:
    shown = quiet.standing(Settings(Hours(time(18), time(9)), (topic,)), READER)
    assert f"Muted: when {quiet.kind(topic)}." in shown.text
    button = shown.blocks[-1]["elements"][0]
    assert button["text"]["text"] == "Unmute"
    assert read_topic(button["value"].partition(":")[2]) == topic


def test_no_two_kinds_read_the_same() -> None:
    named = Counter(quiet.kind(topic) for topic in TOPICS)
    # In these parts nobody else hears of it, or it is said what brought them in.
    same = {one for one, times in named.items() if times > 1}
    assert same == set()
