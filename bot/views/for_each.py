"""What to pass on that it is fixed: to each of one's own customers, with their ticket."""

from collections.abc import Iterable

from bot.domain.addresses import Kind, ticket
from bot.views.notices_following import named
from bot.views.scene import Scene
from bot.views.telling import typed
from storage.history import Entry

MOST = 10
"""Customers; who has more passes the same words on to them."""

_LABEL = "_For the customer:_"
Wrote = tuple[tuple[str, str], ...]
Theirs = tuple[str | None, str | None]


def of_reporter(scene: Scene, entry: Entry) -> Wrote:
    """Write it to the task's own customer, and to those whom the reporter added."""
    task, patterns = scene.task, scene.rules.addresses
    read = [(link, ticket(link, patterns)) for link in task.links]
    tickets = [link for link, found in read if found and found.kind is Kind.TICKET]
    if not tickets and not task.others_affected:
        return typed(entry, "for_customer", _LABEL)
    own: list[Theirs]
    own = [(task.customer, one) for one in tickets] or [(task.customer, None)]
    return _each(entry, [*own, *_added(scene)])


def of_follower(scene: Scene, entry: Entry) -> Wrote:
    """Write it to those whom the reader added."""
    return _each(entry, _added(scene))


def _added(scene: Scene) -> list[Theirs]:
    reader = scene.reader.slack_id
    return [(one.customer, one.ticket) for one in scene.affected if one.added_by == reader]


def _each(entry: Entry, theirs: Iterable[Theirs]) -> Wrote:
    labels = [f"_For {named(*one)}:_" for one in dict.fromkeys(theirs) if any(one)]
    said = (typed(entry, "for_customer", label) for label in labels[:MOST] or [_LABEL])
    return tuple(part for parts in said for part in parts)
