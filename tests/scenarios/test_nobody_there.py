"""Everybody who could accept or answer is away: it is said, and others are called at once."""

from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

NOBODY = "Nobody is on duty: every administrator is away. Mira is called at once"


async def leaves(story: World, *people: Person) -> str:
    """Let people go away one after the other; read what the last one was answered."""
    answers = [await one.commands("/critical", "away until monday") for one in people]
    await story.settle()
    return answers[-1].text


async def test_the_last_administrator_who_leaves_reads_that_nobody_is_there(story: World) -> None:
    assert NOBODY in await leaves(story, story.ada, story.ben)
    assert "Nobody is on duty" in steps.last(story.ada)
    assert "You are first of all as soon as you are back." in steps.last(story.ada)
    assert NOBODY in (await story.sam.commands("/critical", "duty")).rendered.replace("*", "")


async def test_a_new_task_calls_the_managers_at_once(story: World) -> None:
    await leaves(story, story.ada, story.ben)
    await steps.raised(story)
    assert "Every administrator is away, so Mira is called." in story.sam.notifications[-1]
    assert "every administrator is away and nobody has accepted it" in steps.last(story.mira)
    assert steps.buttons(story.mira, "every administrator is away") == ["Accept"]
    assert "Every administrator is away." in steps.card(story)
    await story.advance(minutes=30)
    assert len(story.mira.notifications) == 1


async def test_where_the_managers_are_away_too_it_is_said(story: World) -> None:
    told = await leaves(story, story.mira, story.ada, story.ben)
    assert "every administrator and manager is away" in told
    await steps.raised(story)
    assert "but everybody who could accept it is away" in steps.last(story.sam)


async def test_a_developer_who_left_is_neither_asked_nor_reminded_in_a_round(
    story: World,
) -> None:
    await steps.started(story, deadline="In a week")
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    assert steps.buttons(story.ada, "do the dates hold")[-1] == "Ask Ivan"
    await story.ivan.commands("/critical", "away until monday")
    await story.settle()
    told = len(story.ivan.notifications)
    await story.advance(hours=2)
    assert "still needs your word" in steps.last(story.ada)
    assert steps.buttons(story.ada, "still needs your word")[-1] == "Assign…"
    assert not any("still waits for your word" in one for one in story.ivan.notifications[told:])
