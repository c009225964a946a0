"""A person's screen: everything that they may see, and nothing that they may not."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.messages import Message
from bot.simulator.page.seats import Seats
from bot.simulator.server import Simulator
from tests.simulator import browsing
from tests.simulator.browsing import Screen
from tests.simulator.conftest import Stage, TestClock
from tests.simulator.modals import TEXT, opened
from tests.simulator.surfaces import modal, options

CHANNEL = "C0CRITICAL"


@pytest.fixture
def seats() -> Seats:
    return Seats()


@pytest.fixture
async def slack(clock: TestClock, seats: Seats) -> AsyncIterator[Simulator]:
    async with browsing.practice(clock, browsing.Helper(clock), seats) as simulator:
        yield simulator


@pytest.fixture
async def screen(stage: Stage) -> AsyncIterator[Screen]:
    """Sam's screen."""
    async with browsing.screen(stage.slack, stage.sam.id) as screen:
        yield screen


async def test_one_sees_who_is_there_and_who_one_is(stage: Stage) -> None:
    stage.ada.profile.title = "on duty"
    async with browsing.screen(stage.slack, stage.sam.id) as screen:
        values = screen.values
    assert values["me"] == {"id": "U0SAM", "name": "Sam", "tz": "Europe/Berlin", "clock_24h": False}
    assert values["people/U0ADA"] == {
        "id": "U0ADA",
        "name": "Ada",
        "real_name": "Ada Admin",
        "is_bot": False,
        "is_deleted": False,
        "tz": "UTC",
        "title": "on duty",
    }
    assert values["people/U0PARROT"]["is_bot"] is True


def test_one_sees_the_places(screen: Screen) -> None:
    assert screen.values[f"places/{CHANNEL}"] == {
        "id": CHANNEL,
        "kind": "channel",
        "name": "critical",
        "topic": "",
        "is_member": True,
        "is_archived": False,
        "is_app": False,
        "unread": 0,
        "mentions": 0,
    }


def test_one_sees_what_the_app_offers(screen: Screen) -> None:
    values = screen.values
    assert values["app"] == {
        "name": "Parrot",
        "bot_user_id": "U0PARROT",
        "description": "Repeats what it hears",
    }
    assert values["commands"] == [
        {"command": "/parrot", "description": "Say it again", "usage_hint": "[words]"},
        {"command": "/plain", "description": "", "usage_hint": ""},
    ]
    assert values["shortcuts"] == [
        {"name": "Raise a task", "type": "global", "callback_id": "raise"},
        {"name": "Escalate", "type": "message", "callback_id": "escalate"},
    ]


def test_one_sees_the_instruments(screen: Screen) -> None:
    values = screen.values
    assert values["clock"] == {"now": "2026-11-23T09:00:00+00:00", "runs": True}
    assert values["clock/steps"] == [
        {"id": "quarter", "label": "+15 min", "to": "2026-11-23T09:15:00+00:00"}
    ]
    assert values["bot"] == {"state": "running", "since": "2026-11-23T09:00:00+00:00"}
    for empty in ("clock/next", "faults", "modals", "warnings"):
        assert values[empty] == []
    assert "home" not in values


async def test_a_message_comes_with_all_that_it_is_made_of(stage: Stage, screen: Screen) -> None:
    root = await stage.ada.writes("Down", channel=CHANNEL)
    reply = await stage.sam.replies("Since when?", to=root)
    await screen.until(lambda values: f"messages/{CHANNEL}/{reply.ts}" in values)
    await stage.ada.replies("Since nine", to=root)
    key, reply_key = (f"messages/{CHANNEL}/{message.ts}" for message in (root, reply))
    values = await screen.until(lambda values: reply_key in values)
    assert values[reply_key]["is_reply"] is True
    assert values[reply_key]["is_in_channel"] is False
    await screen.until(lambda values: values[key]["reply_count"] == 2)
    await stage.sam.reacts("eyes", to=root)
    values = await screen.until(lambda values: "reactions" in values[key])
    assert values[key] == root.payload() | {
        "channel": CHANNEL,
        "is_in_channel": True,
        "is_reply": False,
        "only_you": False,
        "values": {},
    }
    assert values[key]["reply_count"] == 2
    assert values[key]["reply_users"] == ["U0SAM", "U0ADA"]
    await stage.ada.edits(root, "Down again")
    values = await screen.until(lambda values: "edited" in values[key])
    assert values[key]["text"] == "Down again"


async def test_a_deleted_message_goes_and_one_with_replies_leaves_a_stone(
    stage: Stage, screen: Screen
) -> None:
    lone, root = [await stage.ada.writes(text, channel=CHANNEL) for text in ("Lone", "Root")]
    await stage.sam.replies("Yes", to=root)
    await screen.until(lambda _: len(screen.messages(CHANNEL)) == 3)
    await stage.ada.deletes(lone)
    await stage.ada.deletes(root)
    await screen.until(lambda _: screen.messages(CHANNEL)[0].get("subtype") == "tombstone")
    stone, reply = screen.messages(CHANNEL)
    assert (stone["ts"], stone["reply_count"]) == (root.ts, 1)
    assert reply["text"] == "Yes"


async def test_a_whisper_is_on_one_screen_only(stage: Stage, client: AsyncWebClient) -> None:
    async with (
        browsing.screen(stage.slack, "U0SAM") as sam,
        browsing.screen(stage.slack, "U0ADA") as ada,
    ):
        await client.chat_postEphemeral(channel=CHANNEL, user="U0SAM", text="Only for Sam")
        await client.chat_postMessage(channel=CHANNEL, text="For all")
        await sam.until(lambda _: len(sam.messages(CHANNEL)) == 2)
        await ada.until(lambda _: ada.messages(CHANNEL))
        whisper, spoken = sam.messages(CHANNEL)
        assert (whisper["text"], whisper["only_you"]) == ("Only for Sam", True)
        assert spoken["only_you"] is False
        assert [message["text"] for message in ada.messages(CHANNEL)] == ["For all"]


async def test_a_private_place_is_seen_by_its_members_and_a_public_one_by_all(
    stage: Stage,
) -> None:
    stage.slack.add_channel("C0SECRET", "secret", [stage.ada], private=True)
    stage.slack.add_channel("C0OPEN", "open", [stage.ada])
    for place in ("C0SECRET", "C0OPEN"):
        await stage.ada.writes("Hello <!here>", channel=place)
    left_behind = Message("C0SECRET", "1795511700.000300", "As you left", visible_to="U0SAM")
    stage.slack.workspace.ephemerals.append(left_behind)
    async with browsing.screen(stage.slack, "U0SAM") as sam:
        assert "places/C0SECRET" not in sam.values
        assert sam.messages("C0SECRET") == []
        place = sam.values["places/C0OPEN"]
        assert (place["is_member"], place["unread"], place["mentions"]) == (False, 0, 0)
        assert len(sam.messages("C0OPEN")) == 1
    async with browsing.screen(stage.slack, "U0ADA") as ada:
        assert ada.values["places/C0SECRET"]["kind"] == "group"
        assert len(ada.messages("C0SECRET")) == 1


async def test_everybody_has_a_line_to_the_app_and_sees_only_their_own(stage: Stage) -> None:
    await stage.ada.writes("Hello")
    async with browsing.screen(stage.slack, "U0SAM") as sam:
        direct = [v for k, v in sam.values.items() if k.startswith("places/D")]
    assert len(direct) == 1
    expected = {"kind": "im", "is_app": True, "name": "Parrot", "partner": "U0PARROT"}
    assert expected.items() <= direct[0].items()


async def test_what_others_said_is_unread_until_one_looks_or_speaks(
    stage: Stage, seats: Seats, screen: Screen
) -> None:
    def counts(unread: int, mentions: int) -> bool:
        place = screen.values[f"places/{CHANNEL}"]
        return (place["unread"], place["mentions"]) == (unread, mentions)

    root = await stage.ada.writes("Down", channel=CHANNEL)
    await stage.ada.replies("Still", to=root)
    await stage.ada.writes("<@U0SAM> look", channel=CHANNEL)
    await stage.ada.writes("<!channel> look", channel=CHANNEL)
    await screen.until(lambda _: counts(4, 2))
    await stage.sam.writes("I look", channel=CHANNEL)
    await screen.until(lambda _: counts(0, 0))
    await stage.ada.writes("Good", channel=CHANNEL)
    await screen.until(lambda _: counts(1, 0))
    seats.of("U0SAM").read(stage.slack.workspace.channel(CHANNEL))
    last = await stage.ada.writes("Bye <@U0SAM>", channel=CHANNEL)
    await screen.until(lambda _: counts(1, 1))
    await stage.ada.deletes(last)
    await screen.until(lambda _: counts(0, 0))


async def test_a_direct_message_counts_as_a_mention(
    stage: Stage, client: AsyncWebClient, screen: Screen
) -> None:
    await client.chat_postMessage(channel="U0SAM", text="Hello Sam")
    values = await screen.until(lambda values: any(k.startswith("messages/D") for k in values))
    place = next(v for k, v in values.items() if k.startswith("places/D"))
    assert (place["unread"], place["mentions"]) == (1, 1)


async def test_a_modal_comes_with_what_is_filled_in_and_what_is_wrong(
    stage: Stage, seats: Seats, screen: Screen
) -> None:
    async with browsing.screen(stage.slack, "U0ADA") as ada:
        form = await opened(stage, modal(TEXT))
        [shown] = (await ada.until(lambda values: values["modals"]))["modals"]
        assert (shown["errors"], shown["is_busy"]) == ({}, False)
        assert shown["view"].items() >= form.view.payload(stage.slack.workspace.identity).items()
        await form.fill({"Title": "Checkout"})
        seats.of("U0ADA").errors[form.view.id] = {"title": "Too short"}
        seats.of("U0ADA").busy.add(form.view.id)
        stage.slack.workspace.bell.ring()
        [shown] = (await ada.until(lambda values: values["modals"][0]["is_busy"]))["modals"]
        assert shown["errors"] == {"title": "Too short"}
        assert shown["values"]["title"]["title"]["value"] == "Checkout"
        await form.closes()
        stage.slack.workspace.bell.ring()
        await ada.until(lambda values: not values["modals"])
    assert screen.values["modals"] == []


async def test_home_comes_with_what_is_chosen_in_it(
    stage: Stage, client: AsyncWebClient, screen: Screen
) -> None:
    picker = {"type": "static_select", "action_id": "pick", "options": options("Mine", "All")}
    block = {"type": "actions", "block_id": "filter", "elements": [picker]}
    await client.views_publish(user_id="U0SAM", view={"type": "home", "blocks": [block]})
    home = (await screen.until(lambda values: "home" in values))["home"]
    assert home["blocks"][0]["block_id"] == "filter"
    assert home["values"]["filter"]["pick"]["selected_option"] is None
    await stage.sam.picks("", "All", on=stage.slack.workspace.views.homes["U0SAM"])
    home = (await screen.hear())["set"]["home"]
    assert home["values"]["filter"]["pick"]["selected_option"]["value"] == "All"


async def test_a_choice_in_a_message_is_each_persons_own(
    stage: Stage, client: AsyncWebClient
) -> None:
    picker = {"type": "static_select", "action_id": "pick", "options": options("Mine", "All")}
    block = {"type": "actions", "block_id": "filter", "elements": [picker]}
    await client.chat_postMessage(channel=CHANNEL, text="Choose", blocks=[block])
    message = stage.slack.channel_messages(CHANNEL)[-1]
    async with (
        browsing.screen(stage.slack, "U0SAM") as sam,
        browsing.screen(stage.slack, "U0ADA") as ada,
    ):
        await stage.sam.picks("", "All", on=message)
        await stage.ada.writes("Chosen?", channel=CHANNEL)
        for seen, chosen in ((sam, True), (ada, False)):
            while len(seen.messages(CHANNEL)) < 2:
                await seen.hear()
            shown, _ = seen.messages(CHANNEL)
            option = shown["values"]["filter"]["pick"]["selected_option"]
            assert (option is not None) is chosen


async def test_a_warning_stays_until_it_is_waved_away(
    stage: Stage, seats: Seats, screen: Screen
) -> None:
    for text in ("first", "second"):
        stage.slack.workspace.warn("U0SAM", text)
    stage.slack.workspace.warn("U0ADA", "not for Sam")
    values = await screen.until(lambda values: len(values["warnings"]) == 2)
    assert [warning["text"] for warning in values["warnings"]] == ["first", "second"]
    seats.of("U0SAM").dismissed.add(values["warnings"][0]["id"])
    stage.slack.workspace.bell.ring()
    values = await screen.until(lambda values: len(values["warnings"]) == 1)
    assert values["warnings"][0]["text"] == "second"


async def test_somebody_new_and_somewhere_new_appear(slack: Simulator, screen: Screen) -> None:
    new = slack.add_person("U0NEW", name="new")
    values = await screen.until(lambda values: "people/U0NEW" in values)
    assert values["people/U0NEW"]["real_name"] == "New"
    slack.add_channel("C0NEW", "news", [new])
    values = await screen.until(lambda values: "places/C0NEW" in values)
    assert values["places/C0NEW"]["name"] == "news"
