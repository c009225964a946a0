"""What the simulator sends has the fields that Slack was recorded to send."""

import json
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulator.conftest import Stage
from tests.simulator.surfaces import button, field, modal

SAMPLES = Path(__file__).parents[3] / "shared" / "slack" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no samples in {SAMPLES}")

GRID_ONLY = {"enterprise_id", "enterprise_name", "context_enterprise_id"}
UNNEEDED = {"authed_users", "authed_teams", "media_display_type", "permalink_public", "bot_profile"}


def sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / name).read_text())
    return found


def missing(recorded: Any, made: Any, path: str = "") -> set[str]:  # noqa: ANN401 - any JSON
    """Paths of fields that the recorded payload has and ours has not."""
    if isinstance(recorded, list) and isinstance(made, list) and recorded and made:
        return missing(recorded[0], made[0], path + "[]")
    if not isinstance(recorded, dict) or not isinstance(made, dict):
        return set()
    keys = {k for k in recorded if k not in GRID_ONLY | UNNEEDED and not k.startswith("thumb_")}
    lost = {f"{path}.{key}" for key in keys if key not in made}
    both = [key for key in keys if key in made]
    return lost.union(*(missing(recorded[key], made[key], f"{path}.{key}") for key in both))


@pytest.fixture
def received(app: AsyncApp) -> list[dict[str, Any]]:
    """What the app was sent of interactions and commands."""
    found: list[dict[str, Any]] = []

    @app.shortcut("raise")
    @app.action("press")
    async def on_opening(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        found.append(body)
        text = field("Label", {"type": "plain_text_input"})
        select = field("Search", {"type": "external_select"}, optional=True)
        view = modal(text, select, notify_on_close=True)
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    @app.shortcut("escalate")
    @app.command("/parrot")
    @app.view("form")
    @app.view_closed("form")
    @app.options("search")
    async def on_anything_else(ack: AsyncAck, body: dict[str, Any]) -> None:
        found.append(body)
        await (ack(options=[]) if body.get("type") == "block_suggestion" else ack())

    return found


def lacking(name: str, made: dict[str, Any]) -> set[str]:
    return missing(sample(name), made)


async def test_events_have_the_recorded_fields(stage: Stage) -> None:
    message = await stage.sam.writes("hi", channel="C0CRITICAL")
    shared = await stage.sam.writes("file", channel="C0CRITICAL", files=["a.png"])
    await stage.sam.replies("aloud", to=message, broadcast=True)
    await stage.sam.edits(message, "ho")
    await stage.sam.deletes(shared)
    await stage.client.chat_postMessage(channel="C0CRITICAL", text="bot")
    await stage.slack.settled()
    names = ["bot__user_message", "file_share_", "thread_broadcast_", "changed_", "deleted_"]
    files = [f"bolt-python/message_{name}_event_payload.json" for name in names]
    files.append("bolt-python/message_bot__bot_message_event_payload.json")
    images = {".event.files[].original_w", ".event.files[].original_h"}
    for file, delivery in zip(files, stage.slack.deliveries, strict=True):
        assert lacking(file, delivery.payload) - images == set(), file


async def test_interactions_have_the_recorded_fields(
    stage: Stage, received: list[dict[str, Any]]
) -> None:
    form = await stage.sam.uses_shortcut("Raise a task")
    assert form is not None
    with pytest.raises(AssertionError, match="there are"):
        await form.fills(search="nothing")
    await form.fills(label="x").submits()
    await stage.sam.uses_shortcut("Raise a task").closes()
    message = await stage.sam.writes("<@U0ADA> hi", channel="C0CRITICAL")
    await stage.sam.uses_message_shortcut("Escalate", message)
    blocks = [button("Press", value="1")]
    await stage.client.chat_postMessage(channel="C0CRITICAL", text="x", blocks=blocks)
    await stage.sam.clicks("Press")
    await stage.sam.commands("/parrot", "hi", channel="C0CRITICAL")
    made = {str(body.get("type") or "command"): body for body in received}
    recorded = {
        "shortcut": "bolt-python/shortcut__global_shortcut_body.json",
        "block_suggestion": "bolt-python/block_suggestion__body.json",
        "view_submission": "bolt-python/view_submission__body.json",
        "view_closed": "bolt-python/view_closed__body.json",
        "message_action": "bolt-python/shortcut__message_shortcut_body.json",
        "block_actions": "bolt-python/block_actions__body.json",
        "command": "bolt-python/unmatched_suggestions__slash_command.json",
    }
    for kind, file in recorded.items():
        lost = {path for path in lacking(file, made[kind]) if ".state.values." not in path}
        assert lost == set(), kind
    socket = sample("java-slack-sdk/socket_mode/envelope_interactive_L40.json")
    assert missing(socket["payload"], made["block_actions"]) == set()


async def test_answers_have_the_recorded_fields(stage: Stage) -> None:
    who = await stage.client.auth_test()
    recorded = sample("java-slack-sdk/api/auth.test.json")
    extra = {".error", ".warning", ".needed", ".provided", ".app_name", ".app_id", ".expires_in"}
    assert missing(recorded, who.data) - extra == set()
    recorded = sample("java-slack-sdk/api/users.info.json")["user"]
    shown = (await stage.client.users_info(user="U0SAM"))["user"]
    assert {".name", ".real_name", ".tz", ".tz_offset", ".deleted", ".is_bot"}.isdisjoint(
        missing(recorded, shown)
    )
    assert set(shown) <= set(recorded)
