"""Questions that nobody can answer, and questions that nobody has to answer any more."""

from tests.scenarios import steps
from tests.scenarios.asking import QUESTION, ask, newest
from tests.scenarios.world import World

TAKE_BACK = "Take question back"


async def test_nobody_asks_themselves_nor_the_bot(story: World) -> None:
    await steps.started(story)
    bot = story.slack.workspace.identity.bot_user_id
    form = await story.ivan.clicks("Ask reporter…", on=steps.card_message(story))
    assert form is not None
    refused = await form.fills(question=QUESTION, whom=story.ivan).submits()
    assert refused.errors["Whom"].startswith("That would ask yourself")
    refused = await form.fills(question=QUESTION, whom=bot).submits()
    assert refused.errors["Whom"] == "Cavalry knows no answers. Choose a person who does."
    assert "In progress" in steps.card(story)


async def test_nobody_is_passed_a_question_who_cannot_know_it(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    bot = story.slack.workspace.identity.bot_user_id
    form = await story.sam.clicks("Ask someone else…", on=newest(story.sam))
    assert form is not None
    refused = await form.fills(whom=story.ivan).submits()
    assert refused.errors["Whom"].startswith("Ivan is the one who asks.")
    refused = await form.fills(whom=bot).submits()
    assert refused.errors["Whom"] == "Cavalry knows no answers. Choose a person who does."


async def test_who_asks_about_their_own_task_in_the_thread_hears_how_to_ask_somebody(
    story: World,
) -> None:
    await steps.raised(story, by=story.ada)
    await story.ada.replies(f"? {QUESTION}", to=steps.card_message(story))
    await story.settle()
    assert "`? @somebody your question`" in steps.whispers(story.ada)[-1]
    assert "Waiting" not in steps.card(story)


async def test_a_question_is_taken_back_and_the_clocks_go_on(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.settle()
    asked = newest(story.sam)
    await story.advance(hours=3)
    told = len(story.ivan.dms)
    await story.ivan.clicks(TAKE_BACK, on=steps.card_message(story))
    await story.settle()
    assert "In progress" in steps.card(story)
    assert TAKE_BACK not in steps.card(story)
    last = steps.last(story.sam)
    assert f"Ivan took the question back, you need not answer it any more: “{QUESTION}”" in last
    assert "Ivan took the question back" in story.sam.rendered(asked)
    assert steps.buttons(story.sam, "cannot go on") == []
    assert f"Ivan took the question to Sam back:\n“{QUESTION}”" in steps.thread(story)[-1]
    assert "the clock stood for 3 h until Ivan took back their question" in steps.last(story.kim)
    assert len(story.ivan.dms) == told
    details = await story.ada.commands("/critical", "CRIT-1")
    assert "Ivan took it back" in details.rendered
    # What they know all the same still reaches who asked.
    await story.sam.replies("Firefox", to=asked)
    await story.settle()
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)
    assert "You answered: “Firefox”" in story.sam.rendered(asked)


async def test_an_administrator_takes_back_one_of_several_and_who_asked_hears_of_it(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await ask(story, story.ivan, "Which shop?", whom=story.kim)
    await story.sam.clicks(f"Take back: {QUESTION}", on=steps.card_message(story))
    await story.settle()
    refused = "Only Ivan, who asked it, or a task administrator can take the question back."
    assert steps.whispers(story.sam)[-1] == refused
    await story.ada.clicks(f"Take back: {QUESTION}", on=steps.card_message(story))
    await story.settle()
    assert "Ada took Ivan’s question to Sam back" in steps.last(story.ivan)
    assert "Waiting for reporter" in steps.card(story)
    assert not story.kim.was_told("took")


async def test_what_was_taken_back_cannot_be_answered_by_an_old_form(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("Answer…", on=newest(story.sam))
    assert form is not None
    await story.ivan.clicks(TAKE_BACK, on=steps.card_message(story))
    await story.settle()
    await form.fills(answer="Firefox").submits()
    await story.settle()
    assert "Ivan took the question back on" in steps.whispers(story.sam)[-1]
