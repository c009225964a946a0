"""Each kind of timer comes due for two bots on one database, or for one that takes over: once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot import app
from bot.app import Bot
from bot.domain.pace import AT_ONCE
from bot.simulator.person import Person
from tests.scenarios import asking, steps
from tests.scenarios.test_control_point import channel, letter
from tests.scenarios.world import World

Way = Callable[[Bot, Bot], Awaitable[None]]


async def both_at_once(one: Bot, other: Bot) -> None:
    """Let two bots look at what is due, and deliver, at the same time."""
    await asyncio.gather(one.timekeeper.tick(), other.timekeeper.tick())
    await asyncio.gather(one.delivery.drain(), other.delivery.drain())


async def gone_before_it_was_due(_one: Bot, other: Bot) -> None:
    """Let another bot do all of it: the first armed the timer and was stopped."""
    await other.timekeeper.tick()
    await other.delivery.drain()


async def gone_between_look_and_delivery(one: Bot, other: Bot) -> None:
    """Let a bot look, and another deliver: the first was killed in between."""
    await one.timekeeper.tick()
    await other.timekeeper.tick()
    await other.delivery.drain()


WAYS = [both_at_once, gone_before_it_was_due, gone_between_look_and_delivery]


@dataclass(frozen=True, slots=True)
class Crew:
    """A story with two bots on its database."""

    story: World
    other: Bot
    way: Way

    async def due(self, wanted: dict[str, str], **span: float) -> None:
        """Move the clock; these people, and nobody else, each hear this in one message."""
        told = {name: len(one.notifications) for name, one in self._people()}
        self.story.clock.advance(timedelta(**span))
        await self.way(self.story.bot, self.other)
        # Who comes later finds nothing to do.
        await self.story.settle()
        await self.other.settle()
        heard = {name: one.notifications[told[name] :] for name, one in self._people()}
        counts = {name: len(new) for name, new in heard.items() if new}
        assert counts == dict.fromkeys(wanted, 1)
        for name, said in wanted.items():
            assert said.lower() in heard[name][0].lower()

    def _people(self) -> list[tuple[str, Person]]:
        names = ("sam", "kim", "ada", "ben", "ivan", "dana", "mira")
        return [(name, getattr(self.story, name)) for name in names]


@asynccontextmanager
async def crew_of(story: World, way: Way) -> AsyncIterator[Crew]:
    """Start a second bot on the database of a story."""
    async with app.build(story.bot.settings, story.clock, AT_ONCE) as other:
        await other.read_rules()
        yield Crew(story, other, way)


@pytest.mark.parametrize("way", WAYS)
async def test_what_the_clocks_of_a_task_remind_of(story: World, way: Way) -> None:
    async with crew_of(story, way) as crew:
        await steps.started_with(story, steps.WHOLE, deadline="By severity")
        await crew.due({"ivan": "How is it going?"}, hours=1)
        await crew.due({"ivan": "the second time"}, minutes=30)
        await story.ivan.clicks("On track")
        await story.settle()
        await crew.due({"ivan": "How is it going?"}, hours=1)
        await crew.due({"ivan": "comes near"}, minutes=30)
        late = "past its deadline"
        await crew.due({"ivan": late, "ada": late, "sam": late}, hours=1)
        still = "still past its deadline"
        await crew.due({"ivan": still, "ada": still, "sam": still}, days=1)
        await story.ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works.").submits()
        await story.settle()
        await crew.due({"sam": "nobody has confirmed it yet"}, hours=2)
        await crew.due({"sam": "closed by itself", "ivan": "closed by itself"}, hours=2)


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_still_missing(story: World, way: Way) -> None:
    async with crew_of(story, way) as crew:
        await steps.raised(story, "sev2 Search is slow for Acme")
        await crew.due({}, minutes=5)
        await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
        await story.settle()
        await crew.due({"sam": "could go faster with"}, minutes=25)
        await crew.due({"sam": "I ask no more"}, minutes=90)


@pytest.mark.parametrize("way", WAYS)
async def test_who_is_called_and_who_is_asked(story: World, way: Way) -> None:
    async with crew_of(story, way) as crew:
        await steps.raised(story)
        nobody = "nobody has accepted it"
        await crew.due({"ada": nobody}, minutes=5)
        await crew.due({"ben": nobody}, minutes=5)
        await crew.due({"mira": nobody}, minutes=5)
        await story.ada.clicks("Assign…").fills(developer="Ivan").submits()
        await story.settle()
        await asking.ask(story, story.ivan)
        await crew.due({"sam": "has waited 15 min"}, minutes=15)
        await crew.due({"sam": "has waited 1 h"}, minutes=45)
        hangs = "has waited 2 h for"
        await crew.due({"sam": hangs, "ada": hangs}, hours=1)
        lines = [line for line in steps.thread(story) if "nobody has accepted" in line]
        assert len(lines) == 3


@pytest.mark.parametrize("way", WAYS)
async def test_who_is_on_duty_and_who_is_back(story: World, way: Way) -> None:
    async with crew_of(story, way) as crew:
        answer = await story.ada.commands("/critical", "duty rota")
        assert answer.modal is not None
        await answer.modal.fills({"Who": ["Ben", "Ada"], "From": date(2026, 11, 30)}).submits()
        await steps.raised(story, "sev1 Search is slow for Acme")
        answer = await story.sam.commands("/critical", "away until thursday")
        assert answer.modal is not None
        await answer.modal.fills(who_follows=story.kim).submits()
        await story.settle()
        await crew.due({"kim": "Sam is back"}, days=1, hours=22, minutes=55)
        await crew.due({"ada": "nobody has accepted it"}, hours=1, minutes=5)
        on_duty = {"ben": "You are on duty", "ada": "Ben is on duty now"}
        await crew.due(on_duty, days=3, hours=22, minutes=55)


@pytest.mark.parametrize("way", WAYS)
async def test_the_weekly_round(story: World, way: Way) -> None:
    async with crew_of(story, way) as crew:
        await story.advance(days=2)
        await steps.assigned(story, f"sev1 Checkout is slow for Acme\n{steps.REST}")
        begins = {"ada": "1 task open", "ivan": "1 of yours"}
        await crew.due(begins, days=4, hours=23, minutes=55)
        waits = {"ada": "1 task still needs your word", "ivan": "still waits for your word"}
        await crew.due(waits, hours=2)
        await crew.due({"sam": "Control point"}, hours=2)
        assert "1 closed as not confirmed" in letter(story.ada)
        assert len(channel(story)) == 1
