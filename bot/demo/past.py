"""What happened before the practice workspace opens, so that nothing in it is empty."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import Bot
from bot.demo import moments
from bot.demo.cast import Cast
from bot.demo.clock import RunningClock
from bot.domain.working_hours import WorkingHours
from bot.simulator.controls import controls
from bot.simulator.messages import Message
from bot.simulator.modal import Step
from bot.simulator.page.seats import Seats
from bot.simulator.person import Person
from bot.simulator.server import Simulator


@dataclass(frozen=True, slots=True)
class Past:
    """The real bot, before it has a process of its own, and a clock that is moved through a day."""

    slack: Simulator
    bot: Bot
    clock: RunningClock
    cast: Cast
    hours: WorkingHours
    opening: datetime
    """When the workspace opens."""
    seats: Seats

    def yesterday(self, part: float) -> datetime:
        """Name an instant of the working day before: 0 is its opening, 1 its closing."""
        day = moments.day_before(self.hours, self.opening)
        opens, closes = self.hours.opens_at(day), self.hours.closes_at(day)
        return opens + part * (closes - opens)

    def before(self, minutes: float) -> datetime:
        """Name an instant so many minutes before the opening."""
        return self.opening - timedelta(minutes=minutes)

    def customer(self, number: int, else_: str) -> str:
        """Name a customer of the rules, or one that is made up."""
        named = self.cast.rules.customers
        return named[number].name if number < len(named) else else_

    async def at(self, instant: datetime) -> None:
        """Let the time come; never back."""
        self.clock.move_to(instant)
        await self.settle()

    async def does(self, deed: Awaitable[object]) -> None:
        """Let somebody do something, and let happen what follows from it."""
        await deed
        await self.settle()

    async def assign(self, task: str, to: Person, size: str, deadline: str) -> None:
        """Let the administrator on duty give a task to somebody."""
        values = {"Developer": to.display_name, "Size": size, "Deadline": deadline}
        await self.fill(self.cast.administrator, "Assign…", self.card(task), values)

    async def start(self, task: str, who: Person) -> None:
        """Let a developer begin."""
        await self.does(who.clicks("Start", on=self.told(who, task, "Start")))

    async def fix(self, task: str, who: Person, told: str) -> None:
        """Let a developer say that it is fixed."""
        values = {"What to tell the customer": told}
        await self.fill(who, "Fixed…", self.told(who, task, "Fixed…"), values)

    async def settle(self) -> None:
        """Let everything that is due now happen."""
        await self.slack.settled()
        await self.bot.settle()
        await self.slack.settled()

    def have_read(self, *people: Person) -> None:
        """Let people have read everything that there is until now."""
        for person in people:
            for place in self.slack.workspace.channels.values():
                self.seats.of(person.id).read(place)

    def card(self, task: str) -> Message:
        """Find a task's card in the channel in which it stands: an application may have its own."""
        for channel in self.cast.rules.channels:
            for message in self.slack.channel_messages(channel):
                if message.bot_id and self.says(message, task):
                    return message
        raise LookupError(task)

    def told(self, person: Person, task: str, button: str) -> Message:
        """Find the newest direct message about a task that has this button."""
        for message in reversed(person.dms):
            has_it = any(control.text == button for control in controls(message))
            if has_it and self.says(message, task):
                return message
        raise LookupError(task, button)

    def says(self, message: Message, task: str) -> bool:
        """Whether a message begins with this task."""
        first = self.slack.rendered(message, self.cast.sam).split(maxsplit=2)
        return task in first[:2]

    async def fill(
        self, person: Person, button: str, on: Message, values: Mapping[str, object]
    ) -> None:
        """Open a form with a button, fill it in and send it."""
        await self.send(person.clicks(button, on=on), values)

    async def send(self, form: Step, values: Mapping[str, object]) -> None:
        """Fill in a form that opens, and send it."""
        done = await form.fills(values).submits()
        if done.errors:
            raise LookupError(done.errors)
        await self.settle()
