"""Which buttons a task has in a status: read from the life of a task, never kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.lifecycle import Action, Status, possible
from bot.domain.permissions import PERMISSIONS, Deed
from bot.views import texts
from bot.views.blocks import Block, button, option, overflow
from storage.questions import Question
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Button:
    """What is clicked, and what the click does; its action_id is the verb."""

    label: str
    does: Action | Deed
    style: str | None = None

    def fits(self, status: Status) -> bool:
        """Say whether somebody may do it from this status."""
        if isinstance(self.does, Action):
            return self.does in possible(status)
        return status in PERMISSIONS[self.does].statuses

    def show(self, task: Task) -> Block:
        """Make the button of this task."""
        return button(self.label, self.does.value, str(task.number), self.style)


ACCEPT = Button("Accept", Action.ACCEPT, "primary")
ASSIGN = Button("Assign…", Action.ASSIGN)
REASSIGN = Button("Reassign…", Action.ASSIGN)
TAKE = Button("Take it", Action.TAKE)
START = Button("Start", Action.START, "primary")
FIX = Button("Fixed…", Action.FIX)
MORE_TIME = Button("Need more time…", Deed.ASK_FOR_TIME)
ASK = Button("Ask reporter…", Deed.ASK)
WITHDRAW = Button("Not a task", Action.WITHDRAW)
WORKS = Button("Works", Action.CONFIRM, "primary")
STILL_BROKEN = Button("Still broken…", Action.REOPEN)
REOPEN = Button("Reopen…", Action.REOPEN)
FOLLOW = Button("Follow", Deed.FOLLOW)
UNFOLLOW = Button("Unfollow", Deed.UNFOLLOW)
ME_TOO = Button("Me too…", Deed.ME_TOO)
BRING_BACK = Button("Bring it back…", Action.REVIVE)
ON_TRACK = Button("On track", Deed.SAY_ON_TRACK, "primary")
BLOCKED = Button("Blocked…", Deed.SAY_BLOCKED)
MOVE = Button("Move deadline…", Deed.MOVE_DEADLINE)
HOLDS = Button("Holds", Deed.SAY_HOLDS, "primary")
CAUSE = Button("Cause…", Deed.SAY_CAUSE)
TELL = Button("Tell the rest…", Deed.TELL)
RETURN = Button("Back to support…", Deed.RETURN)
WORKAROUND = Button("Workaround…", Deed.SET_WORKAROUND)
PUT_RIGHT = Button("Put right…", Deed.CORRECT)

CARD = (ACCEPT, ASSIGN, TAKE, START, FIX, ASK, WITHDRAW, WORKS, STILL_BROKEN, BRING_BACK)
OF_ASSIGNEE = (START, FIX, MORE_TIME, ASK)
HOW_IT_GOES = (ON_TRACK, MORE_TIME, BLOCKED, FIX)
DOES_IT_HOLD = (HOLDS, MORE_TIME)
WHEN_LATE = (MORE_TIME, BLOCKED, FIX)
"""Once the deadline has passed, nothing is on track."""

MENU = (
    Button("Change severity…", Deed.SET_SEVERITY),
    MOVE,
    Button("Merge…", Action.MERGE),
    Button("Decline…", Action.DECLINE),
    UNFOLLOW,
)
OF_ANYBODY = (FOLLOW, ME_TOO)
SAID = (PUT_RIGHT, TELL, WORKAROUND, RETURN, CAUSE)
"""What is said about a task without moving it: buttons, for a second ⋯ would look like the first."""
FEWEST_IN_A_MENU = 2
MOST_QUESTIONS = 5


def fitting(task: Task, candidates: Sequence[Button]) -> list[Block]:
    """Show the buttons that fit the task's status now."""
    return [one.show(task) for one in candidates if one.fits(task.status)]


def menu(task: Task) -> list[Block]:
    """Show the menu behind the three dots, if it holds anything."""
    options = _options(task, MENU)
    return [overflow(options)] if len(options) >= FEWEST_IN_A_MENU else []


def _options(task: Task, candidates: Sequence[Button]) -> list[Block]:
    return [
        option(one.label, f"{one.does.value}:{task.number}")
        for one in candidates
        if one.fits(task.status)
    ]


def of_question(question: int, *, is_open: bool) -> list[Block]:
    """Show what can be done about a question; of a finished task it can only be answered."""
    value = str(question)
    answering = [button("Answer…", "answer", value, "primary")]
    otherwise = [
        button("Ask someone else…", "pass_on", value),
        button("The customer does not answer", "customer_silent", value),
    ]
    return answering + (otherwise if is_open else [])


def take_back(asked: Sequence[Question]) -> list[Block]:
    """Show, for each open question, the way to end it without an answer."""
    one = "Take question back"
    labels = [one if len(asked) == 1 else f"Take back: {texts.one_line(q.text, 40)}" for q in asked]
    return [
        button(label, "take_back", str(question.number))
        for label, question in zip(labels[:MOST_QUESTIONS], asked, strict=False)
    ]


def for_time_asked(task: Task, wish: int) -> list[Block]:
    """Show what can be said to the wish for more time, by the history entry that holds it."""
    if not MORE_TIME.fits(task.status):
        return []
    value = f"{task.number}:{wish}"
    return [
        button("Agree", "agree", value, "primary"),
        button("Another date…", "another_date", value),
        button("Keep it", "keep_deadline", value),
    ]


def reassign(task: Task) -> Block | None:
    """Show the button that gives a task to somebody else, if it can be given."""
    return REASSIGN.show(task) if REASSIGN.fits(task.status) else None


def make_own(task: Task, channel: str, ts: str) -> list[Block]:
    """Show the button that takes a message out of the task again."""
    return [button("Make it a task of its own", "split", f"{task.number}:{channel}:{ts}")]


def pages(place: str, page: int, last: int) -> list[Block]:
    """Show the ways to the pages before and after."""
    before = button("Previous", "page_previous", f"{place}:{page - 1}")
    after = button("Next", "page_next", f"{place}:{page + 1}")
    return ([before] if page > 1 else []) + ([after] if page < last else [])
