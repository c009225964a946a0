"""The main job, end to end."""

from tests.scenarios.world import CRITICAL, World


async def test_two_typed_lines_become_a_task_that_nobody_has_to_ask_about(story: World) -> None:
    sam, ada, ivan = story.sam, story.ada, story.ivan

    await sam.writes("Checkout is down for Acme\n500 on pay", channel=CRITICAL)
    await story.settle()
    assert sam.was_told("CRIT-1 · Checkout is down for Acme: it is in, severity 4")
    assert ada.was_told("waiting for you")

    await ada.clicks("Accept")
    await story.settle()
    assert sam.was_told("Ada is looking at it")

    await ada.clicks("Assign…").fills(developer="Ivan", deadline="day after tomorrow").submits()
    await story.settle()
    assert sam.was_told("Ivan fixes it by Thu 26 Nov, 18:00")

    await ivan.clicks("Start")
    await story.settle()
    assert sam.was_told("Ivan has started on it")

    await ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works again.").submits()
    await story.settle()
    assert sam.was_told("it is fixed, says Ivan")

    await sam.clicks("Works")
    await story.settle()
    assert ivan.was_told("Sam confirmed that it works")
    assert "Closed" in story.card()
