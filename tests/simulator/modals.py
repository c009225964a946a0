"""What the tests of modals and forms share."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.modal import Modal
from tests.simulator.conftest import Stage
from tests.simulator.surfaces import field

TEXT = field("Title", {"type": "plain_text_input"})
OPTIONAL = field("Note", {"type": "plain_text_input", "max_length": 5}, optional=True)


async def opened(stage: Stage, view: dict[str, Any]) -> Modal:
    """The modal that the app opens for Ada at a shortcut."""

    @stage.app.shortcut("raise")
    async def on_raise(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    found = await stage.ada.uses_shortcut("Raise a task")
    assert found is not None
    return found


def answering(app: AsyncApp, **answer: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """The app answers each submission so; what it received is collected."""
    received: list[dict[str, Any]] = []

    @app.view("form")
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        received.append(body)
        await ack(**answer)

    return received
