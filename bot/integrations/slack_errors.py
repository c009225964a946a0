"""What Slack, or a proxy in front of it, says no with: JSON with a name, a page, or nothing."""

from slack_sdk.errors import SlackApiError


def name_of(error: SlackApiError) -> str:
    """Name the error as Slack does; where the answer was no JSON, there is only its status."""
    said = getattr(error.response, "data", None)
    if isinstance(said, dict) and said.get("error"):
        return str(said["error"])
    return f"HTTP {status_of(error) or '?'}"


def is_slacks(error: SlackApiError) -> bool:
    """Say whether the answer is one of Slack's own: it has a name for what is wrong."""
    said = getattr(error.response, "data", None)
    return isinstance(said, dict) and bool(said.get("error"))


def status_of(error: SlackApiError) -> int | None:
    """Give the answer's status. The SDK keeps the bare response where it could not read it."""
    names = ("status_code", "status")
    return next((found for name in names if (found := getattr(error.response, name, None))), None)
