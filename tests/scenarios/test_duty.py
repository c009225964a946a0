"""Who is on duty: seen, taken over, handed over, and changing by the rota."""

from datetime import date

from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import World

ASKED = "asks you to take over duty"
TOLD = "You are on duty"


async def shown(story: World, who: Person) -> str:
    return (await who.commands("/critical", "duty")).rendered


async def test_everybody_sees_who_is_on_duty_and_the_backups(story: World) -> None:
    seen = await shown(story, story.sam)
    assert "Ada is on duty." in seen
    assert "Backups, in this order: Ben." in seen
    assert "[" not in seen
    assert "[I take over]" in await shown(story, story.ben)
    assert "[Hand over to…]" in await shown(story, story.ada)


async def test_a_backup_takes_over_and_is_called_first(story: World) -> None:
    await shown(story, story.ben)
    await story.ben.clicks("I take over")
    await story.settle()
    assert "Ben is on duty now" in steps.last(story.ada)
    assert "Ben is on duty." in await shown(story, story.sam)
    assert story.ben.notifications == []
    await steps.raised(story)
    assert story.ben.was_told("waiting for you")
    assert not story.ada.was_told("waiting for you")
    await story.advance(minutes=5)
    assert story.ben.was_told("nobody has accepted it")
    await story.advance(minutes=5)
    assert story.ada.was_told("nobody has accepted it")


async def test_only_administrators_take_over(story: World) -> None:
    seen = await story.ben.commands("/critical", "duty")
    assert seen.message is not None
    answer = await story.sam.commands("/critical", "duty rota")
    assert "Only a task administrator can do this" in answer.text


async def test_duty_is_handed_over_once_the_other_agrees(story: World) -> None:
    await steps.raised(story)
    await shown(story, story.ada)
    await story.ada.clicks("Hand over to…").fills(administrator="Ben").submits()
    await story.settle()
    assert "Ada is on duty." in await shown(story, story.sam)
    assert ASKED in steps.last(story.ben)
    assert steps.buttons(story.ben, ASKED) == ["Yes, I take it", "No"]
    await story.ben.clicks("Yes, I take it")
    await story.settle()
    assert "Ben is on duty now" in steps.last(story.ada)
    [dm] = [one for one in story.ben.dms if "took over duty" in story.ben.rendered(one)]
    assert "CRIT-1" in story.ben.rendered(dm)
    assert "[Accept]" in story.ben.rendered(dm)
    assert "Ben is on duty." in await shown(story, story.sam)
    assert "Ben has been called" in steps.card(story)


async def test_who_cannot_take_it_says_no_and_nothing_changes(story: World) -> None:
    await shown(story, story.ada)
    await story.ada.clicks("Hand over to…").fills(administrator="Ben").submits()
    await story.settle()
    await story.ben.clicks("No")
    await story.settle()
    assert "Ben cannot take over duty" in steps.last(story.ada)
    assert "Ada is on duty." in await shown(story, story.sam)
    assert [one for one in story.ben.dms if "You said no" in story.ben.rendered(one)]


async def test_the_rota_changes_at_the_beginning_of_the_week(story: World) -> None:
    await steps.raised(story, "Search is slow, sev1")
    answer = await story.ada.commands("/critical", "duty rota")
    assert answer.modal is not None
    await answer.modal.fills({"Who": ["Ben", "Ada"], "From": date(2026, 11, 30)}).submits()
    await story.settle()
    seen = await shown(story, story.sam)
    assert "Ada is on duty until" in seen
    assert "then Ben" in seen
    await story.advance(days=5, hours=22, minutes=54)  # Monday, 08:59 in Berlin
    assert not story.ben.was_told(TOLD)
    await story.advance(minutes=1)
    told = [one for one in story.ben.notifications if TOLD in one]
    assert len(told) == 1
    assert "CRIT-1" in told[0]
    assert "Ben is on duty now" in steps.last(story.ada)
    await story.advance(days=7)
    assert len([one for one in story.ada.notifications if TOLD in one]) == 1
    assert "Ada is on duty until" in await shown(story, story.sam)


async def test_who_takes_over_keeps_duty_until_the_rota_changes(story: World) -> None:
    answer = await story.ada.commands("/critical", "duty rota")
    assert answer.modal is not None
    await answer.modal.fills({"Who": ["Ben", "Ada"], "From": date(2026, 11, 23)}).submits()
    await story.settle()
    assert story.ben.was_told(TOLD)
    await shown(story, story.ada)
    await story.ada.clicks("I take over")
    await story.settle()
    assert "Ada is on duty until" in await shown(story, story.sam)
    await story.advance(days=6)
    assert "Ada is on duty until" in await shown(story, story.sam)
    assert len([one for one in story.ben.notifications if TOLD in one]) == 1


async def plans(story: World, people: list[str]) -> str:
    """Let Ada plan the rota; read what she is shown then."""
    answer = await story.ada.commands("/critical", "duty rota")
    assert answer.modal is not None
    await answer.modal.fills({"Who": people, "From": date(2026, 11, 23)}).submits()
    await story.settle()
    return story.ada.rendered(story.ada.ephemerals[-1])


async def test_a_rota_of_one_is_theirs_every_week(story: World) -> None:
    said = await plans(story, ["Ben"])
    assert "Ben is on duty." in said
    assert "Rota, a week each: Ben from " in said
    assert "[I take over]" in said
    await story.advance(days=14)
    assert len([one for one in story.ben.notifications if TOLD in one]) == 1
    assert "Ben is on duty." in await shown(story, story.sam)


async def test_a_rota_of_nobody_is_none_and_the_first_of_the_rules_is_on_duty(
    story: World,
) -> None:
    await plans(story, ["Ben", "Ada"])
    assert story.ben.was_told(TOLD)
    said = await plans(story, [])
    assert "Ada is on duty." in said
    assert "Rota, a week each" not in said
    assert "Ada is on duty now" in steps.last(story.ben)
    before = len(story.ada.notifications), len(story.ben.notifications)
    await story.advance(days=14)
    assert (len(story.ada.notifications), len(story.ben.notifications)) == before
    assert "Ada is on duty." in await plans(story, [])
