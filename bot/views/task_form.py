"""The form in which a task is raised."""

from dataclasses import dataclass, field
from typing import Any

from bot.domain import markup
from bot.domain.applications import Application
from bot.domain.facts import Broken
from bot.domain.severity import Severity
from bot.views import fields, forms_captured
from bot.views.blocks import Block
from bot.views.fields import Typed, View
from bot.views.origin import Origin

LONGEST_TITLE = 150
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Prefill:
    """What is known before the person begins to type."""

    title: str = ""
    description: str = ""
    severity: Severity = Severity.STOPPED
    customer: str = ""
    link: str = ""
    where: Broken | None = None
    applications: tuple[Application, ...] = ()
    """What can be chosen."""


@dataclass(frozen=True, slots=True)
class RaisedFields:
    """What was filled in; `files` hold "name" and "url", as a task keeps them."""

    title: str | None
    description: str
    severity: Severity
    customer: str | None
    link: str | None
    where: Broken | None = None
    files: list[dict[str, str]] = field(default_factory=list)
    file_ids: list[str] = field(default_factory=list)


def raise_form(origin: Origin, prefill: Prefill) -> View:
    """Ask for what a developer needs to begin; only what happened has to be there."""
    blocks = [
        fields.typed(_title(prefill)),
        fields.typed(_what_happened(prefill)),
        fields.severity(prefill.severity),
        fields.typed(_customer(prefill)),
        *_application(prefill),
        fields.field("Link", _link(prefill), is_optional=True, hint="To the ticket or the page."),
        fields.field("Files", _files(), is_optional=True),
    ]
    return fields.modal("raise", "Raise a critical task", "Raise", origin, blocks)


def read_raise_form(view: View) -> RaisedFields:
    """Read the form. Raises FieldProblem where nothing was written."""
    needed = "Say in a few words what happened."
    files = fields.read_files(view, "files")
    return RaisedFields(
        title=fields.read_text(view, "title"),
        description=fields.read_needed(view, "what_happened", needed),
        severity=fields.read_severity(view),
        customer=fields.read_text(view, "customer"),
        link=fields.read_text(view, "link"),
        where=forms_captured.read_where(view, "application"),
        files=[kept_file(one) for one in files],
        file_ids=[str(one["id"]) for one in files if one.get("id")],
    )


def _title(prefill: Prefill) -> Typed:
    return Typed(
        "Title",
        "Checkout is down for Acme",
        is_optional=True,
        is_long=False,
        initial=" ".join(prefill.title.split()),
        hint="Left empty, the first line below becomes the title.",
        most=LONGEST_TITLE,
    )


def _what_happened(prefill: Prefill) -> Typed:
    asked = "Since when, for whom, what have you tried, what does the customer see?"
    return Typed("What happened", asked, initial=prefill.description)


def _customer(prefill: Prefill) -> Typed:
    return Typed(
        "Customer", "Acme", is_optional=True, is_long=False, initial=prefill.customer, most=150
    )


def _application(prefill: Prefill) -> list[Block]:
    """Ask what is broken, where the rules know any application."""
    offered, known = prefill.applications, prefill.where
    if not offered:
        return []
    return [forms_captured.where_field("Application", offered, known, "Not sure")]


def _link(prefill: Prefill) -> dict[str, Any]:
    element = {"type": "url_text_input"}
    is_web = (
        prefill.link.startswith(("https://", "http://")) and len(prefill.link) <= fields.LONGEST
    )
    return element | ({"initial_value": prefill.link} if is_web else {})


def _files() -> dict[str, Any]:
    return {"type": "file_input", "max_files": MOST_FILES}


def kept_file(file: dict[str, Any]) -> dict[str, str]:
    """Keep a file of a form as a task keeps it: by its name, and where it is."""
    name = str(file.get("name") or file.get("title") or "file")
    url = str(file.get("permalink") or file.get("url_private") or "")
    return {"name": markup.printable(name), "url": markup.printable(url)}
