"""Draws the life of a task from `TRANSITIONS`, as the README shows it.

`python -m tests.lifecycle_diagram` writes it into the README anew.
"""

from pathlib import Path

from bot.domain.lifecycle import TRANSITIONS, UNFINISHED, Action, Status

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- life of a task: begin -->", "<!-- life of a task: end -->"


def diagram() -> str:
    """Draw it in Mermaid; arrows between the same two statuses share a line."""
    arrows: dict[tuple[Status, Status], list[Action]] = {}
    for (source, action), step in TRANSITIONS.items():
        arrows.setdefault((source, step.target), []).append(action)
    lines = ["[*] --> new: raise"]
    lines += [
        f"{source} --> {target}: {', '.join(sorted(actions))}"
        for (source, target), actions in sorted(arrows.items(), key=_in_order)
    ]
    lines += [f"{status} --> [*]" for status in Status if status not in UNFINISHED | {Status.FIXED}]
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {line}" for line in lines), "```"])


def table() -> str:
    """List who may do what, from where to where."""
    rows = ["| action | from | to | who |", "| --- | --- | --- | --- |"]
    for action in Action:
        steps = {source: step for (source, known), step in TRANSITIONS.items() if known is action}
        some = next(iter(steps.values()))
        sources = ", ".join(_words(status) for status in Status if status in steps)
        who = ", ".join(sorted(some.allowed))
        rows.append(f"| {action} | {sources} | {_words(some.target)} | {who} |")
    return "\n".join(rows)


def section() -> str:
    """Give all that stands between the two marks."""
    return f"{BEGIN}\n{diagram()}\n\n{table()}\n{END}"


def shown(readme: str) -> str:
    """Find what the README shows."""
    return readme[readme.index(BEGIN) : readme.index(END) + len(END)]


def _in_order(arrow: tuple[tuple[Status, Status], list[Action]]) -> tuple[int, int]:
    order = list(Status)
    (source, target), _ = arrow
    return order.index(source), order.index(target)


def _words(status: Status) -> str:
    return status.replace("_", " ")


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(text.replace(shown(text), section()), encoding="utf-8")
