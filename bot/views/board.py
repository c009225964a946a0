"""What people see who look: their tasks, all open tasks, the help, the answer to raising."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.domain.lifecycle import UNFINISHED
from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.domain.severity import Severity
from bot.views import buttons, captured, texts
from bot.views.blocks import actions, context, section, sections
from bot.views.details import details
from bot.views.scene import Message, Reader, Scene
from bot.views.standing import administrator
from bot.views.words import MARKS, MEANINGS, state
from storage.tasks import Task

__all__ = ["PAGE_SIZE", "Place", "board", "details", "help_text", "mine", "raised_answer", "row"]

PAGE_SIZE = 15


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of how many tasks; `is_more` where they were not counted to the end."""

    page: int
    total: int
    is_more: bool = False

    @property
    def count(self) -> str:
        """Say how many tasks there are."""
        return f"more than {self.total}" if self.is_more else str(self.total)

    @property
    def last(self) -> int:
        """The last page that is known to be there."""
        return max(1, -(-self.total // PAGE_SIZE)) + int(self.is_more)

    @override
    def __str__(self) -> str:
        """Say which page it is, if there are several."""
        if self.is_more:
            return f" (page {self.page})"
        return f" (page {self.page} of {self.last})" if self.last > 1 else ""


def mine(tasks: Sequence[Task], place: Place, reader: Reader, now: datetime) -> Message:
    """List what the person raised, follows or has to fix."""
    if not place.total:
        nothing = "You have raised nothing, follow nothing, and nothing is assigned to you. "
        return Message(f"{nothing}`/critical` raises a task.", [section(f"{nothing}{_RAISE}")])
    head = f"Your tasks: {place.count}"
    return _page("mine", head, [row(task, reader, now) for task in tasks], place)


def board(tasks: Sequence[Task], place: Place, reader: Reader, now: datetime) -> Message:
    """List the open tasks, in the order in which they are given."""
    if not place.total:
        return Message("No task is open.", [section(f"No task is open. {_RAISE}")])
    head = f"Open tasks: {place.count}"
    overdue = sum(is_overdue(task, now) for task in tasks)
    marked = f"{head}, {overdue} of these overdue" if overdue else head
    return _page("board", marked, [row(task, reader, now) for task in tasks], place)


def row(task: Task, reader: Reader, now: datetime) -> str:
    """Show a task in two lines: what, and how it stands."""
    facts = [f"Severity {task.severity.value}", state(task), *_marks(task)]
    if task.assignee or task.is_open:
        facts.append(texts.name(task.assignee, reader) if task.assignee else "nobody yet")
    if task.status in UNFINISHED:
        by = texts.date(task.deadline_at, reader)
        stands = ", the clock stands" if task.is_waiting else ""
        is_late = is_overdue(task, now)
        facts.append(f"*overdue since {by}*" if is_late else f"by {by}{stands}")
    if task.returned_because is not None and task.status in UNFINISHED:
        facts.append("*back with support*")
    title = texts.title(task, 160)
    return f"{MARKS[task.severity]} *{texts.key(task)}* · {title}\n{' · '.join(facts)}"


def _marks(task: Task) -> list[str]:
    marks = (("VIP", task.is_vip), ("custom code", task.has_custom_code))
    return [mark for mark, is_so in marks if is_so]


def raised_answer(scene: Scene) -> Message:
    """Answer who raised a task from anywhere but the critical channel."""
    task = scene.task
    text = (
        f"{texts.key(task)} is in, severity {task.severity.value}: {texts.title(task)}. "
        f"{administrator(scene)} has been called. "
        f"The card is in <#{scene.task.channel}>; I tell you about every step."
    )
    read, asked = captured.understood(scene), captured.did_you_mean(task)
    shown = [section(text), *([section(read)] if read else []), *asked]
    return Message(texts.as_notification(f"{text} {read}".strip()), shown)


_HEARING = (
    "*Hear what you want, when you want it*",
    "*Follow* on a card, or 👀, tells you every step; *Me too…* adds your customer to the task",
    "`? text` in a task's thread asks its reporter, if you develop or administer",
    "`/critical quiet 18:00-09:00` keeps what can wait for the end; severity 4 comes at once",
    "*Why did I get this?* behind the three dots of each message, with *Mute this kind*",
)


_LOOKING = (
    "*Look*",
    "`/critical mine` shows what you raised, follow or have to fix",
    "`/critical board` shows every open task, the worst first",
    "`/critical CRIT-12` shows all that is known of a task, `CRIT-12 export` sends it as a file",
    "`/critical apps` lists applications; with a name, who knows it and its runbooks",
    "`/critical causes` shows which problems come back, why, and what would prevent them",
    "`/critical customers find acme` tells all that is known of a customer, and what is open",
    "*Follow* on a card tells you of every step, *Me too…* adds a customer who has it, too",
    "`/critical duty` shows who is on duty, the backups, and who is away; `duty rota` plans it",
    "`/critical unreached` shows administrators who could not be told of what",
    "`/critical control-point` says when all dates are confirmed next; `control-point now` begins it",
    "“any news?”, in a task's thread, in the channel or to me, is answered to you alone",
)


def help_text(rules: Rules, reader: Reader) -> Message:
    """Say what can be done, and who is there."""
    duty = texts.name(on_duty(rules), reader)
    channel = f"<#{rules.critical_channel}>"
    severities = [
        f"{MARKS[level]} {level.value} · {MEANINGS[level]}"
        for level in sorted(Severity, reverse=True)
    ]
    raising = [
        "*Raise a task*",
        f"Write it into {channel}, or use one of these:",
        "`/critical Checkout is down for Acme` raises it from anywhere",
        "`/critical` opens the form",
        "*Escalate to development*, in the menu of any message, raises that message",
        "`sev3`, `s3` or `severity 3` in the text sets the severity; without it, it is 4",
    ]
    asking = [
        "*Ask*",
        "*Ask reporter…* on the card, or `? which browser?` in a task’s thread",
    ]
    presence = [
        "*Be away*",
        "`/critical away until monday`, `away for 3 days`, or `away` until you are back",
        "`/critical back` ends it",
    ]
    parts = (raising, _LOOKING, asking, presence, _HEARING, ["*Severity*", *severities])
    blocks = [section("\n".join(part)) for part in parts]
    duty_line = f"{duty} is on duty. You are told about every step and need not ask."
    text = f"Write into {channel}, or `/critical <text>`, to raise a task. {duty_line}"
    return Message(text.replace("<text>", "…"), [*blocks, context(duty_line)])


def _page(list_: str, head: str, rows: Sequence[str], place: Place) -> Message:
    head += str(place)
    first = texts.as_notification(rows[0].replace("\n", ", ")) if rows else ""
    return Message(
        f"{head}. {texts.clip(first, 300)}",
        [
            *sections([f"*{head}*"]),
            *(section(texts.clip(text, 600)) for text in rows),
            *actions(buttons.pages(list_, place.page, place.last)),
        ],
    )


def is_overdue(task: Task, now: datetime) -> bool:
    """Say whether the promise is broken; while a question is open, the clock stands."""
    return task.status in UNFINISHED and not task.is_waiting and task.deadline_at < now


_RAISE = "`/critical` raises one."
