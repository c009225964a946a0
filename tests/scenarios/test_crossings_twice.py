"""Whoever does something is not told of it, and nobody hears the same thing twice."""

from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from bot.domain import rules_reading
from bot.domain.rules import Developer
from bot.services import registry
from bot.simulator.person import Person
from tests.scenarios import asking, steps
from tests.scenarios.world import RULES, World

PARTS = [
    pytest.param("sam", "kim", "ada", "ivan", id="everybody-is-another"),
    pytest.param("ada", "kim", "ada", "ivan", id="the-administrator-raised-it"),
    pytest.param("sam", "kim", "ada", "ada", id="the-administrator-works-on-it"),
    pytest.param("ivan", "ada", "ada", "ivan", id="the-developer-raised-it"),
    pytest.param("ada", "ada", "ada", "ada", id="all-is-one-person"),
]
EVERYBODY = ("sam", "kim", "ada", "ben", "ivan", "dana", "mira")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part in a story."""

    story: World
    reporter: Person
    follower: Person
    administrator: Person
    developer: Person

    async def clicks(self, person: Person, label: str, **fields: object) -> None:
        """Let somebody use a button or the menu of the card, and see who heard of it."""
        step = person.clicks(label, on=steps.card_message(self.story))
        await (step.fills(fields).submits() if fields else step)
        await self.ends(person)

    async def gets(self, person: Person, label: str, said: str, **fields: object) -> None:
        """Let somebody use a button of a DM that says this, and see who heard of it."""
        found = [one for one in person.dms if said in person.rendered(one)]
        step = person.clicks(label, on=found[-1])
        await (step.fills(fields).submits() if fields else step)
        await self.ends(person)

    async def assigns(self, developer: Person) -> None:
        """Let the administrator give it away; who gives it to themselves gets their buttons."""
        step = self.administrator.clicks("Assign…", on=steps.card_message(self.story))
        await step.fills(developer=developer.display_name).submits()
        await self.ends(None if developer is self.administrator else self.administrator)

    async def asks(self, whom: Person) -> None:
        """Let the developer ask somebody else."""
        form = self.developer.clicks("Ask reporter…", on=steps.card_message(self.story))
        await form.fills(question="Which browser?", whom=whom).submits()
        await self.ends(self.developer)

    async def passes(self, **span: float) -> None:
        """Let time pass."""
        await self.story.slack.settled()
        told = self._heard()
        await self.story.advance(**span)
        self._prove(told, None)

    async def ends(self, actor: Person | None) -> None:
        """Deliver, and see what was heard: nothing of one's own, nothing twice."""
        told = self._heard()
        await self.story.settle()
        self._prove(told, actor)

    def _heard(self) -> dict[str, int]:
        return {name: len(self._person(name).notifications) for name in EVERYBODY}

    def _prove(self, told: dict[str, int], actor: Person | None) -> None:
        for name in EVERYBODY:
            person = self._person(name)
            heard = person.notifications[told[name] :]
            assert heard == [] or person is not actor, name
            assert len(heard) <= 1, name
            assert all(one != after for one, after in pairwise(person.notifications)), name

    def _person(self, name: str) -> Person:
        found: Person = getattr(self.story, name)
        return found


async def cast_of(story: World, names: tuple[str, str, str, str]) -> Cast:
    """Give the parts of a story to people; Ada may work on tasks, too."""
    rules = rules_reading.read(RULES)
    developers = (*rules.developers, Developer("U0ADA"))
    changed = replace(rules, developers=developers)
    await registry.apply(story.bot.desk.database, story.clock, changed)
    return Cast(story, *(getattr(story, name) for name in names))


@pytest.mark.parametrize(("reporter", "follower", "administrator", "developer"), PARTS)
async def test_from_raising_to_closing(
    story: World, reporter: str, follower: str, administrator: str, developer: str
) -> None:
    cast = await cast_of(story, (reporter, follower, administrator, developer))
    await begun(cast)
    await spoken(cast)
    await fixed_at_last(cast)


@pytest.mark.parametrize(("reporter", "follower", "administrator", "developer"), PARTS)
async def test_from_declining_to_withdrawing(
    story: World, reporter: str, follower: str, administrator: str, developer: str
) -> None:
    cast = await cast_of(story, (reporter, follower, administrator, developer))
    await begun(cast)
    boss = cast.administrator
    await cast.assigns(story.dana)
    await cast.assigns(cast.developer)
    await cast.clicks(boss, "Decline…", reason="It is meant to be so")
    await cast.clicks(cast.reporter, "Bring it back…", reason="It is not")
    await cast.clicks(cast.reporter, "Not a task")
    await cast.clicks(boss, "Bring it back…", reason="It is one")
    await cast.assigns(cast.developer)
    await story.ben.writes("Payments fail", channel="C0CRITICAL")
    await cast.ends(None)
    step = boss.clicks("Merge…", on=steps.card_message(story))
    await step.fills(other_task="CRIT-2").submits()
    await cast.ends(boss)


async def begun(cast: Cast) -> None:
    """Raise, follow, accept, assign and start: everybody follows who can."""
    await cast.reporter.writes(steps.TEXT, channel="C0CRITICAL")
    await cast.ends(None)  # that it has arrived is the message
    for person in (cast.follower, cast.reporter, cast.administrator, cast.developer):
        await cast.clicks(person, "Follow")
    await cast.clicks(cast.follower, "Me too…", customer="Bolt")
    await cast.clicks(cast.administrator, "Accept")
    await cast.assigns(cast.developer)
    await cast.clicks(cast.developer, "Start")


async def spoken(cast: Cast) -> None:
    """Ask, remind, answer, move, ask for time, say how it goes."""
    asked = cast.story.ben if cast.reporter is cast.developer else cast.reporter
    await cast.asks(asked)
    for minutes in (15, 45, 60):
        await cast.passes(minutes=minutes)
    await cast.gets(asked, "Answer…", "Which browser?", answer="Firefox")
    await cast.clicks(cast.administrator, "Change severity…", severity="3")
    await cast.clicks(cast.administrator, "Change severity…", severity="4")
    moved = {"deadline": "Tomorrow", "reason": "A part is missing"}
    await cast.clicks(cast.administrator, "Move deadline…", **moved)
    await cast.passes(hours=1)
    await cast.gets(cast.developer, "On track", "How is it going?")
    await cast.passes(hours=1)
    await cast.gets(cast.developer, "Blocked…", "How is it going?", what_blocks_it="The port")
    await cast.developer.replies("Found it", to=steps.card_message(cast.story))
    await cast.ends(cast.developer)


async def fixed_at_last(cast: Cast) -> None:
    """Let the deadline come near and pass; fix, reopen, fix, and close."""
    await cast.passes(hours=20)
    await cast.passes(hours=10)
    await cast.passes(days=1)
    told = {"what_to_tell_the_customer": "It works."}
    await cast.clicks(cast.developer, "Fixed…", **told)
    await cast.clicks(cast.reporter, "Still broken…", reason="Still 500")
    await cast.clicks(cast.developer, "Fixed…", **told)
    await cast.passes(hours=2)
    closing = cast.reporter.clicks("Works", on=steps.card_message(cast.story))
    await closing
    # Who had fixed it is asked for the cause, also where they say themselves that it works.
    await cast.ends(None if cast.reporter is cast.developer else cast.reporter)
    assert "he cause, and what would prevent it?" in steps.last(cast.developer)


async def test_who_decides_and_works_on_it_moves_the_date_by_asking_for_time(
    story: World,
) -> None:
    cast = await cast_of(story, ("sam", "kim", "ada", "ada"))
    await begun(cast)
    wish = {"deadline": "Tomorrow", "reason": "A part is missing"}
    await cast.gets(story.ada, "Need more time…", "Yours, by", **wish)
    assert "to Wed 25 Nov, 18:00, says Ada" in steps.last(story.sam)
    await cast.passes(hours=1)
    assert "How is it going?" in steps.last(story.ada)
    assert not story.ada.was_told("still waits for your answer")


async def test_who_decides_can_clear_the_way_also_for_what_they_raised(story: World) -> None:
    cast = await cast_of(story, ("ada", "kim", "ada", "ivan"))
    await begun(cast)
    await cast.passes(hours=1)
    await cast.gets(story.ivan, "Blocked…", "How is it going?", what_blocks_it="The port")
    assert steps.buttons(story.ada, "Ivan is blocked") == ["Assign…", "Move deadline…"]
    await asking.ask(story, story.ivan)
    assert steps.buttons(story.ada, asking.QUESTION) == steps.ASKED
    await cast.passes(hours=20)
    assert "Ada and Ada" not in "".join(story.ivan.notifications)
