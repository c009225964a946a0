"""Which addresses are tickets and issues, and when a worse severity is proposed, as written."""

from bot.domain import rules_reading_values as values
from bot.domain.addresses import Kind, Pattern
from bot.domain.documents import Node, shown, unique
from bot.domain.severity import Severity

LONGEST_SHAPE = 200
"""Characters."""

_KINDS = {kind.value: kind for kind in Kind}


def patterns(node: Node) -> tuple[Pattern, ...]:
    """Read how the addresses of the team's own systems look."""
    unique(values.inside(node, "shape"), "the shape")
    return node.each(_pattern)


def _pattern(node: Node) -> Pattern:
    keys = ("system", "kind", "shape")
    found = node.fields(keys, keys)
    return Pattern(
        found.read("system", Node.text, ""),
        found.read("kind", lambda kind: kind.choice(_KINDS), Kind.TICKET),
        found.read("shape", _shape, ""),
    )


def _shape(node: Node) -> str:
    shape = node.text()
    if shape.strip():
        flaw = next((told for is_so, *told in _flaws(shape) if is_so), None)
        if flaw is not None:
            node.refuse(f"{shown(shape)} {flaw[0]}", flaw[1])
    return shape


def _flaws(shape: str) -> tuple[tuple[bool, str, str], ...]:
    sample = "*.zendesk.com/agent/tickets/{id}"
    return (
        ("://" in shape, "begins like an address", "leave https:// out"),
        (
            shape.count("{id}") != 1,
            "does not say where the number stands",
            f"put {{id}} there once: {sample}",
        ),
        (any(one.isspace() for one in shape), "has a blank", f"write it without: {sample}"),
        ("/" not in shape.strip("/"), "is no address", f"write its path, too: {sample}"),
        ("**" in shape, "has two * at one place", "one * stands for anything but a slash"),
        (len(shape) > LONGEST_SHAPE, "is too long", f"keep it to {LONGEST_SHAPE} characters"),
    )


def proposals(node: Node) -> dict[Severity, int]:
    """Read from how many affected customers on a severity is proposed."""
    counts = {severity: entry.count() for severity, entry in values.by_severity(node)}
    for severity, entry in values.by_severity(node):
        better = [counts[one] for one in counts if one < severity]
        if severity is Severity.INCONVENIENCE:
            entry.refuse("nothing is better than severity 1", "propose 2, 3 or 4")
        elif better and not entry.is_refused and counts[severity] <= max(better):
            what = f"severity {severity} is proposed before a better one"
            entry.refuse(what, "let it take more customers")
    return counts
