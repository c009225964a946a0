"""The words of `config …`, `migrate` and `run` on the command line."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from bot.domain.rules import Rules
from bot.domain.rules_document import Change

NOTHING_TO_CHANGE = "Nothing to change."
NO_RULES = (
    "There are no rules yet. Write them, docs/team.example.yaml is a sample, "
    "and run python -m bot config apply team.yaml."
)
NO_RULES_YET = "There are no rules in force yet, so all of it would be new."
NOT_MIGRATED = "The database is not up to date. Run python -m bot migrate first."
NEWER_DATABASE = (
    "The database was made by a newer Cavalry. Update this one, or name another DATABASE_URL."
)
UP_TO_DATE = "The database is up to date."
NOT_COMPARED = "It was not compared with the rules in force: the database could not be read."

_SLACKS = frozenset({"slack.com", "slack-gov.com"})
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_STRANGERS = {
    "unknown": (
        "{} is nobody in this workspace",
        "copy the member ID from the person's profile in Slack: ⋮, Copy member ID",
    ),
    "left": ("{} is not in this workspace any more", "take the person out, or name another"),
    "bot": ("{} is a bot", "name a person"),
}
_REASONS = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN",
    "not_authed": "Slack does not know SLACK_BOT_TOKEN",
    "account_inactive": "SLACK_BOT_TOKEN belongs to an app that was removed",
    "token_revoked": "SLACK_BOT_TOKEN was revoked",
    "token_expired": "SLACK_BOT_TOKEN has expired",
    "missing_scope": "the app lacks the scope users:read",
    "ratelimited": "Slack asks to wait",
}
NO_TOKEN = "SLACK_BOT_TOKEN is not set"  # noqa: S105 -- a sentence


def problem(file: str, line: int, where: str, what: str, cure: str) -> str:
    """Say what is wrong in a file, and what to write instead."""
    says_where = f"{where}: " if where and not what.startswith(where) else ""
    return f"{file}, line {line}: {says_where}{what}. {_sentence(cure)}"


def more_problems(count: int) -> str:
    """Say that there are more problems than are shown."""
    return f"… and {count} more like these."


def stranger(slack_id: str, why: str) -> tuple[str, str]:
    """Say why somebody cannot take part, and the cure."""
    what, cure = _STRANGERS[why]
    return what.format(slack_id), cure


def not_asked(reason: str) -> str:
    """Say that Slack was not asked about the people."""
    why = _REASONS.get(reason, reason)
    return f"I could not ask Slack whether these people exist: {why}."


def change(one: Change) -> str:
    """Say one thing that changes, in one line."""
    if one.before is None:
        return f"{one.path}: {_flat(one.after)} (new)"
    if one.after is None:
        return f"{one.path}: {_flat(one.before)} (removed)"
    return f"{one.path}: {_flat(one.before)} → {_flat(one.after)}"


def changes(found: Sequence[Change]) -> list[str]:
    """Say what changes, a line for each, or that nothing does."""
    return [change(one) for one in found] or [NOTHING_TO_CHANGE]


def fine(file: str, rules: Rules) -> str:
    """Say that a file is fine, and what is in it."""
    counts: Mapping[str, int] = {
        "administrator": len(rules.administrators),
        "developer": len(rules.developers),
        "manager": len(rules.managers),
        "application": len(rules.applications),
        "customer": len(rules.customers),
    }
    held = ", ".join(_counted(count, noun) for noun, count in counts.items() if count)
    return f"{file} is fine: {held}."


def would_change(found: Sequence[Change]) -> list[str]:
    """Say what applying a file would change."""
    if not found:
        return ["It is in force already: nothing would change."]
    return ["It would change:", *(f"  {change(one)}" for one in found)]


def unreadable(file: str, why: str) -> str:
    """Say that a file cannot be read."""
    reasons = {
        "missing": f"There is no file {file}. Is the path right?",
        "directory": f"{file} is a directory. Name the file inside it.",
        "forbidden": f"{file} may not be read. Allow it: chmod u+r {file}",
        "encoding": f"{file} is not UTF-8. Save it as UTF-8.",
        "size": f"{file} is larger than 1 MiB. Write less; long texts belong behind a link.",
    }
    return reasons.get(why, f"{file} cannot be read: {why}.")


def no_database(address: str, why: str) -> str:
    """Say that the database does not answer; `address` holds no password."""
    return f"The database {address} cannot be used: {why}. Is DATABASE_URL right?"


def port_taken(port: int) -> str:
    """Say that something else listens there."""
    return f"Port {port} is taken. Stop what uses it, or set PORT to another."


def which_slack(url: str) -> str:
    """Say which Slack is spoken to, so that nobody takes a practice workspace for their own."""
    host = urlsplit(url).hostname or url
    if host in _SLACKS:
        return host
    if host in _HERE:
        return f"the practice workspace at {url}"
    return f"{url}, which is not slack.com"


def _sentence(text: str) -> str:
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "?", "…")) else f"{begun}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _flat(text: str | None) -> str:
    """Keep a text of several lines on one."""
    return " ".join((text or "").split())
