"""Deliveries to the app: acknowledgement, redelivery of events, warnings for people."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.simulator import events
from bot.simulator.journal import Delivery, DeliveryKind, Parcel, Receipt
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

ACKNOWLEDGE_WITHIN = 3.0
RETRY_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
WITH_ANSWER = frozenset({"view_submission", "block_suggestion"})


class Door(Protocol):
    """A way into the app."""

    name: str

    async def deliver(self, parcel: Parcel, within: float) -> Receipt:
        """Hand over one payload."""
        ...


@dataclass(slots=True)
class Redelivery:
    """An event that the app did not take, and when it is offered again."""

    parcel: Parcel
    due_at: datetime


class Courier:
    """Takes payloads to the app through whichever door is open, and keeps the books."""

    def __init__(self, workspace: Workspace, door: Callable[[], Door]) -> None:
        self.acknowledge_within = ACKNOWLEDGE_WITHIN
        self.deliveries: list[Delivery] = []
        self._workspace = workspace
        self._door = door
        self._waiting: list[Redelivery] = []
        self._running: set[asyncio.Task[Delivery]] = set()
        self._watchers: list[list[asyncio.Task[Delivery]]] = []

    def announce(self, subscription: str, event: Json) -> None:
        """Deliver an event in the background, if the manifest subscribes to it."""
        workspace = self._workspace
        if subscription not in workspace.manifest.events:
            return
        event_id = workspace.ids.new("Ev")
        payload = events.envelope(event, workspace.identity, event_id, workspace.seconds())
        parcel = Parcel("events_api", payload, workspace.ids.envelope())
        task = asyncio.get_running_loop().create_task(self._deliver_event(parcel))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        for watcher in self._watchers:
            watcher.append(task)

    @contextmanager
    def watching(self) -> Iterator[list[asyncio.Task[Delivery]]]:
        """Collect the deliveries that are begun inside the block; nothing may be awaited in it."""
        tasks: list[asyncio.Task[Delivery]] = []
        self._watchers.append(tasks)
        try:
            yield tasks
        finally:
            self._watchers.remove(tasks)

    async def interact(self, payload: Json) -> Delivery:
        """Deliver a click, a submission, a shortcut or a request for options: once only."""
        return await self._deliver_once("interactive", payload, payload["type"] in WITH_ANSWER)

    async def command(self, payload: Json) -> Delivery:
        """Deliver a slash command: once only."""
        return await self._deliver_once("slash_commands", payload, accepts_answer=True)

    async def redeliver(self, delivery: Delivery) -> Delivery:
        """Deliver exactly the same payload again, whatever became of it."""
        attempt = delivery.attempt + 1 if delivery.kind == "events_api" else 0
        envelope_id = self._workspace.ids.envelope()
        parcel = Parcel(delivery.kind, delivery.payload, envelope_id, delivery.accepts_answer)
        if attempt:
            parcel = replace(
                parcel, attempt=attempt, retry_reason=delivery.reason or "http_timeout"
            )
        return await self._attempt(parcel)

    async def tick(self) -> list[Delivery]:
        """Offer again, one after the other, the events whose time has come."""
        now = self._workspace.clock.now()
        due = [again for again in self._waiting if again.due_at <= now]
        self._waiting = [again for again in self._waiting if again.due_at > now]
        return [await self._deliver_event(again.parcel) for again in due]

    async def settled(self) -> None:
        """Wait until no delivery is on its way."""
        while self._running:
            await asyncio.wait(self._running)

    async def stop(self) -> None:
        """Give up what is on its way."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _deliver_event(self, parcel: Parcel) -> Delivery:
        delivery = await self._attempt(parcel)
        if delivery.acknowledged:
            return delivery
        problem = f"event {delivery.name} was not acknowledged: {delivery.reason}"
        self._workspace.problems.append(problem)
        self._workspace.bell.ring()
        if parcel.attempt >= len(RETRY_AFTER) or not delivery.may_retry:
            return delivery
        after = RETRY_AFTER[parcel.attempt]
        again = self._again(parcel, delivery.reason)
        if not after:
            return await self._deliver_event(again)
        self._waiting.append(Redelivery(again, self._workspace.clock.now() + after))
        return delivery

    def _again(self, parcel: Parcel, reason: str) -> Parcel:
        envelope_id = self._workspace.ids.envelope()
        attempt = parcel.attempt + 1
        return replace(parcel, envelope_id=envelope_id, attempt=attempt, retry_reason=reason)

    async def _deliver_once(
        self, kind: DeliveryKind, payload: Json, accepts_answer: bool
    ) -> Delivery:
        envelope_id = self._workspace.ids.envelope()
        delivery = await self._attempt(Parcel(kind, payload, envelope_id, accepts_answer))
        if not delivery.acknowledged:
            user = payload.get("user_id") or payload["user"]["id"]
            text = f"{delivery.name} was not acknowledged: {delivery.reason}"
            self._workspace.warn(str(user), text)
        return delivery

    async def _attempt(self, parcel: Parcel) -> Delivery:
        door = self._door()
        begun = time.monotonic()
        receipt = await door.deliver(parcel, self.acknowledge_within)
        delivery = Delivery(
            kind=parcel.kind,
            payload=parcel.payload,
            door=door.name,
            attempt=parcel.attempt,
            acknowledged=receipt.acknowledged,
            seconds=time.monotonic() - begun,
            status=receipt.status,
            body=receipt.body,
            reason=receipt.reason,
            accepts_answer=parcel.accepts_answer,
            may_retry=receipt.may_retry,
        )
        self.deliveries.append(delivery)
        self._workspace.bell.ring()
        return delivery
