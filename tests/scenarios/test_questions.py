"""Questions: in the thread, to anybody, passed on, several at once, answered with files."""

from tests.scenarios import steps
from tests.scenarios.asking import QUESTION, ask, newest
from tests.scenarios.world import World


async def test_a_developer_asks_in_the_thread_and_the_reporter_answers_in_the_dm(
    story: World,
) -> None:
    await steps.started(story)
    await story.ivan.replies(f"? {QUESTION}", to=steps.card_message(story))
    await story.settle()
    assert f"Ivan cannot go on without you: “{QUESTION}”" in steps.last(story.sam)
    assert f"Ivan asks Sam:\n“{QUESTION}”" in steps.thread(story)[-1]
    assert "Waiting for reporter" in steps.card(story)
    assert not story.sam.was_told("Ivan in the thread")
    await story.sam.replies("Firefox 140", to=newest(story.sam))
    await story.settle()
    assert "Sam answers you: “Firefox 140”" in steps.last(story.ivan)


async def test_an_answer_that_names_the_task_is_an_answer_and_chases_nobody(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await story.sam.replies("Since noon, CRIT-1.", to=newest(story.sam))
    await story.settle()
    assert "Sam answers you: “Since noon, CRIT-1.”" in steps.last(story.ivan)
    assert "In progress" in steps.card(story)


async def test_in_the_thread_only_the_development_side_asks_so(story: World) -> None:
    await steps.started(story)
    for person, text in (
        (story.sam, f"? {QUESTION}"),
        (story.kim, "? anything"),
        (story.ivan, "??"),
        (story.ivan, "?"),
        (story.ivan, "Which browser?"),
    ):
        await person.replies(text, to=steps.card_message(story))
    await story.settle()
    assert "In progress" in steps.card(story)
    assert not story.sam.was_told("cannot go on")


async def test_a_question_may_be_put_to_somebody_who_is_not_the_reporter(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan, whom=story.kim)
    assert f"Ivan cannot go on without you: “{QUESTION}”" in steps.last(story.kim)
    assert not story.sam.was_told(QUESTION)
    assert "Kim has been asked" in steps.card(story)
    await story.kim.replies("Firefox", to=newest(story.kim))
    await story.settle()
    assert "Kim answers you: “Firefox”" in steps.last(story.ivan)


async def test_in_the_thread_a_question_goes_to_whom_it_names_first(story: World) -> None:
    await steps.started(story)
    card = steps.card_message(story)
    await story.ivan.replies(f"? <@{story.kim.id}> {QUESTION}", to=card)
    await story.settle()
    assert f"Ivan cannot go on without you: “{QUESTION}”" in steps.last(story.kim)
    assert f"Ivan asks Kim:\n“{QUESTION}”" in steps.thread(story)[-1]
    assert not story.sam.was_told(QUESTION)
    await story.ivan.replies(f"? Does <@{story.kim.id}> know it?", to=card)
    await story.settle()
    assert "Ivan cannot go on without you: “Does @Kim know it?”" in steps.last(story.sam)


async def test_nobody_waits_for_an_answer_from_the_bot(story: World) -> None:
    await steps.started(story)
    await story.ivan.replies(
        f"? <@{story.slack.workspace.identity.bot_user_id}> {QUESTION}",
        to=steps.card_message(story),
    )
    await story.settle()
    assert "Ivan cannot go on without you:" in steps.last(story.sam)


async def test_who_does_not_know_passes_it_on_and_either_may_answer(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    first = newest(story.sam)
    await story.sam.clicks("Ask someone else…", on=first).fills(whom=story.kim).submits()
    await story.settle()

    assert f"Sam thinks you know what Ivan asks: “{QUESTION}”" in steps.last(story.kim)
    assert "Sam passed your question on to Kim" in steps.last(story.ivan)
    assert "Sam passed Ivan’s question on to Kim" in steps.thread(story)[-1]
    assert "Passed on to Kim; whoever of you knows it may answer." in story.sam.rendered(first)
    assert "Kim has been asked" in steps.card(story)
    assert steps.buttons(story.kim, QUESTION) == steps.ASKED

    await story.sam.replies("It is Firefox after all", to=first)
    await story.settle()
    assert "Sam answers you: “It is Firefox after all”" in steps.last(story.ivan)
    assert steps.buttons(story.kim, QUESTION) == []
    await story.kim.replies("140", to=newest(story.kim))
    await story.settle()
    assert "Kim adds to the answer: “140”" in steps.last(story.ivan)


async def test_nobody_is_asked_the_same_twice(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("Ask someone else…", on=newest(story.sam))
    assert form is not None
    refused = await form.fills(whom=story.sam).submits()
    assert "Sam is being asked this already." in refused.errors["Whom"]


async def test_several_questions_to_several_people_are_open_at_once(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    await ask(story, story.ada, "Which shop?", whom=story.kim)
    assert "Sam and Kim have been asked" in steps.card(story)
    await story.advance(minutes=10)
    await story.kim.replies("Berlin", to=newest(story.kim))
    await story.settle()
    assert "Kim answers you: “Berlin”" in steps.last(story.ada)
    assert "Sam has been asked" in steps.card(story)
    assert "Waiting for reporter" in steps.card(story)
    await story.sam.replies("Firefox", to=newest(story.sam))
    await story.settle()
    assert "In progress" in steps.card(story)


async def test_an_answer_may_be_words_and_files_or_files_alone(story: World) -> None:
    await steps.started(story)
    await ask(story, story.ivan)
    form = await story.sam.clicks("Answer…", on=newest(story.sam))
    assert form is not None
    refused = await form.submits()
    assert refused.errors["Answer"] == "Write the answer, or add a file."
    await form.fills(files=["console.png"]).submits()
    await story.settle()
    assert "console.png: " in steps.last(story.ivan)
    assert "/console.png" in story.ivan.rendered(story.ivan.dms[-1])
    await story.sam.replies("and this", to=newest(story.sam), files=["more.log"])
    await story.settle()
    assert "adds to the answer: “and this more.log: " in steps.last(story.ivan)
