"""A day that is played: people act, the clock moves, and what anybody sees is written down."""

from collections.abc import Awaitable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo import company
from bot.demo.company import Company
from bot.demo.noticing import Noticing, Seen
from bot.demo.printing import Printer
from bot.demo.stage import Stage
from bot.simulator.controls import controls
from bot.simulator.messages import Message
from bot.simulator.modal import Modal, Step, Submission
from bot.simulator.person import Person
from bot.simulator.rendering import Reader


class NotAsTold(Exception):  # noqa: N818 -- it says what was found
    """Something did not happen as the story tells it."""


class Day:
    """The day, as whoever tells its story uses it."""

    def __init__(self, stage: Stage, printer: Printer) -> None:
        self.stage = stage
        self.printer = printer
        self.latest: list[Seen] = []
        self.checks = 0
        self._noticing = Noticing(stage.slack, stage.company.sam)

    @property
    def people(self) -> Company:
        """Everybody."""
        return self.stage.company

    @property
    def now(self) -> datetime:
        """What the clock on the wall shows."""
        return self.stage.clock.now().astimezone(ZoneInfo(company.BERLIN))

    async def act(self, text: str, deed: Awaitable[object]) -> None:
        """Let somebody do something, and show what everybody sees of it."""
        self.printer.deed(text, self.now)
        await deed
        await self.show()

    async def open(self, text: str, person: Person, step: Step) -> Modal:
        """Let somebody open a form, and show it."""
        self.printer.deed(text, self.now)
        modal = await step
        if modal is None:
            why = f"No form has opened for {person.display_name}."
            raise NotAsTold(why)
        self.printer.modal(modal, Reader(self.stage.slack.workspace, person.profile))
        return modal

    async def submit(self, text: str, modal: Modal, values: dict[str, str]) -> None:
        """Let somebody fill a form in and send it, and show what everybody sees of it."""
        self.printer.deed(text, self.now)
        self.printer.filled(values)
        submission: Submission = await modal.fills(values).submits()
        if submission.errors:
            why = f"The form was refused: {submission.errors}"
            raise NotAsTold(why)
        await self.show()

    async def later(self, **span: float) -> None:
        """Let time pass."""
        await self.stage.advance(timedelta(**span))
        await self.show()

    async def show(self) -> None:
        """Let happen what is due, and print what is new."""
        await self.stage.settle()
        self.latest = self._noticing.news()
        for seen in self.latest:
            self.printer.seen(seen, self.now)

    def card(self, task: str) -> Message:
        """Find a task's card in the critical channel."""
        for message in self.stage.slack.channel_messages(company.CRITICAL):
            if message.bot_id and task in self.shown(message).partition("\n")[0]:
                return message
        why = f"{task} has no card in the critical channel."
        raise NotAsTold(why)

    def told(self, person: Person, task: str) -> Message:
        """Find the newest direct message about a task."""
        for message in reversed(person.dms):
            if task in self.shown(message).partition("\n")[0]:
                return message
        why = f"{person.display_name} has no direct message about {task}."
        raise NotAsTold(why)

    def shown(self, message: Message) -> str:
        """Read a message as it stands now."""
        return self.stage.slack.rendered(message, self.people.sam)

    def proves(self, text: str, *, is_so: bool) -> None:
        """Say what was to happen. Raises NotAsTold if it did not."""
        self._check(text, is_so=is_so)
        self.printer.proof(text)

    def pressing(self, person: Person, button: str) -> Step:
        """Let somebody press a button of the newest direct message that has it."""
        for message in reversed(person.dms):
            if any(control.text == button for control in controls(message)):
                return person.clicks(button, on=message)
        why = f"{person.display_name} has no direct message with {button}."
        raise NotAsTold(why)

    def holds_card(self, task: str, *words: str) -> None:
        """Hold a card against what it has to say."""
        shown = self.shown(self.card(task))
        said = ", ".join(words)
        is_so = all(word in shown for word in words)
        self._check(f"The card of {task} says: {said}.", is_so=is_so)

    def holds_told(self, person: Person, *words: str) -> None:
        """Hold the newest messages that this person got for themselves against what was due."""
        mine = [one.text for one in self.latest if self._is_personal(one, person)]
        is_so = any(all(word in text for word in words) for text in mine)
        said = ", ".join(words)
        self._check(f"{person.display_name} was told: {said}.", is_so=is_so)

    def _check(self, text: str, *, is_so: bool) -> None:
        if not is_so:
            raise NotAsTold(text)
        self.checks += 1

    def _is_personal(self, seen: Seen, person: Person) -> bool:
        return seen.reader == person.id and (
            seen.message.visible_to is not None or seen.message.channel == person.dm
        )
