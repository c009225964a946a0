"""Our own words: severities, statuses, sizes."""

from collections.abc import Mapping

from bot.domain.lifecycle import Status
from bot.domain.severity import Severity
from storage.tasks import Size, Task

MARKS: Mapping[Severity, str] = {
    Severity.STOPPED: "🔴",
    Severity.CRITICAL: "🟠",
    Severity.AFFECTS_WORK: "🟡",
    Severity.INCONVENIENCE: "⚪",
}
MEANINGS: Mapping[Severity, str] = {
    Severity.STOPPED: "stops the customer completely",
    Severity.CRITICAL: "critically affects work, can be endured a couple of days",
    Severity.AFFECTS_WORK: "affects work, not critical",
    Severity.INCONVENIENCE: "inconvenience only",
}
EXAMPLES: Mapping[Severity, str] = {
    Severity.STOPPED: "Nobody can pay, nobody can log in",
    Severity.CRITICAL: "Invoices are wrong and are corrected by hand for now",
    Severity.AFFECTS_WORK: "The export takes ten minutes instead of one",
    Severity.INCONVENIENCE: "A button has the wrong label",
}
STATES: Mapping[Status, str] = {
    Status.NEW: "New",
    Status.ACCEPTED: "Accepted",
    Status.ASSIGNED: "Assigned",
    Status.IN_PROGRESS: "In progress",
    Status.FIXED: "Fixed",
    Status.CLOSED: "Closed",
    Status.DECLINED: "Declined",
    Status.MERGED: "Merged",
    Status.WITHDRAWN: "Withdrawn",
}
SIZES: Mapping[Size, str] = {Size.SMALL: "Small", Size.MEDIUM: "Medium", Size.LARGE: "Large"}
WAITING = "Waiting for reporter"


def state(task: Task) -> str:
    """Say in words where the task stands."""
    return WAITING if task.is_waiting else STATES[task.status]


def severity(level: Severity) -> str:
    """Say in words how bad it is."""
    return f"Severity {level.value}, {MEANINGS[level]}"
