from typing import Any

from slack_bolt.async_app import AsyncAck

from tests.simulator.conftest import Stage
from tests.simulator.page_acts.conftest import Page
from tests.simulator.page_acts.controls import at, control, posted
from tests.simulator.surfaces import CARD, options

GROUPS = [
    {"label": {"type": "plain_text", "text": "Team"}, "options": options("Ivan", "Irene")},
]


async def test_the_app_is_asked_for_options(stage: Stage, page: Page) -> None:
    asked: list[str] = []

    @stage.app.options("a")
    async def on_typed(ack: AsyncAck, payload: dict[str, Any]) -> None:
        asked.append(payload["value"])
        found: dict[str, Any] = {"option_groups": GROUPS} if payload["value"] == "gro" else {}
        await ack(**(found or {"options": options("Ivan")}))

    message = await posted(stage, control("external_select"), *CARD)
    place = at(message, "b", "a")
    assert await page.acts("suggest", **place, typed="Iv") == {
        "ok": True,
        "options": [],
        "option_groups": [],
    }
    offer = await page.acts("suggest", **place, typed="Iva")
    assert [option["value"] for option in offer["options"]] == ["Ivan"]
    offer = await page.acts("suggest", **place, typed="gro")
    assert offer["option_groups"] == GROUPS
    assert asked == ["Iva", "gro"]
    await page.refused("suggest", **at(message, "card", "assign"), typed="Iva")


async def test_a_command_is_sent_with_ids_and_answered_to_its_asker(
    stage: Stage, page: Page
) -> None:
    received: list[dict[str, Any]] = []

    async def on_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        received.append(body)
        await ack("Heard")

    stage.app.command("/parrot")(on_command)
    stage.app.command("/plain")(on_command)
    for name in ("/parrot", "/plain"):
        await page.acts(
            "command", place="C0CRITICAL", command=name, text="say @Ada <3 @here #critical"
        )
    assert [body["text"] for body in received] == [
        "say <@U0ADA|ada> &lt;3 <!here> <#C0CRITICAL|critical>",
        "say @ada <3 @here #critical",
    ]
    assert [m.text for m in stage.sam.ephemerals] == ["Heard", "Heard"]
    assert stage.ada.ephemerals == []


async def test_an_unknown_command_is_not_sent(stage: Stage, page: Page) -> None:
    told = await page.refused("command", place="C0CRITICAL", command="/nope", text="")
    assert told == "/nope is not a valid command."
    assert stage.slack.deliveries == []


async def test_shortcuts_are_those_of_the_manifest(stage: Stage, page: Page) -> None:
    received: list[dict[str, Any]] = []

    async def on_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        received.append(body)
        await ack()

    stage.app.shortcut("raise")(on_shortcut)
    stage.app.shortcut("escalate")(on_shortcut)
    message = await posted(stage, *CARD)
    here = {"place": message.channel, "ts": message.ts}
    await page.acts("shortcut", callback_id="raise")
    await page.acts("shortcut", callback_id="escalate", **here)
    assert [body["type"] for body in received] == ["shortcut", "message_action"]
    assert received[1]["message"]["ts"] == message.ts
    for wrong in ({"callback_id": "escalate"}, {"callback_id": "raise", **here}):
        assert await page.refused("shortcut", **wrong) == "The app has no such shortcut."
