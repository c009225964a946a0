"""What stands under headings is told, in a report of one line and in the thread of its task."""

import pytest

from bot.simulator.messages import Message
from storage import tasks
from tests.scenarios import steps
from tests.scenarios.reporting import CONTRACT, TEXT, asking, breaks, sells
from tests.scenarios.understood import fact, informed
from tests.scenarios.world import CRITICAL, World

ONE_LINE = (
    "Basket of the webshop loses goods for Globex. Repro: 1) open 2) add 3) reload. "
    "Expected: goods stay. Seen: empty. https://github.com/acme/shop/pull/1"
)
RUSSIAN = "У Глобекс пуст поиск. Шаги: набрать «чай». Ожидали: список. Видим: пусто."
TRACE = """Globex cannot log in
```
requests.get("https://shop.example/pay")
```
2026-11-24 09:30:01 ERROR web: GET https://shop.example/basket 500"""


def _root(story: World, text: str) -> Message:
    said = story.slack.channel_messages(CRITICAL)
    return next(one for one in said if one.text == text and not one.bot_id)


async def _told(story: World) -> dict[str, str]:
    async with story.bot.desk.database.read() as session:
        return (await tasks.get(session, 1)).told


async def _replies(story: World, text: str, to: str = TEXT) -> None:
    await story.sam.replies(text, to=_root(story, to))
    await story.settle()


@pytest.mark.parametrize("text", [ONE_LINE, RUSSIAN])
async def test_headings_within_one_line_tell_steps_and_what_was_seen(
    story: World, text: str
) -> None:
    await informed(story)
    await steps.raised(story, text)
    lacks = story.sam.rendered(asking(story.sam))
    assert "Still missing: how many" in lacks
    assert "steps" not in lacks
    assert "seen" not in lacks


async def test_only_a_page_on_which_it_may_break_tells_the_address(story: World) -> None:
    await informed(story)
    for text in (ONE_LINE, TRACE):
        await steps.raised(story, text)
        await story.advance(minutes=2)
        assert "address" in story.sam.rendered(asking(story.sam)).split("Still missing:")[1]
    await steps.raised(story, f"https://shop.example/pay is empty\n{TRACE}")
    assert "address" not in story.sam.rendered(asking(story.sam)).split("Still missing:")[1]


async def test_a_question_of_the_teams_own_is_answered_in_the_thread(story: World) -> None:
    await sells(story, template=["steps", CONTRACT])
    await steps.raised(story, TEXT)
    await breaks(story)
    await story.ada.replies(f"{CONTRACT} Sam, please look it up", to=_root(story, TEXT))
    await story.settle()
    assert await _told(story) == {}
    await _replies(story, f"{CONTRACT} 12-B")
    assert await _told(story) == {CONTRACT: "12-B"}
    assert "1 of 2 told" in steps.card(story)


async def test_an_unknown_label_before_it_spoils_no_answer(story: World) -> None:
    await steps.raised(story, TEXT)
    await _replies(story, "Браузер: Chrome\nАдрес: https://shop.example/s")
    assert "1 of 6 told" in steps.card(story)


async def test_what_is_known_is_put_right_in_the_thread(story: World) -> None:
    await informed(story)
    text = "The webshop is down for Acme, 3 users, since 9:40"
    await steps.raised(story, text)
    await _replies(story, "How many: 12 people\nCustomer: globex\nSince: 9:20", to=text)
    assert fact(story, "Customer") == "Globex"
    affected = fact(story, "Affected") or ""
    assert affected.startswith("12 people, since")
    assert "9:20" in affected
    said = "\n".join(steps.thread(story, text))
    assert "12 people, before 3 users" in said
    before = len(_root(story, text).replies)
    await _replies(story, "Customer: Globex", to=text)
    assert len(_root(story, text).replies) == before + 1, "only their own words"


async def test_who_may_be_meant_by_two_is_not_put_right_by_guessing(story: World) -> None:
    await informed(story)
    text = "The webshop is down for Acme"
    await steps.raised(story, text)
    await _replies(story, "Customer: Nordwend", to=text)
    assert fact(story, "Customer") == "Acme · VIP"


async def test_a_customer_who_may_be_one_of_several_is_asked_about(story: World) -> None:
    await informed(story)
    await steps.raised(story, "Checkout is down\nSince 9:40")
    await story.sam.replies("customer: Nordwend", to=_root(story, "Checkout is down\nSince 9:40"))
    await story.settle()
    assert "Did you mean Nordwind or Nordwand?" in steps.card(story)
    form = await story.sam.clicks("Tell the rest…", on=asking(story.sam))
    assert form is not None
    refused = await form.fills(customer="Nordwend").submits()
    assert refused.errors["Customer"].startswith("Did you mean Nordwind or Nordwand?")
    await form.fills(customer="nordwind").submits()
    await story.settle()
    assert "Nordwind" in steps.card(story)
    assert "Did you mean" not in steps.card(story)
