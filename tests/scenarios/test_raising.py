"""Five ways to raise a task lead to the same task, the same card and the same notices."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.clock import FrozenClock
from bot.simulator.messages import Message
from tests.scenarios.ways import GENERAL, TITLE, WAYS, cards, root
from tests.scenarios.world import CRITICAL, World, world


@pytest.fixture(params=[False, True], ids=["http", "sockets"])
async def either(
    request: pytest.FixtureRequest, database_url: str, clock: FrozenClock
) -> AsyncIterator[World]:
    """Open the company of a story behind each of the two doors."""
    async with world(database_url, clock, sockets=request.param) as opened:
        yield opened
        await opened.settle()
        assert opened.slack.problems == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_every_way_to_raise_leads_to_the_same_task(
    either: World, way: Callable[[World], Awaitable[None]]
) -> None:
    story = either
    await way(story)
    await story.settle()

    card = story.card()
    assert f"CRIT-1 · {TITLE}" in card
    assert "Severity 4, stops the customer completely · New" in card
    assert "Reporter: Sam" in card
    assert "500 on pay since 10:05" in card
    assert "🔗 shop.example/pay" in card
    for label in ("Accept", "Assign…", "Take it", "Ask reporter…", "Not a task"):
        assert f"[{label}]" in card

    (told,) = story.sam.notifications
    assert told == (
        f"CRIT-1 · {TITLE}: it is in, severity 4, deadline Tue 24 Nov, 14:05. Ada has been called. "
        "Next you hear who looks at it, by Tue 24 Nov, 11:05 at the latest. "
        "I tell you about every step, you need not ask. "
        "I read: customer Acme, since Tue 24 Nov, 10:05. "
        "Still missing: how many · steps · expected and seen. Tell the rest… asks for just that."
    )
    assert len(story.ada.notifications) == 1
    assert story.ada.notifications[0].startswith(f"CRIT-1 · {TITLE}: waiting for you, severity 4")
    for bystander in (story.kim, story.ben, story.ivan, story.dana, story.mira):
        assert bystander.notifications == []

    thread = [story.slack.rendered(one, story.ada) for one in root(story).replies]
    assert any(line.startswith("@Ada, CRIT-1 is waiting for you") for line in thread)


async def test_the_form_asks_for_what_a_developer_needs(story: World) -> None:
    form = await story.sam.uses_shortcut("Raise a critical task")
    assert form is not None
    assert form.labels == ["Title", "What happened", "Severity", "Customer", "Link", "Files"]
    for severity in (
        "4 · Stops the customer completely",
        "3 · Critically affects work, can be endured a couple of days",
        "2 · Affects work, not critical",
        "1 · Inconvenience only",
    ):
        assert severity in form.text
    options = form.view.blocks[2]["element"]["options"]
    assert all(option["description"]["text"] for option in options)

    await form.fills(
        title="Export is slow",
        what_happened="Ten minutes instead of one.",
        severity="2",
        customer="acme",
        link="https://desk.example/5512",
        files=["before.png", "after.png"],
    ).submits()
    await story.settle()
    card = story.card()
    assert "🟡 CRIT-1 · Export is slow" in card
    assert "Severity 2, affects work, not critical" in card
    assert "Customer: Acme · VIP · custom code" in card
    assert "Ten minutes instead of one." in card
    assert "📎 before.png · after.png" in card
    assert "🔗 desk.example/5512" in card


async def test_a_form_without_words_says_so_at_its_field_and_stays_open(story: World) -> None:
    form = story.sam.uses_shortcut("Raise a critical task").fills(what_happened="  \n ")
    sent = await form.submits(anyway=True)
    assert sent.errors == {"What happened": "Say in a few words what happened."}
    assert not sent.closed
    await story.settle()
    assert cards(story) == []


async def test_an_escalated_message_is_linked_and_carries_its_words_and_files(
    story: World,
) -> None:
    told = await story.kim.writes(
        f"{story.ada.mention} says search finds nothing", channel=GENERAL, files=["empty.png"]
    )
    await story.sam.writes("first, so that Ada is known", channel=CRITICAL)
    await story.settle()
    form = await story.sam.uses_message_shortcut("Escalate to development", told)
    assert form is not None
    assert form.values["Title"] == "@Ada says search finds nothing"
    await form.submits()
    await story.settle()
    assert "CRIT-2 · @Ada says search finds nothing" in story.card()
    assert "Raised from the message" in story.card()
    assert "empty.png" in story.card()
    link = f"/archives/{GENERAL}/p{told.ts.replace('.', '')}"
    assert link in str(cards(story)[-1].blocks)
    assert not any(call.arguments.get("channel") == GENERAL for call in story.slack.calls)


async def test_an_alert_of_another_robot_can_be_escalated(story: World) -> None:
    alert = Message(GENERAL, "1764000000.000100", "", "U0ROBOT", bot_id="B0ROBOT")
    alert.attachments = [{"id": 1, "fallback": "Disk full on db-1", "text": "Disk full on db-1"}]
    story.slack.workspace.channel(GENERAL).messages.append(alert)
    await story.sam.uses_message_shortcut("Escalate to development", alert).submits()
    await story.settle()
    assert "CRIT-1 · Disk full on db-1" in story.card()


async def test_a_message_is_escalated_once(story: World) -> None:
    told = await story.kim.writes("Search finds nothing", channel=GENERAL)
    await story.sam.uses_message_shortcut("Escalate to development", told).submits()
    await story.settle()
    assert await story.ivan.uses_message_shortcut("Escalate to development", told) is None
    await story.settle()
    whispered = story.slack.rendered(story.ivan.ephemerals[-1], story.ivan)
    assert whispered == "This message is CRIT-1 already. /critical CRIT-1 shows how it stands."


async def test_two_forms_about_one_message_raise_one_task(story: World) -> None:
    told = await story.kim.writes("Search finds nothing", channel=GENERAL)
    mine = await story.sam.uses_message_shortcut("Escalate to development", told)
    other = await story.ivan.uses_message_shortcut("Escalate to development", told)
    assert mine is not None
    assert other is not None
    await mine.submits()
    await other.submits()
    await story.settle()
    assert len(cards(story)) == 1
    assert story.ivan.sees("This message is CRIT-1 already.")


async def test_a_message_that_joined_a_task_is_not_escalated_again(story: World) -> None:
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    joined = await story.sam.writes("also the basket", channel=CRITICAL)
    await story.settle()
    assert await story.kim.uses_message_shortcut("Escalate to development", joined) is None
    await story.settle()
    assert story.kim.sees("This message is CRIT-1 already.")


@pytest.mark.parametrize("said", ["sev3", "s3", "severity 3", "Sev 3", "SEV3:"])
async def test_the_text_names_the_severity(story: World, said: str) -> None:
    await story.sam.writes(f"{said} invoices are wrong", channel=CRITICAL)
    await story.sam.commands("/critical", f"labels are wrong, {said}")
    await story.settle()
    shown = [story.slack.rendered(card, story.ada) for card in cards(story)]
    assert len(shown) == 2
    assert all("Severity 3, critically affects work" in card for card in shown)


async def test_a_long_first_line_is_cut_at_a_word_and_nothing_is_lost(story: World) -> None:
    line = "Checkout is down for everybody at Acme since the release of this morning at about ten"
    await story.sam.writes(f"{line}\nand the basket", channel=CRITICAL)
    await story.settle()
    title = "Checkout is down for everybody at Acme since the release of this morning at…"
    assert f"CRIT-1 · {title}\n" in story.card()
    assert line in story.card()


async def test_a_title_of_ones_own_is_kept_whole(story: World) -> None:
    title = "Checkout is down for everybody at Acme since the release of this morning, about 10:05"
    form = story.sam.uses_shortcut("Raise a critical task")
    await form.fills(title=title, what_happened="500 on pay").submits()
    await story.settle()
    assert f"CRIT-1 · {title}\n" in story.card()


async def test_screenshots_without_a_word_are_a_task_and_kept_as_links(story: World) -> None:
    raised = await story.sam.writes("", channel=CRITICAL, files=["error.png", "log.txt"])
    await story.settle()
    assert "CRIT-1 · error.png" in story.card()
    assert "📎 error.png · log.txt" in story.card()
    for file in raised.files:
        assert file["permalink"] in str(cards(story)[0].blocks)


async def test_links_are_kept_as_links(story: World) -> None:
    text = "Down, see https://a.example/x?q=1&r=2 and <https://desk.example/5512|ticket 5512>"
    await story.sam.writes(text, channel=CRITICAL)
    await story.settle()
    blocks = str(cards(story)[0].blocks)
    assert "🔗 <https://a.example/x?q=1&amp;r=2|" in blocks
    assert "<https://desk.example/5512|" in blocks


async def test_what_is_not_said_by_a_person_in_the_channel_raises_nothing(story: World) -> None:
    slack, sam = story.slack, story.sam
    raised = await sam.writes("Checkout is down", channel=CRITICAL)
    await story.advance(minutes=2)
    newcomer = slack.add_person("U0NEW", name="new")
    await newcomer.joins(CRITICAL)
    await sam.sets_topic(CRITICAL, "Only what stops customers")
    await sam.replies("It is the payment form", to=raised)
    await sam.replies("Everybody, it is the payment form", to=raised, broadcast=True)
    await sam.writes("Checkout is down", channel=GENERAL)
    robot = slack.add_person("U0ROBOT", name="robot", is_bot=True)
    alert = Message(CRITICAL, slack.workspace.ids.ts(), "Disk full", robot.id, bot_id="B0ROBOT")
    story.slack._office.talk.post(alert)  # noqa: SLF001 -- no person writes for a robot
    await story.settle()
    assert len(cards(story)) == 1
    assert len(sam.notifications) == 1


async def test_the_same_event_or_command_delivered_again_changes_nothing(either: World) -> None:
    story = either
    await story.sam.writes("Checkout is down", channel=CRITICAL)
    await story.kim.commands("/critical", "Search finds nothing", channel=GENERAL)
    await story.kim.uses_shortcut("Raise a critical task").fills(what_happened="Slow").submits()
    await story.settle()
    posted = len([call for call in story.slack.calls if call.method == "chat.postMessage"])
    for delivery in list(story.slack.deliveries):
        if delivery.payload.get("type") != "shortcut":
            await story.slack.redeliver(delivery)
    await story.settle()
    assert len(cards(story)) == 3
    assert posted == len([one for one in story.slack.calls if one.method == "chat.postMessage"])
