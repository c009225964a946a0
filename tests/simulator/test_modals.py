from datetime import timedelta
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulator.conftest import Stage
from tests.simulator.modals import TEXT, answering, opened
from tests.simulator.surfaces import button, modal, options, section


async def test_errors_stand_at_their_fields_and_the_form_stays(stage: Stage) -> None:
    answering(stage.app, response_action="errors", errors={"title": "Too vague"})
    submission = await (await opened(stage, modal(TEXT))).fills(title="x").submits()
    assert submission.errors == {"Title": "Too vague"}
    assert submission.errors_by_block == {"title": "Too vague"}
    assert not submission.closed
    assert submission.modal is not None
    assert submission.modal.values == {"Title": "x"}


async def test_errors_for_unknown_fields_are_refused(stage: Stage) -> None:
    answering(stage.app, response_action="errors", errors={"deadline": "Too late"})
    submission = await (await opened(stage, modal(TEXT))).fills(title="x").submits()
    assert submission.errors == {}
    assert not submission.closed
    assert "deadline" in stage.slack.problems[0]


async def test_a_submission_may_update_push_and_clear(stage: Stage) -> None:
    second = modal(TEXT, title="Second", callback_id="second")
    third = modal(section("Done"), title="Third", callback_id="third")

    @stage.app.view("form")
    async def on_form(ack: AsyncAck) -> None:
        await ack(response_action="update", view=second)

    @stage.app.view("second")
    async def on_second(ack: AsyncAck) -> None:
        await ack(response_action="push", view=third)

    @stage.app.view("third")
    async def on_third(ack: AsyncAck) -> None:
        await ack(response_action="clear")

    form = await opened(stage, modal(TEXT))
    updated = await form.fills(title="x").submits()
    assert updated.modal is not None
    assert (updated.modal.title, updated.modal.view.id) == ("Second", form.view.id)
    assert updated.modal.values == {"Title": "x"}
    pushed = await updated.modal.submits()
    assert pushed.modal is not None
    assert pushed.modal.title == "Third"
    assert pushed.modal.view.previous_view_id == form.view.id
    cleared = await pushed.modal.submits()
    assert cleared.closed
    assert cleared.modal is None
    assert stage.ada.modal is None
    assert stage.slack.problems == []


async def test_a_view_that_slack_refuses_warns_the_person(stage: Stage) -> None:
    answering(stage.app, response_action="update", view={"type": "modal", "blocks": []})
    submission = await (await opened(stage, modal(TEXT))).fills(title="x").submits()
    assert not submission.closed
    assert stage.ada.warnings


async def test_modals_lie_upon_each_other_three_deep(stage: Stage) -> None:
    errors: list[str] = []

    @stage.app.action("deeper")
    async def on_deeper(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as error:
            errors.append(str(error.response["error"]))
        await ack()

    view = modal(button("Deeper", "deeper"))
    form = await opened(stage, view)
    second = await form.clicks("Deeper")
    assert second is not None
    third = await second.clicks("Deeper")
    assert third is not None
    await third.clicks("Deeper")
    assert errors == ["push_limit_reached"]
    await third.closes()
    assert stage.ada.modal is not None
    assert stage.ada.modal.view is second.view


async def test_a_trigger_works_once_and_dies_after_three_seconds(stage: Stage) -> None:
    form = await opened(stage, modal(TEXT))
    [shortcut] = [d for d in stage.slack.deliveries if d.name == "shortcut"]
    trigger = shortcut.payload["trigger_id"]
    for wanted in (trigger, "1.2.invented"):
        error = {trigger: "exchanged_trigger_id"}.get(wanted, "invalid_trigger_id")
        with pytest.raises(SlackApiError, match=error):
            await stage.client.views_open(trigger_id=wanted, view=modal(TEXT))
    late = stage.slack.workspace.triggers.make("U0ADA")
    stage.clock.advance(seconds=4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await stage.client.views_open(trigger_id=late, view=modal(TEXT))
    assert form.is_open


async def test_a_view_is_updated_by_hash_and_only_while_it_is_open(stage: Stage) -> None:
    form = await opened(stage, modal(TEXT, external_id="mine"))
    stale = form.view.hash
    await form.fills(title="typed")
    update = stage.client.views_update
    await update(external_id="mine", hash=stale, view=modal(TEXT, section("More")))
    assert form.values == {"Title": "typed"}
    assert "More" in form.text
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await update(view_id=form.view.id, hash=stale, view=modal(TEXT))
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await update(view_id=form.view.id, view={"type": "home", "blocks": []})
    await form.closes()
    with pytest.raises(SlackApiError, match="not_found"):
        await update(view_id=form.view.id, view=modal(TEXT))
    with pytest.raises(AssertionError, match="is closed"):
        await form.fills(title="x")


@pytest.mark.parametrize("notify", [True, False])
async def test_closing_is_told_if_the_app_wants_to_know(stage: Stage, notify: bool) -> None:
    @stage.app.view_closed("form")
    async def on_closed(ack: AsyncAck) -> None:
        await ack()

    form = await opened(stage, modal(TEXT, notify_on_close=notify))
    await form.closes()
    closed = [d.payload for d in stage.slack.deliveries if d.name == "view_closed"]
    assert [payload["is_cleared"] for payload in closed] == ([False] if notify else [])


async def test_a_message_shortcut_carries_its_message(stage: Stage) -> None:
    received: list[dict[str, Any]] = []

    @stage.app.shortcut("escalate")
    async def on_escalate(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        received.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=modal(TEXT))
        await ack()

    message = await stage.sam.writes("down", channel="C0CRITICAL")
    form = await stage.ada.uses_message_shortcut("Escalate", message)
    assert form is not None
    assert received[0]["message"]["ts"] == message.ts
    with pytest.raises(AssertionError, match=r"no global shortcut 'Else'; there are \['Raise a t"):
        await stage.ada.uses_shortcut("Else")


async def test_buttons_in_app_home_and_menus(stage: Stage) -> None:
    pressed: list[dict[str, Any]] = []

    @stage.app.action("more")
    async def on_more(ack: AsyncAck, body: dict[str, Any]) -> None:
        pressed.append(body)
        await ack()

    menu = {"type": "overflow", "action_id": "more", "options": options("Merge…", "Decline…")}
    home = {"type": "home", "blocks": [section("*Your* tasks", accessory=menu)]}
    await stage.client.views_publish(user_id="U0ADA", view=home)
    assert stage.ada.home_text == "Your tasks\n[⋯ Merge… | Decline…]"
    assert stage.ada.sees("Your tasks")
    await stage.ada.chooses("Decline…")
    assert pressed[0]["container"]["type"] == "view"
    assert pressed[0]["actions"][0]["selected_option"]["value"] == "Decline…"
    await stage.ada.clicks("merge…")
    assert pressed[1]["actions"][0]["selected_option"]["value"] == "Merge…"


async def test_a_trigger_dies_by_real_seconds_too(stage: Stage) -> None:
    trigger = stage.slack.workspace.triggers.make("U0ADA")
    stage.slack.workspace.triggers.lives_for = timedelta(0)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await stage.client.views_open(trigger_id=trigger, view=modal(TEXT))
