"""What a modal remembers from the moment it was opened until it is submitted."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Self

MOST = 3000


@dataclass(frozen=True, slots=True)
class Origin:
    """What the modal is about, where its answer goes, and how the task stood when it opened."""

    task_id: int | None = None
    question_id: int | None = None
    entry_id: int | None = None
    stands: str | None = None
    person: str | None = None
    channel: str | None = None
    message_ts: str | None = None
    response_url: str | None = None
    source_channel: str | None = None
    source_ts: str | None = None
    source_link: str | None = None
    read: str | None = None
    """The facts that were read, and filled in before: who empties them says that they are not so."""

    def pack(self) -> str:
        """Write it as a view's private_metadata; what is too long for that is left out."""
        for kept in (self, replace(self, source_link=None), replace(self, **_NO_ADDRESSES)):
            known = {name: value for name, value in asdict(kept).items() if value is not None}
            packed = json.dumps(known, separators=(",", ":"), ensure_ascii=False)
            if len(packed) <= MOST:
                return packed
        msg = "the ids alone fill the private_metadata"
        raise ValueError(msg)

    @classmethod
    def unpack(cls, packed: str) -> Self:
        """Read it back."""
        return cls(**json.loads(packed or "{}"))


_NO_ADDRESSES = {"source_link": None, "response_url": None}
