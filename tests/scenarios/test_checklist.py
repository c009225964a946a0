"""Before it goes to development: what an application wants tried is checked off with one click."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from storage import history, tasks
from tests.scenarios import steps
from tests.scenarios.reporting import CHECKLIST, asking, opened, sells
from tests.scenarios.world import World

TEXT = "Checkout of the web shop hangs"
TRIED, SEEN, KNOWN = CHECKLIST


async def raised(story: World) -> Message:
    """Let Sam raise a task of the application; give the DM that lists what is to be tried."""
    await sells(story)
    await steps.raised(story, TEXT)
    async with story.bot.desk.database.write() as session:
        task = await tasks.get(session, 1, is_held=True)
        assert await tasks.move(session, task, application="shop")
    await story.sam.writes("Steps: pay", channel="C0CRITICAL")  # joins it, and the DM stays
    await story.settle()
    return asking(story.sam)


def shown(person: Person, on: Message) -> list[str]:
    """Read the checklist of a DM."""
    parts = [part for part in on.blocks if part["type"] == "actions"]
    labels = [one["text"]["text"] for part in parts for one in part["elements"] if "text" in one]
    return [label for label in labels if label[0] in "☐☑"]


async def clicks(story: World, label: str, on: Message) -> None:
    await story.sam.clicks(label, on=on)
    await story.settle()


async def happened(story: World) -> list[tuple[str, bool]]:
    async with story.bot.desk.database.read() as session:
        entries = await history.list_of(session, 1)
    facts = [one.facts for one in entries if one.happening == "checked"]
    return [(one["item"], one["is_done"]) for one in facts]


async def test_one_click_checks_off_and_another_takes_it_back(story: World) -> None:
    first = await raised(story)
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.advance(minutes=30)
    first = asking(story.sam, "go faster")
    assert shown(story.sam, first) == [f"☐ {item}" for item in CHECKLIST]
    assert "Checklist 0 of 3" in steps.card(story)
    before = len(story.sam.notifications), len(story.ada.notifications)
    await clicks(story, f"☐ {TRIED}", first)
    assert shown(story.sam, first) == [f"☑ {TRIED}", f"☐ {SEEN}", f"☐ {KNOWN}"]
    await clicks(story, f"☐ {KNOWN}", first)
    assert "Checklist 2 of 3" in steps.card(story)
    await clicks(story, f"☑ {TRIED}", first)
    assert "Checklist 1 of 3" in steps.card(story)
    assert (len(story.sam.notifications), len(story.ada.notifications)) == before
    assert await happened(story) == [(TRIED, True), (KNOWN, True), (TRIED, False)]
    details = (await story.ada.commands("/critical", "CRIT-1")).rendered
    assert f"☐ {TRIED}" in details
    assert f"☑ {KNOWN}" in details


async def test_two_clicks_on_one_thing_are_one(story: World) -> None:
    await raised(story)
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.advance(minutes=30)
    await story.sam.clicks(f"☐ {SEEN}", on=asking(story.sam, "go faster")).twice()
    await story.settle()
    assert await happened(story) == [(SEEN, True)]
    assert "Checklist 1 of 3" in steps.card(story)


async def test_the_form_asks_for_what_is_not_done_yet(story: World) -> None:
    first = await raised(story)
    form = await opened(story.sam, first)
    assert form.labels[-1] == "Before it goes to development"
    await form.fills({"Before it goes to development": [TRIED, SEEN]}).submits()
    await story.settle()
    assert "Checklist 2 of 3" in steps.card(story)
    assert f"Done: “{TRIED}”" in steps.thread(story, TEXT)[-1]
    form = await opened(story.sam, first)
    await form.fills({"Before it goes to development": [KNOWN]}).submits()
    await story.settle()
    assert "Checklist" not in steps.card(story)


async def test_only_support_and_administrators_check_off(story: World) -> None:
    await raised(story)
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.advance(minutes=30)
    await story.kim.clicks(f"☐ {SEEN}", on=asking(story.sam, "go faster"))
    await story.settle()
    assert (
        "Only the reporter or a task administrator can check off" in steps.whispers(story.kim)[-1]
    )
    assert await happened(story) == []


async def test_what_is_finished_has_no_list_to_click(story: World) -> None:
    await raised(story)
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.advance(minutes=30)
    first = asking(story.sam, "go faster")
    await story.ada.chooses("Decline…", on=steps.card_message(story)).fills(reason="No").submits()
    await story.settle()
    assert shown(story.sam, first) == []
