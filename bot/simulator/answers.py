"""What a slash command brought: texts for the asker or for all, perhaps a modal."""

from dataclasses import dataclass

from bot.simulator.journal import Delivery
from bot.simulator.messages import Message
from bot.simulator.modal import Modal
from bot.simulator.rendering import Reader
from bot.simulator.response_urls import ResponseUrl
from bot.simulator.shapes import Json


@dataclass(frozen=True, slots=True)
class Answer:
    """Lives on: what comes later through the response_url appears here too."""

    delivery: Delivery
    modal: Modal | None
    reader: Reader
    record: ResponseUrl
    begun_at: str

    @property
    def messages(self) -> list[Message]:
        """All that was answered, oldest first."""
        user, channel = self.record.user, self.record.channel
        whispered = self.reader.workspace.ephemerals_for(user)
        found = [m for m in whispered if m.channel == channel and m.ts > self.begun_at]
        found += [m for m in self.record.answers if m not in found and not m.is_deleted]
        return sorted(found, key=lambda message: message.ts)

    @property
    def message(self) -> Message | None:
        """The newest answer."""
        return self.messages[-1] if self.messages else None

    @property
    def text(self) -> str:
        """The newest answer's `text`, as its reader sees it."""
        return self.reader.plain(self.message.text) if self.message is not None else ""

    @property
    def blocks(self) -> list[Json]:
        """The newest answer's blocks."""
        return self.message.blocks if self.message is not None else []

    @property
    def rendered(self) -> str:
        """All that the newest answer shows."""
        return self.reader.message(self.message) if self.message is not None else ""
