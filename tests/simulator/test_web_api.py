from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator.conftest import APP_TOKEN, BOT_TOKEN, TestClock

pytestmark = pytest.mark.usefixtures("people", "http")


async def call(
    slack: Simulator,
    method: str,
    /,
    token: str = BOT_TOKEN,
    **json: Any,  # noqa: ANN401 - any JSON
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.api_url + method, json=json, headers=headers) as response,
    ):
        answer: dict[str, Any] = await response.json()
        return answer


async def refusal(slack: Simulator, method: str, **json: Any) -> str:  # noqa: ANN401 - any JSON
    answer = await call(slack, method, **json)
    assert answer["ok"] is False
    return str(answer["error"])


async def test_arguments_come_as_query_form_and_json(slack: Simulator) -> None:
    blocks = '[{"type": "divider"}]'
    headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
    url = slack.api_url + "chat.postMessage"
    said = {"channel": "C0CRITICAL", "text": "hi"}
    async with aiohttp.ClientSession(headers=headers) as session:
        await session.post(url, params=said)
        await session.post(url, data={**said, "blocks": blocks})
        await session.post(url, json={**said, "blocks": [{"type": "divider"}]})
        await session.post(url, data={**said, "token": BOT_TOKEN}, headers={"Authorization": ""})
    found = slack.channel_messages("C0CRITICAL")
    assert [m.text for m in found] == ["hi"] * 4
    assert [b["type"] for m in found for b in m.blocks] == ["divider", "divider"]
    posts = [call for call in slack.calls if call.method == "chat.postMessage"]
    assert [post.arguments.get("token") for post in posts] == [None] * 4


async def test_tokens_and_methods_are_checked(slack: Simulator) -> None:
    assert (await call(slack, "auth.test", token=""))["error"] == "not_authed"
    assert (await call(slack, "auth.test", token="xoxb-else"))["error"] == "invalid_auth"
    assert await refusal(slack, "apps.connections.open") == "not_allowed_token_type"
    assert (await call(slack, "apps.connections.open", token=APP_TOKEN))["url"].startswith("ws://")
    assert await refusal(slack, "chat.scheduleMessage") == "unknown_method"
    assert len(slack.problems) == 4


async def test_the_bot_is_named_by_its_manifest(client: AsyncWebClient) -> None:
    who = await client.auth_test()
    assert who["user_id"] == "U0PARROT"
    assert who["bot_id"] == "B0PARROT"
    assert (await client.bots_info(bot=who["bot_id"]))["bot"]["name"] == "Parrot"


async def test_a_method_without_its_scope_is_refused(slack: Simulator) -> None:
    answer = await call(slack, "conversations.join", channel="C0CRITICAL")
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "channels:join"
    dm = slack.person("U0SAM").dm
    assert await refusal(slack, "conversations.info", channel=dm) == "missing_scope"
    assert (await call(slack, "conversations.info", channel="C0CRITICAL"))["ok"]
    assert (await call(slack, "conversations.history", channel=dm))["ok"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0OUTSIDE", "text": "x"}, "not_in_channel"),
        ({"channel": "C0SECRET", "text": "x"}, "channel_not_found"),
        ({"channel": "C0OLD", "text": "x"}, "is_archived"),
        ({"channel": "C0CRITICAL"}, "no_text"),
        ({"channel": "C0CRITICAL", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0CRITICAL", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0CRITICAL", "blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "C0CRITICAL", "text": "x", "metadata": {"a": 1}}, "invalid_metadata_format"),
        ({"channel": "U0PARROT", "text": "x"}, "channel_not_found"),
    ],
)
async def test_posts_that_slack_refuses(
    slack: Simulator, arguments: dict[str, Any], error: str
) -> None:
    slack.add_channel("C0OUTSIDE", "outside", bot_is_member=False)
    slack.add_channel("C0SECRET", "secret", private=True, bot_is_member=False)
    slack.add_channel("C0OLD", "old").is_archived = True
    answer = await call(slack, "chat.postMessage", **arguments)
    assert answer["error"] == error
    if error == "invalid_blocks":
        assert answer["response_metadata"]["messages"]
        assert slack.problems


async def test_a_person_s_id_opens_their_dm(client: AsyncWebClient, sam: Person) -> None:
    posted = await client.chat_postMessage(channel="U0SAM", text="Hello <@U0ADA> &amp; all")
    assert posted["channel"] == sam.dm
    assert sam.notifications == ["Hello @Ada & all"]
    opened = await client.conversations_open(users="U0SAM")
    assert opened["channel"]["id"] == sam.dm
    assert opened["already_open"]


async def test_nobody_opens_a_dm_with_the_deactivated_or_unknown(
    slack: Simulator, sam: Person
) -> None:
    sam.profile.deleted = True
    assert await refusal(slack, "conversations.open", users="U0SAM") == "user_disabled"
    assert await refusal(slack, "conversations.open", users="U0NOBODY") == "user_not_found"
    assert await refusal(slack, "conversations.open", users="U0ADA,U0NO") == "missing_scope"
    assert await refusal(slack, "conversations.open", users="U0PARROT") == "cannot_dm_bot"
    assert await refusal(slack, "users.info", user="U0NOBODY") == "user_not_found"


async def test_only_own_messages_are_changed(
    slack: Simulator, client: AsyncWebClient, sam: Person
) -> None:
    theirs = await sam.writes("mine", channel="C0CRITICAL")
    place = {"channel": "C0CRITICAL", "ts": theirs.ts}
    assert await refusal(slack, "chat.update", **place, text="x") == "cant_update_message"
    assert await refusal(slack, "chat.delete", **place) == "cant_delete_message"
    place["ts"] = "1.0"
    assert await refusal(slack, "chat.update", **place, text="x") == "message_not_found"
    ours = await client.chat_postMessage(
        channel="C0CRITICAL", text="a", blocks=[{"type": "divider"}]
    )
    message = slack.message("C0CRITICAL", str(ours["ts"]))
    await client.chat_update(channel="C0CRITICAL", ts=message.ts, text="b")
    assert (message.text, message.blocks) == ("b", [])
    await client.chat_delete(channel="C0CRITICAL", ts=message.ts)
    assert slack.channel_messages("C0CRITICAL") == [theirs]


async def test_history_has_pages_and_metadata_only_on_demand(
    client: AsyncWebClient, clock: TestClock
) -> None:
    metadata = {"event_type": "notice", "event_payload": {"id": 7}}
    for text in "abc":
        clock.advance(seconds=1)
        await client.chat_postMessage(channel="C0CRITICAL", text=text, metadata=metadata)
    first = await client.conversations_history(channel="C0CRITICAL", limit=2)
    assert [m["text"] for m in first["messages"]] == ["c", "b"]
    assert first["has_more"]
    assert "metadata" not in first["messages"][0]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(
        channel="C0CRITICAL", limit=2, cursor=cursor, include_all_metadata=True
    )
    assert [m["metadata"]["event_payload"]["id"] for m in rest["messages"]] == [7]
    oldest = first["messages"][1]["ts"]
    newer = await client.conversations_history(channel="C0CRITICAL", oldest=oldest)
    assert [m["text"] for m in newer["messages"]] == ["c"]
    both = await client.conversations_history(channel="C0CRITICAL", oldest=oldest, inclusive=True)
    assert [m["text"] for m in both["messages"]] == ["c", "b"]


async def test_replies_stand_under_their_root(
    slack: Simulator, client: AsyncWebClient, sam: Person
) -> None:
    root = await sam.writes("down", channel="C0CRITICAL")
    await client.chat_postMessage(channel="C0CRITICAL", text="quiet", thread_ts=root.ts)
    await client.chat_postMessage(
        channel="C0CRITICAL", text="loud", thread_ts=root.ts, reply_broadcast=True
    )
    thread = await client.conversations_replies(channel="C0CRITICAL", ts=root.ts)
    assert [m["text"] for m in thread["messages"]] == ["down", "quiet", "loud"]
    assert thread["messages"][0]["reply_count"] == 2
    shown = await client.conversations_history(channel="C0CRITICAL")
    assert [(m["text"], m.get("subtype")) for m in shown["messages"]] == [
        ("loud", "thread_broadcast"),
        ("down", None),
    ]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await client.conversations_replies(channel="C0CRITICAL", ts="1.0")
    link = await client.chat_getPermalink(channel="C0CRITICAL", message_ts=root.ts)
    assert link["permalink"].endswith("/C0CRITICAL/p" + root.ts.replace(".", ""))
    assert [m.text for m in slack.thread("C0CRITICAL", root.ts)] == ["down", "quiet", "loud"]


async def test_reactions_are_added_once(
    slack: Simulator, client: AsyncWebClient, sam: Person
) -> None:
    message = await sam.writes("down", channel="C0CRITICAL")
    place = {"channel": "C0CRITICAL", "timestamp": message.ts}
    await client.reactions_add(**place, name="eyes")
    assert slack.reactions("C0CRITICAL", message.ts) == ["eyes"]
    assert await refusal(slack, "reactions.add", **place, name="eyes") == "already_reacted"
    assert await refusal(slack, "reactions.add", **place, name="no name") == "invalid_name"
    got = await client.reactions_get(channel="C0CRITICAL", timestamp=message.ts)
    assert got["message"]["reactions"] == [{"name": "eyes", "users": ["U0PARROT"], "count": 1}]
    await client.reactions_remove(**place, name="eyes")
    assert await refusal(slack, "reactions.remove", **place, name="eyes") == "no_reaction"


async def test_lists_of_people_and_channels_have_pages(client: AsyncWebClient) -> None:
    first = await client.users_list(limit=2)
    assert [m["id"] for m in first["members"]] == ["U0PARROT", "U0SAM"]
    rest = await client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])
    assert [m["id"] for m in rest["members"]] == ["U0ADA"]
    assert (await client.users_info(user="U0SAM"))["user"]["tz_offset"] == 3600
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [c["id"] for c in listed["channels"]] == ["C0CRITICAL"]
    joined = await client.users_conversations(user="U0SAM")
    assert [c["name"] for c in joined["channels"]] == ["critical"]
    members = await client.conversations_members(channel="C0CRITICAL")
    assert members["members"] == ["U0SAM", "U0ADA", "U0PARROT"]
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        await client.users_list(cursor="else")


async def test_an_ephemeral_message_is_for_one_member(
    slack: Simulator, client: AsyncWebClient, sam: Person, ada: Person
) -> None:
    await client.chat_postEphemeral(channel="C0CRITICAL", user="U0SAM", text="psst")
    assert [m.text for m in sam.ephemerals] == ["psst"]
    assert sam.reads("C0CRITICAL") == ["psst"]
    assert ada.reads("C0CRITICAL") == []
    outsider = slack.add_person("U0OUT", name="out")
    error = await refusal(
        slack, "chat.postEphemeral", channel="C0CRITICAL", user=outsider.id, text="x"
    )
    assert error == "user_not_in_channel"


async def test_posts_to_one_channel_are_limited_by_the_clock(
    slack: Simulator, client: AsyncWebClient, clock: TestClock
) -> None:
    for _ in range(5):
        await client.chat_postMessage(channel="C0CRITICAL", text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0CRITICAL", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    assert caught.value.response["error"] == "ratelimited"
    await client.chat_postMessage(channel="U0SAM", text="another channel is free")
    clock.advance(seconds=1)
    await client.chat_postMessage(channel="C0CRITICAL", text="x")
    slack.limits.are_enforced = False
    await client.chat_postMessage(channel="C0CRITICAL", text="x")
    assert slack.problems == []


async def test_timestamps_are_unique_and_come_from_the_clock(client: AsyncWebClient) -> None:
    posted = [await client.chat_postMessage(channel="C0CRITICAL", text="x") for _ in range(3)]
    second = str(int(TestClock().at.timestamp()))
    assert [p["ts"] for p in posted] == [f"{second}.000{n}00" for n in (1, 2, 3)]


async def test_blocks_without_text_are_a_problem(slack: Simulator, client: AsyncWebClient) -> None:
    with pytest.warns(UserWarning, match="text"):
        await client.chat_postMessage(channel="C0CRITICAL", blocks=[{"type": "divider"}])
    assert "no text" in slack.problems[0]


async def test_a_file_is_uploaded_and_shared(
    slack: Simulator, client: AsyncWebClient, sam: Person
) -> None:
    await client.files_upload_v2(
        channel="C0CRITICAL", content="a,b", filename="report.csv", initial_comment="Here"
    )
    message = slack.channel_messages("C0CRITICAL")[-1]
    assert message.subtype == "file_share"
    assert slack.rendered(message, sam) == "Here\n[report.csv]"
    file = message.files[0]
    assert (await client.files_info(file=file["id"]))["file"]["size"] == 3
    headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
    async with aiohttp.ClientSession() as session:
        async with session.get(file["url_private"], headers=headers) as response:
            assert await response.read() == b"a,b"
        async with session.get(file["url_private"]) as response:
            assert response.status == 403
    assert await refusal(slack, "files.info", file="F0NONE") == "file_not_found"
