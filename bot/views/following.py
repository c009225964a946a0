"""Following a task, and saying that it affects others too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.following import Part
from bot.views import buttons, fields, texts
from bot.views.blocks import Block, actions, section
from bot.views.fields import FieldProblem, Typed, View
from bot.views.notices_following import count, named
from bot.views.origin import Origin
from bot.views.scene import Message, Reader
from storage.affected import Affected
from storage.tasks import Task

LONGEST = 150


@dataclass(frozen=True, slots=True)
class AffectedFields:
    """Who else is affected; at least one of the two."""

    customer: str | None
    ticket: str | None


def answer(task: Task, part: Part) -> Message:
    """Say to somebody what they hear of a task from now on."""
    text = _ANSWERS[part](texts.key(task), texts.title(task, 80))
    wanted: list[Block] = []
    if part in {Part.FOLLOWS_NOW, Part.FOLLOWS_ALREADY}:
        wanted = buttons.fitting(task, [buttons.UNFOLLOW])
    if part is Part.FOLLOWS_NO_MORE:
        wanted = buttons.fitting(task, [buttons.FOLLOW])
    return Message(texts.as_notification(text), [section(text), *actions(wanted)])


def me_too_form(origin: Origin) -> View:
    """Ask who else is affected."""
    hint = "You hear of every step from now on, and the card counts who waits for it."
    customer = Typed("Customer", "Globex", is_optional=True, is_long=False, most=LONGEST)
    ticket = Typed(
        "Ticket", "5512, or its address", is_optional=True, is_long=False, hint=hint, most=LONGEST
    )
    return fields.modal(
        "me_too", "Me too:", "Add", origin, [*map(fields.typed, (customer, ticket))]
    )


def read_me_too(view: View) -> AffectedFields:
    """Read the form. Raises FieldProblem."""
    said = AffectedFields(fields.read_text(view, "customer"), fields.read_text(view, "ticket"))
    if said.customer is None and said.ticket is None:
        sentence = "Name the customer, or give the ticket."
        raise FieldProblem(block_id="customer", sentence=sentence)
    return said


def added(task: Task, customer: str | None, ticket: str | None) -> Message:
    """Confirm that somebody else is counted."""
    others = f" ({count(task.others_affected)})" if task.others_affected else ""
    text = (
        f"{named(customer, ticket)} is on {texts.key(task)} now, too{others}. "
        "I tell you about every step, you need not ask."
    )
    return Message(texts.as_notification(text), [section(text)])


def affected(one: Affected, reader: Reader) -> str:
    """Show in a line who else is affected, and who said so."""
    who = texts.name(one.added_by, reader)
    return f"{texts.date(one.added_at, reader)} · {named(one.customer, one.ticket)} ({who})"


_ANSWERS: Mapping[Part, Callable[[str, str], str]] = {
    Part.FOLLOWS_NOW: lambda key, title: (
        f"You follow {key} now: {title}. I tell you about every step, you need not ask."
    ),
    Part.FOLLOWS_ALREADY: lambda key, title: (
        f"You follow {key} already: {title}. I tell you about every step."
    ),
    Part.RAISED_IT: lambda key, title: (
        f"You raised {key}, so I tell you about every step as it is: {title}."
    ),
    Part.FOLLOWS_NO_MORE: lambda key, title: (
        f"You follow {key} no more: {title}. What concerns you otherwise still comes."
    ),
    Part.FOLLOWED_NOT: lambda key, title: f"You did not follow {key}: {title}.",
}
