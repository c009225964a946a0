"""The people of the practice workspace, as the team's rules name them, and two who do support."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.demo.company import GENERAL, NEW_YORK, SUPPORT
from bot.domain.rules import Rules
from bot.services import registry
from bot.simulator.person import Person
from bot.simulator.server import Simulator

SUPPORT_AGENTS = ("Sam", "Kim", "Leo", "Tess", "Maya", "Omar")
SPARE_NAMES = (
    *("Alex", "Robin", "Jo", "Chris", "Andrea", "Toni", "Sasha", "Kai", "Luca", "Nico", "Mika"),
    *("Charlie", "Dominique", "Eden", "Frankie", "Jules", "Remy", "Quinn", "Rowan", "Sidney"),
)
LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part; one person may play several."""

    sam: Person
    kim: Person
    """Kim is in New York."""
    administrator: Person
    developers: tuple[Person, ...]
    colleagues: tuple[Person, ...]
    """Everybody else."""
    rules: Rules
    support: str
    """The channel of those who do support."""
    general: str

    def __iter__(self) -> Iterator[Person]:
        return iter((self.sam, self.kim, *self.colleagues))

    @property
    def critical(self) -> str:
        """The critical channel."""
        return self.rules.critical_channel

    def developer(self, number: int) -> Person:
        """Name a developer; who asks for more than there are begins anew."""
        return self.developers[number % len(self.developers)]


def move_in(slack: Simulator, rules: Rules) -> Cast:
    """Fill an empty workspace with the people of the rules, and with their channels."""
    named = list(registry.people_of(rules))
    names = _names(named)
    # The page opens for whoever was there first: the one who raises what the others solve.
    sam, kim = _hire_support(slack, rules, set(named), set(names.values()))
    people = {
        slack_id: _hire(slack, slack_id, names[slack_id], _title(rules, slack_id), rules.time_zone)
        for slack_id in named
    }
    everybody = [sam, kim, *people.values()]
    support, general = (_other(one, rules.channels) for one in (SUPPORT, GENERAL))
    slack.add_channel(rules.critical_channel, "critical", everybody)
    slack.add_channel(support, "support", [sam, kim], bot_is_member=False)
    slack.add_channel(general, "general", everybody, bot_is_member=False)
    for application in rules.applications:
        if application.channel is not None:
            slack.add_channel(application.channel, application.key, everybody)
    developers = tuple(people[one.user] for one in rules.developers)
    administrator = people[rules.administrators[0]]
    colleagues = tuple(people.values())
    return Cast(sam, kim, administrator, developers, colleagues, rules, support, general)


def _hire(slack: Simulator, slack_id: str, name: str, job: str, zone: str) -> Person:
    return slack.add_person(
        slack_id,
        name=name.lower(),
        display_name=name,
        tz=zone,
        title=job,
        clock_24h=not zone.startswith("America/"),
    )


def _hire_support(
    slack: Simulator, rules: Rules, taken: set[str], names: set[str]
) -> tuple[Person, Person]:
    """Rules name nobody of support, so two are added whom they do not name."""
    known = (*SUPPORT_AGENTS, *SPARE_NAMES)
    free = (one for one in known if f"U0{one.upper()}" not in taken and one not in names)
    first, second = next(free), next(free)
    sam = _hire(slack, f"U0{first.upper()}", first, "support", rules.time_zone)
    kim = _hire(slack, f"U0{second.upper()}", second, "support, in New York", NEW_YORK)
    return sam, kim


def _title(rules: Rules, slack_id: str) -> str:
    """Say what somebody does; with a name that was lent, the id tells who is meant."""
    job = _job(rules, slack_id)
    return job if _name_in(slack_id) else f"{job}, {slack_id}"


def _job(rules: Rules, slack_id: str) -> str:
    jobs = []
    if slack_id in rules.administrators:
        is_first = slack_id == rules.administrators[0]
        jobs.append("task administrator on duty" if is_first else "task administrator, backup")
    if any(slack_id == one.user for one in rules.developers):
        jobs.append("developer")
    if slack_id in rules.managers:
        jobs.append("manager")
    return ", ".join(jobs or _smaller_jobs(rules, slack_id))


def _smaller_jobs(rules: Rules, slack_id: str) -> Iterator[str]:
    """Say what somebody does for single applications."""
    for one in rules.applications:
        if slack_id in one.administrators:
            yield f"administrator of {one.name}"
        if slack_id in one.chain:
            yield f"in the chain of {one.name}"


def _names(slack_ids: Iterable[str]) -> dict[str, str]:
    """Read names from ids that are made of one, as U0ADA is, and lend names to all others."""
    slack_ids = list(slack_ids)
    names = {slack_id: name for slack_id in slack_ids if (name := _name_in(slack_id))}
    lent = (name for name in SPARE_NAMES if name not in names.values())
    return {slack_id: names.get(slack_id) or next(lent, slack_id) for slack_id in slack_ids}


def _name_in(slack_id: str) -> str | None:
    name = slack_id[2:].capitalize()
    is_name = slack_id[1:2] == "0" and name.isalpha() and len(name) <= LONGEST_NAME
    return name if is_name else None


def _other(channel: str, taken: Collection[str]) -> str:
    return channel if channel not in taken else f"{channel}2"
