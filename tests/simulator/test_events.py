from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.person import Person
from tests.simulator.conftest import Stage


async def test_typed_text_arrives_as_slack_writes_it(stage: Stage) -> None:
    await stage.sam.writes(
        "a < b & c <@U0ADA> see https://acme.example/x?a=1&b=2.", channel="C0CRITICAL"
    )
    [event] = stage.events("message")
    assert event["text"] == ("a &lt; b &amp; c <@U0ADA> see <https://acme.example/x?a=1&amp;b=2>.")
    assert event["channel_type"] == "channel"
    assert event["blocks"][0]["type"] == "rich_text"
    kinds = [e["type"] for e in event["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["text", "user", "text", "link", "text"]
    assert stage.ada.reads("C0CRITICAL") == ["a < b & c @Ada see https://acme.example/x?a=1&b=2."]


async def test_a_dm_a_reply_and_a_file(stage: Stage) -> None:
    message = await stage.sam.writes("hello")
    await stage.sam.replies("more", to=message)
    await stage.sam.writes("", channel="C0CRITICAL", files=["screen.png"])
    direct, reply, shared = stage.events("message")
    assert (direct["channel_type"], direct["channel"]) == ("im", stage.sam.dm)
    assert reply["thread_ts"] == message.ts
    assert shared["subtype"] == "file_share"
    assert shared["files"][0]["mimetype"] == "image/png"
    assert [m.text for m in stage.sam.dms] == ["hello", "more"]


async def test_a_broadcast_carries_its_root(stage: Stage) -> None:
    message = await stage.sam.writes("down", channel="C0CRITICAL")
    await stage.ada.replies("up", to=message, broadcast=True)
    event = stage.events("message")[-1]
    assert event["subtype"] == "thread_broadcast"
    assert event["root"]["ts"] == message.ts


async def test_an_edit_a_preview_and_a_deletion(stage: Stage) -> None:
    message = await stage.sam.writes("dwon", channel="C0CRITICAL")
    await stage.sam.edits(message, "down")
    await stage.sam.unfurls(message)
    await stage.sam.deletes(message)
    _, edited, unfurled, deleted = stage.events("message")
    assert edited["subtype"] == "message_changed"
    assert edited["message"]["text"] == "down"
    assert edited["message"]["edited"]["user"] == "U0SAM"
    assert edited["previous_message"]["text"] == "dwon"
    assert unfurled["subtype"] == "message_changed"
    assert unfurled["message"]["text"] == unfurled["previous_message"]["text"]
    assert unfurled["message"]["attachments"]
    assert deleted["subtype"] == "message_deleted"
    assert deleted["deleted_ts"] == message.ts


async def test_a_message_with_replies_leaves_a_tombstone(stage: Stage) -> None:
    message = await stage.sam.writes("down", channel="C0CRITICAL")
    await stage.ada.replies("why", to=message)
    await stage.sam.deletes(message)
    event = stage.events("message")[-1]
    assert event["subtype"] == "message_changed"
    assert event["message"]["subtype"] == "tombstone"
    assert event["message"]["ts"] == message.ts
    assert event["previous_message"]["text"] == "down"
    assert stage.ada.reads("C0CRITICAL") == ["This message was deleted."]


async def test_the_bot_hears_itself(stage: Stage) -> None:
    posted = await stage.client.chat_postMessage(channel="C0CRITICAL", text="hi")
    await stage.client.chat_update(channel="C0CRITICAL", ts=posted["ts"], text="ho")
    await stage.slack.settled()
    first, second = stage.events("message")
    assert first["bot_id"] == "B0PARROT"
    assert second["message"]["bot_id"] == "B0PARROT"


async def test_people_come_name_topics_react_and_mention(stage: Stage) -> None:
    newcomer = stage.slack.add_person("U0NEW", name="new")
    await newcomer.joins("C0CRITICAL")
    await newcomer.sets_topic("C0CRITICAL", "calm")
    message = await newcomer.writes("<@U0PARROT> hello", channel="C0CRITICAL")
    await stage.sam.reacts("eyes", to=message)
    await stage.sam.unreacts("eyes", to=message)
    subtypes = [event.get("subtype") for event in stage.events("message")]
    assert subtypes == ["channel_join", "channel_topic", None]
    assert stage.events("member_joined_channel")[0]["user"] == "U0NEW"
    assert stage.events("app_mention")[0]["text"] == "<@U0PARROT> hello"
    assert stage.events("reaction_added")[0]["item"]["ts"] == message.ts
    assert stage.events("reaction_removed")[0]["reaction"] == "eyes"


async def test_profiles_and_homes(stage: Stage) -> None:
    await stage.sam.opens_home()
    await stage.client.views_publish(
        user_id="U0SAM", view={"type": "home", "blocks": [{"type": "divider"}]}
    )
    await stage.sam.opens_home()
    await stage.sam.changes(tz="America/New_York", deleted=True)
    before, after = stage.events("app_home_opened")
    assert "view" not in before
    assert after["view"]["type"] == "home"
    [changed] = stage.events("user_change")
    assert changed["user"]["tz"] == "America/New_York"
    assert changed["user"]["deleted"] is True


async def test_what_is_not_subscribed_or_not_visible_is_not_told(stage: Stage) -> None:
    stage.slack.add_channel("C0ELSE", "else", [stage.sam], bot_is_member=False)
    await stage.sam.writes("not for the bot", channel="C0ELSE")
    del stage.slack.workspace.people["U0ADA"]
    assert stage.slack.deliveries == []
    with pytest.raises(AssertionError, match="Ada cannot write in else"):
        await stage.ada.writes("hello", channel="C0ELSE")


@pytest.mark.usefixtures("stage")
async def test_the_bot_may_be_absent(client: AsyncWebClient, sam: Person) -> None:
    listed: Any = await client.conversations_members(channel="C0CRITICAL")
    assert sam.id in listed["members"]
