from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.modal import Modal
from tests.simulator.conftest import Stage
from tests.simulator.surfaces import button, field, modal, options, section

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


async def test_every_kind_of_field_is_filled_by_what_people_read(stage: Stage) -> None:
    grouped = [{"label": {"type": "plain_text", "text": "G"}, "options": options("Red", "Blue")}]
    at = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    received = answering(stage.app)
    form = await opened(
        stage,
        modal(
            field("What happened", {"type": "plain_text_input", "multiline": True}),
            field("Severity", {"type": "static_select", "options": options("4 stops", "3 hurts")}),
            field("Colour", {"type": "static_select", "option_groups": grouped}),
            field("Size", {"type": "radio_buttons", "options": options("small", "large")}),
            field("Checks", {"type": "checkboxes", "options": options("one", "two", "three")}),
            field("Developer", {"type": "users_select"}),
            field("Exactly", {"type": "datetimepicker"}),
            field("Day", {"type": "datepicker"}),
            field("Hour", {"type": "timepicker"}),
            field("Effort", {"type": "number_input", "is_decimal_allowed": False}),
            field("Picture", {"type": "file_input"}),
            field("Place", {"type": "conversations_select"}),
        ),
    )
    submission = await form.fills(
        {"Severity": "3"},
        what_happened="it broke",
        colour="blu",
        size="large",
        checks=["one", "three"],
        developer=stage.sam,
        exactly=at,
        day="2026-11-24",
        hour="18:00",
        effort=3,
        picture="a.png",
        place="C0CRITICAL",
    ).submits()
    assert submission.closed
    values = received[0]["view"]["state"]["values"]
    found = {name: next(iter(by_action.values())) for name, by_action in values.items()}
    assert found["what_happened"] == {"type": "plain_text_input", "value": "it broke"}
    assert found["severity"]["selected_option"]["value"] == "3 hurts"
    assert found["colour"]["selected_option"]["value"] == "Blue"
    assert [o["value"] for o in found["checks"]["selected_options"]] == ["one", "three"]
    assert found["developer"] == {"type": "users_select", "selected_user": "U0SAM"}
    assert found["exactly"]["selected_date_time"] == int(at.timestamp())
    assert found["day"]["selected_date"] == "2026-11-24"
    assert found["hour"]["selected_time"] == "18:00"
    assert found["effort"]["value"] == "3"
    assert found["picture"]["files"][0]["name"] == "a.png"
    assert found["place"]["selected_conversation"] == "C0CRITICAL"
    assert stage.slack.problems == []


async def test_initial_values_are_sent_untouched(stage: Stage) -> None:
    received = answering(stage.app)
    size = options("small", "large")
    form = await opened(
        stage,
        modal(
            field("Title", {"type": "plain_text_input", "initial_value": "before"}),
            field("Size", {"type": "static_select", "options": size, "initial_option": size[1]}),
            OPTIONAL,
        ),
    )
    large = {"text": {"type": "plain_text", "text": "large", "emoji": True}, "value": "large"}
    assert form.values == {"Title": "before", "Size": large, "Note": None}
    await form.submits()
    values = received[0]["view"]["state"]["values"]
    assert values["title"]["title"]["value"] == "before"
    assert values["size"]["size"]["selected_option"] == large
    assert values["note"]["note"] == {"type": "plain_text_input", "value": None}


async def test_a_form_helps_the_one_who_fills_it_in(stage: Stage) -> None:
    severity = field("Severity", {"type": "static_select", "options": options("4 stops")})
    form = await opened(stage, modal(TEXT, OPTIONAL, severity, title="Raise"))
    assert form.title == "Raise"
    with pytest.raises(AssertionError, match=r"no field 'deadline' in 'Raise'; there are \['Tit"):
        await form.fills(deadline="tomorrow")
    with pytest.raises(AssertionError, match=r"no option '9'; there are \['4 stops'\]"):
        await form.fills(severity="9")
    with pytest.raises(AssertionError, match="takes 0 to 5 characters, not 6"):
        await form.fills(note="longer")
    with pytest.raises(AssertionError, match=r"must be filled in: \['Title', 'Severity'\]"):
        await form.submits()


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


async def test_an_external_select_asks_the_app(stage: Stage) -> None:
    received = answering(stage.app)

    @stage.app.options("customer")
    async def on_options(ack: AsyncAck, payload: dict[str, Any]) -> None:
        names = [name for name in ("Acme", "Acorn") if name.startswith(payload["value"])]
        await ack(options=options(*names))

    select = {"type": "external_select", "min_query_length": 2}
    form = await opened(stage, modal(field("Customer", select)))
    with pytest.raises(AssertionError, match="from 2 characters on"):
        await form.fills(customer="A")
    with pytest.raises(AssertionError, match="no option 'Zeus'"):
        await form.fills(customer="Zeus")
    await form.fills(customer="Aco").submits()
    state = received[0]["view"]["state"]["values"]["customer"]["customer"]
    assert state["selected_option"]["value"] == "Acorn"


async def test_a_dispatching_field_sends_a_click_and_may_change_the_form(stage: Stage) -> None:
    @stage.app.action("severity")
    async def on_severity(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        chosen = body["actions"][0]["selected_option"]["value"]
        view = modal(severity, field(f"Why {chosen}", {"type": "plain_text_input"}))
        await client.views_update(view_id=body["view"]["id"], view=view)
        await ack()

    element = {"type": "static_select", "options": options("4", "3")}
    severity = field("Severity", element, dispatch_action=True)
    form = await opened(stage, modal(severity))
    await form.fills(severity="4", why_4="because")
    assert form.labels == ["Severity", "Why 4"]
    assert form.values["Why 4"] == "because"


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
