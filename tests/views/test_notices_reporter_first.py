"""The first message of a task is read on a phone: what may be wrong stands first."""

from dataclasses import replace
from typing import Any

from bot.domain.applications import Application
from bot.domain.notices import Audience, Happening
from bot.simulator.blocks import message_problems
from bot.views import notices_reporter
from bot.views.blocks import Block
from bot.views.scene import Message, Scene
from bot.views.together import Part, together
from tests.views.stage import RULES, after, everything, labels, parts

SHOP = Application("shop", "Web shop", checklist=("Tried with the customer", "Seen by a second"))


def raised(**task: Any) -> Scene:  # noqa: ANN401 -- columns
    known = {"application": "shop", "how_many": "40 users"} | task
    scene = after(Happening.RAISED, **known)
    return replace(scene, rules=replace(RULES, applications=(SHOP,)))


def first(scene: Scene) -> Message:
    assert scene.entry is not None
    return notices_reporter.direct(scene, scene.entry, Audience.REPORTER)


def accepted() -> Message:
    scene = after(Happening.ACCEPTED)
    assert scene.entry is not None
    return notices_reporter.direct(scene, scene.entry, Audience.REPORTER)


def beside(blocks: list[Block], said: str) -> list[str]:
    """Name the button beside the line that says this."""
    found = [one for one in blocks if one["type"] == "section" and said in everything_of(one)]
    return [str(one["accessory"]["text"]["text"]) for one in found if "accessory" in one]


def everything_of(block: Block) -> str:
    return str(block["text"]["text"])


def test_what_was_read_comes_first_and_what_is_only_to_be_known_last() -> None:
    message = first(raised())
    assert message_problems(message.blocks) == []
    shown = everything(Message("", message.blocks))
    order = ("It is in", "I read:", "Still missing:", "Before it goes", "*Custom code:*")
    places = [shown.index(part) for part in order]
    assert places == sorted(places)


def test_each_line_has_its_button_beside_it_and_no_menu() -> None:
    message = first(raised())
    assert beside(message.blocks, "I read:") == ["Put right…"]
    assert beside(message.blocks, "Still missing:") == ["Tell the rest…"]
    assert parts(message.blocks, "overflow") == []


def test_joined_with_what_came_after_the_buttons_stay_with_their_lines() -> None:
    scene = raised()
    message = together([Part(first(scene), scene, is_state=True), Part(accepted(), scene)])
    assert message_problems(message.blocks) == []
    assert "is looking at it" in everything(message)
    assert beside(message.blocks, "I read:") == ["Put right…"]
    assert beside(message.blocks, "Still missing:") == ["Tell the rest…"]
    titles = [n for n, one in enumerate(message.blocks) if "Before it goes" in str(one)]
    (title,) = titles
    boxes = ["☐ Tried with the customer", "☐ Seen by a second"]
    assert labels(message.blocks[title + 1 : title + 3]) == boxes
    assert labels(message.blocks).count("☐ Seen by a second") == 1


def test_the_same_list_told_twice_stands_once() -> None:
    scene = raised()
    message = together([Part(first(scene), scene), Part(first(scene), scene)])
    assert message_problems(message.blocks) == []
    assert labels(message.blocks).count("☐ Seen by a second") == 1
