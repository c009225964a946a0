"""The team's rules as a file: read with line numbers, put in force, written out again."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from sqlmodel.ext.asyncio.session import AsyncSession
from typing_extensions import override

from bot.clock import Clock
from bot.domain import rules_document, rules_people, rules_reading
from bot.domain.errors import UserError
from bot.domain.flaws import Flaw
from bot.domain.rules import Problem, Rules, RulesRefused
from bot.domain.rules_document import Change
from bot.domain.timers import Reason
from bot.services import control_points, customers, yaml_places
from bot.services.people import Profile
from bot.services.yaml_places import NotYaml, Path, Written
from storage import duty, people, timers
from storage import rules as storage
from storage.engine import Database
from storage.people import Person
from storage.timers import Alarm

LARGEST = 1024 * 1024
"""Bytes of a file."""

_RARE_BREAKS = frozenset("\x85\u2028\u2029")
_BEGIN = "begin with critical_channel: C0…; docs/team.example.yaml shows the rest"


@dataclass(eq=False)
class ConfigRefused(UserError):  # noqa: N818 -- a refusal is named for what was refused
    """The file cannot be the team's rules; `problems` are in the order of their lines."""

    problems: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Rules that were read from a file, and the file, so that later findings have their line."""

    rules: Rules
    written: Written

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Raise ConfigRefused if there are any."""
        _refuse(self.written, problems)


def draft(text: str) -> Draft:
    """Read rules from YAML. Raises ConfigRefused with every problem and its line."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        cure = "write less; long texts belong behind a link"
        raise ConfigRefused((Flaw(1, "", "the file is larger than 1 MiB", cure),))
    try:
        written = yaml_places.read(text.removeprefix("\ufeff"))
    except NotYaml as error:
        raise ConfigRefused((Flaw(error.line, "", error.what, error.cure),)) from None
    if not isinstance(written.value, dict):
        what = "the file is empty" if written.value is None else "the file is not a mapping"
        raise ConfigRefused((Flaw(1, "", what, _BEGIN),))
    try:
        rules = rules_reading.read(written.value)
    except RulesRefused as error:
        raise _refused(written, (*written.problems, *error.problems)) from None
    _refuse(written, written.problems)
    return Draft(rules, written)


def parse(text: str) -> Rules:
    """Read rules from YAML. Raises ConfigRefused with every problem and its line."""
    return draft(text).rules


async def find_unknown_holidays(
    rules: Rules, load: Callable[[str], Callable[[date], bool]]
) -> tuple[Problem, ...]:
    """Say what is wrong with the region whose public holidays are off; `load` knows them all."""
    region = rules.working_hours.holidays
    if region is None:
        return ()
    try:
        await asyncio.to_thread(load, region)
    except ValueError:
        what = f"no public holidays are known for {region}"
        cure = "write a country's two letters, such as DE or DE-BY, or leave holidays out"
        return (Problem(("working_hours", "holidays"), what, cure),)
    return ()


def people_of(rules: Rules) -> dict[str, Path]:
    """Name everybody in the rules, and the place where each of them stands first."""
    found: dict[str, Path] = {}
    for path, slack_id in rules_people.everybody(rules):
        found.setdefault(slack_id, path)
    return found


async def find(database: Database) -> Rules | None:
    """Read the rules in force, or None before the first `config apply`."""
    async with database.read() as session:
        return await read(session)


async def read(session: AsyncSession) -> Rules | None:
    """Read the rules in force inside a session that is open."""
    row = await storage.find(session)
    try:
        return rules_reading.read(row.document) if row else None
    except RulesRefused:
        # Kept by a version that took what this one refuses: whatever comes now is all new.
        return None


async def apply(
    database: Database, clock: Clock, rules: Rules, profiles: Sequence[Profile] = ()
) -> tuple[Change, ...]:
    """Put the rules in force, all or nothing; return what changed.

    The version rises only when something did. Everybody named in the rules is noted, and what
    Slack said of them (`profiles`) is kept.
    """
    async with database.write() as session:
        now, old = clock.now(), await read(session)
        changes = differences(old, rules)
        if changes:
            await storage.save(session, rules_document.document(rules), now)
        if old is None or _round(old) != _round(rules):
            await timers.arm(session, control_points.weekly(rules, rules.hours(), now))
        if old is not None and old.administrators != rules.administrators:
            await duty.expect(session, old.administrators[0])
            await timers.arm(session, Alarm(Reason.DUTY, now, subject=duty.TEAM))
        await people.note(session, people_of(rules))
        await customers.keep_of_rules(session, rules.customers)
        for profile in profiles:
            person = Person(
                slack_id=profile.slack_id,
                name=profile.name,
                zone=profile.zone,
                has_left=profile.has_left,
                read_at=now,
            )
            await people.save(session, person)
        return changes


def _round(rules: Rules) -> tuple[object, ...]:
    """Say when the weekly control point comes."""
    return rules.control_point.day, rules.control_point.at, rules.time_zone


def differences(old: Rules | None, new: Rules) -> tuple[Change, ...]:
    """List what changes, a new order of developers, applications, components and so on too."""
    changes = rules_document.differences(old, new)
    return changes if old is None else (*changes, *_reordered(old, new))


def export(rules: Rules) -> str:
    """Write the rules as YAML; `parse(export(rules)) == rules`."""
    document = _without_nothing(rules_document.document(rules))
    hours, control_point = document["working_hours"], document["control_point"]
    for mapping, key in ((hours, "from"), (hours, "to"), (control_point, "at")):
        mapping[key] = _Quoted(mapping[key])
    text: str = yaml.dump(
        document,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=100,
    )
    return text


def _refuse(written: Written, problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise _refused(written, found)


def _refused(written: Written, problems: Iterable[Problem]) -> ConfigRefused:
    flaws = [
        Flaw(written.line(one.path), written.where(one.path), one.what, one.cure)
        for one in problems
    ]
    return ConfigRefused(tuple(sorted(flaws, key=lambda flaw: flaw.line)))


def _reordered(old: Rules, new: Rules) -> Iterator[Change]:
    was, lists = _lists(old), _lists(new)
    for path, after in lists.items():
        before = was.get(path, [])
        if before != after and sorted(before) == sorted(after):
            yield Change(path, ", ".join(before), ", ".join(after))


def _lists(rules: Rules) -> dict[str, list[str]]:
    """Name what stands in each list of things, for their order means something."""
    return {
        "developers": [one.user for one in rules.developers],
        "applications": [one.key for one in rules.applications],
        "customers": [one.name for one in rules.customers],
        "addresses": [one.shape for one in rules.addresses],
    } | {
        f"applications[{application.key}].components": [one.name for one in application.components]
        for application in rules.applications
    }


def _without_nothing(value: Any) -> Any:  # noqa: ANN401 -- a document
    """Leave out what says nothing: no value, no entries."""
    if isinstance(value, dict):
        kept = {key: _without_nothing(below) for key, below in value.items()}
        return {key: below for key, below in kept.items() if below not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_nothing(item) for item in value]
    return value


class _Quoted(str):
    """A text that YAML would take for a number in some of its versions."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    @override
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key."""
        super().increase_indent(flow, False)


def _quoted(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Read back without quotes that escape them, these ends of lines become blanks.
    style = '"' if _RARE_BREAKS & set(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(_Quoted, _quoted)
_Dumper.add_representer(str, _text)
