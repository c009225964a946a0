from typing import Any

import pytest

from tests.simulator.conftest import Stage
from tests.simulator.modals import opened
from tests.simulator.page_acts.conftest import Page
from tests.simulator.page_acts.controls import KINDS, at, control, plain, posted, receiving
from tests.simulator.surfaces import CARD, field, modal, options, section

EMPTY: dict[str, dict[str, Any]] = {
    "static_select": {"selected_option": None},
    "datepicker": {"selected_date": None},
    "multi_users_select": {"selected_users": []},
    "checkboxes": {"selected_options": []},
}
FOREIGN: list[tuple[str, dict[str, Any]]] = [
    ("static_select", {"selected_option": options("c")[0]}),
    ("checkboxes", {"selected_options": options("c")}),
    ("conversations_select", {"selected_conversation": "C0NONE"}),
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("static_select", {"selected_option": "b"}),
    ("static_select", {"selected_user": "U0ADA"}),
    ("static_select", {}),
    ("static_select", {"type": "button", "selected_option": options("b")[0]}),
    ("external_select", {"selected_option": {"text": "Ivan", "value": "Ivan"}}),
    ("external_select", {"selected_option": {"text": {"text": "x" * 200}, "value": "x"}}),
    ("users_select", {"selected_user": "U0NOBODY"}),
    ("datepicker", {"selected_date": "2026-02-30"}),
    ("datepicker", {"selected_date": "24.11.2026"}),
    ("timepicker", {"selected_time": "24:00"}),
    ("datetimepicker", {"selected_date_time": "now"}),
    ("datetimepicker", {"selected_date_time": True}),
    ("checkboxes", {"selected_options": options("a")[0]}),
    ("multi_users_select", {"selected_users": [["U0ADA"]]}),
]


async def test_a_button_tells_the_app_who_pressed_it(stage: Stage, page: Page) -> None:
    received = receiving(stage)
    message = await posted(stage, *CARD)
    await page.acts("press", **at(message, "card", "assign"))
    (body,) = received
    assert (body["user"]["id"], body["message"]["ts"]) == ("U0SAM", message.ts)
    assert (body["actions"][0]["action_id"], body["actions"][0]["value"]) == ("assign", "1")
    assert body["response_url"].startswith("http")


@pytest.mark.parametrize("kind", KINDS)
async def test_every_control_says_what_was_chosen(stage: Stage, page: Page, kind: str) -> None:
    received = receiving(stage)
    message, chosen = await posted(stage, control(kind)), KINDS[kind][1]
    await page.acts("press", **at(message, "b", "a"), chosen=chosen)
    action = received[0]["actions"][0]
    (key,) = chosen
    assert plain(action[key]) == plain(chosen[key])
    if kind != "overflow":
        assert plain(received[0]["state"]["values"]["b"]["a"][key]) == plain(chosen[key])
        assert plain(message.values["U0SAM"]["b"]["a"][key]) == plain(chosen[key])
    assert "U0ADA" not in message.values


@pytest.mark.parametrize("kind", EMPTY)
async def test_a_choice_can_be_taken_back(stage: Stage, page: Page, kind: str) -> None:
    received = receiving(stage)
    message = await posted(stage, control(kind))
    await page.acts("press", **at(message, "b", "a"), chosen=KINDS[kind][1])
    await page.acts("press", **at(message, "b", "a"), chosen=EMPTY[kind])
    (key,) = EMPTY[kind]
    assert received[1]["state"]["values"]["b"]["a"][key] == EMPTY[kind][key]


@pytest.mark.parametrize(("kind", "chosen"), FOREIGN)
async def test_only_what_is_offered_can_be_chosen(
    stage: Stage, page: Page, kind: str, chosen: dict[str, Any]
) -> None:
    received = receiving(stage)
    message = await posted(stage, control(kind))
    await page.refused("press", **at(message, "b", "a"), chosen=chosen)
    assert (received, message.values) == ([], {})


@pytest.mark.parametrize(("kind", "chosen"), WRONG)
async def test_a_choice_has_its_shape(
    stage: Stage, page: Page, kind: str, chosen: dict[str, Any]
) -> None:
    received = receiving(stage)
    message = await posted(stage, control(kind))
    await page.nonsense("press", **at(message, "b", "a"), chosen=chosen)
    assert (received, message.values) == ([], {})


async def test_no_more_than_allowed_can_be_chosen(stage: Stage, page: Page) -> None:
    element = {"type": "multi_users_select", "action_id": "a", "max_selected_items": 1}
    block = {"type": "section", "block_id": "b", "text": section("?")["text"], "accessory": element}
    message = await posted(stage, block)
    chosen = {"selected_users": ["U0SAM", "U0ADA"]}
    assert "At most 1" in await page.refused("press", **at(message, "b", "a"), chosen=chosen)


async def test_nothing_is_chosen_with_a_button_and_something_elsewhere(
    stage: Stage, page: Page
) -> None:
    message = await posted(stage, *CARD)
    await page.nonsense("press", **at(message, "card", "assign"), chosen={"selected_date": "x"})
    await page.nonsense("press", **at(message, "card", "more"))


async def test_what_is_gone_cannot_be_pressed(stage: Stage, page: Page) -> None:
    received = receiving(stage)
    message = await posted(stage, *CARD)
    await stage.client.chat_update(
        channel=message.channel, ts=message.ts, text="Done", blocks=[section("Done")]
    )
    gone = await page.refused("press", **at(message, "card", "assign"))
    assert gone == "This is not there any more: the app shows something else by now."
    await stage.client.chat_delete(channel=message.channel, ts=message.ts)
    gone = await page.refused("press", **at(message, "card", "assign"))
    assert gone == "This message is not there any more."
    assert received == []


async def test_only_who_is_there_can_press(stage: Stage, page: Page) -> None:
    stage.slack.add_channel("C0OPEN", "open", [stage.ada])
    answer = await stage.client.chat_postMessage(channel="C0OPEN", text="Card", blocks=CARD)
    message = stage.slack.message("C0OPEN", str(answer["ts"]))
    assert "join it first" in await page.refused("press", **at(message, "card", "assign"))


async def test_an_app_that_does_not_answer_leaves_a_warning(stage: Stage, page: Page) -> None:
    message = await posted(stage, *CARD)
    await page.acts("press", **at(message, "card", "assign"))
    assert len(stage.sam.warnings) == 1
    assert stage.ada.warnings == []
    await page.acts("dismiss", id="warning-0")
    assert page.seats.of("U0SAM").dismissed == {"warning-0"}


async def test_a_whispered_button_works_for_its_reader_only(stage: Stage, page: Page) -> None:
    received = receiving(stage)
    await stage.client.chat_postEphemeral(
        channel="C0CRITICAL", user="U0SAM", text="Card", blocks=CARD
    )
    (whisper,) = stage.sam.ephemerals
    await page.acts("press", **at(whisper, "card", "assign"))
    assert received[0]["container"]["is_ephemeral"]
    page.user = "U0ADA"
    assert "not there" in await page.refused("press", **at(whisper, "card", "assign"))


async def test_home_takes_choices_and_presses(stage: Stage, page: Page) -> None:
    received = receiving(stage)
    view = {"type": "home", "blocks": [control("static_select"), *CARD]}
    answer = await stage.client.views_publish(user_id="U0SAM", view=view)
    holder = {"view": answer["view"]["id"]}
    chosen = KINDS["static_select"][1]
    await page.acts("press", holder=holder, block_id="b", action_id="a", chosen=chosen)
    await page.acts("press", holder=holder, block_id="card", action_id="assign")
    values = received[1]["view"]["state"]["values"]
    assert values["b"]["a"]["selected_option"]["value"] == "b"
    assert "no form" in await page.refused("submit", view=holder["view"])
    page.user = "U0ADA"
    gone = await page.refused("press", holder=holder, block_id="card", action_id="assign")
    assert gone == "This window is not open any more."


async def test_a_field_that_dispatches_is_kept_and_told(stage: Stage, page: Page) -> None:
    received = receiving(stage)
    text = field("Title", {"type": "plain_text_input"}, dispatch_action=True)
    quiet = field("Note", {"type": "plain_text_input"})
    form = await opened(stage, modal(text, quiet))
    page.user = "U0ADA"
    place = {"holder": {"view": form.view.id}, "block_id": "title", "action_id": "title"}
    await page.acts("press", **place, chosen={"value": "Down "})
    assert received[0]["actions"][0]["value"] == "Down "
    assert form.values["Title"] == "Down "
    place |= {"block_id": "note", "action_id": "note"}
    assert "with its form" in await page.refused("press", **place, chosen={"value": "x"})
