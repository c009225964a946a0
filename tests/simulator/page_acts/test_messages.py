import base64

import aiohttp
import pytest

from bot.simulator.messages import Message
from tests.simulator.conftest import Stage
from tests.simulator.page_acts.conftest import Page

HERE = {"place": "C0CRITICAL"}


async def test_what_is_written_reaches_the_app_as_slack_words_it(stage: Stage, page: Page) -> None:
    typed = 'Hi @Ada, see #critical & <b>"x"</b> https://a.example/?q=1&r=2 :tada:'
    message = await page.writes(stage, typed)
    assert message.text == (
        'Hi <@U0ADA>, see <#C0CRITICAL> &amp; &lt;b&gt;"x"&lt;/b&gt; '
        "<https://a.example/?q=1&amp;r=2> :tada:"
    )
    (event,) = stage.events("message")
    assert (event["user"], event["text"], event["channel"]) == (
        "U0SAM",
        message.text,
        "C0CRITICAL",
    )


async def test_marks_become_rich_text(stage: Stage, page: Page) -> None:
    typed = "a *b _c_* `d*` ~e~ :tada: snake_case_name\n> said @Ada Admin\n```\nx <1>\n```"
    message = await page.writes(stage, typed)
    section, quote, code = message.blocks[0]["elements"]
    assert [(e.get("text") or e.get("name"), e.get("style")) for e in section["elements"]] == [
        ("a ", None),
        ("b ", {"bold": True}),
        ("c", {"bold": True, "italic": True}),
        (" ", None),
        ("d*", {"code": True}),
        (" ", None),
        ("e", {"strike": True}),
        (" ", None),
        ("tada", None),
        (" snake_case_name", None),
    ]
    assert (quote["type"], quote["elements"][1]) == (
        "rich_text_quote",
        {"type": "user", "user_id": "U0ADA"},
    )
    assert (code["type"], code["elements"][0]["text"]) == ("rich_text_preformatted", "x <1>")


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("<@U0ADA|liar> <#C0CRITICAL> <!here>", "<@U0ADA> <#C0CRITICAL> <!here>"),
        ("<@U0NOBODY> @nobody", "&lt;@U0NOBODY&gt; @nobody"),
        ("<https://a.example|bank>", "&lt;<https://a.example%7Cbank>&gt;"),
        ("`@Ada` https://a.example/@ada", "`@Ada` <https://a.example/@ada>"),
        ("sam@ada.example @adamant", "<mailto:sam@ada.example|sam@ada.example> @adamant"),
        ("@here @ADA!", "<!here> <@U0ADA>!"),
        ("a\r\nb\x00\tc", "a\nb\tc"),
    ],
)
async def test_only_what_exists_is_a_mention(
    stage: Stage, page: Page, typed: str, wire: str
) -> None:
    assert (await page.writes(stage, typed)).text == wire


async def test_a_channel_that_one_is_not_in_and_cannot_see_is_no_mention(
    stage: Stage, page: Page
) -> None:
    stage.slack.add_channel("C0SECRET", "secret", [stage.ada], private=True)
    assert (await page.writes(stage, "#secret <#C0SECRET>")).text == "#secret &lt;#C0SECRET&gt;"


async def test_replies_stand_under_their_root_and_in_the_channel_if_asked(
    stage: Stage, page: Page
) -> None:
    root = await page.writes(stage, "Checkout is down")
    quiet = await page.writes(stage, "since nine", thread_ts=root.ts)
    loud = await page.writes(stage, "it works again", thread_ts=quiet.ts, broadcast=True)
    assert root.replies == [quiet, loud]
    assert [m.is_in_channel for m in (quiet, loud)] == [False, True]
    page.user = "U0ADA"
    await page.acts("write", **HERE, text="thanks", thread_ts=root.ts)
    assert root.payload()["reply_users"] == ["U0SAM", "U0ADA"]


async def test_a_reply_needs_something_to_reply_to(stage: Stage, page: Page) -> None:
    assert "not there" in await page.refused("write", **HERE, text="x", thread_ts="1.000001")
    gone = await page.writes(stage, "oops")
    await page.acts("delete", **HERE, ts=gone.ts)
    assert "not there" in await page.refused("write", **HERE, text="x", thread_ts=gone.ts)
    await page.nonsense("write", **HERE, text="x", broadcast=True)
    assert stage.sam.reads("C0CRITICAL") == []


async def test_files_travel_with_a_message_and_are_served(stage: Stage, page: Page) -> None:
    picture, harmful = (
        await uploaded(page, "a.png", b"PNG"),
        await uploaded(page, "a.svg", b"<svg>"),
    )
    message = await page.writes(stage, "", files=[picture["id"], harmful["id"]])
    assert [file["mimetype"] for file in message.files] == ["image/png", "image/svg+xml"]
    assert message.subtype == "file_share"
    async with page.session.get(f"{page.url}file/{picture['id']}") as shown:
        assert (shown.content_type, await shown.read()) == ("image/png", b"PNG")
        assert "Content-Disposition" not in shown.headers
    async with page.session.get(f"{page.url}file/{harmful['id']}") as saved:
        assert saved.content_type == "application/octet-stream"
        assert saved.headers["Content-Disposition"].startswith("attachment")
        assert saved.headers["X-Content-Type-Options"] == "nosniff"
    async with page.session.get(f"{page.url}file/F0NONE") as missing:
        assert missing.status == 404


async def test_a_file_is_named_as_a_file(page: Page) -> None:
    assert (await uploaded(page, "C:\\Users\\sam/log.txt", b"x"))["name"] == "log.txt"
    assert "empty" in await page.refused("upload", name="a", type="", data="")
    await page.nonsense("upload", name="a\nb", type="", data="eA==")
    await page.nonsense("upload", name="a", type="", data="?")
    await page.nonsense("upload", name="a", type=1, data="eA==")


async def test_only_ones_own_files_can_be_sent(stage: Stage, page: Page) -> None:
    file = await uploaded(page, "a.txt", b"x")
    page.user = "U0ADA"
    assert "attach it again" in await page.refused("write", **HERE, text="x", files=[file["id"]])
    assert "attach it again" in await page.refused("write", **HERE, text="x", files=["F0"])
    assert "10 files" in await page.refused("write", **HERE, text="x", files=[file["id"]] * 11)
    assert stage.ada.reads("C0CRITICAL") == []


async def test_what_one_wrote_can_be_changed_and_taken_back(stage: Stage, page: Page) -> None:
    message = await page.writes(stage, "Chekout is down")
    await page.acts("edit", **HERE, ts=message.ts, text="Checkout is down, @Ada")
    assert message.text == "Checkout is down, <@U0ADA>"
    assert message.edited is not None
    assert "delete it" in await page.refused("edit", **HERE, ts=message.ts, text=" ")
    await page.acts("delete", **HERE, ts=message.ts)
    assert [e.get("subtype") for e in stage.events("message")] == [
        None,
        "message_changed",
        "message_deleted",
    ]
    assert "not there" in await page.refused("delete", **HERE, ts=message.ts)


async def test_what_others_wrote_is_theirs(stage: Stage, page: Page) -> None:
    message = await page.writes(stage, "Mine")
    page.user = "U0ADA"
    assert "yourself" in await page.refused("edit", **HERE, ts=message.ts, text="Yours")
    assert "yourself" in await page.refused("delete", **HERE, ts=message.ts)
    answer = await stage.client.chat_postMessage(channel="C0CRITICAL", text="The app's")
    assert "yourself" in await page.refused("delete", **HERE, ts=str(answer["ts"]))
    assert stage.ada.reads("C0CRITICAL") == ["Mine", "The app's"]


async def test_reactions_come_and_go(stage: Stage, page: Page) -> None:
    message = await page.writes(stage, "Checkout is down")
    await page.acts("react", **HERE, ts=message.ts, name=":eyes:")
    assert "already" in await page.refused("react", **HERE, ts=message.ts, name="eyes")
    assert message.reactions == {"eyes": ["U0SAM"]}
    await page.acts("unreact", **HERE, ts=message.ts, name="eyes")
    assert "not reacted" in await page.refused("unreact", **HERE, ts=message.ts, name="eyes")
    await page.nonsense("react", **HERE, ts=message.ts, name="no emoji")
    assert len(stage.events("reaction_added")) == 1
    assert len(stage.events("reaction_removed")) == 1


async def test_a_public_channel_is_read_first_and_joined_to_write(stage: Stage, page: Page) -> None:
    stage.slack.add_channel("C0OPEN", "open", [stage.ada])
    await page.acts("open", place="C0OPEN")
    assert await page.refused("write", place="C0OPEN", text="x") == (
        "You are not in #open: join it first."
    )
    await page.acts("join", place="C0OPEN")
    await page.acts("write", place="C0OPEN", text="x")
    assert stage.events("member_joined_channel")[0]["user"] == "U0SAM"


async def test_what_one_may_not_see_is_not_there(stage: Stage, page: Page) -> None:
    stage.slack.add_channel("C0SECRET", "secret", [stage.ada], private=True)
    for place in ("C0SECRET", stage.ada.dm, "C0NONE", "#critical"):
        for act in ("open", "join"):
            assert await page.refused(act, place=place) == "There is no such conversation."
        assert "no such" in await page.refused("write", place=place, text="x")


async def test_an_archived_channel_can_only_be_read(stage: Stage, page: Page) -> None:
    message = await page.writes(stage, "Last words")
    stage.slack.workspace.channel("C0CRITICAL").is_archived = True
    await page.acts("open", **HERE)
    for act in ("write", "edit", "delete", "react", "join"):
        told = await page.refused(act, **HERE, ts=message.ts, text="x", name="eyes")
        assert told == "#critical is archived: it can only be read."


async def test_empty_and_endless_messages_are_not_sent(stage: Stage, page: Page) -> None:
    assert await page.refused("write", **HERE, text=" \n") == "There is nothing to send."
    assert "too long" in await page.refused("write", **HERE, text="x" * 12_001)
    assert stage.sam.reads("C0CRITICAL") == []


async def test_what_only_one_sees_takes_no_reactions(stage: Stage, page: Page) -> None:
    await stage.client.chat_postEphemeral(channel="C0CRITICAL", user="U0SAM", text="Psst")
    (whisper,) = stage.sam.ephemerals
    assert "Only you" in await page.refused("react", **HERE, ts=whisper.ts, name="eyes")
    page.user = "U0ADA"
    assert "not there" in await page.refused("react", **HERE, ts=whisper.ts, name="eyes")


async def test_writing_and_opening_mark_a_place_as_read(stage: Stage, page: Page) -> None:
    first: Message = await stage.ada.writes("Look here", channel="C0CRITICAL")
    await page.acts("open", **HERE)
    assert page.seats.of("U0SAM").read_up_to["C0CRITICAL"] == first.ts
    second = await stage.ada.writes("And here", channel="C0CRITICAL")
    await page.acts("write", **HERE, text="Seen")
    assert page.seats.of("U0SAM").read_up_to["C0CRITICAL"] == second.ts


async def test_the_app_hears_who_opens_its_home_and_its_messages(stage: Stage, page: Page) -> None:
    await page.acts("open", place="home")
    # While one looks there, each new message is marked as read by the same act.
    for place in (stage.sam.dm, stage.sam.dm, "C0CRITICAL", stage.sam.dm):
        await page.acts("open", place=place)
    found = [event["tab"] for event in stage.events("app_home_opened")]
    assert found == ["home", "messages", "messages"]


async def uploaded(page: Page, name: str, content: bytes) -> dict[str, str]:
    data = base64.b64encode(content).decode()
    answer = await page.acts("upload", name=name, type="", data=data)
    file: dict[str, str] = answer["file"]
    return file


async def test_a_page_from_elsewhere_does_nothing(stage: Stage, page: Page) -> None:
    body = {"as": "U0SAM", "do": "write", **HERE, "text": "x"}
    headers = {"Origin": "http://evil.example"}
    async with aiohttp.ClientSession(headers=headers) as session:
        response = await session.post(f"{page.url}act", json=body)
        assert response.status == 403
    assert stage.sam.reads("C0CRITICAL") == []
