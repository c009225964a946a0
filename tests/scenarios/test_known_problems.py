"""A known problem has a workaround: told to all who wait, and to who reports the same again."""

from bot.simulator.modal import Modal
from bot.simulator.person import Person
from storage import tasks
from tests.scenarios import steps
from tests.scenarios.test_alike import AGAIN, FIRST, is_in
from tests.scenarios.world import World


async def opened(person: Person, story: World, key: str = "CRIT-1") -> Modal:
    form = await person.clicks("Workaround…", on=steps.card_message(story, key))
    assert form is not None
    return form


async def say(person: Person, story: World, text: str) -> None:
    form = await opened(person, story)
    await form.fills(workaround=text).submits()
    await story.settle()


async def test_who_waits_hears_what_helps_and_the_card_shows_it(story: World) -> None:
    await steps.raised(story, FIRST)
    await story.kim.clicks("Follow", on=steps.card_message(story))
    await story.advance(minutes=2)
    await say(story.ivan, story, "Export it as CSV")
    for person in (story.sam, story.kim):
        told = steps.last(person)
        assert "here is a workaround until it is fixed, says Ivan." in told
        assert "For the customer: “Until it is fixed: Export it as CSV”" in told
    assert "Until it is fixed: Export it as CSV" in steps.card(story).replace("*", "")
    assert "“Export it as CSV”" in steps.thread(story, FIRST)[-1]


async def test_it_can_be_changed_and_taken_away(story: World) -> None:
    await steps.raised(story, FIRST)
    await say(story.ivan, story, "Export it as CSV")
    await story.advance(minutes=5)
    form = await opened(story.ada, story)
    await form.fills(workaround="Print it").submits()
    await story.settle()
    assert "Until it is fixed: Print it" in steps.card(story).replace("*", "")
    assert "CSV" not in steps.card(story)
    await story.advance(minutes=5)
    await say(story.ada, story, "")
    assert "took the workaround back" in steps.last(story.sam)
    assert "Until it is fixed" not in steps.card(story)


async def test_only_development_says_what_helps(story: World) -> None:
    await steps.raised(story, FIRST)
    await story.kim.clicks("Workaround…", on=steps.card_message(story))
    await story.settle()
    assert "can say what helps until CRIT-1 is fixed" in steps.whispers(story.kim)[-1]
    async with story.bot.desk.database.read() as session:
        assert (await tasks.get(session, 1)).workaround is None


async def test_a_known_problem_ends_the_raising_at_once(story: World) -> None:
    await steps.raised(story, FIRST)
    await say(story.ivan, story, "Export it as CSV")
    await story.advance(hours=1)
    await steps.raised(story, AGAIN, by=story.kim)
    offered = story.kim.rendered(is_in(story.kim, "CRIT-2"))
    assert "For the customer, until it is fixed: “Export it as CSV”" in offered

    await story.kim.clicks("It is this one", on=is_in(story.kim, "CRIT-2"))
    await story.settle()
    shown = story.kim.rendered(is_in(story.kim, "CRIT-2"))
    assert "For the customer, until it is fixed: “Export it as CSV”" in shown
    assert "until it is fixed: “Export it as CSV”" in steps.whispers(story.kim)[-1]
    async with story.bot.desk.database.read() as session:
        assert (await tasks.get(session, 2)).status == "merged"


async def test_what_somebody_says_helps_is_text_and_calls_nobody(story: World) -> None:
    await steps.raised(story, FIRST)
    await say(story.ivan, story, "Ask <!channel> & <@U0BEN>")
    posted = [steps.card_message(story), *story.sam.dms]
    assert "&lt;!channel&gt; &amp; &lt;@U0BEN&gt;" in str([one.blocks for one in posted])
    assert not [one for one in posted if "<!channel>" in str(one.blocks) + one.text]
