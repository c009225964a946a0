"""Arguments of a Web API call: from the query, from a form, from JSON."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.simulator.errors import SlackError, refused
from bot.simulator.shapes import Json

STRUCTURES = frozenset({"attachments", "blocks", "files", "metadata", "view"})
TRUE = frozenset({"1", "true", "True"})


class Arguments:
    """What the app passed, whatever way it came; the token is kept apart."""

    def __init__(self, values: Mapping[str, Any], token: str) -> None:
        self.values = dict(values)
        self.token = token

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A text, empty if it was not passed."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def required(self, name: str) -> str:
        """A text that must be there."""
        if not self.text(name):
            raise refused(code="invalid_arguments", problems=[f"missing required field: {name}"])
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, bool) else str(value) in TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.text(name)
        if not value:
            return default
        if not value.isdigit():
            raise refused(code="invalid_arguments", problems=[f"{name} must be an integer"])
        return int(value)

    def names(self, name: str) -> list[str]:
        """A list, given as such or with commas."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [item.strip() for item in self.text(name).split(",") if item.strip()]

    def items(self, name: str) -> list[Json]:
        """A list of objects; it may have come as JSON in a string."""
        value = self.values.get(name)
        if value is None or value == "":
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise SlackError(f"invalid_{name}" if name == "blocks" else "invalid_arguments")
        return value

    def item(self, name: str) -> Json | None:
        """An object; it may have come as JSON in a string."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, dict):
            raise refused(code="invalid_arguments", problems=[f"{name} must be an object"])
        return value


async def read(request: web.Request) -> Arguments:
    """Gather the arguments of one request; an `Authorization` header goes before `token`."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        values |= _object(await request.text())
    elif request.can_read_body:
        form = await request.post()
        values |= {k: v if isinstance(v, str) else v.file.read() for k, v in form.items()}  # type: ignore[union-attr]
    token = str(values.pop("token", "") or "")
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        token = header.removeprefix("Bearer ").strip()
    return Arguments({k: _decoded(k, v) for k, v in values.items()}, token)


def _object(text: str) -> Json:
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise SlackError(code="invalid_json") from error
    if not isinstance(found, dict):
        raise SlackError(code="json_not_object")
    return found


def _decoded(name: str, value: object) -> object:
    if name not in STRUCTURES or not isinstance(value, str) or not value:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
