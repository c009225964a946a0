"""A task, its people and its rules, for the texts to be made of."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.domain.questions import OF_QUESTIONS
from bot.domain.rules import Developer, Rules
from bot.domain.severity import Severity
from bot.views.scene import Message, Reader, Scene
from storage.history import Entry
from storage.questions import Question
from storage.tasks import Size, Source, Task
from tests.views.happened import ACTORS, AFTER, DEADLINE, FACTS, LATER, NOW

__all__ = [
    "BERLIN",
    "DEADLINE",
    "LATER",
    "LINK",
    "NAMES",
    "NASTY",
    "NOW",
    "READER",
    "RULES",
    "a_question",
    "a_scene",
    "a_task",
    "after",
    "an_entry",
    "everything",
    "labels",
    "parts",
    "strings",
]

BERLIN = ZoneInfo("Europe/Berlin")
NAMES = {
    "U0ADA": "Ada",
    "U0BEN": "Ben",
    "U0IVAN": "Ivan",
    "U0DANA": "Dana",
    "U0KIM": "Kim",
    "U0SAM": "Sam",
}
READER = Reader(BERLIN, NAMES)
LINK = "https://acme.slack.com/archives/C0CRITICAL/p1"
RULES = Rules(
    critical_channel="C0CRITICAL",
    administrators=("U0ADA", "U0BEN"),
    developers=(Developer("U0IVAN", 5), Developer("U0DANA", 3)),
    time_zone="Europe/Berlin",
    customers=(Customer("Acme", Importance.VIP, custom_code=CustomCode()),),
)
NASTY = (
    "<!channel>",
    "<@U1> <#C1|general> <!subteam^S1>",
    "a|b <https://evil.example|bank.example> & co",
    "https://a.example/x|y<z>?q=1&r=2 @here",
    "word " * 2000,
    "x" * 10_000,
    "&<>" * 4000,
    "https://a.example/" + "y" * 6000,
    "الدفع لا يعمل منذ الصباح\nעברית",
    "🔥",
    "*_~`>\n> quote\n```code",
    "\x00\ud800 nul \u202eright",
    "\n" * 50 + "a\n" * 3000,
)


def a_task(status: Status = Status.NEW, **changes: Any) -> Task:  # noqa: ANN401 -- columns
    """Make a task as it stands in the status."""
    has_assignee = status not in {Status.NEW, Status.ACCEPTED, Status.WITHDRAWN}
    is_fixed = status in {Status.FIXED, Status.CLOSED}
    known: dict[str, Any] = {
        "id": 12,
        "status": status,
        "severity": Severity.STOPPED,
        "title": "Checkout is down for Acme",
        "description": "Checkout is down for Acme\n500 on pay since 10:05, all their users.",
        "customer": "acme",
        "reporter": "U0SAM",
        "assignee": "U0IVAN" if has_assignee else None,
        "size": Size.MEDIUM if has_assignee else None,
        "accepted_by": "U0ADA",
        "merged_into": 2 if status is Status.MERGED else None,
        "for_customer": "It works again." if is_fixed else None,
        "ended_because": "It is meant to be so." if status is Status.DECLINED else None,
        "raised_at": NOW,
        "fixed_at": NOW + timedelta(hours=3, minutes=20) if is_fixed else None,
        "deadline_at": DEADLINE,
        "next_update_at": NOW + timedelta(hours=1),
        "source": Source.MESSAGE,
        "channel": "C0CRITICAL",
        "card_link": LINK,
    }
    return Task(**(known | changes))


def a_scene(task: Task | None = None, **changes: Any) -> Scene:  # noqa: ANN401 -- fields
    """Make the scene of a task."""
    other = a_task(id=2, title="Payments fail everywhere")
    known: dict[str, Any] = {
        "rules": RULES,
        "reader": READER,
        "merged_into": other,
        "customer": RULES.customers[0],
    }
    return Scene(task=task or a_task(), **(known | changes))


def an_entry(happening: Happening, words: str = "As said.", **facts: Any) -> Entry:  # noqa: ANN401
    """Make a history entry with the facts that go with it; `words` are what a person typed."""
    known = FACTS[happening] | facts
    written = {name: _filled(value, words) for name, value in known.items()}
    return Entry(
        id=77,
        task_id=12,
        at=NOW + timedelta(minutes=5),
        actor=ACTORS.get(happening, "U0ADA"),
        happening=happening,
        facts=written,
    )


def _filled(value: object, words: str) -> object:
    if isinstance(value, dict):
        return {key: _filled(below, words) for key, below in value.items()}
    return words if value == "words" else value


def a_question(text: str = "Which browser do they use?", **changes: Any) -> Question:  # noqa: ANN401
    """Make a question from Ivan to Sam."""
    known: dict[str, Any] = {
        "id": 5,
        "task_id": 12,
        "asked_by": "U0IVAN",
        "asked_to": "U0SAM",
        "asked_at": NOW,
    }
    return Question(text=text, **(known | changes))


def everything(message: Message) -> str:
    """Put together all that a person can read of a message."""
    return message.text + "\n" + "\n".join(strings(message.blocks))


def strings(part: object) -> list[str]:
    """List every text under a `text` key, however deep."""
    if isinstance(part, list):
        return [text for item in part for text in strings(item)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [text for value in part.values() for text in strings(value)]


def parts(part: object, kind: str) -> list[dict[str, Any]]:
    """List every object of this type, however deep."""
    if isinstance(part, list):
        return [found for item in part for found in parts(item, kind)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("type") == kind else []
    return own + [found for value in part.values() for found in parts(value, kind)]


def labels(blocks: object) -> list[str]:
    """Name the buttons by what stands on them."""
    return [str(button["text"]["text"]) for button in parts(blocks, "button")]


def after(happening: Happening, words: str = "As said.", **task: Any) -> Scene:  # noqa: ANN401
    """Make the scene right after a happening."""
    status = AFTER.get(happening, Status.IN_PROGRESS)
    is_about_question = happening in OF_QUESTIONS
    return a_scene(
        a_task(status, **task),
        entry=an_entry(happening, words),
        question=a_question(words) if is_about_question else None,
    )
