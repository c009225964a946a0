"""Who else waits for a task: whom they are, how they are marked, and with which tickets."""

from collections.abc import Sequence

from bot.domain import addresses
from bot.domain.customers import Customer, folded
from bot.domain.people import acts_for
from bot.views import captured, customers, texts
from bot.views.notices_following import LONGEST, count
from bot.views.scene import Scene

LISTED = 5
"""So many are named; the others are counted."""

ROOM = 1_200
"""Characters that the custom code of all of them takes in a message."""


def is_theirs(scene: Scene) -> bool:
    """Say whether the reader added a customer or a ticket of their own."""
    added_by = [one.added_by for one in scene.affected]
    return acts_for(scene.reader.slack_id, added_by, scene.rules)


def named(scene: Scene) -> str:
    """Count and name all of them; "" for nobody."""
    others, shown = scene.task.others_affected, _groups(scene)
    head = count(others) if others else "Also waiting"
    if not shown:
        return head if others else ""
    more = len(shown) - LISTED
    rest = f" and {more} more" if more > 0 else ""
    return f"{head}: {' · '.join(shown[:LISTED])}{rest}"


def custom_code(scene: Scene) -> str:
    """Tell of the code that only some of them have, as far as there is room."""
    theirs = [one for one in scene.others if one.custom_code is not None]
    room = ROOM // max(len(theirs), 1)
    return "\n".join(customers.code_of(one, scene.reader, room) for one in theirs[:LISTED])


def _groups(scene: Scene) -> Sequence[str]:
    """Name each customer once, with all of their tickets; a ticket of nobody by itself."""
    known = {folded(one.name): one for one in scene.others}
    tickets: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row in scene.affected:
        name = folded(row.customer or "")
        names.setdefault(name, row.customer or "")
        tickets.setdefault(name, []).extend([_ticket(scene, row.ticket)] if row.ticket else [])
    return [
        " ".join(filter(None, (_customer(known.get(name), names[name]), ", ".join(theirs))))
        for name, theirs in tickets.items()
    ]


def _customer(known: Customer | None, typed: str) -> str:
    if known is None:
        return texts.words(texts.one_line(typed, LONGEST), 2 * LONGEST)
    marks = ", ".join(customers.marks(known))
    name = texts.words(texts.one_line(known.name, LONGEST), 2 * LONGEST)
    return f"{name} ({marks})" if marks else name


def _ticket(scene: Scene, typed: str) -> str:
    found = addresses.ticket(typed, scene.rules.addresses)
    if found is not None:
        return captured.ticket(found)
    return f"ticket {texts.words(texts.one_line(typed, LONGEST), 2 * LONGEST)}"
