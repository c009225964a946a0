"""Answers that are simply written, wherever the asked writes them."""

from tests.scenarios import steps
from tests.scenarios.asking import QUESTION, ask, newest
from tests.scenarios.world import World


async def test_what_the_asked_writes_in_the_dm_answers_the_only_open_question(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.sam.writes("Firefox")
    await story.settle()
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)
    assert "In progress" in steps.card(story)
    taken = f"Taken as your answer on CRIT-1: Ivan had asked “{QUESTION}”"
    assert steps.last(story.sam).startswith(taken)
    await story.sam.writes("Firefox, I mean")
    await story.settle()
    assert steps.last(story.sam).startswith("Nobody reads this here.")


async def test_with_several_open_questions_the_dm_lists_them_and_takes_none(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await ask(story, story.ada, "Which shop?")
    await story.sam.writes("Firefox")
    await story.settle()
    told = steps.last(story.sam)
    assert told.startswith("I cannot tell what that answers: 2 questions to you wait.")
    assert f"Ivan: “{QUESTION}”" in told
    assert "Ada: “Which shop?”" in told
    assert "Waiting for reporter" in steps.card(story)
    assert steps.buttons(story.sam, "I cannot tell") == ["Answer…", "Answer…"]
    form = await story.sam.clicks("Answer…", on=story.sam.dms[-1])
    assert form is not None
    await form.fills(answer="Firefox").submits()
    await story.settle()
    assert "Sam answers you: “Firefox”" in steps.last(story.ivan)


async def test_a_reply_under_another_task_answers_nothing_here(story: World) -> None:
    await steps.started(story)
    await steps.raised(story, "s3 Invoices are wrong")
    about_invoices = next(one for one in story.sam.dms if "CRIT-2" in one.text)
    await ask_first(story)
    await story.sam.replies("All of them", to=about_invoices)
    await story.settle()
    assert "I cannot tell what that answers: one question to you waits." in steps.last(story.sam)
    assert "Waiting for reporter" in steps.card(story)


async def test_what_the_asked_writes_in_the_thread_of_the_task_answers_it(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.kim.replies("We have it, too", to=steps.card_message(story))
    await story.settle()
    assert "Waiting for reporter" in steps.card(story)
    await story.sam.replies("Firefox 140", to=steps.card_message(story))
    await story.settle()
    assert "Sam answers you: “Firefox 140”" in steps.last(story.ivan)
    assert "In progress" in steps.card(story)
    assert "You answered: “Firefox 140”" in story.sam.rendered(newest(story.sam))
    told = len(story.ivan.dms)
    await story.sam.replies("Good luck", to=steps.card_message(story))
    await story.settle()
    assert len(story.ivan.dms) == told


async def test_in_the_thread_several_open_questions_need_to_be_told_apart(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await ask(story, story.ada, "Which shop?")
    await story.sam.replies("Firefox", to=steps.card_message(story))
    await story.settle()
    assert steps.whispers(story.sam)[-1].startswith("You have 2 open questions here")
    assert "Waiting for reporter" in steps.card(story)


async def test_an_answer_that_names_its_task_is_one_everywhere_and_chasing_stays_chasing(
    story: World,
) -> None:
    await steps.started(story)
    for place in ("the thread", "the DM"):
        await ask(story, story.ivan)
        in_thread = place == "the thread"
        for text in ("any news?", "Since noon, CRIT-1."):
            if in_thread:
                await story.sam.replies(text, to=steps.card_message(story))
            else:
                await story.sam.writes(text)
            await story.settle()
            is_answer = text.startswith("Since")
            assert ("In progress" in steps.card(story)) == is_answer, (place, text)
    assert "Sam answers you: “Since noon, CRIT-1.”" in steps.last(story.ivan)
    assert not story.ivan.was_told("any news")


async def ask_first(story: World) -> None:
    """Let Ivan ask about the first task, wherever its card stands."""
    form = story.ivan.clicks("Ask reporter…", on=steps.card_message(story, "CRIT-1"))
    await form.fills(question=QUESTION).submits()
    await story.settle()


async def test_an_answer_after_the_task_was_given_up_is_told_to_who_can_reopen_it(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    asked = newest(story.sam)
    await story.sam.clicks("Ask someone else…", on=asked).fills(whom=story.kim).submits()
    await story.settle()
    form = await story.sam.clicks("The customer does not answer", on=asked)
    assert form is not None
    await form.fills(what_now="Close the task", reason="Silence").submits()
    await story.settle()
    await story.kim.replies("Firefox", to=newest(story.kim))
    await story.settle()
    assert "It was over by then; Sam or a task administrator can reopen it." in steps.last(
        story.ivan
    )
    told = "Kim answered Ivan’s question after it was over: “Firefox”"
    assert told in steps.last(story.sam)
    assert steps.buttons(story.sam, "after it was over") == ["Reopen…"]
    form = await story.sam.clicks("Reopen…", on=story.sam.dms[-1])
    assert form is not None
    await form.fills(reason="They answered").submits()
    await story.settle()
    assert "In progress" in steps.card(story)


async def test_the_reporter_who_answers_after_the_end_can_reopen_under_the_question(
    story: World,
) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    asked = newest(story.sam)
    form = await story.sam.clicks("The customer does not answer", on=asked)
    assert form is not None
    await form.fills(what_now="Close the task", reason="Silence").submits()
    await story.settle()
    told = len(story.sam.notifications)
    await story.sam.replies("Firefox", to=asked)
    await story.settle()
    assert len(story.sam.notifications) == told
    assert steps.buttons(story.sam, "cannot go on") == ["Reopen…"]
    assert "It was over by then" in story.sam.rendered(asked)
