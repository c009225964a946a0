"""The words of `doctor`: each finding is a line, with its cure where something is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.views import texts


class State(StrEnum):
    """How it stands with one thing that was looked at."""

    FINE = "ok"
    CARE = "careful"
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; the cure stands with what is not fine."""

    state: State
    what: str
    cure: str = ""


_WIDTH = max(map(len, State))
_INSTALL = "Slack app page → OAuth & Permissions → Reinstall to Workspace"
_COPY_TOKEN = "copy the Bot User OAuth Token anew from OAuth & Permissions into .env"  # noqa: S105
_TOKENS: Mapping[str, str] = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN",
    "not_authed": "Slack does not know SLACK_BOT_TOKEN",
    "account_inactive": "SLACK_BOT_TOKEN belongs to an app that was removed",
    "token_revoked": "SLACK_BOT_TOKEN was revoked",
    "token_expired": "SLACK_BOT_TOKEN has expired",
    "not_allowed_token_type": "SLACK_BOT_TOKEN holds a token of another kind",
}
_STRANGERS: Mapping[str, str] = {
    "unknown": "is nobody in this workspace",
    "left": "is not in this workspace any more",
    "bot": "is a bot",
}
_SUMMARY_CURE = "each line says what to do"


def line(finding: Finding) -> str:
    """Write a finding out."""
    cure = f". Cure: {finding.cure}" if finding.cure else ""
    return f"{finding.state:<{_WIDTH}}  {finding.what}{cure}."


def summary(findings: Iterable[Finding]) -> str:
    """Say how it stands in all."""
    found = [one.state for one in findings]
    wrong, unknown = found.count(State.WRONG), found.count(State.UNKNOWN)
    if not wrong and not unknown:
        return "All is well."
    rest = f", {unknown} could not be looked at" if unknown else ""
    return f"{wrong} wrong{rest}: {_SUMMARY_CURE}."


def _fine(what: str) -> Finding:
    return Finding(State.FINE, what)


def _wrong(what: str, cure: str) -> Finding:
    return Finding(State.WRONG, what, cure)


def unknown(subject: str, why: str) -> Finding:
    """Say that something could not be looked at."""
    return Finding(State.UNKNOWN, f"{subject}: not looked at, because {why}")


def failed(subject: str, error: str) -> Finding:
    """Say that a look ended in a way that nobody foresaw."""
    cure = "tell whoever maintains Cavalry, with this line"
    return _wrong(f"{subject}: looking at it failed with {error}", cure)


def missing(sentence: str) -> Finding:
    """Say what the settings lack; the sentence holds the cure."""
    what, _, cure = sentence.partition(". ")
    return _wrong(what, cure.rstrip("."))


def settings_fine(mode: str, port: int) -> Finding:
    """Say by which door Slack comes in."""
    way = "Socket Mode" if mode == "socket" else f"HTTP: Slack posts to /slack/events, port {port}"
    return _fine(f"Settings: complete; {way}")


def readable_by_others(file: str) -> Finding:
    """Warn of a file with secrets or people's words that others can read."""
    return Finding(State.CARE, f"{file} can be read by others on this machine", f"chmod 600 {file}")


def private(file: str) -> Finding:
    """Say that only its owner reads a file."""
    return _fine(f"{file}: only its owner can read it")


def token_fine(team: str, bot: str) -> Finding:
    """Say whose token it is."""
    return _fine(f"Token: Slack knows it; the bot is {bot} in {team}")


def slack_away(why: str) -> Finding:
    """Say that Slack could not be asked at all."""
    cure = "look at the network of this machine, at SLACK_API_URL, and at status.slack.com"
    return _wrong(f"Slack does not answer: {why}", cure)


def token_refused(error: str) -> Finding:
    """Say why Slack does not take the token."""
    known = _TOKENS.get(error)
    return _wrong(known or f"Slack refuses SLACK_BOT_TOKEN: {error}", _COPY_TOKEN)


def scopes_fine(count: int) -> Finding:
    """Say that the app may do all it has to."""
    return _fine(f"Scopes: the app has all {count} of app.yaml")


def scopes_missing(names: Iterable[str]) -> Finding:
    """Say what the app may not do."""
    lacking = ", ".join(sorted(names))
    cure = f"add them under App Manifest (app.yaml has them), then {_INSTALL}"
    return _wrong(f"The app lacks these scopes of app.yaml: {lacking}", cure)


def clock_fine(off: timedelta) -> Finding:
    """Say how near the clock is to Slack's."""
    return _fine(f"Clock: {texts.span(abs(off))} from Slack’s")


def clock_wrong(off: timedelta) -> Finding:
    """Say that the clock is wrong, and what that does."""
    way = "ahead of" if off > timedelta(0) else "behind"
    what = f"The clock of this machine is {texts.span(abs(off))} {way} Slack’s"
    cure = (
        "switch time synchronisation on (timedatectl set-ntp true); "
        "requests that seem older than 5 minutes are refused"
    )
    return _wrong(what, cure)


def app_token_fine() -> Finding:
    """Say that Socket Mode can be opened."""
    return _fine("App token: Slack opens Socket Mode with it")


def app_token_refused(error: str) -> Finding:
    """Say that Socket Mode cannot be opened."""
    cure = (
        "copy an app-level token with connections:write from Basic Information into .env, "
        "and switch Socket Mode on"
    )
    return _wrong(f"Slack does not open Socket Mode with SLACK_APP_TOKEN: {error}", cure)


def database_fine(address: str) -> Finding:
    """Say which database is used; the address holds no password."""
    return _fine(f"Database: {address} answers and is up to date")


def database_away(sentence: str) -> Finding:
    """Say why the database cannot be used."""
    what, _, _question = sentence.partition(". ")
    return _wrong(what, "correct DATABASE_URL, or start the database")


def database_missing(address: str) -> Finding:
    """Say that there is no file yet."""
    return _wrong(f"There is no database {address} yet", "python -m bot config apply team.yaml")


def database_old() -> Finding:
    """Say that migrations are missing, or that there are some of the future."""
    return _wrong("The database has another version than this Cavalry", "python -m bot migrate")


def rules_fine(administrators: int, developers: int) -> Finding:
    """Say that there are rules."""
    return _fine(f"Rules: in force; administrators: {administrators}, developers: {developers}")


def rules_missing() -> Finding:
    """Say that nobody has put rules in force."""
    cure = (
        "write team.yaml (docs/team.example.yaml is a sample), python -m bot config apply team.yaml"
    )
    return _wrong("There are no rules yet", cure)


def rules_unreadable(first: str) -> Finding:
    """Say that the rules in force are none for this version."""
    return _wrong(
        f"The rules in force cannot be read: {first}", "python -m bot config apply team.yaml"
    )


def channel_name(application: str | None) -> str:
    """Name a channel in which tasks are raised: the critical one, or an application's own."""
    return "critical channel" if application is None else f"channel of {application}"


def channel_fine(channel: str, name: str) -> Finding:
    """Say that the bot is where tasks are raised."""
    return _fine(f"{_first(name)}: the bot is a member of {channel}")


def channel_not_seen(name: str, why: str) -> Finding:
    """Say that Slack did not tell how it is with a channel."""
    return unknown(_first(name), why)


def channel_unknown(channel: str, name: str) -> Finding:
    """Say that Slack shows no such channel to the bot."""
    cure = (
        "invite the bot there (/invite @Cavalry), or put the id from the channel's details "
        f"into the rules as the {name}"
    )
    return _wrong(f"Slack shows the bot no {name} {channel}", cure)


def channel_archived(channel: str, name: str) -> Finding:
    """Say that nobody can write there."""
    cure = f"unarchive it, or name another {name} in the rules"
    return _wrong(f"The {name} {channel} is archived", cure)


def channel_without_bot(channel: str, name: str) -> Finding:
    """Say that the bot sees nothing there."""
    return _wrong(f"The bot is not in the {name} {channel}", "/invite @Cavalry in it")


def _first(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"


def people_fine(count: int) -> Finding:
    """Say that everybody in the rules is there."""
    return _fine(f"People: all {count} of the rules are in the workspace")


def stranger(slack_id: str, why: str) -> Finding:
    """Say why somebody of the rules cannot take part."""
    cure = "take them out of the rules, or name another: python -m bot config apply team.yaml"
    return _wrong(f"{slack_id} of the rules {_STRANGERS[why]}", cure)
