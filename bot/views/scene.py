"""What every text is made from: data in, nothing asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.customers import Customer
from bot.domain.deadlines import Standstill
from bot.domain.escalation import Call
from bot.domain.returns import Returns
from bot.domain.rules import Rules
from storage.affected import Affected
from storage.history import Entry
from storage.questions import Question
from storage.tasks import Task

Blocks = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted. `text` suffices as a notification without the blocks."""

    text: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: their time zone, the names they know people by, where the bot talks to them."""

    zone: ZoneInfo
    names: Mapping[str, str] = field(default_factory=dict)
    dm_channel: str | None = None
    slack_id: str = ""
    """Who they are; nobody alone in a channel."""
    is_in_zone: bool = True
    """Whether all who read it are in that zone; where not, Slack shows each their own."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One task as it stands now, and what a text about it may have to tell."""

    task: Task
    rules: Rules
    reader: Reader
    customer: Customer | None = None
    """Whom the task is about, where they are known by that name."""
    entry: Entry | None = None
    question: Question | None = None
    open_questions: tuple[Question, ...] = ()
    merged_into: Task | None = None
    same_as: Task | None = None
    """The task that ended before with the same problem."""
    alike: tuple[Task, ...] = ()
    """Tasks that may tell of the same, for who is to say so."""
    wish_ended_by: Entry | None = None
    """What answered the wish for more time that the entry tells of."""
    open_wish: Entry | None = None
    """The wish for more time that nothing has answered yet."""
    answer: Entry | None = None
    """What answered the question that the entry tells of."""
    word: Entry | None = None
    """What who works on it has said of it last."""
    cause: Entry | None = None
    """What was said last of its cause."""
    affected: tuple[Affected, ...] = ()
    """Who else waits for it, where a text may name them."""
    others: tuple[Customer, ...] = ()
    """Those of them who are known by name."""
    standstill: Standstill | None = None
    """How long the clocks have stood for answers."""
    stands_since: datetime | None = None
    """Since when both clocks stand for an answer, if they do."""
    called_before: tuple[str, ...] = ()
    """Whom the chain had called before, with nothing said of it in the thread."""
    can_split: bool = True
    """Whether the message that joined may still become a task of its own."""
    is_over: bool = False
    """Whether what the entry reminds of is done, or somebody was reminded of it anew."""
    is_late: bool = False
    """Whether the deadline has passed."""
    is_update_late: bool = False
    """Whether the reporter should have heard something by now."""
    returns: Returns | None = None
    """How often it was back with support, and for how long."""
    next_call: Call | None = None
    """Whom the chain calls next, if nobody accepts."""
