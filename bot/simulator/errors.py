"""What the simulator refuses, in Slack's words."""

from bot.simulator.shapes import Json


class SlackError(Exception):
    """A Web API method says no: `code` is Slack's `error`, `details` stand beside it."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def answer(self) -> Json:
        """The JSON that the app receives."""
        return {"ok": False, "error": self.code, **self.details}


def refused(code: str, problems: list[str]) -> SlackError:
    """An error whose reasons stand in `response_metadata.messages`."""
    messages = [f"[ERROR] {problem}" for problem in problems]
    return SlackError(code, errors=problems, response_metadata={"messages": messages})
