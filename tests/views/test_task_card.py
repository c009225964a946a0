"""The card in every status."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.lifecycle import UNFINISHED, Status
from bot.simulator.blocks import message_problems
from bot.views.task_card import card
from storage.tasks import Source
from tests.views.stage import (
    DEADLINE,
    NASTY,
    NOW,
    READER,
    a_question,
    a_scene,
    a_task,
    everything,
    labels,
    parts,
)
from tests.views.test_notices import harmless

UNFINISHED_MENU = [
    "set_severity:12",
    "move_deadline:12",
    "merge:12",
    "decline:12",
    "unfollow:12",
]
SECOND_ROW = ["Follow", "Me too…", "Put right…", "Tell the rest…", "Workaround…"]
FOR_ANYBODY = [*SECOND_ROW, "Back to support…"]
BUTTONS = {
    Status.NEW: ["Accept", "Assign…", "Take it", "Ask reporter…", "Not a task", *FOR_ANYBODY],
    Status.ACCEPTED: ["Assign…", "Take it", "Ask reporter…", "Not a task", *FOR_ANYBODY],
    Status.ASSIGNED: ["Assign…", "Start", "Fixed…", "Ask reporter…", *FOR_ANYBODY],
    Status.IN_PROGRESS: ["Assign…", "Fixed…", "Ask reporter…", *FOR_ANYBODY, "Cause…"],
    Status.FIXED: ["Works", "Still broken…", *SECOND_ROW, "Cause…"],
    Status.CLOSED: ["Still broken…", "Cause…"],
    Status.DECLINED: ["Bring it back…"],
    Status.MERGED: [],
    Status.WITHDRAWN: ["Bring it back…"],
}
STEPS = {
    Status.NEW: "Ada has been called.",
    Status.ACCEPTED: "Ada is looking at it and assigns it.",
    Status.ASSIGNED: "Ivan has it and has not started yet.",
    Status.IN_PROGRESS: "Ivan works on it.",
    Status.FIXED: "Sam looks at it with the customer.",
    Status.CLOSED: "Fixed by Ivan in 3 h 20 min.",
    Status.DECLINED: "Not taken on: “It is meant to be so.”",
    Status.MERGED: "|CRIT-2> · Payments fail everywhere.",
    Status.WITHDRAWN: "it is no task.",
}


@pytest.mark.parametrize("status", Status)
def test_a_card_shows_the_state_and_what_can_be_done(status: Status) -> None:
    message = card(a_scene(a_task(status)))
    assert message_problems(message.blocks) == []
    assert labels(message.blocks) == BUTTONS[status]
    assert STEPS[status] in everything(message)
    assert "🔴 *CRIT-12 · Checkout is down for Acme*" in everything(message)
    word = status.value.replace("_", " ")
    expected = f"CRIT-12 {word}, severity 4: Checkout is down for Acme (Sam)"
    assert message.text == expected
    assert f"*{word.capitalize()}*" in everything(message)


@pytest.mark.parametrize("status", Status)
def test_a_cards_one_menu_stands_while_there_is_work(status: Status) -> None:
    menus = parts(card(a_scene(a_task(status))).blocks, "overflow")
    expected = [UNFINISHED_MENU] if status in UNFINISHED else []
    assert [[option["value"] for option in menu["options"]] for menu in menus] == expected


def test_a_button_carries_the_number_of_the_task() -> None:
    buttons = parts(card(a_scene()).blocks, "button")
    assert {button["value"] for button in buttons} == {"12"}
    assert [button["action_id"] for button in buttons] == [
        "accept",
        "assign",
        "take",
        "ask",
        "withdraw",
        "follow",
        "me_too",
        "correct",
        "tell",
        "set_workaround",
        "return",
    ]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("words", NASTY)
def test_a_card_holds_whatever_was_typed(status: Status, words: str) -> None:
    task = a_task(
        status,
        title=words[:200],
        description=words,
        customer=words[:3000],
        for_customer=words,
        ended_because=words,
        links=[f"https://a.example/{words}"] * 12 + [words],
        files=[{"name": words, "url": f"https://f.example/{words}"}] * 15 + [{}],
        origin_link="https://acme.slack.com/p1",
    )
    harmless(card(a_scene(task, customer=None)))


def test_a_card_shows_only_what_is_known() -> None:
    bare = a_task(customer=" ", description="Checkout is down for Acme")
    shown = everything(card(a_scene(bare)))
    assert "Customer" not in shown
    assert "Size" not in shown
    assert "📎" not in shown
    assert "> " not in shown.replace("> ·", "")


def test_a_card_knows_the_customer() -> None:
    assert "Acme · VIP · custom code" in everything(card(a_scene()))
    unknown = a_scene(a_task(customer="Globex"), customer=None)
    assert "*Customer:* Globex" in everything(card(unknown))
    assert "custom code" not in everything(card(unknown))


def test_a_waiting_card_says_whose_turn_it_is() -> None:
    task = a_task(Status.IN_PROGRESS, waiting_since=NOW)
    message = card(a_scene(task, open_questions=(a_question(),)))
    assert "*Waiting for reporter*" in everything(message)
    assert "Sam has been asked. Both clocks stand since Tue 24 Nov, 10:10" in everything(message)
    assert "{ago}" not in everything(message)
    assert message.text.startswith("CRIT-12 waiting for reporter, severity 4")
    both = (a_question(), a_question(asked_to="U0BEN"))
    assert "Sam and Ben have been asked." in everything(card(a_scene(task, open_questions=both)))


def test_a_distance_stays_true_on_a_card() -> None:
    several = replace(READER, is_in_zone=False)
    shown = everything(card(a_scene(reader=several)))
    assert "{date_long_pretty}, {time} ({ago})|Tue 24 Nov, 14:10>" in shown


def test_a_default_deadline_is_told_from_a_promise() -> None:
    assert "14:10>, by severity" in everything(card(a_scene()))
    promised = a_task(deadline_is_promised=True)
    assert "by severity" not in everything(card(a_scene(promised)))


@pytest.mark.parametrize(
    ("source", "place"), [(Source.MESSAGE, "message"), (Source.FORM, "thread")]
)
def test_a_long_description_says_where_the_rest_is(source: Source, place: str) -> None:
    shown = everything(card(a_scene(a_task(description="word " * 400, source=source))))
    assert f"…\n_(the rest is in the {place})_" in shown
    many_lines = a_task(description="\n".join("abcdefghijklmnopqrst"), source=source)
    assert f"_(the rest is in the {place})_" in everything(card(a_scene(many_lines)))


def test_files_and_links_beyond_five_are_counted() -> None:
    files = [{"name": f"{number}.png", "url": "https://f.example"} for number in range(7)]
    shown = everything(card(a_scene(a_task(files=files, links=["https://l.example/5512"]))))
    assert "<https://f.example|4.png> and 2 more files" in shown
    assert "🔗 <https://l.example/5512|l.example/5512>" in shown


def test_links_too_long_to_show_are_counted() -> None:
    long = [f"https://l.example/{'y' * 1900}"] * 3
    assert "🔗 3 links" in everything(card(a_scene(a_task(links=long))))


def test_a_task_from_elsewhere_links_to_its_message() -> None:
    task = a_task(source=Source.SHORTCUT, origin_link="https://acme.slack.com/p9")
    assert "Raised from <https://acme.slack.com/p9|the message>" in everything(card(a_scene(task)))
    own = a_task(source=Source.MESSAGE, origin_link="https://acme.slack.com/p9")
    assert "Raised from" not in everything(card(a_scene(own)))


def test_a_card_says_who_was_not_reached() -> None:
    one = everything(card(a_scene(a_task(unreached=["U0BEN"]))))
    assert "Ben could not be reached by direct message and is called in the thread." in one
    two = everything(card(a_scene(a_task(unreached=["U0BEN", "U0SAM"]))))
    assert "Ben and Sam could not be reached by direct message and are called" in two


def test_a_folded_card_has_four_lines() -> None:
    blocks = card(a_scene(a_task(Status.CLOSED))).blocks
    lines = [
        line for block in blocks if "text" in block for line in block["text"]["text"].split("\n")
    ]
    assert len(lines) == 4


def test_a_folded_card_does_without_what_is_not_known() -> None:
    closed = a_task(Status.CLOSED, assignee=None, fixed_at=None, for_customer=None)
    assert "Fixed." in everything(card(a_scene(closed)))
    declined = a_task(Status.DECLINED, ended_because=None, for_customer="It stays so.")
    assert "Not taken on.\n" in everything(card(a_scene(declined)))
    withdrawn = a_task(Status.WITHDRAWN, ended_at=NOW + timedelta(minutes=3))
    assert "Withdrawn after 3 min: it is no task." in everything(card(a_scene(withdrawn)))
    merged = everything(card(a_scene(a_task(Status.MERGED), merged_into=None)))
    assert "It goes on in CRIT-2." in merged


def test_a_card_counts_whom_else_it_affects() -> None:
    assert "👥" not in everything(card(a_scene()))
    assert "👥 1 other affected" in everything(card(a_scene(a_task(others_affected=1))))
    assert "👥 12 others affected" in everything(card(a_scene(a_task(others_affected=12))))


def test_the_next_update_is_never_after_the_deadline() -> None:
    task = a_task(Status.IN_PROGRESS, next_update_at=DEADLINE + timedelta(hours=1))
    assert "*Next update:* <!date^1795525800^" in everything(card(a_scene(task)))
