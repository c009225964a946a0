"""Whatever is sent, the page answers with a sentence, and nothing is done by halves."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.simulator.page.acts import ACTS
from tests.simulator.conftest import Stage
from tests.simulator.modals import answering
from tests.simulator.page_acts.conftest import Page
from tests.simulator.page_acts.controls import KINDS, control, posted, receiving
from tests.simulator.surfaces import CARD, field, modal, section

JSON = {"Content-Type": "application/json"}
HERE: dict[str, object] = {"place": "C0CRITICAL"}
ON_CARD: dict[str, object] = {"holder": {**HERE, "ts": "CARD"}}
TITLE: dict[str, object] = {"block_id": "title", "action_id": "title"}
RIGHT: list[dict[str, object]] = [
    {"do": "write", **HERE, "text": "@Ada *x* `y` ```z``` <@U0ADA> https://a.example"},
    {"do": "write", **HERE, "text": "x", "thread_ts": "CARD", "broadcast": True, "files": ["FILE"]},
    {"do": "upload", "name": "a.txt", "type": "text/plain", "data": "eA=="},
    {"do": "edit", **HERE, "ts": "MINE", "text": "Checkout is up"},
    {"do": "delete", **HERE, "ts": "MINE"},
    {"do": "react", **HERE, "ts": "CARD", "name": "eyes"},
    {"do": "unreact", **HERE, "ts": "CARD", "name": "eyes"},
    {"do": "join", "place": "C0OPEN"},
    {"do": "command", **HERE, "command": "/parrot", "text": "@Ada <3"},
    {"do": "shortcut", "callback_id": "raise"},
    {"do": "shortcut", "callback_id": "escalate", **HERE, "ts": "CARD"},
    {"do": "press", **ON_CARD, "block_id": "card", "action_id": "assign"},
    {"do": "press", "holder": {"view": "FORM"}, **TITLE, "chosen": {"value": "x"}},
    {"do": "suggest", **ON_CARD, "block_id": "external_select", "action_id": "a", "typed": "Iva"},
    {"do": "state", "view": "FORM", **TITLE, "value": {"value": "x"}},
    {"do": "submit", "view": "FORM"},
    {"do": "close", "view": "FORM", "all": True},
    {"do": "open", "place": "home"},
    {"do": "open", **HERE},
    {"do": "dismiss", "id": "warning-0"},
    {"do": "clock", "to": "hour"},
    {"do": "clock", "to": "2026-11-30T09:00:00+01:00"},
    {"do": "fault", "kind": "away"},
    {"do": "fault", "kind": "clear"},
    {"do": "fault", "kind": "crash"},
    {"do": "fault", "kind": "start"},
    {"do": "fault", "kind": "rate_limited", "times": 2},
    *(
        {"do": "press", **ON_CARD, "block_id": kind, "action_id": "a", "chosen": chosen}
        for kind, (_, chosen) in KINDS.items()
    ),
]
"""Every act as the page sends it, with names in place of ids."""
KEYS = sorted({"as", *(key for right in RIGHT for key in right)})
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
OTHERS = st.sampled_from([
    "U0ADA", "U0PARROT", "C0SECRET", "C0OPEN", "CARD", "MINE", "FORM", "FILE", "home", " ",
    "x" * 13_000, "no emoji", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00+14:00",
    10**30, -1, True, ["FILE"] * 11, {"view": "FORM"}, {"value": []}, {"selected_options": [{}]},
    {"selected_option": {"text": {}, "value": "b"}}, {"rich_text_value": {"type": "rich_text"}},
])  # fmt: skip
SPOILT = st.builds(
    lambda right, strokes: {"as": "U0SAM", **right, **strokes},
    st.sampled_from(RIGHT),
    st.dictionaries(st.sampled_from(KEYS), OTHERS | JUNK, max_size=2),
)


@pytest.fixture
async def furnished(stage: Stage, page: Page) -> dict[str, str]:
    """A workspace in which every act can succeed, and the ids of what stands in it."""
    receiving(stage)
    answering(stage.app)
    stage.slack.add_channel("C0OPEN", "open", [stage.ada])
    stage.slack.add_channel("C0SECRET", "secret", [stage.ada], private=True)
    controls = [{**control(kind), "block_id": kind} for kind in KINDS]
    card = await posted(stage, *CARD, control("static_select"), *controls)
    mine = await page.writes(stage, "Mine")
    file = (await page.acts("upload", name="a.txt", type="text/plain", data="eA=="))["file"]
    return {"CARD": card.ts, "MINE": mine.ts, "FILE": file["id"]}


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=SPOILT)
async def test_anything_is_answered_and_a_refusal_changes_nothing(
    stage: Stage, page: Page, furnished: dict[str, str], body: object
) -> None:
    if stage.sam.modal is None:
        stage.slack.workspace.views.open("U0SAM", FORM)
    assert stage.sam.modal is not None
    before = everything(stage)
    status, answer = await page.posts(named(body, {**furnished, "FORM": stage.sam.modal.view.id}))
    assert status in {200, 400}
    assert answer["ok"] is (status == 200 and "error" not in answer)
    if not answer["ok"]:
        assert answer["error"].endswith(".")
        assert everything(stage) == before


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=JUNK)
async def test_any_json_is_answered(page: Page, body: object) -> None:
    status, answer = await page.posts(body)
    assert (status, answer["ok"]) == (400, False)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"write"',
        b"[" * 100_000,
        b'{"as": "U0SAM", "do": "write", "place": "C0CRITICAL", "text": "\\ud800"}',
        b'{"as": "U0SAM", "do": "fault", "kind": "away", "times": NaN}',
        b'{"as": "U0SAM", "do": "write", "place": "C0CRITICAL", "text": "\xff"}',
        b'{"as": ["U0SAM"], "do": {"write": 1}}',
        b'{"as": "U0SAM", "do": "sudo"}',
    ],
)
async def test_what_is_no_act_is_answered_as_such(stage: Stage, page: Page, body: bytes) -> None:
    async with page.session.post(f"{page.url}act", data=body, headers=JSON) as response:
        answer = await response.json()
    assert (response.status, answer["ok"]) == (400, False)
    assert answer["error"].endswith(".")
    assert stage.sam.reads("C0CRITICAL") == []


async def test_an_encoding_that_nobody_knows_is_answered_too(page: Page) -> None:
    headers = {"Content-Type": "application/json; charset=klingon"}
    async with page.session.post(f"{page.url}act", data=b"{}", headers=headers) as response:
        assert response.status == 400


FORM: dict[str, Any] = modal(
    field("Title", {"type": "plain_text_input"}, optional=True, dispatch_action=True),
    section(
        "Choose",
        block_id="b",
        accessory={**KINDS["datepicker"][0], "type": "datepicker", "action_id": "a"},
    ),
)


def test_every_act_is_tried() -> None:
    assert {right["do"] for right in RIGHT} == set(ACTS)


def named(body: object, ids: dict[str, str]) -> object:
    """The body with the ids of this workspace in place of their names."""
    text = json.dumps(body)
    for name, found in ids.items():
        text = text.replace(f'"{name}"', f'"{found}"')
    return json.loads(text)


def everything(stage: Stage) -> object:
    """All that an act could have changed."""
    workspace = stage.slack.workspace
    places = [
        (channel.members[:], [(m.payload(), json.dumps(m.values)) for m in channel.messages])
        for channel in workspace.channels.values()
    ]
    views = [(view.hash, view.values()) for view in workspace.views.stack("U0SAM")]
    faults = [(fault.kind, fault.times) for fault in stage.slack.faults.in_force()]
    counts = (len(workspace.files), len(stage.slack.deliveries), len(workspace.problems))
    return places, views, faults, counts, stage.clock.now()
