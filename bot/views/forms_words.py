"""The forms that ask for a few words: fixed, still broken, decline, and their kin."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.severity import Severity
from bot.views import fields, texts
from bot.views.blocks import option, section
from bot.views.fields import Typed, View
from bot.views.origin import Origin
from storage.tasks import Task

BECAUSE = Typed("Reason", "Why? The reporter reads it.")
FOR_CUSTOMER = Typed(
    "What to tell the customer", "A sentence that support can pass on", is_optional=True
)


@dataclass(frozen=True, slots=True)
class FixFields:
    """What the customer is told."""

    for_customer: str


@dataclass(frozen=True, slots=True)
class ReopenFields:
    """What is still broken."""

    reason: str


@dataclass(frozen=True, slots=True)
class DeclineFields:
    """Why it is not taken on, and what the customer is told."""

    reason: str
    for_customer: str | None


@dataclass(frozen=True, slots=True)
class ReviveFields:
    """Why it is brought back."""

    reason: str


@dataclass(frozen=True, slots=True)
class SeverityFields:
    """How bad it is now, and why."""

    severity: Severity
    reason: str | None


@dataclass(frozen=True, slots=True)
class BlockedFields:
    """What blocks the task."""

    reason: str


@dataclass(frozen=True, slots=True)
class MergeFields:
    """The number of the task that takes this one in."""

    other: int


def fix_form(origin: Origin) -> View:
    """Ask what support can tell the customer."""
    asked = Typed(FOR_CUSTOMER.label, "What was wrong, what was done, what they should see now")
    return fields.modal("fix", "Fixed:", "Send", origin, [fields.typed(asked)])


def read_fix(view: View) -> FixFields:
    """Read the form. Raises FieldProblem."""
    sentence = "Write a sentence that support can pass on to the customer."
    return FixFields(fields.read_needed(view, "for_customer", sentence))


def reopen_form(origin: Origin) -> View:
    """Ask what is still broken."""
    asked = Typed("Reason", "What is still broken, and what does the customer see?")
    return fields.modal("reopen", "Still broken:", "Send", origin, [fields.typed(asked)])


def read_reopen(view: View) -> ReopenFields:
    """Read the form. Raises FieldProblem."""
    return ReopenFields(needed_reason(view, "Say what is still broken."))


def decline_form(origin: Origin) -> View:
    """Ask why it is not taken on."""
    blocks = [fields.typed(BECAUSE), fields.typed(FOR_CUSTOMER)]
    return fields.modal("decline", "Decline", "Decline", origin, blocks)


def read_decline(view: View) -> DeclineFields:
    """Read the form. Raises FieldProblem."""
    reason = needed_reason(view, "Say why it is not taken on.")
    return DeclineFields(reason, fields.read_text(view, "for_customer"))


def revive_form(origin: Origin) -> View:
    """Ask why it is brought back."""
    asked = Typed("Reason", "Why does it need to be looked at again?")
    return fields.modal("revive", "Bring back", "Bring back", origin, [fields.typed(asked)])


def read_revive(view: View) -> ReviveFields:
    """Read the form. Raises FieldProblem."""
    return ReviveFields(needed_reason(view, "Say why it needs to be looked at again."))


def set_severity_form(origin: Origin, current: Severity) -> View:
    """Ask how bad it is now."""
    reason = Typed("Reason", "What has changed?", is_optional=True)
    blocks = [fields.severity(current), fields.typed(reason)]
    return fields.modal("set_severity", "Severity of", "Change", origin, blocks)


def read_set_severity(view: View) -> SeverityFields:
    """Read the form. Raises FieldProblem."""
    return SeverityFields(fields.read_severity(view), fields.read_text(view, "reason"))


def blocked_form(origin: Origin) -> View:
    """Ask what blocks the task."""
    asked = Typed("What blocks it", "One sentence; the reporter and the administrator read it")
    return fields.modal("blocked", "Blocked:", "Send", origin, [fields.typed(asked)])


def read_blocked(view: View) -> BlockedFields:
    """Read the form. Raises FieldProblem."""
    return BlockedFields(fields.read_needed(view, "what_blocks_it", "Say what blocks it."))


def merge_form(origin: Origin, tasks: Sequence[Task]) -> View:
    """Ask which open task takes this one in; without another there is nothing to submit."""
    others = [task for task in tasks if task.id != origin.task_id]
    options = [option(_listed(task), str(task.number)) for task in others]
    hint = "This one ends; its reporter and followers follow the other."
    if options:
        blocks = [fields.field("Other task", fields.select(options), hint=hint)]
        return fields.modal("merge", "Merge", "Merge", origin, blocks)
    nothing = section("There is no other open task that this one could be merged into.")
    view = fields.modal("merge", "Merge", "Merge", origin, [nothing])
    return {name: value for name, value in view.items() if name != "submit"}


def read_merge(view: View) -> MergeFields:
    """Read the form. Raises FieldProblem."""
    sentence = "Choose the task that takes this one in."
    return MergeFields(int(fields.read_option(view, "other_task", sentence)))


def needed_reason(view: View, sentence: str) -> str:
    """Read the reason. Raises FieldProblem with the sentence."""
    return fields.read_needed(view, "reason", sentence)


def _listed(task: Task) -> str:
    return f"{task.key} · {texts.one_line(task.title, 60) or 'no title'}"
