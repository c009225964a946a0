"""The messages of a control point: one for the administrator, one for each developer."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.control_points import Said, Settled
from bot.domain.lifecycle import Action, Status
from bot.domain.permissions import Deed
from bot.views import board, buttons, texts, words
from bot.views.blocks import Block, actions, button, context, section, sections
from bot.views.scene import Blocks, Message, Reader
from bot.views.telling import at, note
from storage.sheets import Line, Sheet

LINE = 700
"""Characters of one task; a full page of them fits into a message."""


def for_administrator(sheet: Sheet, reader: Reader, *, is_reminder: bool = False) -> Message:
    """Ask whether the dates of all open tasks hold, grouped by who works on them."""
    head = _over(sheet) if sheet.point.ended_at else _asking(sheet, reader, is_reminder)
    blocks, named = sections([head]), object()
    for line in sheet.lines:
        if line.task.assignee != named:
            named = line.task.assignee
            blocks.append(context(_developer(sheet, line, reader)))
        blocks += _line(sheet, line, reader, _for_administrator(sheet, line, reader))
    return Message(texts.as_notification(_gist(head, sheet)), [*blocks, *_pages(sheet)])


def for_developer(sheet: Sheet, reader: Reader, *, is_reminder: bool = False) -> Message:
    """Ask a developer whether their dates hold; the administrator confirms."""
    head = _over_theirs(sheet) if sheet.point.ended_at else _theirs(sheet, reader, is_reminder)
    blocks = sections([head])
    for line in sheet.lines:
        blocks += _line(sheet, line, reader, _for_developer(sheet, line))
    return Message(texts.as_notification(_gist(head, sheet)), [*blocks, *_pages(sheet)])


def begins(count: int) -> Message:
    """Answer who has a round begin."""
    return note(f"The control point begins: {_count(count)}. Your message is on its way.")


def state(next_at: datetime | None, closes_at: datetime | None, reader: Reader) -> Message:
    """Say whether a round is open, and when the next one begins."""
    running = (
        f"A control point is open until {texts.date(closes_at, reader)}. " if closes_at else ""
    )
    coming = f"The next one begins {texts.date(next_at, reader)}." if next_at else ""
    more = "`/critical control-point now` begins one now, for administrators."
    return note(f"{running}{coming} {more}")


def _asking(sheet: Sheet, reader: Reader, is_reminder: bool) -> str:
    left, until = sheet.total - sheet.done, texts.date(sheet.point.closes_at, reader)
    if not left:
        return f"*Control point:* all {sheet.total} are decided. Everybody is told."
    progress = f"*{sheet.done} of {sheet.total}* decided, until {until}."
    if is_reminder:
        return (
            f"*Control point:* {_count(left)} still {_needs(left)} your word. {progress} "
            "What nobody answers is reported as not confirmed."
        )
    return (
        f"*Control point:* {_count(sheet.total)} open, do the dates hold? {progress} "
        "Nobody gets a message for each; at the end every reporter hears once."
    )


def _over(sheet: Sheet) -> str:
    silent = sheet.counts.get(Settled.UNCONFIRMED, 0)
    unsaid = f" {silent} closed as not confirmed: nobody answered in time." if silent else ""
    return f"*Control point is over:* {sheet.total - silent} of {sheet.total} decided.{unsaid}"


def _theirs(sheet: Sheet, reader: Reader, is_reminder: bool) -> str:
    left, until = sheet.total - sheet.done, texts.date(sheet.point.closes_at, reader)
    who = texts.name(sheet.administrator, reader)
    if not sheet.total:
        return "*Control point:* nothing of yours is asked about any more."
    if not left:
        return f"*Control point:* you answered everything, thank you. {who} confirms."
    progress = f"*{sheet.done} of {sheet.total}* answered, until {until}."
    if is_reminder:
        dates = "date" if left == 1 else "dates"
        return f"*Control point:* {who} still waits for your word on {left} {dates}. {progress}"
    dates = "does the date" if sheet.total == 1 else "do the dates"
    return f"*Control point:* {sheet.total} of yours: {dates} hold? {progress} {who} confirms."


def _over_theirs(sheet: Sheet) -> str:
    if sheet.done == sheet.total:
        return "*Control point is over:* you answered everything, thank you."
    return f"*Control point is over:* you answered {sheet.done} of {sheet.total}."


def _gist(head: str, sheet: Sheet) -> str:
    keys = ", ".join(line.task.key for line in sheet.lines[:5])
    return f"{head.replace('*', '')} {keys}".strip()


def _count(number: int) -> str:
    return "1 task" if number == 1 else f"{number} tasks"


def _needs(number: int) -> str:
    return "needs" if number == 1 else "need"


def _developer(sheet: Sheet, line: Line, reader: Reader) -> str:
    who = line.task.assignee
    if who is None:
        return "*Nobody yet*"
    if who not in sheet.rules.away:
        return f"*{texts.name(who, reader)}*"
    until = sheet.rules.away[who]
    away = f"away until {texts.date(until, reader)}" if until else "away"
    return f"*{texts.name(who, reader)}*, {away}: not asked"


def _line(sheet: Sheet, line: Line, reader: Reader, elements: list[Block]) -> Blocks:
    said = " ".join(_said(line, reader))
    shown = texts.clip(f"{board.row(line.task, reader, sheet.now)}\n{said}".strip(), LINE)
    return [section(shown), *actions(elements)]


def _said(line: Line, reader: Reader) -> Iterator[str]:
    """Say how it was settled, or else what is known so far."""
    if line.item.settled is not None:
        yield settled(line, reader)
        return
    whose = line.task.assignee or ""
    who = texts.subject(whose, reader) if whose else "Nobody"
    if line.task.waiting_since is not None:
        since = texts.date(line.task.waiting_since, reader)
        yield f"Its clock stands since {since}, for an answer; the date moves by as long."
    if line.wish is not None:
        to_at = at(line.wish, "to")
        until = texts.date(to_at, reader) if to_at else "more time"
        why = texts.quoted(str(line.wish.facts.get("reason", "")), 300)
        asks = "ask" if whose and whose == reader.slack_id else "asks"
        yield f"{who} {asks} for {until}, because {why}"
    elif line.item.said is Said.HOLDS:
        yield f"{who}: it holds."
    elif line.item.asked_at is not None:
        yield f"{texts.doing([whose], reader, 'has been asked', 'have been asked')}."


def settled(line: Line, reader: Reader) -> str:
    """Say how the question whether the date holds was settled."""
    by = texts.date(line.task.deadline_at, reader)
    if line.item.settled is Settled.OVER:
        return f"✓ {words.state(line.task)}."
    if line.item.settled is Settled.UNCONFIRMED:
        return _unconfirmed(line, reader)
    if line.item.settled is Settled.HOLDS:
        return f"✓ Holds: {by}."
    return f"✓ Moved from {texts.date(line.item.deadline_at, reader)} to {by}."


def _unconfirmed(line: Line, reader: Reader) -> str:
    """Say what a date is left with that nobody confirmed: the developer may have said something."""
    whose = [line.task.assignee or ""]
    if line.item.said is Said.HOLDS:
        says = texts.doing(whose, reader, "says", "say")
        return f"{says} that it holds; it was not confirmed in time."
    if line.item.said is Said.MORE_TIME:
        asked = texts.doing(whose, reader, "asked", "asked")
        return f"{asked} for more time; it was not answered in time."
    return "Not confirmed: nobody answered in time."


def _for_administrator(sheet: Sheet, line: Line, reader: Reader) -> list[Block]:
    """Show what fits the task: an answer to the wish that is open, somebody for what nobody has."""
    if sheet.point.ended_at or line.item.settled is not None:
        return []
    if line.wish is not None:
        answers = buttons.for_time_asked(line.task, line.wish.id or 0)
        return answers[:-1] if board.is_overdue(line.task, sheet.now) else answers
    if line.task.status is Status.NEW:
        return buttons.fitting(line.task, (buttons.ACCEPT, buttons.ASSIGN, buttons.MOVE))
    return [*_dates(sheet, line), *_people(sheet, line, reader)]


def _dates(sheet: Sheet, line: Line) -> list[Block]:
    value = str(line.task.number)
    shown = [button("Move…", Deed.MOVE_DEADLINE.value, value)]
    if not board.is_overdue(line.task, sheet.now):
        # A date that has passed cannot hold any more.
        shown.insert(0, button("Holds", Deed.CONFIRM_DEADLINE.value, value, "primary"))
    return shown


def _people(sheet: Sheet, line: Line, reader: Reader) -> list[Block]:
    value, who = str(line.task.number), line.task.assignee
    if who is None or who in sheet.rules.away:
        return [button("Assign…", Action.ASSIGN.value, value)]
    is_asked = line.item.asked_at is not None or line.item.said is not None
    if is_asked or not buttons.MORE_TIME.fits(line.task.status):
        return []
    return [button(f"Ask {texts.plain_name(who, reader)}", Deed.ASK_HOLDS.value, value)]


def _for_developer(sheet: Sheet, line: Line) -> list[Block]:
    is_over = sheet.point.ended_at or line.item.settled is not None or line.wish is not None
    if is_over:
        return []
    cannot = line.item.said is Said.HOLDS or board.is_overdue(line.task, sheet.now)
    shown = (buttons.MORE_TIME, buttons.FIX) if cannot else buttons.DOES_IT_HOLD
    return buttons.fitting(line.task, shown)


def _pages(sheet: Sheet) -> Blocks:
    if sheet.pages == 1:
        return []
    here = sheet.point.number
    before = button("Previous", "control_point_previous", f"{here}:{sheet.page - 1}")
    after = button("Next", "control_point_next", f"{here}:{sheet.page + 1}")
    shown = ([before] if sheet.page > 1 else []) + ([after] if sheet.page < sheet.pages else [])
    return [context(f"Page {sheet.page} of {sheet.pages}"), *actions(shown)]
