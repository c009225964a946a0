"""The critical day, played by four people in the page alone."""

from tests.browser.people import Cast, raises
from tests.browser.screen import CRITICAL
from tests.browser.tabs import Tabs

TEXT = "Paying is broken for Acme\n500 on every order since nine"


async def test_four_people_bring_a_task_from_two_lines_to_its_end(tabs: Tabs) -> None:
    cast = await Cast.enter(tabs)
    key = await raised_with_a_screenshot(cast)
    await accepted_and_assigned(cast, key)
    await asked_and_answered(cast, key)
    await merged(cast, key)
    await fixed_and_confirmed(cast, key)


async def raised_with_a_screenshot(cast: Cast) -> str:
    """Sam types two lines and pastes what the customer sees."""
    await cast.sam.opens(CRITICAL)
    await cast.sam.pastes_picture("pay-500.png")
    key = await raises(cast.sam, TEXT)
    await cast.sam.card(key).says("· New", "pay-500.png", "Sam")
    await cast.sam.message(TEXT.splitlines()[0]).says("500 on every order since nine")
    return key


async def accepted_and_assigned(cast: Cast, key: str) -> None:
    """Ada says who and by when; Ivan starts."""
    called = await cast.ada.is_told(key, "Waiting for you")
    await called.presses("Accept")
    await cast.sam.is_told(key, "Ada is looking at it")
    await cast.ada.opens(CRITICAL)
    await cast.ada.card(key).says("· Accepted")
    await cast.ada.card(key).presses("Assign…")
    await cast.ada.modal(f"Assign {key}").fills_and_submits(
        {"Developer": "Ivan", "Deadline": "In 2 hours", "Note": "You know the payment form best."}
    )
    await cast.ada.card(key).says("· Assigned", "Ivan")
    await cast.sam.is_told(key, "Ivan fixes it by")
    mine = await cast.ivan.is_told(key, "You know the payment form best.")
    await mine.presses("Start")
    await cast.ada.card(key).says("· In progress")


async def asked_and_answered(cast: Cast, key: str) -> None:
    """Ivan needs something from Sam; the clock stands until he has it."""
    question = "Do they pay by card or by invoice?"
    await cast.ivan.message(key, "You know the payment form best.").presses("Ask reporter…")
    await cast.ivan.modal(f"Ask about {key}").fills_and_submits({"Question": question})
    await cast.ada.card(key).says("· Waiting for reporter", "the clock stands")
    asked = await cast.sam.is_told(question)
    await asked.presses("Answer…")
    await cast.sam.modal(f"Answer {key}").fills_and_submits({"Answer": "By card. Invoice works."})
    await cast.ivan.is_told("By card. Invoice works.")
    await cast.ada.card(key).says("· In progress")


async def merged(cast: Cast, key: str) -> None:
    """Kim raises the same thing; from now on she hears of Sam's."""
    await cast.kim.opens(CRITICAL)
    other = await raises(cast.kim, "Acme cannot buy anything in the shop")
    await cast.ada.card(other).chooses("Merge…")
    await cast.ada.modal(f"Merge {other}").fills_and_submits({"Other task": key})
    await cast.ada.card(other).says("· Merged")
    await cast.kim.is_told(key)


async def fixed_and_confirmed(cast: Cast, key: str) -> None:
    """Ivan writes what support can pass on; Sam looks with the customer."""
    news = "The certificate is renewed. Paying by card works."
    await cast.ivan.message(key, "You know the payment form best.").presses("Fixed…")
    await cast.ivan.modal(f"Fixed: {key}").fills_and_submits({"What to tell the customer": news})
    await cast.ada.card(key).says("· Fixed")
    await cast.kim.is_told(news)
    asked = await cast.sam.is_told(news)
    await asked.presses("Works")
    await cast.ivan.is_told(key, "Sam confirmed that it works")
    await cast.ada.card(key).says("· Closed")
