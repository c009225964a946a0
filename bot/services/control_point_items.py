"""What happens to a task while a control point asks about it: it may settle the question.

Called in the transaction of the cause; a task that no round asks about costs nothing here.
"""

from collections.abc import Collection
from datetime import datetime

from bot.domain import control_points as domain
from bot.domain.notices import Audience, Happening, Kind
from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.domain.subjects import Subject
from bot.domain.timers import Reason
from bot.services.desk import Work
from storage import control_points as storage
from storage import outbox, people, timers
from storage.control_points import ControlPoint, Letter
from storage.history import Entry
from storage.outbox import Draft
from storage.tasks import Task
from storage.timers import Alarm

LETTER, REMINDER = Subject.CONTROL_POINT, Subject.CONTROL_POINT_REMINDER
DIGEST, SUMMARY = Subject.CONTROL_POINT_DIGEST, "control_point_summary"
"""What the messages of a round are known by: the words that their rows' subjects begin with."""

_DATES = ("from", "to", "at")
"""The facts that hold what a date was, and what it is now."""

_TOLD_BY_DIGEST = frozenset({Audience.REPORTER, Audience.FOLLOWER})


async def note(work: Work, task: Task, entry: Entry, former: str | None = None) -> None:
    """Write down what an entry means for the round that asks about its task, if one does.

    `former` is the developer who had the task before.
    """
    number = task.control_point_id
    if number is None:
        return
    # Held: of two who settle the last two questions, the later one sees that it was the last.
    point = await storage.get(work.session, number, is_held=True)
    if point.ended_at is not None:
        return
    item = await storage.get_item(work.session, number, task.number)
    is_moved = task.deadline_at != item.deadline_at
    stand = domain.after(item.stand, entry.happening, task.status, is_moved=is_moved)
    is_asked = entry.happening is Happening.HOLDS_ASKED
    is_settling = entry.happening in domain.SETTLES or stand.settled is not item.settled
    if stand == item.stand and not is_asked and not is_settling:
        if entry.happening in domain.SHOWN:
            await show(work, number, {task.assignee})
        return
    item.said, item.settled = stand.said, stand.settled
    item.entry_id = entry.id if is_settling else item.entry_id
    item.asked_at = work.now if is_asked else item.asked_at
    work.session.add(item)
    await work.session.flush()
    if stand.settled is not None and not await storage.count_open(work.session, number):
        end = Alarm(Reason.CONTROL_POINT_END, work.now, subject=str(number))
        await timers.arm(work.session, end)
    # The others' messages say nothing of this task.
    await show(work, number, {task.assignee, former})


async def spare(
    work: Work, task: Task, entry: Entry, told: dict[str, Audience]
) -> dict[str, Audience]:
    """Leave out whom the round tells: who has its message sees it there, others get a digest.

    What cannot wait for its end is told at once.
    """
    if task.control_point_id is None or entry.happening not in domain.TOLD_IN_THE_END:
        return told
    if not await _is_done_in_round(work):
        return told
    point = await storage.get(work.session, task.control_point_id)
    dates = [datetime.fromisoformat(entry.facts[one]) for one in _DATES if one in entry.facts]
    if domain.is_urgent(entry.happening, task.severity, dates, point.closes_at):
        return told
    letters = await storage.list_letters(work.session, task.control_point_id)
    see = {one.recipient for one in letters}
    return {
        slack_id: audience
        for slack_id, audience in told.items()
        if slack_id not in see and audience not in _TOLD_BY_DIGEST
    }


async def _is_done_in_round(work: Work) -> bool:
    """Whether it was done in a message of the round, and not on the card or anywhere else."""
    clicked = await outbox.find_sent(work.session, *work.clicked) if work.clicked else None
    return clicked is not None and clicked.kind is Kind.CONTROL_POINT


def keeper(point: ControlPoint, rules: Rules) -> str:
    """Name who keeps a round: who began it by hand, else (or while they are away) who is on duty."""
    began_by = point.began_by
    return on_duty(rules) if began_by is None or began_by in rules.away else began_by


async def hand_on(work: Work, rules: Rules) -> None:
    """Have the message of an open round go to who has come on duty, if the round is theirs now.

    Whoever had it before can answer all the same. `rules` are those of now.
    """
    point = await storage.find_open(work.session)
    if point is None:
        return
    slack_id = keeper(point, rules)
    await people.note(work.session, [slack_id])
    await storage.hand_to(work.session, point.number, slack_id)
    await show(work, point.number)


async def show(work: Work, number: int, developers: Collection[str | None] | None = None) -> None:
    """Have the messages of the round shown as it stands now; the first time they are posted.

    All of them, or the administrator's and those of these developers.
    """
    shown = [
        one
        for one in await storage.list_letters(work.session, number)
        if developers is None
        or one.audience is Audience.ADMINISTRATOR
        or one.recipient in developers
    ]
    await outbox.put(work.session, [_row(work, one) for one in shown])


def _row(work: Work, letter: Letter) -> Draft:
    word = REMINDER if letter.is_reminder else LETTER
    place = f"dm:{letter.recipient}"
    return Draft(
        dedupe_key=f"{word}:{letter.control_point_id}:{letter.recipient}",
        kind=Kind.CONTROL_POINT,
        conversation=place,
        place=place,
        created_at=work.now,
        due_at=work.now,
        recipient=letter.recipient,
        audience=letter.audience,
        subject=f"{word}:{letter.control_point_id}",
    )
