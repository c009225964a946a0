"""What of a report is told and what is missing: for the card, the details and the messages."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.domain import template
from bot.domain.lifecycle import UNFINISHED
from bot.domain.template import Standing, Topic
from bot.views import buttons, texts
from bot.views.blocks import Block, actions, button, kept, section
from bot.views.scene import Blocks, Scene
from storage.tasks import Task

LABELS: Mapping[str, str] = {
    Topic.CUSTOMER: "Customer",
    Topic.HOW_MANY: "How many",
    Topic.SINCE: "Since when",
    Topic.STEPS: "Steps",
    Topic.EXPECTED: "Expected and seen",
    Topic.ADDRESS: "Address",
    Topic.SCREENSHOTS: "Screenshots",
    Topic.WORKAROUND: "Workaround tried",
}
LISTED = 10
"""Things of a checklist in a message; the form has all of them."""

TITLE = "Before it goes to development:"


def label(topic: str) -> str:
    """Name a topic in plain text; a question of the team's stands as they wrote it."""
    return LABELS.get(topic) or texts.one_line(topic, 150).rstrip(":")


def standing(scene: Scene) -> Standing:
    """Say how far the report goes."""
    return template.stand(scene.task, scene.rules)


def counted(scene: Scene) -> str:
    """Say how much is told, for the card; nothing once it is complete or over."""
    if scene.task.status not in UNFINISHED:
        return ""
    now = standing(scene)
    told, wanted = len(now.told), len(now.template)
    done, listed = len(now.checked), len(now.checklist)
    shown = [
        f"{told} of {wanted} told" if told < wanted else "",
        f"Checklist {done} of {listed}" if done < listed else "",
    ]
    return " · ".join(filter(None, shown))


def named(topics: Sequence[str]) -> str:
    """Name topics at the end of a sentence (mrkdwn); some of them have an "and" of their own."""
    return " · ".join(map(_within, topics))


def _within(topic: str) -> str:
    known = LABELS.get(topic)
    return known[0].lower() + known[1:] if known else texts.quoted(label(topic), 150)


def missing(scene: Scene) -> str:
    """Say in a line what is missing, where it can still be told."""
    now = standing(scene)
    if scene.task.status not in UNFINISHED or not now.missing:
        return ""
    return f"Still missing: {named(now.missing)}. *Tell the rest…* asks for just that."


def rest(scene: Scene) -> list[Block]:
    """Show the button that opens the form for the rest, while there is any."""
    is_wanted = scene.task.status in UNFINISHED and standing(scene).missing
    return buttons.fitting(scene.task, (buttons.TELL,)) if is_wanted else []


def asked(scene: Scene) -> Blocks:
    """Say what is missing, with the form for it right beside."""
    line, shown = missing(scene), rest(scene)
    if not line:
        return []
    said = section(line) | ({"accessory": shown[0]} if shown else {})
    return kept([said], f"{scene.task.number}:missing")


def checklist(scene: Scene) -> Blocks:
    """Show the checklist, each thing to be checked off with one click."""
    now = standing(scene)
    if scene.task.status not in UNFINISHED or not now.checklist:
        return []
    rows = [
        block
        for item in now.checklist[:LISTED]
        for block in actions([_check(scene.task, item, is_done=item in now.checked)])
    ]
    return kept([section(TITLE), *rows], f"{scene.task.number}:checklist")


def _check(task: Task, item: str, *, is_done: bool) -> Block:
    value = f"{task.number}:{0 if is_done else 1}:{item}"
    return button(f"{'☑' if is_done else '☐'} {item}", "check", value)


def in_order(scene: Scene, told: Collection[str]) -> list[str]:
    """Put topics into the template's order; what it does not ask for comes last."""
    template = [*standing(scene).template, *LABELS]
    return sorted(told, key=lambda one: template.index(one) if one in template else len(template))


def details(scene: Scene) -> Iterator[tuple[str, list[str]]]:
    """Group what was told, what is missing, and the checklist, for who looks at all of it."""
    now, told = standing(scene), template.answers(scene.task.told)
    order = in_order(scene, told)
    lines = [f"{texts.escape(label(one))}: {texts.quoted(told[one], 400)}" for one in order]
    yield "Told", [line.replace("\n", " ") for line in lines]
    is_open = scene.task.status in UNFINISHED
    lacks = [texts.escape(label(one)) for one in now.missing if is_open]
    yield "Still missing", [" · ".join(lacks)] if lacks else []
    marks = {item: "☑" if item in now.checked else "☐" for item in now.checklist}
    yield "Checklist", [f"{mark} {texts.words(item, 300)}" for item, mark in marks.items()]
