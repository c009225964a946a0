"""The customers of the team's rules, as a person writes them."""

from bot.domain import rules_reading_values as values
from bot.domain.customers import CustomCode, Customer, Importance
from bot.domain.documents import Node, unique

KNOWN = (
    *("name", "synonyms", "importance", "helpdesk_id", "time_zone"),
    *("custom_code", "links", "notes"),
)
_IMPORTANCES = {importance.value: importance for importance in Importance}


def customers(node: Node) -> tuple[Customer, ...]:
    """Read all of them."""
    unique(values.inside(node, "name"), "the customer")
    return node.each(_customer)


def _customer(node: Node) -> Customer:
    found = node.fields(KNOWN, ("name",))
    return Customer(
        found.read("name", Node.text, ""),
        importance=found.read(
            "importance", lambda importance: importance.choice(_IMPORTANCES), None
        ),
        custom_code=found.read("custom_code", _custom_code, None),
        links=found.read("links", values.links, {}),
        notes=found.read("notes", _notes, ""),
        synonyms=found.read("synonyms", values.names, ()),
        helpdesk_id=found.read("helpdesk_id", Node.text, None),
        time_zone=found.read("time_zone", values.time_zone, None),
    )


def _custom_code(node: Node) -> CustomCode | None:
    """Read whether there is code of their own, or what is known of it."""
    if not isinstance(node.value, dict):
        return CustomCode() if node.flag() else None
    found = node.fields(("does", "test_site", "source", "documents", "known_by"))
    return CustomCode(
        found.read("does", Node.text, ""),
        found.read("test_site", values.address, None),
        found.read("source", values.address, None),
        found.read("documents", values.addresses, ()),
        found.read("known_by", values.people, ()),
    )


def _notes(node: Node) -> str:
    return "" if node.value == "" else node.text()
