"""The forms in which one thing that was understood is put right."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from bot.domain import facts
from bot.domain.applications import Application
from bot.domain.facts import Broken, Fact, Value, Wish
from bot.domain.rules import Rules
from bot.views import captured, fields, texts
from bot.views.blocks import Block, option
from bot.views.fields import FieldProblem, Typed, View
from bot.views.origin import Origin
from bot.views.scene import Reader
from storage.tasks import Task

NOBODY, NOWHERE = "nobody", "nowhere"
LONGEST_VALUE = 150
"""Characters of what Slack sends of a choice."""


def correct_form(origin: Origin, task: Task, rules: Rules, fact: Fact, reader: Reader) -> View:
    """Ask what is right of one thing, with what is known now filled in."""
    value = facts.of(task, fact)
    blocks = {
        Fact.CUSTOMER: lambda: [_text("Customer", "Acme", value)],
        Fact.WHERE: lambda: [where_field("Where", rules.applications, value, "Not known")],
        Fact.HOW_MANY: lambda: [_text("How many", "All customers, 3 users, …", value)],
        Fact.SINCE: lambda: [_since(value), *_none(value)],
        Fact.WISH: lambda: [*_wish(value, rules, reader), *_none(value)],
    }
    return fields.modal("correct", "Put right", "Save", origin, blocks[fact]())


def facts_form(origin: Origin, task: Task, rules: Rules, reader: Reader) -> View:
    """Show all that can be put right; one click leads to the form of each."""
    view = fields.modal("correct", "Put right", "Done", origin, captured.known(task, rules, reader))
    # There is nothing to send in it.
    return {name: part for name, part in view.items() if name != "submit"}


def read_correct(view: View, fact: Fact) -> Value:
    """Read the form; None for "not known". Raises FieldProblem."""
    if fields.read_options(view, "none_of_it"):
        return None
    return _READ[fact](view)


def _text(label: str, example: str, value: Value) -> Block:
    """Ask for words; left empty, it is not known."""
    known = value if isinstance(value, str) else ""
    asked = Typed(
        label,
        example,
        is_optional=True,
        is_long=False,
        initial=known,
        hint="Left empty, it is not known.",
        most=captured.LONGEST,
    )
    return fields.typed(asked)


def where_field(
    label: str, applications: Sequence[Application], value: Value, nowhere: str
) -> Block:
    """Ask what is broken: an application, or one of its components."""
    options = [option(nowhere, NOWHERE), *_places(applications)]
    known = _place(value) if isinstance(value, Broken) else NOWHERE
    initial = next((one for one in options if one["value"] == known), options[0])
    return fields.field(label, fields.select(options, initial))


def read_where(view: View, name: str) -> Broken | None:
    """Read an application or a component; None for neither."""
    chosen = fields.find_option(view, name)
    if chosen in {None, NOWHERE}:
        return None
    application, _, component = str(chosen).partition(":")
    return Broken(application, component or None)


def _places(applications: Sequence[Application]) -> Iterator[Block]:
    for application in applications:
        names = (None, *(one.name for one in application.components))
        for place in (Broken(application.key, name) for name in names):
            shown = texts.one_line(
                " › ".join(filter(None, (application.name, place.component))), 75
            )
            if len(_place(place)) <= LONGEST_VALUE:
                yield option(shown, _place(place))


def _place(place: Broken) -> str:
    return f"{place.application}:{place.component or ''}"


def _since(value: Value) -> Block:
    known = value if isinstance(value, datetime) else None
    return _moment("Since when", known) | {"block_id": "since"}


def _moment(label: str, known: datetime | None, hint: str = "") -> Block:
    element: Block = {"type": "datetimepicker"}
    element |= {"initial_date_time": int(known.timestamp())} if known else {}
    return fields.field(label, element, is_optional=True, hint=hint)


def _wish(value: Value, rules: Rules, reader: Reader) -> list[Block]:
    known = value if isinstance(value, Wish) else Wish()
    people = [option("Nobody in particular", NOBODY)]
    people += [option(texts.plain_name(one.user, reader), one.user) for one in rules.developers]
    initial = next((one for one in people if one["value"] == known.developer), people[0])
    hint = "It is a wish: the administrator decides."
    return [
        fields.field("Developer", fields.select(people, initial)),
        _moment("Wished by", known.at, hint),
    ]


def _none(value: Value) -> list[Block]:
    """Let it be said that nothing of it is so: what was chosen once, Slack lets nobody empty."""
    if value is None:
        return []
    boxes: Block = {"type": "checkboxes", "options": [option("It is not known", "none")]}
    return [fields.field("None of it", boxes, is_optional=True)]


def _read_since(view: View) -> Value:
    at = fields.read_instant(view, "since")
    if at is None:
        raise FieldProblem(block_id="since", sentence="Say since when, or tick *It is not known*.")
    return at


def _read_wish(view: View) -> Value:
    developer = fields.find_option(view, "developer")
    wish = Wish(None if developer == NOBODY else developer, fields.read_instant(view, "wished_by"))
    return None if wish == Wish() else wish


_READ: Mapping[Fact, Callable[[View], Value]] = {
    Fact.CUSTOMER: lambda view: fields.read_text(view, "customer"),
    Fact.WHERE: lambda view: read_where(view, "where"),
    Fact.HOW_MANY: lambda view: fields.read_text(view, "how_many"),
    Fact.SINCE: _read_since,
    Fact.WISH: _read_wish,
}
