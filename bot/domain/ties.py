"""What ties developers to a task before anybody has it: what they own, and what was wished."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.domain.applications import Application
from bot.domain.rules import Developer


class Closeness(IntEnum):
    """How near somebody is to a task; who is nearer is offered first."""

    OWNS_COMPONENT = 0
    WISHED = 1
    OWNS_APPLICATION = 2
    DEVELOPS = 3
    NONE = 4


@dataclass(frozen=True, slots=True)
class Tie:
    """That somebody owns or develops something, or was wished; `what` is its name."""

    closeness: Closeness
    what: str = ""


def ties(
    slack_id: str,
    application: Application | None,
    component: str | None,
    developers: Sequence[Developer],
    wished: str | None = None,
) -> tuple[Tie, ...]:
    """List what ties somebody to a task of this application and component, the nearest first.

    Who owns something is not said to develop it, too. `wished` is whom the reporter asked for.
    """
    found = [*_owned(slack_id, application, component)]
    if not found and application is not None and _develops(slack_id, application, developers):
        found.append(Tie(Closeness.DEVELOPS, application.name))
    if slack_id == wished:
        found.append(Tie(Closeness.WISHED))
    return tuple(sorted(found, key=lambda tie: tie.closeness))


def closeness(found: Sequence[Tie]) -> Closeness:
    """Say how near somebody is by all that ties them."""
    return min((tie.closeness for tie in found), default=Closeness.NONE)


def _owned(slack_id: str, application: Application | None, component: str | None) -> Iterator[Tie]:
    if application is None:
        return
    part = application.component(component)
    if part is not None and part.owner == slack_id:
        yield Tie(Closeness.OWNS_COMPONENT, part.name)
    if application.owner == slack_id:
        yield Tie(Closeness.OWNS_APPLICATION, application.name)


def _develops(slack_id: str, application: Application, developers: Sequence[Developer]) -> bool:
    theirs = (one.applications for one in developers if one.user == slack_id)
    return slack_id in application.developers or any(application.key in keys for keys in theirs)
