"""The main job, end to end."""

from tests.scenarios.world import CRITICAL, World


async def test_two_typed_lines_become_a_task_that_nobody_has_to_ask_about(story: World) -> None:
    sam, ada, ivan = story.sam, story.ada, story.ivan
    await sam.writes("Checkout is down for Acme\n500 on pay", channel=CRITICAL)
    await story.settle()
    print(story.card())
    print(sam.notifications, ada.notifications)
    assert sam.was_told("CRIT-1")
    await ada.clicks("Accept")
    await story.settle()
    await ada.clicks("Assign…").fills(developer="Ivan", deadline="day after tomorrow").submits()
    await story.settle()
    await ivan.clicks("Start")
    await story.settle()
    await ivan.clicks("Fixed…").fills(what_to_tell_the_customer="It works again.").submits()
    await story.settle()
    await sam.clicks("Works")
    await story.settle()
    for person in (sam, ada, ivan):
        print(person.display_name, *person.notifications, sep="\n  ")
    print(story.card())
    assert "Closed" in story.card()
