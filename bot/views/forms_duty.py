"""The forms about who is there: hand over, the rota, who stands in, reassign everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views import fields, texts
from bot.views.blocks import Block, option
from bot.views.fields import FieldProblem, Typed, View
from bot.views.forms_dates import DeveloperOffer, developer
from bot.views.origin import Origin
from bot.views.scene import Reader


@dataclass(frozen=True, slots=True)
class RotaFields:
    """Who takes turns, in this order, and from which day."""

    people: tuple[str, ...]
    first_day: date


@dataclass(frozen=True, slots=True)
class ReassignFields:
    """Who gets all of it, and what helps them."""

    developer: str
    note: str | None


def hand_over_form(origin: Origin, administrators: Sequence[str], reader: Reader) -> View:
    """Ask whom duty is offered to."""
    hint = "They are asked first. Until they say yes you stay on duty."
    asked = fields.select([_person(who, reader) for who in administrators])
    blocks = [fields.field("Administrator", asked, hint=hint)]
    return fields.modal("hand_over", "Hand over duty", "Ask", origin, blocks)


def read_hand_over(view: View) -> str:
    """Read the form. Raises FieldProblem."""
    return fields.read_option(view, "administrator", "Choose who takes over.")


def rota_form(
    origin: Origin, administrators: Sequence[str], present: RotaFields, reader: Reader
) -> View:
    """Ask who takes turns, a week each, and from which day."""
    options = {who: _person(who, reader) for who in administrators}
    people: Block = {"type": "multi_static_select", "options": list(options.values())}
    chosen = [options[who] for who in present.people if who in options]
    people |= {"initial_options": chosen} if chosen else {}
    day: Block = {"type": "datepicker", "initial_date": present.first_day.isoformat()}
    order = "A week each, in the order in which you choose them. Leave it empty to end the rota."
    changes = "It changes on this day of the week, at the beginning of working hours."
    blocks = [
        fields.field("Who", people, is_optional=True, hint=order),
        fields.field("From", day, hint=changes),
    ]
    return fields.modal("rota", "Rota of duty", "Save", origin, blocks)


def read_rota(view: View) -> RotaFields:
    """Read the form. Raises FieldProblem."""
    first_day = fields.read_day(view, "from")
    if first_day is None:
        raise FieldProblem(fields.block_id("From"), "Choose the first day.")
    return RotaFields(fields.read_options(view, "who"), first_day)


def stand_in_form(origin: Origin) -> View:
    """Ask who follows somebody's tasks while they are away."""
    hint = "They hear of your open tasks until you are back."
    blocks = [fields.field("Who follows", {"type": "users_select"}, hint=hint)]
    return fields.modal("name_stand_in", "While you are away", "Name", origin, blocks)


def read_stand_in(view: View) -> str:
    """Read the form. Raises FieldProblem."""
    return fields.read_person(view, "who_follows", "Choose who follows them.")


def reassign_form(origin: Origin, developers: Sequence[DeveloperOffer], reader: Reader) -> View:
    """Ask who gets all that somebody has to fix."""
    note = Typed("Note", "What helps to begin", is_optional=True)
    blocks = [
        fields.field("Developer", fields.select([developer(one, reader) for one in developers])),
        fields.typed(note),
    ]
    return fields.modal("reassign_all", "Reassign all", "Reassign", origin, blocks)


def read_reassign(view: View) -> ReassignFields:
    """Read the form. Raises FieldProblem."""
    developer = fields.read_option(view, "developer", "Choose who gets them.")
    return ReassignFields(developer, fields.read_text(view, "note"))


def _person(slack_id: str, reader: Reader) -> Block:
    return option(texts.plain_name(slack_id, reader, 75), slack_id)
