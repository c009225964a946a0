"""What is understood of a report: how it is shown, and how one click leads to putting it right."""

from collections.abc import Iterator

from bot.domain import addresses, facts
from bot.domain.addresses import Ticket
from bot.domain.facts import Broken, Fact, Value, Wish
from bot.domain.permissions import PERMISSIONS, Deed
from bot.domain.rules import Rules
from bot.views import buttons, texts
from bot.views.blocks import Block, actions, button, kept, section
from bot.views.scene import Blocks, Reader, Scene
from bot.views.standing import reporter
from storage.tasks import Task

LONGEST = 150
MOST_CANDIDATES = 4
"""Buttons of customers who may be meant."""

THIS = "this_customer"
NAMES: dict[Fact, str] = {
    Fact.CUSTOMER: "customer",
    Fact.WHERE: "where",
    Fact.HOW_MANY: "how many",
    Fact.SINCE: "since when",
    Fact.WISH: "wish",
}


def shown(value: Value, rules: Rules, reader: Reader) -> str:
    """Show in a few words what is known, or was; "" for nothing."""
    match value:
        case Broken():
            return where(value, rules)
        case Wish():
            return _wish(value, reader)
        case str():
            return texts.words(texts.one_line(value, LONGEST), 2 * LONGEST)
        case None:
            return ""
        case _:
            return texts.date(value, reader)


def where(known: Broken, rules: Rules) -> str:
    """Name what is broken, the application before its component."""
    application = rules.application(known.application)
    names = (application.name if application else known.application, known.component)
    return " › ".join(texts.words(texts.one_line(one, 75), 150) for one in names if one)


def _wish(wish: Wish, reader: Reader) -> str:
    who = texts.name(wish.developer, reader) if wish.developer else ""
    by = f"by {texts.near_date(wish.at, reader)}" if wish.at else ""
    return ", ".join(filter(None, (who, by)))


def _wishes(known: Wish, reader: Reader) -> Iterator[str]:
    if known.at is not None:
        yield f"wished by {texts.near_date(known.at, reader)}"
    if known.developer is not None:
        yield f"{texts.name(known.developer, reader)} wished for"


def place(scene: Scene) -> str:
    """Show where it is; "" where that is not known."""
    known = facts.of(scene.task, Fact.WHERE)
    return where(known, scene.rules) if isinstance(known, Broken) else ""


def affected(scene: Scene) -> str:
    """Show how many have it, and since when; "" for neither."""
    known = ", ".join(filter(None, (_text(scene, Fact.HOW_MANY), _since(scene))))
    return known[:1].upper() + known[1:]


def _since(scene: Scene) -> str:
    at = scene.task.since_at
    return f"since {texts.near_date(at, scene.reader)}" if at else ""


def wish(scene: Scene) -> str:
    """Say what the reporter would like, as long as it is to be decided; "" for nothing."""
    desired = _to_decide(scene.task)
    if desired == Wish():
        return ""
    who = texts.name(desired.developer, scene.reader) if desired.developer else "it"
    by = f" by {texts.near_date(desired.at, scene.reader)}" if desired.at else ""
    return f"{reporter(scene)} would like {who}{by}."


def wish_in_short(scene: Scene) -> str:
    """Say the same beside a label."""
    return _wish(_to_decide(scene.task), scene.reader)


def _to_decide(task: Task) -> Wish:
    """Leave of a wish what is not decided: who has it is, and by when only a promise says."""
    developer = None if task.assignee else task.wished_assignee
    return Wish(developer, None if task.deadline_is_promised else task.wished_at)


def tickets(task: Task, rules: Rules) -> list[Ticket]:
    """List which of a task's links lead to a ticket or an issue."""
    found = (addresses.ticket(link, rules.addresses) for link in task.links)
    return [one for one in found if one is not None]


def ticket(one: Ticket) -> str:
    """Name a ticket as people do, with the way to it."""
    return texts.link(one.address, texts.escape(texts.one_line(f"{one.system} {one.id}", 60)))


def understood(scene: Scene) -> str:
    """Say in one line what was understood; "" for nothing."""
    task = scene.task
    customer, desire = _text(scene, Fact.CUSTOMER), facts.of(task, Fact.WISH)
    parts = (
        f"customer {customer}" if customer else "",
        place(scene),
        _text(scene, Fact.HOW_MANY),
        _since(scene),
        *(_wishes(desire, scene.reader) if isinstance(desire, Wish) else ()),
        *(ticket(one) for one in tickets(task, scene.rules)[:MOST_CANDIDATES]),
    )
    known = ", ".join(filter(None, parts))
    return f"I read: {known}." if known else ""


def read_back(scene: Scene) -> Blocks:
    """Say what was understood, with the button that puts it right and who else may be meant."""
    line, shown = understood(scene), buttons.fitting(scene.task, (buttons.PUT_RIGHT,))
    if not line:
        return did_you_mean(scene.task)
    said = section(f"{line} Wrong?") | {"accessory": shown[0]} if shown else section(line)
    return [*kept([said], f"{scene.task.number}:read"), *did_you_mean(scene.task)]


def known(task: Task, rules: Rules, reader: Reader) -> Blocks:
    """List all that can be put right, each with what is known of it and its button."""
    offered = [fact for fact in Fact if fact is not Fact.WHERE or rules.applications]
    return [_known(task, fact, shown(facts.of(task, fact), rules, reader)) for fact in offered]


def _known(task: Task, fact: Fact, value: str) -> Block:
    name = NAMES[fact]
    verb = "Put right" if value else "Add"
    line = section(f"*{name[:1].upper() + name[1:]}:* {value or '_not known_'}")
    chosen = button(f"{verb}: {name}…", Deed.CORRECT.value, f"{task.number}:{fact}")
    return line | {"accessory": chosen}


def did_you_mean(task: Task) -> Blocks:
    """Ask which customer is meant, where that is not sure, with a button for each."""
    can_say = task.status in PERMISSIONS[Deed.CORRECT].statuses
    if task.customer or not task.maybe_customers or not can_say:
        return []
    names = task.maybe_customers[:MOST_CANDIDATES]
    asked = texts.listed([f"*{texts.words(texts.one_line(one, 75), 150)}*" for one in names], "or")
    chosen = [
        button(texts.one_line(name, 75), f"{THIS}_{place}", f"{task.number}:{name}")
        for place, name in enumerate(names, 1)
    ]
    another = button("Another…", "correct", f"{task.number}:{Fact.CUSTOMER}")
    return [section(f"Did you mean {asked}?"), *actions([*chosen, another])]


def _text(scene: Scene, fact: Fact) -> str:
    value = facts.of(scene.task, fact)
    known = value.strip() if isinstance(value, str) else ""
    return shown(known, scene.rules, scene.reader) if known else ""
