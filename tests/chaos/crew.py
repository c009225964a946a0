"""What people do all day: they act, they look what came of it, and they act again if nothing did."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from bot.simulator.controls import controls
from bot.simulator.journal import Delivery
from bot.simulator.messages import Message
from bot.simulator.modal import Modal
from bot.simulator.person import Person
from tests.chaos.process import PATIENCE, a_moment, until
from tests.chaos.town import CRITICAL, SOON, Town

Act = Callable[[], Awaitable[object]]
KEY = re.compile(r"CRIT-\d+")


@dataclass(frozen=True, slots=True)
class Case:
    """A task as people know it: who raised it, by which title, and what it was called."""

    title: str
    reporter: Person
    is_typed: bool
    """Raised with /critical, not by a message."""


class Crew:
    """Everybody's hands and eyes. One person does one thing at a time."""

    def __init__(self, town: Town) -> None:
        self.cases: list[Case] = []
        self._why = ""
        self._forms: dict[tuple[str, str, str], Modal] = {}
        self._town = town
        self._hands: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def work(self, flows: int, is_over: asyncio.Event) -> None:
        """Let several tasks live at once, one after the other in each flow, until it is over."""
        hurrying = asyncio.create_task(self._town.hurries())
        try:
            await asyncio.gather(*(self._flow(flow, is_over) for flow in range(flows)))
        finally:
            hurrying.cancel()
            with suppress(asyncio.CancelledError):
                await hurrying

    async def _flow(self, flow: int, is_over: asyncio.Event) -> None:
        while True:
            await self.live(f"Outage {'abcdefgh'[flow]}{len(self.cases)}x", by=flow)
            if is_over.is_set():
                return

    async def live(self, title: str, by: int = 0) -> None:
        """Take one task from its report to its end."""
        await self.lives_on(*await self.raised(title, by), by_form=by % 2 == 0)

    async def lives_on(self, case: Case, key: str, *, by_form: bool = False) -> None:
        """Take a task that was raised to its end."""
        await self.assigned(case, key)
        await self.asked(case, key, f"Since when, {key}?", f"Since noon, {key}.", by_form=by_form)
        await self.fixed(case, key)

    async def raised(self, title: str, by: int = 0) -> tuple[Case, str]:
        """Raise a task; give the key by which it is called."""
        case = Case(title, (self._town.sam, self._town.kim)[by % 2], is_typed=by == 2)
        self.cases.append(case)
        text, who = f"{title}\nseverity 3", case.reporter

        async def report() -> object:
            if case.is_typed:
                return await who.commands("/critical", text, channel=CRITICAL)
            return await who.writes(text, channel=CRITICAL)

        await self._does(who, report, lambda: told(who, title, "it is in"))
        return case, KEY.findall(said(who, title, "it is in")[0].text)[0]

    async def assigned(self, case: Case, key: str) -> None:
        """Accept a task and give it to Ivan, who starts."""
        ada, ivan, who = self._town.ada, self._town.ivan, case.reporter
        await self._does(
            ada,
            lambda: ada.clicks("Accept", on=self._card(key, "Accept")),
            lambda: told(who, case.title, "looking at it"),
        )
        await self._does(
            ada,
            lambda: self._fills(ada, "Assign…", self._card(key, "Assign…"), developer="Ivan"),
            lambda: told(ivan, case.title),
        )
        await self._does(
            ivan,
            lambda: ivan.clicks("Start", on=button(ivan, case.title, "Start")),
            lambda: told(who, case.title, "has started on it"),
        )

    async def asked(self, case: Case, key: str, ask: str, answer: str, *, by_form: bool) -> None:
        """Ask the reporter something, who answers by the form or by a reply."""
        ada, who = self._town.ada, case.reporter
        await self._does(
            ada,
            lambda: self._fills(
                ada, "Ask reporter…", self._card(key, "Ask reporter…"), question=ask
            ),
            lambda: told(who, ask),
        )

        async def reply() -> object:
            if by_form:
                return await self._fills(who, "Answer…", button(who, ask, "Answer…"), answer=answer)
            return await who.replies(answer, to=said(who, ask)[0])

        await self._does(who, reply, lambda: told(ada, answer))

    async def fixed(self, case: Case, key: str) -> None:
        """Fix a task; the reporter confirms."""
        ivan, who, words = self._town.ivan, case.reporter, f"{key} works again."
        await self._does(
            ivan,
            lambda: self._fills(
                ivan, "Fixed…", button(ivan, case.title, "Fixed…"), what_to_tell_the_customer=words
            ),
            lambda: told(who, case.title, ": it is fixed"),
        )
        await self._does(
            who,
            lambda: who.clicks("Works", on=button(who, case.title, "Works")),
            lambda: told(ivan, case.title, "confirmed that it works"),
        )

    async def _does(self, who: Person, act: Act, is_true: Callable[[], bool]) -> None:
        """Act until it has come true. What Slack took must come true by itself."""
        what, clock = f"what {who.display_name} did", asyncio.get_running_loop().time
        begun_at = clock()
        while not is_true():
            if clock() > begun_at + PATIENCE:
                seen = [one.text for one in (*who.dms, *who.ephemerals)]
                msg = f"{who.display_name} gave up: {self._why}; they were told {seen}"
                raise AssertionError(msg)
            async with self._hands[who.id]:
                begun, heard = len(self._town.slack.deliveries), len(answers(who))
                was_taken = await self._tries(who, act, begun)
            if was_taken:
                await until(partial(_is_answered, who, is_true, heard), what=what)
            if not is_true():
                await self._town.calm()
                await a_moment(SOON)

    async def _fills(self, who: Person, label: str, on: Message, **fields: object) -> object:
        """Open a form and send it. One whose sending failed stands there still: it is sent again."""
        form = self._forms.get((who.id, label, on.ts))
        if form is None or not form.is_open:
            form = await who.clicks(label, on=on)
            # What opens late may be what was asked for before.
            assert form is not None, f"no form opened for {label!r}"
            assert on.ts in form.view.json["private_metadata"], f"another form than {label!r}"
            self._forms[who.id, label, on.ts] = form
        return await form.fills(dict(fields)).submits()

    async def _tries(self, who: Person, act: Act, begun: int) -> bool:
        """Act once; say whether Slack's last word to this person was that it was taken."""
        try:
            await act()
        except AssertionError as error:
            # There was nothing to press, or no form opened: look again later.
            self._why = str(error)
            return False
        new = [one for one in self._town.slack.deliveries[begun:] if actor(one) == who.id]
        first = {id_of(one) for one in new if one.attempt == 0}
        mine = [one for one in new if id_of(one) in first]
        return bool(mine) and mine[-1].acknowledged

    def _card(self, key: str, label: str) -> Message:
        """Find the card of a task in the critical channel, if it has this button."""
        shown = self._town.slack.channel_messages(CRITICAL)
        return _with_button([one for one in shown if one.text.startswith(f"{key} ")], label)


def _is_answered(who: Person, is_true: Callable[[], bool], heard: int) -> bool:
    """Whether it came true, or somebody was told that it did not."""
    return is_true() or len(answers(who)) > heard


def answers(who: Person) -> list[Message]:
    """List what somebody was told only because they did something."""
    return [*who.ephemerals, *(one for one in who.dms if one.bot_id and one.metadata is None)]


def said(who: Person, *words: str) -> list[Message]:
    """List the bot's DMs to somebody that say all of this."""
    told_by_bot = (one for one in who.dms if one.bot_id)
    return [one for one in told_by_bot if all(word in one.text for word in words)]


def told(who: Person, *words: str) -> bool:
    """Whether somebody was told all of this in one DM."""
    return bool(said(who, *words))


def button(who: Person, words: str, label: str) -> Message:
    """Find the DM about this that has this button."""
    return _with_button(said(who, words), label)


def _with_button(messages: list[Message], label: str) -> Message:
    for message in reversed(messages):
        if label in {control.text for control in controls(message)}:
            return message
    msg = f"there is no {label!r}"
    raise AssertionError(msg)


def actor(delivery: Delivery) -> str:
    """Say whose doing was delivered."""
    payload = delivery.payload
    if "event" in payload:
        return str(payload["event"].get("user", ""))
    return str(payload.get("user_id") or payload["user"]["id"])


def id_of(delivery: Delivery) -> str:
    """Name what was delivered, the same in each attempt."""
    payload = delivery.payload
    return str(payload.get("event_id") or payload.get("trigger_id") or id(payload))
