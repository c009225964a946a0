"""Everybody whom the team's rules name, each with the way to where they stand in the document."""

from collections.abc import Iterator, Sequence

from bot.domain.rules import Rules

Path = tuple[str | int, ...]
Place = tuple[Path, str]
"""Where somebody is named, and who it is (a Slack id)."""


def everybody(rules: Rules) -> Iterator[Place]:
    """Name all of them; who is named at several places comes several times."""
    yield from introduced(rules)
    yield from their_developers(rules)
    yield from mentioned(rules)


def introduced(rules: Rules) -> Iterator[Place]:
    """Name who takes part: the team's, and administrators and chain of single applications."""
    yield from _each(("administrators",), rules.administrators)
    yield from _each(("managers",), rules.managers)
    for index, developer in enumerate(rules.developers):
        yield ("developers", index, "user"), developer.user
    for index, application in enumerate(rules.applications):
        yield from _each(("applications", index, "administrators"), application.administrators)
        yield from _each(("applications", index, "chain"), application.chain)


def their_developers(rules: Rules) -> Iterator[Place]:
    """Name the developers of single applications."""
    for index, application in enumerate(rules.applications):
        yield from _each(("applications", index, "developers"), application.developers)


def mentioned(rules: Rules) -> Iterator[Place]:
    """Name who owns or knows something; each of them takes part."""
    for index, application in enumerate(rules.applications):
        path = ("applications", index)
        if application.owner:
            yield (*path, "owner"), application.owner
        for place, component in enumerate(application.components):
            if component.owner:
                yield (*path, "components", place, "owner"), component.owner
    for index, customer in enumerate(rules.customers):
        if customer.custom_code is not None:
            known_by = ("customers", index, "custom_code", "known_by")
            yield from _each(known_by, customer.custom_code.known_by)


def _each(path: Path, people: Sequence[str]) -> Iterator[Place]:
    for place, slack_id in enumerate(people):
        yield (*path, place), slack_id
