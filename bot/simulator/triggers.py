"""`trigger_id`: works once, for three seconds."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.simulator.clock import Clock
from bot.simulator.errors import SlackError
from bot.simulator.ids import Ids

LIVES_FOR = timedelta(seconds=3)


@dataclass(slots=True)
class Trigger:
    """The right to open one modal for one person."""

    user: str
    view_id: str | None
    made_at: datetime
    made_at_tick: float
    is_used: bool = False


class Triggers:
    """Hands triggers out and takes them back, by the injected clock and by real seconds."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self.lives_for = LIVES_FOR
        self._clock = clock
        self._ids = ids
        self._known: dict[str, Trigger] = {}

    def make(self, user: str, view_id: str | None = None) -> str:
        """A fresh trigger for this person; `view_id` says in which modal it arose."""
        trigger_id = self._ids.trigger()
        self._known[trigger_id] = Trigger(user, view_id, self._clock.now(), time.monotonic())
        return trigger_id

    def spend(self, trigger_id: str) -> Trigger:
        """Use a trigger up, or say why it opens nothing."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise SlackError(code="invalid_trigger_id")
        if trigger.is_used:
            raise SlackError(code="exchanged_trigger_id")
        if self._is_dead(trigger):
            raise SlackError(code="expired_trigger_id")
        trigger.is_used = True
        return trigger

    def _is_dead(self, trigger: Trigger) -> bool:
        seconds = self.lives_for.total_seconds()
        is_old = self._clock.now() - trigger.made_at > self.lives_for
        return is_old or time.monotonic() - trigger.made_at_tick > seconds
