import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from tests.simulator.conftest import Stage
from tests.simulator.modals import OPTIONAL, TEXT, answering, opened
from tests.simulator.page_acts.conftest import Page
from tests.simulator.surfaces import field, modal, options, section

LIMITED = {"type": "plain_text_input", "min_length": 3, "max_length": 5}
NUMBER = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"}
TYPED: list[tuple[dict[str, Any], str, str]] = [
    (LIMITED, "ab", "Please write at least 3 characters."),
    (LIMITED, "abc", ""),
    ({"type": "email_text_input"}, "sam", "Please enter a valid email address."),
    ({"type": "email_text_input"}, "sam@a.example", ""),
    ({"type": "url_text_input"}, "a.example", "Please enter a valid address (https://…)."),
    ({"type": "url_text_input"}, "https://a.example/", ""),
    (NUMBER, "many", "Please enter a number."),
    (NUMBER, "1.5", "Please enter a whole number."),
    (NUMBER, "0", "Please enter 1 or more."),
    (NUMBER, "10", "Please enter 9 or less."),
    (NUMBER, "9", ""),
    ({"type": "plain_text_input"}, "  ", "Please fill in this field."),
]


@pytest.fixture(autouse=True)
def ada_acts(page: Page) -> None:
    """Ada sits in front of the page: she opens the forms of these tests."""
    page.user = "U0ADA"


async def test_what_is_filled_in_is_kept_and_submitted(stage: Stage, page: Page) -> None:
    received = answering(stage.app)
    form = await opened(stage, modal(TEXT, OPTIONAL))
    await page.acts("state", **title(form.view.id), value=typed("Down "))
    assert form.values == {"Title": "Down ", "Note": None}
    assert await page.acts("submit", view=form.view.id) == {"ok": True}
    assert received[0]["view"]["state"]["values"]["title"]["title"]["value"] == "Down "
    assert stage.ada.modal is None
    assert await page.refused("submit", view=form.view.id) == "This window is not open any more."


async def test_what_the_app_has_against_fields_stays_until_they_change(
    stage: Stage, page: Page
) -> None:
    answering(stage.app, response_action="errors", errors={"title": "Too vague"})
    form = await opened(stage, modal(TEXT))
    await page.acts("state", **title(form.view.id), value=typed("x"))
    answer = await page.acts("submit", view=form.view.id)
    assert answer["errors"] == {"title": "Too vague"}
    assert page.seats.of("U0ADA").errors == {form.view.id: {"title": "Too vague"}}
    assert form.is_open
    await page.acts("state", **title(form.view.id), value=typed("xy"))
    assert page.seats.of("U0ADA").errors == {form.view.id: {}}


async def test_required_fields_are_asked_for_before_the_app_is(stage: Stage, page: Page) -> None:
    received = answering(stage.app)
    form = await opened(stage, modal(TEXT, OPTIONAL))
    answer = await page.acts("submit", view=form.view.id)
    assert answer["errors"] == {"title": "Please fill in this field."}
    assert received == []
    assert form.is_open


@pytest.mark.parametrize(("element", "text", "error"), TYPED)
async def test_fields_check_what_is_typed(
    stage: Stage, page: Page, element: dict[str, Any], text: str, error: str
) -> None:
    received = answering(stage.app)
    form = await opened(stage, modal(field("Title", element)))
    value = {"type": element["type"], "value": text}
    await page.acts("state", **title(form.view.id), value=value)
    answer = await page.acts("submit", view=form.view.id)
    assert answer.get("errors", {}).get("title", "") == error
    assert len(received) == (0 if error else 1)


async def test_a_field_holds_what_fits_into_it(stage: Stage, page: Page) -> None:
    form = await opened(stage, modal(OPTIONAL))
    place = {"view": form.view.id, "block_id": "note", "action_id": "note"}
    assert "5 characters" in await page.refused("state", **place, value=typed("123456"))
    await page.nonsense("state", **place, value={"type": "datepicker", "value": "x"})
    await page.nonsense("state", **place, value={"value": 5})
    await page.nonsense("state", **place, value="x")
    await page.refused("state", **{**place, "action_id": "none"}, value=typed("x"))
    assert form.values == {"Note": None}


async def test_files_and_rich_text_go_into_fields(stage: Stage, page: Page) -> None:
    received = answering(stage.app)
    files = field("Files", {"type": "file_input", "max_files": 1})
    form = await opened(stage, modal(files, field("Story", {"type": "rich_text_input"})))
    uploaded = (await page.acts("upload", name="a.txt", type="text/plain", data="eA=="))["file"]
    place = {"view": form.view.id, "block_id": "files", "action_id": "files"}
    value = {"type": "file_input", "files": [uploaded]}
    assert "At most 1" in await page.refused(
        "state", **place, value={**value, "files": [uploaded["id"], {"id": "F0"}]}
    )
    await page.acts("state", **place, value=value)
    inner = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Once"}]}
    story = {"type": "rich_text", "elements": [inner]}
    place = {"view": form.view.id, "block_id": "story", "action_id": "story"}
    await page.nonsense("state", **place, value={"rich_text_value": {"type": "rich_text"}})
    await page.acts("state", **place, value={"rich_text_value": story})
    await page.acts("submit", view=form.view.id)
    values = received[0]["view"]["state"]["values"]
    assert values["files"]["files"]["files"][0]["id"] == uploaded["id"]
    assert values["story"]["story"]["rich_text_value"] == story


async def test_a_form_is_busy_while_the_app_thinks_and_sent_once(stage: Stage, page: Page) -> None:
    asked, may_answer = asyncio.Event(), asyncio.Event()

    @stage.app.view("form")
    async def on_form(ack: AsyncAck) -> None:
        asked.set()
        await may_answer.wait()
        await ack()

    form = await opened(stage, modal(OPTIONAL))
    first = asyncio.create_task(page.acts("submit", view=form.view.id))
    await asked.wait()
    assert page.seats.of("U0ADA").busy == {form.view.id}
    assert await page.refused("submit", view=form.view.id) == "It is on its way already."
    may_answer.set()
    await first
    assert page.seats.of("U0ADA").busy == set()
    assert [d.name for d in stage.slack.deliveries].count("view_submission") == 1


async def test_an_app_that_does_not_answer_leaves_the_form_as_it_was(
    stage: Stage, page: Page
) -> None:
    form = await opened(stage, modal(TEXT))
    await page.acts("state", **title(form.view.id), value=typed("Down"))
    await page.acts("submit", view=form.view.id)
    assert form.is_open
    assert form.values == {"Title": "Down"}
    assert (len(stage.ada.warnings), page.seats.of("U0ADA").busy) == (1, set())


async def test_only_the_window_in_front_is_submitted(stage: Stage, page: Page) -> None:
    answering(stage.app, response_action="push", view=modal(section("?"), title="Second"))
    form = await opened(stage, modal(OPTIONAL))
    await page.acts("submit", view=form.view.id)
    assert stage.ada.modal is not None
    assert stage.ada.modal.title == "Second"
    assert "in front" in await page.refused("submit", view=form.view.id)
    assert "nothing to submit" not in str(await page.acts("submit", view=stage.ada.modal.view.id))


async def test_a_window_that_shows_something_else_has_no_old_errors(
    stage: Stage, page: Page
) -> None:
    ask = {"type": "button", "action_id": "ask", "text": {"type": "plain_text", "text": "Ask"}}
    ask_block = {"type": "actions", "block_id": "ask", "elements": [ask]}

    @stage.app.action("ask")
    async def on_ask(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        view = modal(field("Size", {"type": "static_select", "options": options("s")}))
        await client.views_update(view_id=body["view"]["id"], view=view)
        await ack()

    form = await opened(stage, modal(TEXT, ask_block))
    await page.acts("submit", view=form.view.id)
    assert page.seats.of("U0ADA").errors[form.view.id]
    place = {"holder": {"view": form.view.id}, "block_id": "ask", "action_id": "ask"}
    await page.acts("press", **place)
    assert form.labels == ["Size"]
    assert page.seats.of("U0ADA").errors == {}


async def test_a_field_of_another_kind_starts_afresh(stage: Stage, page: Page) -> None:
    form = await opened(stage, modal(TEXT))
    await page.acts("state", **title(form.view.id), value=typed("Down"))
    other = field("Title", {"type": "static_select", "options": options("s")})
    await stage.client.views_update(view_id=form.view.id, view=modal(other))
    assert form.values == {"Title": None}


@pytest.mark.parametrize(
    ("more", "asked", "is_cleared"),
    [
        ({"notify_on_close": True}, {}, False),
        ({"notify_on_close": True}, {"all": True}, True),
        ({"notify_on_close": True, "clear_on_close": True}, {}, True),
    ],
)
async def test_the_app_hears_of_a_closed_form_if_it_wants_to(
    stage: Stage, page: Page, more: dict[str, Any], asked: dict[str, Any], is_cleared: bool
) -> None:
    closed: list[dict[str, Any]] = []
    answering(stage.app, response_action="push", view=modal(OPTIONAL, callback_id="top", **more))

    @stage.app.view_closed("top")
    async def on_closed(ack: AsyncAck, body: dict[str, Any]) -> None:
        closed.append(body)
        await ack()

    form = await opened(stage, modal(OPTIONAL))
    await page.acts("submit", view=form.view.id)
    assert stage.ada.modal is not None
    await page.acts("close", view=stage.ada.modal.view.id, **asked)
    assert [body["is_cleared"] for body in closed] == [is_cleared]
    assert form.is_open is not is_cleared


async def test_closing_says_nothing_to_an_app_that_did_not_ask(stage: Stage, page: Page) -> None:
    form = await opened(stage, modal(TEXT))
    before = len(stage.slack.deliveries)
    await page.acts("close", view=form.view.id)
    assert (stage.ada.modal, len(stage.slack.deliveries)) == (None, before)


async def test_the_windows_of_others_are_theirs(stage: Stage, page: Page) -> None:
    form = await opened(stage, modal(TEXT))
    page.user = "U0SAM"
    for act in ("submit", "close"):
        assert await page.refused(act, view=form.view.id) == "This window is not open any more."
    await page.refused("state", **title(form.view.id), value=typed("x"))
    assert form.is_open


def title(view: str) -> dict[str, str]:
    """The field of the form that most of these tests fill in."""
    return {"view": view, "block_id": "title", "action_id": "title"}


def typed(text: str) -> dict[str, str]:
    """The state of a text field."""
    return {"type": "plain_text_input", "value": text}
