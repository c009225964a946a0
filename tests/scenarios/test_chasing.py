"""Who asks how it stands is answered at once, privately, and never raises a task by it."""

import pytest
from sqlmodel import select

from bot.simulator.messages import Message
from storage.chases import Chase, Where
from storage.tasks import Task
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World


@pytest.mark.parametrize("words", ["any news?", "Есть новости?", "Gibt es Neuigkeiten?"])
async def test_who_asks_in_the_thread_is_told_state_date_and_next_update(
    story: World, words: str
) -> None:
    await steps.assigned(story, deadline="Tomorrow")
    said = len(steps.thread(story))
    await story.sam.replies(words, to=message(story))
    await story.settle()
    (answer,) = steps.whispers(story.sam)
    assert answer == (
        "CRIT-1: Assigned: Ivan has it and has not started yet. "
        "The deadline is Wed 25 Nov, 18:00. The next update comes by Tue 24 Nov, 11:05."
    )
    assert story.sam.ephemerals[-1].thread_ts == message(story).ts
    # Nobody else reads it, and nobody is pinged.
    assert len(steps.thread(story)) == said + 1
    assert await chases(story) == [(Where.THREAD, "U0SAM", 1)]
    assert await tasks(story) == 1


async def test_under_the_card_the_same_is_answered_and_every_asking_is_a_figure(
    story: World,
) -> None:
    await story.sam.commands("/critical", "Checkout is down for Acme")
    await story.settle()
    for words in ("any update on this?", "когда починят?"):
        await story.kim.replies(words, to=steps.card_message(story))
        await story.settle()
        assert steps.whispers(story.kim)[-1].startswith("CRIT-1: New:")
        assert story.kim.ephemerals[-1].thread_ts == steps.card_message(story).ts
    await story.kim.writes("status of CRIT-1?", channel=CRITICAL)
    await story.settle()
    counted = story.bot.figures.registry.get_sample_value
    assert counted("cavalry_chases_total", {"place": "thread"}) == 2
    assert counted("cavalry_chases_total", {"place": "channel"}) == 1
    assert len(await chases(story)) == 3


async def test_in_the_channel_the_task_that_is_named_is_meant_else_ones_own(story: World) -> None:
    await steps.raised(story)
    await steps.raised(story, "Invoices are wrong", by=story.kim)
    await story.sam.writes("what about CRIT-2", channel=CRITICAL)
    await story.settle()
    assert steps.whispers(story.sam)[-1].startswith("CRIT-2: New: Ada has been called.")
    # Who is told of nothing can follow it from there.
    await story.sam.clicks("Follow", on=story.sam.ephemerals[-1])
    await story.settle()
    assert steps.whispers(story.sam)[-1].startswith("You follow CRIT-2 now")

    await story.sam.writes("Hi all, any news?", channel=CRITICAL)
    await story.settle()
    answer = steps.whispers(story.sam)[-1]
    assert "CRIT-1: New: " in answer
    assert "CRIT-2: New: " in answer
    assert await chases(story) == [(Where.CHANNEL, "U0SAM", 2), (Where.CHANNEL, "U0SAM", None)]
    assert await tasks(story) == 2


async def test_to_the_bot_and_by_command_it_is_answered_too(story: World) -> None:
    await steps.started(story)
    await story.sam.writes("any update?")
    await story.settle()
    assert steps.last(story.sam).startswith("CRIT-1: In progress: Ivan works on it.")
    notice = next(one for one in story.sam.dms if "Ivan" in one.text)
    await story.sam.replies("when will it be fixed?", to=notice)
    await story.settle()
    assert steps.last(story.sam).startswith("CRIT-1: In progress: Ivan works on it.")
    answer = await story.kim.commands("/critical", "any news on CRIT-1?")
    assert answer.message is not None
    assert answer.message.text.startswith("CRIT-1: In progress:")
    places = [place for place, _, _ in await chases(story)]
    assert places == [Where.DIRECT, Where.DIRECT, Where.COMMAND]
    assert await tasks(story) == 1


async def test_the_bot_that_is_mentioned_elsewhere_answers_there(story: World) -> None:
    us = story.slack.workspace.identity.bot_user_id
    await steps.raised(story)
    story.slack.add_channel("C0OTHER", "other", [story.sam, story.kim])
    await story.sam.writes("any news?", channel="C0OTHER")
    await story.sam.writes(f"<@{us}> lunch?", channel="C0OTHER")
    await story.settle()
    assert steps.whispers(story.sam) == []
    await story.sam.writes(f"<@{us}> any news?", channel="C0OTHER")
    await story.settle()
    assert steps.whispers(story.sam)[-1].startswith("CRIT-1: New:")
    assert len(story.slack.channel_messages("C0OTHER")) == 3
    # In the critical channel a mention asks as anybody does.
    await story.kim.writes(f"<@{us}> CRIT-1?", channel=CRITICAL)
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("CRIT-1: New:")
    assert len(await chases(story)) == 2
    assert await tasks(story) == 1


async def test_who_waits_for_nothing_hears_so(story: World) -> None:
    await story.kim.writes("any news?", channel=CRITICAL)
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("Nothing that you raised or follow is open.")
    await story.kim.writes("what about CRIT-99", channel=CRITICAL)
    await story.settle()
    assert steps.whispers(story.kim)[-1].startswith("There is no CRIT-99.")
    assert await tasks(story) == 0


async def test_what_is_late_is_said_honestly(story: World) -> None:
    await steps.started(story)
    await story.advance(hours=5)
    await story.sam.replies("any news?", to=message(story))
    await story.settle()
    answer = steps.whispers(story.sam)[-1]
    assert "It was to be fixed by Tue 24 Nov, 14:05, and is late." in answer


async def test_what_tells_of_a_failure_raises_a_task_as_ever(story: World) -> None:
    await steps.raised(story, "Any update of a customer fails with 500")
    await story.sam.replies("The status page shows it too", to=story.sam.dms[-1])
    await story.settle()
    assert await tasks(story) == 1
    assert await chases(story) == []


async def test_the_assignee_who_asks_in_the_thread_asks_others(story: World) -> None:
    await steps.started(story)
    await story.ivan.replies("any news from the provider?", to=message(story))
    await story.settle()
    assert steps.whispers(story.ivan) == []
    assert await chases(story) == []


def message(story: World) -> Message:
    """Find what Sam wrote."""
    posted = story.slack.channel_messages(CRITICAL)
    return next(one for one in posted if one.text.startswith("Checkout") and not one.bot_id)


async def chases(story: World) -> list[tuple[Where, str, int | None]]:
    """List what was counted: where, who, after which task."""
    async with story.bot.desk.database.read() as session:
        found = (await session.exec(select(Chase))).all()
        return [(one.place, one.chased_by, one.task_id) for one in found]


async def tasks(story: World) -> int:
    """Count the tasks."""
    async with story.bot.desk.database.read() as session:
        return len((await session.exec(select(Task))).all())


async def test_who_is_asked_something_is_shown_the_question_and_can_answer_it(
    story: World,
) -> None:
    await steps.started(story)
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    card = steps.card_message(story)
    await story.sam.replies("any news?", to=card)
    await story.settle()
    answer = story.sam.ephemerals[-1]
    shown = story.sam.rendered(answer)
    assert "You have been asked. Both clocks stand since" in shown
    assert "Ivan asks you: “Which browser?”" in shown
    await story.sam.clicks("Answer…", on=answer).fills(answer="Firefox").submits()
    await story.settle()
    assert story.ivan.was_told("Firefox")
    await story.sam.replies("any news?", to=card)
    await story.settle()
    assert "Ivan works on it. You are told as soon as it is fixed." in steps.whispers(story.sam)[-1]
