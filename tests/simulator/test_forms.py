from datetime import UTC, datetime
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulator.conftest import Stage
from tests.simulator.modals import OPTIONAL, TEXT, answering, opened
from tests.simulator.surfaces import field, modal, options

GROUPED = [{"label": {"type": "plain_text", "text": "G"}, "options": options("Red", "Blue")}]
EVERYTHING = modal(
    field("What happened", {"type": "plain_text_input", "multiline": True}),
    field("Severity", {"type": "static_select", "options": options("4 stops", "3 hurts")}),
    field("Colour", {"type": "static_select", "option_groups": GROUPED}),
    field("Size", {"type": "radio_buttons", "options": options("small", "large")}),
    field("Checks", {"type": "checkboxes", "options": options("one", "two", "three")}),
    field("Developer", {"type": "users_select"}),
    field("Exactly", {"type": "datetimepicker"}),
    field("Day", {"type": "datepicker"}),
    field("Hour", {"type": "timepicker"}),
    field("Effort", {"type": "number_input", "is_decimal_allowed": False}),
    field("Picture", {"type": "file_input"}),
    field("Place", {"type": "conversations_select"}),
)


async def test_every_kind_of_field_is_filled_by_what_people_read(stage: Stage) -> None:
    at = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    received = answering(stage.app)
    form = await opened(stage, EVERYTHING)
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
