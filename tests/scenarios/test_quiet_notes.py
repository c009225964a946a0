"""Quiet hours and notices that are about no single task, and why each of them came."""

from bot.simulator.messages import Message
from bot.simulator.person import Person
from tests.scenarios import steps
from tests.scenarios.world import CRITICAL, World

QUIET = "quiet 09:00-18:00"
MINOR = "The export is slow\nseverity 2"


async def offered(story: World) -> None:
    """Let Ada ask Ben to take over duty."""
    await story.ada.commands("/critical", "duty")
    await story.ada.clicks("Hand over to…").fills(administrator="Ben").submits()
    await story.settle()


async def why(story: World, person: Person, message: Message) -> str:
    """Read the answer to why somebody got a message."""
    await person.chooses("Why did I get this?", on=message)
    await story.settle()
    return person.rendered(person.ephemerals[-1])


async def test_who_must_confirm_now_is_asked_in_their_quiet_hours(story: World) -> None:
    await story.ada.commands("/critical", QUIET)
    await story.ben.commands("/critical", QUIET)
    await offered(story)
    assert story.ben.was_told("asks you to take over duty")
    await story.ben.clicks("No")
    await story.settle()
    assert story.ada.was_told("Ben cannot take over duty")


async def test_what_can_wait_is_told_in_words_with_everything_else_at_the_end(story: World) -> None:
    await story.ada.commands("/critical", QUIET)
    await steps.raised(story, MINOR)
    await story.ben.commands("/critical", "duty")
    await story.ben.clicks("I take over")
    await story.kim.writes("The login is slow\nseverity 2", channel=CRITICAL)
    await story.settle()
    await story.kim.commands("/critical", "away")
    await story.kim.clicks("Name who follows…").fills(who_follows="Ada").submits()
    await story.settle()
    assert story.ada.notifications == []
    await story.advance(hours=8)
    assert len(story.ada.notifications) == 1
    [dm] = story.ada.dms
    told = story.ada.rendered(dm)
    assert told.count("Ben is on duty now") == 1
    assert told.count("Kim is away, and you follow their tasks meanwhile") == 1
    assert "quiet hours: 1 task." in told
    assert "[Accept]" in told
    assert "Ben is on duty now" in dm.text
    reasons = await why(story, story.ada, dm)
    assert "you were on duty until then" in reasons
    assert "you were named to follow somebody's tasks" in reasons
    assert "*CRIT-1:* you got this because" in story.ada.ephemerals[-1].blocks[0]["text"]["text"]


async def test_only_what_is_about_no_task_is_a_digest_too(story: World) -> None:
    await story.ada.commands("/critical", QUIET)
    for who in (story.ben, story.ada, story.ben):
        await who.commands("/critical", "duty")
        await who.clicks("I take over")
        await story.settle()
    await story.kim.writes(MINOR, channel=CRITICAL)
    await story.settle()
    await story.kim.commands("/critical", "away")
    await story.kim.clicks("Name who follows…").fills(who_follows="Ada").submits()
    await story.settle()
    await story.advance(hours=8)
    assert len(story.ada.notifications) == 1
    assert "What waited for the end of your quiet hours. " in story.ada.notifications[0]


async def test_a_round_waits_for_the_end_of_quiet_and_can_be_answered_then(story: World) -> None:
    await steps.assigned(story, MINOR)
    before = len(story.ivan.notifications)
    await story.ivan.commands("/critical", "quiet 09:00-13:00")
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    assert story.ada.was_told("Control point: 1 task open")
    assert len(story.ivan.notifications) == before
    await story.advance(hours=3)
    asked = [one for one in story.ivan.dms if one.text.startswith("Control point")]
    # The reminder, due meanwhile, asks for the same.
    assert [one.text for one in asked] == [story.ivan.notifications[-1]]
    assert "Ada still waits for your word on 1 date" in asked[0].text
    await story.ivan.clicks("Holds", on=asked[0])
    await story.settle()
    assert "you answered everything" in story.ivan.rendered(asked[0])
    assert len(story.ivan.notifications) == before + 1


async def test_a_message_that_is_shown_anew_in_quiet_hours_is_not_held_back(story: World) -> None:
    await steps.assigned(story, MINOR)
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    await story.ivan.commands("/critical", QUIET)
    asked = next(one for one in story.ivan.dms if one.text.startswith("Control point"))
    await story.ivan.clicks("Holds", on=asked)
    await story.settle()
    assert "you answered everything" in story.ivan.rendered(asked)


async def test_what_a_round_came_to_waits_and_can_be_muted(story: World) -> None:
    await steps.assigned(story, f"{MINOR}\nCustomer: Acme. {steps.REST}")
    before = len(story.sam.notifications)
    await story.sam.commands("/critical", QUIET)
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    await story.ada.clicks("Holds", on=story.ada.dms[-1])
    await story.settle()
    assert len(story.sam.notifications) == before
    await story.advance(hours=8)
    assert "by" in steps.last(story.sam)
    digest = next(one for one in story.sam.dms if one.text.startswith("Control point"))
    assert "a control point is over" in await why(story, story.sam, digest)
    await story.sam.clicks("Mute this kind")
    await story.settle()
    told = len(story.sam.notifications)
    await story.ada.commands("/critical", "control-point now")
    await story.settle()
    asked = [one for one in story.ada.dms if one.text.startswith("Control point")]
    await story.ada.clicks("Holds", on=asked[-1])
    await story.settle()
    assert len(story.sam.notifications) == told


async def test_every_direct_message_says_why_it_came(story: World) -> None:
    await steps.assigned(story)
    await story.ivan.clicks("Ask reporter…").fills(question="Which browser?").submits()
    await story.settle()
    await offered(story)
    await story.ben.clicks("Yes, I take it")
    await story.sam.writes("Hello there", channel=story.sam.dms[0].channel)
    await story.ivan.commands("/critical", "away")
    await story.sam.commands("/critical", "away")
    await story.sam.clicks("Name who follows…").fills(who_follows="Kim").submits()
    await story.settle()
    await story.sam.commands("/critical", "back")
    await story.ben.commands("/critical", "control-point now")
    await story.settle()
    await story.advance(hours=5)
    seen = set[str]()
    for person in (story.sam, story.kim, story.ada, story.ben, story.ivan):
        for message in person.dms:
            if message.bot_id:
                told = await why(story, person, message)
                assert "got this because" in told
                seen |= {part.partition("The kind: when ")[2] for part in told.splitlines()}
    named = " ".join(sorted(seen))
    for kind in ("duty is offered", "a developer goes away", "you write where", "stand in for"):
        assert kind in named
