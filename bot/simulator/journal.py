"""What went back and forth: deliveries to the app and calls from it."""

import time
from dataclasses import dataclass, field
from typing import Literal

from bot.simulator.shapes import Json

DeliveryKind = Literal["events_api", "interactive", "slash_commands"]
"""What a payload is, in the words of Socket Mode."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A payload on its way to the app, one attempt of it."""

    kind: DeliveryKind
    payload: Json
    envelope_id: str
    accepts_answer: bool = False
    attempt: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came back: `acknowledged` within the time, or `reason` says why not."""

    acknowledged: bool
    reason: str = ""
    status: int | None = None
    body: Json | str | None = None
    may_retry: bool = True


@dataclass(slots=True, eq=False)
class Delivery:
    """One attempt to hand a payload to the app, and its outcome."""

    kind: DeliveryKind
    payload: Json
    door: str
    attempt: int
    acknowledged: bool
    seconds: float
    status: int | None = None
    body: Json | str | None = None
    reason: str = ""
    accepts_answer: bool = False
    may_retry: bool = True

    @property
    def name(self) -> str:
        """What was delivered: the event's type, the interaction's type or the command."""
        event = self.payload.get("event") or {}
        return str(event.get("type") or self.payload.get("command") or self.payload.get("type"))

    @property
    def answer(self) -> Json:
        """The body as JSON; a plain text stands under `text`."""
        if isinstance(self.body, dict):
            return self.body
        return {"text": self.body} if self.body else {}


@dataclass(slots=True, eq=False)
class Call:
    """One call of a Web API method; the token is left out."""

    method: str
    arguments: Json
    answer: Json = field(default_factory=dict)
    status: int | None = None
    is_lost: bool = False
    """True if the line was cut: the app never saw the answer."""
    seconds: float = 0.0
    _begun: float = field(default_factory=time.monotonic, init=False, repr=False)

    def end(self) -> None:
        """The call is over; it took until now."""
        self.seconds = time.monotonic() - self._begun

    @property
    def ok(self) -> bool:
        """True if Slack said yes."""
        return bool(self.answer.get("ok"))
