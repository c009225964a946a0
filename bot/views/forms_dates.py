"""The forms that hold a deadline: assign, move it, ask for time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.deadlines import Choice, Offer
from bot.domain.rules import Rules
from bot.domain.ties import Closeness, Tie
from bot.views import fields, texts
from bot.views.blocks import Block, option
from bot.views.fields import Typed, View
from bot.views.forms_words import BECAUSE, FOR_CUSTOMER, needed_reason
from bot.views.origin import Origin
from bot.views.scene import Reader
from bot.views.words import SIZES
from storage.tasks import ROOM, Size

_LATER = {
    Choice.BY_SEVERITY: "By severity",
    Choice.IN_2_HOURS: "In 2 hours",
    Choice.TODAY: "Today",
    Choice.TOMORROW: "Tomorrow",
    Choice.DAY_AFTER_TOMORROW: "Day after tomorrow",
    Choice.IN_A_WEEK: "In a week",
}


@dataclass(frozen=True, slots=True)
class DeveloperOffer:
    """A developer, and what they carry."""

    slack_id: str
    open_tasks: int
    next_due: datetime | None
    room: int
    is_away: bool = False
    away_until: datetime | None = None
    ties: tuple[Tie, ...] = ()
    wished_by: str | None = None
    """Who asked for them, where somebody did."""


@dataclass(frozen=True, slots=True)
class AssignFields:
    """Who gets it, how large it is, and by when."""

    developer: str
    size: Size
    choice: Choice
    exactly: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class MoveFields:
    """To when, why, and what the customer is told."""

    choice: Choice
    exactly: datetime | None
    reason: str
    for_customer: str | None


@dataclass(frozen=True, slots=True)
class TimeFields:
    """Until when time is asked for, why, and what the customer could be told."""

    choice: Choice
    exactly: datetime | None
    reason: str
    for_customer: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """More time that somebody asked for: until when, why, and what the customer could be told."""

    by: str
    at: datetime
    reason: str
    for_customer: str


def assign_form(
    origin: Origin,
    developers: Sequence[DeveloperOffer],
    offers: Sequence[Offer],
    rules: Rules,
    reader: Reader,
    size: Size = Size.MEDIUM,
) -> View:
    """Ask who fixes it by when; the developers come in the order in which they are given."""
    note = Typed("Note", "What helps to begin", is_optional=True)
    blocks = [
        fields.field("Developer", fields.select([developer(one, reader) for one in developers])),
        fields.field("Size", _sizes(size), hint="How much of the developer's room it takes."),
        *_deadline(offers, rules, reader),
        fields.typed(note),
    ]
    return fields.modal("assign", "Assign", "Assign", origin, blocks)


def read_assign(view: View) -> AssignFields:
    """Read the form. Raises FieldProblem."""
    choice, exactly = _read_deadline(view)
    return AssignFields(
        fields.read_option(view, "developer", "Choose who fixes it."),
        Size(fields.read_option(view, "size", "Say how large it is.")),
        choice,
        exactly,
        fields.read_text(view, "note"),
    )


def move_deadline_form(
    origin: Origin,
    offers: Sequence[Offer],
    rules: Rules,
    reader: Reader,
    deadline: datetime,
    asked: Asked | None = None,
) -> View:
    """Ask to when the deadline moves from what it is, and why.

    `asked` is what somebody asked for: it is chosen first, with their words.
    """
    reason, for_customer = (asked.reason, asked.for_customer) if asked else ("", "")
    first = _as_asked(asked, reader) if asked else None
    blocks = [
        *_deadline(offers, rules, reader, Choice.BY_SEVERITY, deadline, first),
        fields.typed(replace(BECAUSE, initial=reason)),
        fields.typed(replace(FOR_CUSTOMER, initial=for_customer)),
    ]
    return fields.modal("move_deadline", "Move deadline", "Move", origin, blocks)


def read_move_deadline(view: View) -> MoveFields:
    """Read the form. Raises FieldProblem."""
    choice, exactly = _read_deadline(view)
    reason = needed_reason(view, "Say why the date moves.")
    return MoveFields(choice, exactly, reason, fields.read_text(view, "for_customer"))


def ask_for_time_form(
    origin: Origin, offers: Sequence[Offer], rules: Rules, reader: Reader, deadline: datetime
) -> View:
    """Ask the assignee how much time they need, and why; less than they have is not offered first.

    So one sentence is enough: the reason.
    """
    words = (fields.typed(BECAUSE), fields.typed(FOR_CUSTOMER))
    later = _first_later(offers, deadline)
    blocks = [*_deadline(offers, rules, reader, later, deadline), *words]
    return fields.modal("ask_for_time", "More time", "Ask", origin, blocks)


def read_ask_for_time(view: View) -> TimeFields:
    """Read the form. Raises FieldProblem."""
    choice, exactly = _read_deadline(view)
    reason = needed_reason(view, "Say why it takes longer.")
    return TimeFields(choice, exactly, reason, fields.read_text(view, "for_customer"))


def developer(offer: DeveloperOffer, reader: Reader) -> Block:
    """Show what the developer carries; a long name gives way to the numbers."""
    due = f", next due {texts.plain_date(offer.next_due, reader.zone)}" if offer.next_due else ""
    room = f"room for {offer.room}" if offer.room > 0 else "no room"
    load = f" · {offer.open_tasks} open{due} · {room}"
    if offer.is_away:
        load = f" · {texts.away(offer.away_until, reader.zone)} · {offer.open_tasks} open · {room}"
    name = texts.plain_name(offer.slack_id, reader, 75 - len(load))
    return option(name + load, offer.slack_id, _near(offer, reader))


def _near(offer: DeveloperOffer, reader: Reader) -> str:
    """Say what ties the developer to the task."""
    told = [_TIES[tie.closeness].format(tie.what) for tie in offer.ties if tie.what]
    if offer.wished_by is not None:
        told.append(f"wished by {texts.plain_name(offer.wished_by, reader)}")
    return " · ".join(told)


_TIES: Mapping[Closeness, str] = {
    Closeness.OWNS_COMPONENT: "owns {}",
    Closeness.OWNS_APPLICATION: "owns {}",
    Closeness.DEVELOPS: "develops {}",
}


def _sizes(initial: Size) -> Block:
    options = {size: option(f"{SIZES[size]}, takes {ROOM[size]}", size.value) for size in Size}
    return fields.select(list(options.values()), options[initial])


def _deadline(
    offers: Sequence[Offer],
    rules: Rules,
    reader: Reader,
    chosen: Choice = Choice.BY_SEVERITY,
    deadline: datetime | None = None,
    first: Block | None = None,
) -> list[Block]:
    dated = [offer for offer in offers if offer.choice is not Choice.EXACTLY]
    options = [option(_offered(offer, rules, reader), offer.choice.value) for offer in dated]
    options.append(option("Exactly · as set below", Choice.EXACTLY.value))
    initial = next((one for one in options if one["value"] == chosen.value), options[0])
    if first is not None:
        options, initial = [first, *options], first
    exactly = "If you set a date and time here, it counts."
    now = f"It is {texts.plain_date(deadline, reader.zone)} now." if deadline else ""
    return [
        fields.field("Deadline", fields.select(options, initial), hint=now),
        fields.field("Exactly", {"type": "datetimepicker"}, is_optional=True, hint=exactly),
    ]


def _first_later(offers: Sequence[Offer], deadline: datetime) -> Choice:
    return next((offer.choice for offer in offers if offer.at > deadline), Choice.EXACTLY)


def _as_asked(asked: Asked, reader: Reader) -> Block:
    """Offer just the date that was asked for."""
    who, at = texts.plain_name(asked.by, reader), texts.plain_date(asked.at, reader.zone)
    return option(f"As {who} asked · {at}", f"{Choice.EXACTLY.value}:{asked.at.isoformat()}")


def _offered(offer: Offer, rules: Rules, reader: Reader) -> str:
    label = _LATER[offer.choice]
    if offer.moved:
        label = f"{label}, moved to the next working day"
    elif offer.choice is Choice.TODAY:
        label = f"{label} {_closing(offer, rules, reader)}"
    return f"{label} · {texts.plain_date(offer.at, reader.zone)}"


def _closing(offer: Offer, rules: Rules, reader: Reader) -> str:
    """Say when work ends; an hour on the team's wall clock would mislead in another zone."""
    end = rules.working_hours.end
    theirs = offer.at.astimezone(ZoneInfo(rules.time_zone)).utcoffset()
    is_same_zone = theirs == offer.at.astimezone(reader.zone).utcoffset()
    return f"{end:%H:%M}" if is_same_zone else "at the end of work"


def _read_deadline(view: View) -> tuple[Choice, datetime | None]:
    """Read the choice; who sets an exact time means it, whatever the list above it says."""
    exactly = fields.read_instant(view, "exactly")
    chosen, _, at = fields.read_option(view, "deadline", "Choose a deadline.").partition(":")
    if exactly is None and at:
        exactly = datetime.fromisoformat(at)
    return (Choice(chosen), None) if exactly is None else (Choice.EXACTLY, exactly)
