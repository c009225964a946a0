"""Somebody is away: others do what they did, and coming back undoes it."""

import pytest

from tests.scenarios import steps
from tests.scenarios.world import World

FOLLOW = "you follow their tasks meanwhile"


async def test_an_administrator_on_duty_is_replaced_by_the_backup(story: World) -> None:
    answer = await story.ada.commands("/critical", "away until thursday")
    await story.settle()
    assert "You are away until Thu 26 Nov, 09:00" in answer.text
    assert "Ben is on duty meanwhile." in answer.text
    assert story.ben.was_told("You are on duty until Thu 26 Nov, 09:00")
    assert story.ada.notifications == []
    await steps.raised(story)
    assert story.ben.was_told("waiting for you")
    assert not story.ada.was_told("waiting for you")
    duty = (await story.sam.commands("/critical", "duty")).rendered
    assert "Away: Ada until" in duty
    assert "No backup is there." in duty


async def test_by_the_clock_who_was_away_is_on_duty_again(story: World) -> None:
    await story.ada.commands("/critical", "away until thursday")
    await story.settle()
    await story.advance(days=1, hours=22, minutes=55)
    assert "Ben is on duty" not in (await story.sam.commands("/critical", "duty")).rendered
    assert story.ada.was_told("You are on duty")
    assert "Ada is on duty now" in steps.last(story.ben)
    refused = await story.ada.commands("/critical", "back")
    assert "You are not away." in refused.text


async def test_coming_back_early_puts_them_on_duty_at_once(story: World) -> None:
    await story.ada.commands("/critical", "away")
    await story.settle()
    answer = await story.ada.commands("/critical", "back")
    await story.settle()
    assert "You are back." in answer.text
    assert "You are on duty." in answer.text
    assert "Ada is on duty now" in steps.last(story.ben)
    assert story.ada.notifications == []


async def test_who_is_alone_stays_on_duty_and_hears_it(story: World) -> None:
    await story.ben.commands("/critical", "away")
    answer = await story.ada.commands("/critical", "away")
    assert "Nobody is on duty: every administrator is away. Mira is called at once" in answer.text
    await story.settle()
    await steps.raised(story)
    assert story.ada.was_told("waiting for you")


async def test_an_away_developer_is_shown_so_and_last(story: World) -> None:
    await story.ivan.commands("/critical", "away for 2 days")
    await steps.raised(story)
    form = await story.ada.clicks("Assign…")
    assert form is not None
    block = next(one for one in form.view.blocks if one.get("block_id") == "developer")
    labels = [one["text"]["text"] for one in block["element"]["options"]]
    assert [label.split(" · ")[0] for label in labels] == ["Dana", "Ivan"]
    assert "away until Thu 26 Nov, 09:00" in labels[1]


async def test_tasks_of_an_away_developer_are_listed_and_reassigned_one_by_one(
    story: World,
) -> None:
    await steps.assigned(story)
    await story.ivan.commands("/critical", "away until friday")
    await story.settle()
    assert "Ivan is away until Fri 27 Nov, 09:00 and has 1 task to fix" in steps.last(story.ada)
    assert "Ivan (away until Friday, November 27th, 2026, 9:00 AM)" in steps.card(story)
    await story.ada.clicks("Reassign…").fills(developer="Dana").submits()
    await story.settle()
    assert story.dana.was_told("CRIT-1")
    [dm] = [one for one in story.ada.dms if "Ivan is away" in story.ada.rendered(one)]
    assert "Nothing of theirs is left to fix." in story.ada.rendered(dm)


async def test_a_developer_who_comes_back_is_as_they_were_and_nobody_is_asked_to_reassign(
    story: World,
) -> None:
    await steps.assigned(story)
    await story.ivan.commands("/critical", "away until friday")
    await story.settle()
    [dm] = [one for one in story.ada.dms if "Ivan is away" in story.ada.rendered(one)]
    await story.ivan.commands("/critical", "away until monday")
    await story.settle()
    assert "Ivan is away until Mon 30 Nov, 09:00" in dm.text
    await story.ivan.commands("/critical", "back")
    await story.settle()
    assert "Ivan (away" not in steps.card(story)
    assert "Ivan was away and is back." in story.ada.rendered(dm)
    assert "Reassign" not in story.ada.rendered(dm)
    form = await story.ada.clicks("Assign…", on=steps.card_message(story))
    assert form is not None
    assert "away" not in form.text


async def test_all_of_them_go_to_somebody_else_at_once(story: World) -> None:
    await steps.assigned(story)
    await steps.assigned(story, "Search is slow, sev2")
    before = _deadline(steps.card(story))
    await story.ivan.commands("/critical", "away until friday")
    await story.settle()
    await (
        story.ada.clicks("Reassign all to…").fills(developer="Dana", note="You know both").submits()
    )
    await story.settle()
    told = [one for one in story.dana.notifications if "yours" in one]
    assert [one[:6] for one in told] == ["CRIT-1", "CRIT-2"]
    assert "You know both" in told[0]
    assert _deadline(steps.card(story)) == before
    assert "Dana" in steps.card(story)
    assert "Dana" in steps.card(story, "CRIT-2")
    assert story.ivan.was_told("Dana")


async def test_an_away_reporter_names_who_hears_of_their_tasks(story: World) -> None:
    await steps.raised(story)
    answer = await story.sam.commands("/critical", "away until monday")
    assert "You are away until Mon 30 Nov, 09:00" in answer.text
    assert answer.modal is not None
    await answer.modal.fills(who_follows=story.kim).submits()
    await story.settle()
    assert FOLLOW in steps.last(story.kim)
    assert "CRIT-1" in steps.last(story.kim)
    assert any("follows your 1 task" in one for one in steps.whispers(story.sam))
    await story.ada.clicks("Accept", on=steps.card_message(story))
    await story.settle()
    assert story.kim.was_told("Ada is looking at it")
    await story.sam.commands("/critical", "back")
    await story.settle()
    assert "Sam is back" in steps.last(story.kim)
    heard = len(story.kim.notifications)
    await (
        story.ada.clicks("Assign…", on=steps.card_message(story)).fills(developer="Ivan").submits()
    )
    await story.settle()
    assert len(story.kim.notifications) == heard
    assert story.sam.was_told("Ivan")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("until yesterday", "I do not know when"),
        ("until 25:00", "I do not know when"),
        ("until 31 feb", "I do not know when"),
        ("until 23 Nov", "is over already"),
        ("until 2026-11-20", "is over already"),
        ("until 2031-01-01", "is more than a year ahead"),
        ("for 300 weeks", "is more than a year ahead"),
    ],
)
async def test_a_time_that_cannot_be_is_refused_with_what_can(
    story: World, words: str, why: str
) -> None:
    answer = await story.ada.commands("/critical", f"away {words}")
    assert f"{why}" in answer.text
    assert "so nothing was changed. Write `/critical away until monday`" in answer.text
    await story.settle()
    assert "Ada is on duty." in (await story.sam.commands("/critical", "duty")).rendered
    assert story.ben.notifications == []


@pytest.mark.parametrize("words", ["until the cows come home", "from the office"])
async def test_other_words_get_a_clear_answer(story: World, words: str) -> None:
    answer = await story.sam.commands("/critical", f"away {words}")
    assert "nothing was changed" in answer.text
    assert "away until monday" in answer.text
    assert words in answer.text
    await story.settle()
    assert "[" not in (await story.sam.commands("/critical", "board")).rendered


async def test_a_task_may_begin_with_such_a_word(story: World) -> None:
    for text in ("back button is broken", "duty free shop is down"):
        answer = await story.sam.commands("/critical", text)
        assert f": {text}." in answer.text


async def test_another_time_goes_on_with_who_stands_in(story: World) -> None:
    await steps.raised(story)
    answer = await story.sam.commands("/critical", "away until thursday")
    assert answer.modal is not None
    await answer.modal.fills(who_follows=story.kim).submits()
    await story.settle()
    answer = await story.sam.commands("/critical", "away until friday")
    assert answer.modal is None
    assert "follows your 1 task" in answer.rendered
    await story.settle()
    await story.advance(days=2)
    assert not story.kim.was_told("Sam is back")
    await story.advance(days=1)
    assert story.kim.was_told("Sam is back")


async def test_an_administrator_goes_away_while_the_chain_runs(story: World) -> None:
    await steps.raised(story)
    await story.advance(minutes=5)
    assert story.ada.was_told("nobody has accepted it")
    await story.ada.commands("/critical", "away until thursday")
    await story.settle()
    assert story.ben.was_told("You are on duty")
    assert "CRIT-1" in steps.last(story.ben)
    await story.advance(minutes=5)
    assert story.ben.was_told("nobody has accepted it")
    assert not story.mira.was_told("nobody has accepted it")
    await story.advance(minutes=5)
    assert story.mira.was_told("nobody has accepted it")
    called = [line for line in steps.thread(story) if "nobody has accepted" in line]
    assert len(called) == 3


async def test_a_backup_who_is_away_is_passed_by(story: World) -> None:
    await story.ben.commands("/critical", "away")
    await story.settle()
    await steps.raised(story)
    await story.advance(minutes=5)
    await story.advance(minutes=5)
    assert not story.ben.was_told("nobody has accepted it")
    assert story.mira.was_told("nobody has accepted it")


async def test_who_comes_back_while_the_chain_runs_is_called_and_nobody_twice(
    story: World,
) -> None:
    await story.ada.commands("/critical", "away")
    await story.settle()
    await steps.raised(story)
    await story.advance(minutes=5)
    await story.ada.commands("/critical", "back")
    await story.settle()
    await story.advance(minutes=5)
    await story.advance(minutes=5)
    await story.advance(hours=1)
    for person in (story.ada, story.ben, story.mira):
        assert sum("nobody has accepted it" in one for one in person.notifications) == 1


def _deadline(card: str) -> str:
    lines = card.splitlines()
    return next(line for line in lines if line.startswith("Deadline: "))
