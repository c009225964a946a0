"""Every happening, told to everybody who hears of it."""

import re
from itertools import combinations

import pytest

from bot.domain.lifecycle import Status
from bot.domain.notices import ROUTES, Audience, Happening
from bot.simulator.blocks import message_problems
from bot.views import notices, texts
from bot.views.scene import Message
from tests.views.stage import (
    NASTY,
    a_scene,
    a_task,
    after,
    an_entry,
    everything,
    labels,
    parts,
)

TOLD = [(happening, part) for happening, route in ROUTES.items() for part in route.direct]
HOW_IT_GOES = ["On track", "Need more time…", "Blocked…", "Fixed…"]
ASKED = ["Answer…", "Ask someone else…", "The customer does not answer"]
PART_BUTTONS = {
    (Happening.RAISED, Audience.ADMINISTRATOR): ["Accept", "Assign…"],
    (Happening.REVIVED, Audience.ADMINISTRATOR): ["Accept", "Assign…"],
    (Happening.NOT_ACCEPTED, Audience.CALLED): ["Accept", "Assign…"],
    (Happening.TIME_ASKED, Audience.ADMINISTRATOR): ["Agree", "Another date…", "Keep it"],
    (Happening.ASSIGNED, Audience.ASSIGNEE): [
        "Start",
        "Fixed…",
        "Need more time…",
        "Ask reporter…",
    ],
    (Happening.TAKEN, Audience.ASSIGNEE): ["Fixed…", "Need more time…", "Ask reporter…"],
    (Happening.REOPENED, Audience.ASSIGNEE): ["Fixed…", "Need more time…", "Ask reporter…"],
    (Happening.FIXED, Audience.REPORTER): ["Works", "Still broken…"],
    (Happening.FIXED, Audience.FOLLOWER): [],
    (Happening.DECLINED, Audience.REPORTER): ["Bring it back…"],
    (Happening.WITHDRAWN, Audience.REPORTER): ["Bring it back…"],
    (Happening.DECLINED, Audience.FOLLOWER): [],
    (Happening.CLOSED, Audience.ASSIGNEE): [],
    (Happening.CAUSE_ASKED, Audience.ASSIGNEE): ["Cause…"],
    (Happening.QUESTION_ASKED, Audience.ASKED): ASKED,
    (Happening.QUESTION_PASSED_ON, Audience.ASKED): ASKED,
    (Happening.QUESTION_REMINDED, Audience.ASKED): ASKED,
    (Happening.QUESTION_UNANSWERED, Audience.ASKED): ASKED,
    (Happening.QUESTION_UNANSWERED, Audience.ADMINISTRATOR): ["Answer…"],
    (Happening.QUESTION_UNANSWERED, Audience.FOLLOWER): [],
    (Happening.UPDATE_DUE, Audience.ASSIGNEE): HOW_IT_GOES,
    (Happening.UPDATE_MISSED, Audience.ASSIGNEE): HOW_IT_GOES,
    (Happening.UPDATE_MISSED, Audience.ADMINISTRATOR): ["Assign…", "Move deadline…"],
    (Happening.ASSIGNEE_AWAY, Audience.ADMINISTRATOR): ["Assign…", "Move deadline…"],
    (Happening.ACCEPTED, Audience.ADMINISTRATOR): ["Assign…"],
    (Happening.TIME_STILL_ASKED, Audience.ADMINISTRATOR): ["Agree", "Another date…", "Keep it"],
    (Happening.DEADLINE_NEAR, Audience.ASSIGNEE): HOW_IT_GOES,
    (Happening.DEADLINE_PASSED, Audience.ASSIGNEE): HOW_IT_GOES[1:],
    (Happening.DEADLINE_PASSED, Audience.REPORTER): [],
    (Happening.OVERDUE, Audience.ADMINISTRATOR): ["Assign…", "Move deadline…"],
    (Happening.BLOCKED, Audience.ADMINISTRATOR): ["Assign…", "Move deadline…"],
    (Happening.CONFIRMATION_DUE, Audience.REPORTER): ["Works", "Still broken…"],
    (Happening.CLOSED, Audience.REPORTER): ["Still broken…"],
    (Happening.GIVEN_UP, Audience.REPORTER): ["Still broken…"],
}


def the_notice(happening: Happening, part: Audience, words: str = "As said.") -> Message:
    return notices.direct(after(happening, words), part)


@pytest.mark.parametrize(("happening", "part"), TOLD)
def test_a_notice_suffices_on_a_lock_screen(happening: Happening, part: Audience) -> None:
    message = the_notice(happening, part)
    assert message_problems(message.blocks) == []
    assert message.text.startswith("CRIT-12 · Checkout is down")
    assert "<!date" not in message.text
    assert "*" not in message.text
    assert "{ago}" not in everything(message)
    assert "*<https://acme.slack.com/archives/C0CRITICAL/p1|CRIT-12>" in everything(message)


@pytest.mark.parametrize(("happening", "part"), TOLD)
@pytest.mark.parametrize("words", NASTY)
def test_what_people_typed_pings_nobody_and_fits(
    happening: Happening, part: Audience, words: str
) -> None:
    scene = after(happening, words, title=words[:200], description=words, customer=words[:100])
    harmless(notices.direct(scene, part))


def harmless(message: Message) -> None:
    assert message_problems(message.blocks) == []
    assert 0 < len(message.text) <= 4000
    message.text.encode()
    shown = everything(message)
    markup = set(re.findall(r"<[^>]*>", shown))
    for token in markup:
        assert re.match(r"<(!date\^\d+\^|https?://|@U0|#C0CRITICAL)", token), token
    assert not {"<!channel>", "<@U1>", "<!here>"} & markup
    assert all(part["verbatim"] is True for part in parts(message.blocks, "mrkdwn"))


@pytest.mark.parametrize("happening", Happening)
@pytest.mark.parametrize("words", ["As said.", *NASTY])
def test_a_thread_line_is_valid_whatever_was_typed(happening: Happening, words: str) -> None:
    harmless(notices.line(after(happening, words, title=words[:200], description=words)))


def test_two_happenings_never_give_the_same_text() -> None:
    for part in Audience:
        written = [the_notice(one, other).text for one, other in TOLD if other is part]
        assert len(set(written)) == len(written)
    lines = [notices.line(after(happening)).text for happening in Happening]
    for one, other in combinations(lines, 2):
        assert one != other


@pytest.mark.parametrize(("case", "wanted"), PART_BUTTONS.items())
def test_a_notice_holds_the_buttons_of_its_part(
    case: tuple[Happening, Audience], wanted: list[str]
) -> None:
    assert labels(the_notice(*case).blocks) == wanted


@pytest.mark.parametrize(
    ("happening", "part"),
    [
        (one, part)
        for (one, part), wanted in PART_BUTTONS.items()
        if wanted and part is not Audience.ASKED
    ],
)
def test_a_notice_of_a_task_that_is_over_has_no_buttons(
    happening: Happening, part: Audience
) -> None:
    scene = a_scene(a_task(Status.MERGED), entry=an_entry(happening))
    message = notices.direct(scene, part)
    assert labels(message.blocks) == []
    if happening not in {Happening.TIME_ASKED, Happening.TIME_STILL_ASKED}:
        assert "It goes on in" in everything(message)


def test_a_closed_task_thanks_under_the_notice_that_it_is_fixed() -> None:
    scene = a_scene(a_task(Status.CLOSED), entry=an_entry(Happening.FIXED))
    message = notices.direct(scene, Audience.REPORTER)
    assert labels(message.blocks) == []
    assert "Closed. Thank you." in everything(message)


def test_the_assignee_sees_after_start_what_still_fits() -> None:
    scene = a_scene(a_task(Status.IN_PROGRESS), entry=an_entry(Happening.ASSIGNED))
    message = notices.direct(scene, Audience.ASSIGNEE)
    assert labels(message.blocks) == ["Fixed…", "Need more time…", "Ask reporter…"]
    assert "In progress: Ivan works on it." in everything(message)


def test_who_is_assignee_no_more_keeps_no_buttons() -> None:
    task = a_task(Status.ASSIGNED, assignee="U0DANA")
    message = notices.direct(a_scene(task, entry=an_entry(Happening.ASSIGNED)), Audience.ASSIGNEE)
    assert labels(message.blocks) == []
    assert "Dana has it and has not started yet." in everything(message)


def test_the_dates_of_a_notice_are_in_the_readers_zone() -> None:
    message = the_notice(Happening.ASSIGNED, Audience.REPORTER)
    assert "Ivan fixes it by Thu 26 Nov, 14:10" in message.text[:120]
    assert "fixes it by Thu 26 Nov, 14:10, instead of Dana" in everything(message)
    assert "<!date" not in everything(message)


@pytest.mark.parametrize(
    ("part", "date"),
    [
        (Happening.RAISED, "24 Nov, 14:10"),
        (Happening.DEADLINE_MOVED, "Thu 26 Nov, 14:10"),
        (Happening.SEVERITY_CHANGED, "4 → 3, the deadline is now Thu 26 Nov, 14:10"),
        (Happening.TAKEN, "Thu 26 Nov, 14:10"),
    ],
)
def test_what_changed_stands_in_the_first_glance(part: Happening, date: str) -> None:
    assert date in the_notice(part, Audience.REPORTER).text[: texts.FIRST_GLANCE]


def test_a_long_title_gives_way_to_what_changed() -> None:
    scene = after(Happening.ASSIGNED, title="Checkout is down for Acme and for " + "many " * 9)
    glance = notices.direct(scene, Audience.ASSIGNEE).text[: texts.FIRST_GLANCE]
    assert "yours, by Thu 26 Nov, 14:10" in glance


def test_a_notice_without_dates_in_its_facts_falls_back_to_the_task() -> None:
    entry = an_entry(Happening.ASSIGNED, former=None, deadline_to=None, next_update=None, note="")
    scene = a_scene(a_task(Status.ASSIGNED), entry=entry)
    for part in (Audience.REPORTER, Audience.ASSIGNEE):
        assert "by Tue 24 Nov, 14:10" in notices.direct(scene, part).text


def test_the_reporter_gets_a_sentence_for_the_customer() -> None:
    for happening in (Happening.ACCEPTED, Happening.ASSIGNED, Happening.STARTED, Happening.FIXED):
        assert "For the customer:" in the_notice(happening, Audience.REPORTER).text


def test_what_was_typed_for_the_customer_wins_over_what_is_generated() -> None:
    entry = an_entry(Happening.DEADLINE_MOVED, for_customer="On Thursday.")
    said = notices.direct(a_scene(entry=entry), Audience.REPORTER).text
    assert "“On Thursday.”" in said
    assert "It takes longer" not in said
    assert "It takes longer" in the_notice(Happening.DEADLINE_MOVED, Audience.REPORTER).text


def test_an_earlier_date_is_good_news() -> None:
    facts = an_entry(Happening.DEADLINE_MOVED).facts
    entry = an_entry(Happening.DEADLINE_MOVED, **{"from": facts["to"], "to": facts["from"]})
    said = notices.direct(a_scene(entry=entry), Audience.REPORTER).text
    assert "It goes faster than we said" in said


def test_an_assignee_who_asked_for_time_hears_the_answer() -> None:
    entry = an_entry(Happening.DEADLINE_MOVED, asked_by="U0IVAN")
    scene = a_scene(a_task(Status.IN_PROGRESS), entry=entry)
    assert "Ada agrees: the deadline moves" in notices.direct(scene, Audience.ASSIGNEE).text
    assert "as Ivan asked" in notices.line(scene).text


def test_a_severity_that_moves_no_deadline_says_so() -> None:
    entry = an_entry(Happening.SEVERITY_CHANGED, deadline_from=None, deadline_to=None)
    scene = a_scene(entry=entry)
    assert "the deadline stays" in notices.direct(scene, Audience.REPORTER).text
    assert "your deadline stays" in notices.direct(scene, Audience.ASSIGNEE).text
    assert "The deadline stays" in notices.line(scene).text


def test_the_line_of_a_new_task_calls_the_administrator_on_duty() -> None:
    line = notices.line(after(Happening.RAISED))
    assert "<@U0ADA>" in line.text
    assert "<@U0ADA>" in str(line.blocks)
    calls = {Happening.RAISED, Happening.NOT_ACCEPTED}
    others = [notices.line(after(one)) for one in Happening if one not in calls]
    assert not any("<@" in everything(other) for other in others)


def test_the_line_of_a_task_that_nobody_accepts_calls_the_next_of_the_chain() -> None:
    line = notices.line(after(Happening.NOT_ACCEPTED))
    assert "<@U0BEN>" in line.text
    assert "<@U0BEN>, nobody has accepted" in str(line.blocks)
    assert "10 min" in line.text


def test_a_message_that_joined_can_become_a_task_of_its_own_once() -> None:
    scene = after(Happening.JOINED)
    (button,) = parts(notices.line(scene).blocks, "button")
    assert button["action_id"] == "split"
    assert button["value"] == "12:C0CRITICAL:1.2"
    again = a_scene(scene.task, entry=scene.entry, can_split=False)
    assert labels(notices.line(again).blocks) == []


def test_a_deleted_message_leaves_the_task() -> None:
    mine = after(Happening.MESSAGE_GONE, origin_ts="1.1")
    assert "was deleted. The task stays" in notices.line(mine).text
    joined = after(Happening.MESSAGE_GONE, origin_ts="9.9")
    assert "A message that was added to" in notices.line(joined).text
    fresh = a_scene(a_task(Status.NEW), entry=an_entry(Happening.MESSAGE_GONE))
    assert "*Not a task*" in notices.line(fresh).text


def test_a_task_that_is_assigned_anew_to_the_same_developer_says_so() -> None:
    entry = an_entry(Happening.ASSIGNED, former="U0IVAN")
    scene = a_scene(a_task(Status.ASSIGNED), entry=entry)
    assert "assigned it to Ivan anew" in notices.line(scene).text
    assert "instead of" not in notices.direct(scene, Audience.REPORTER).text


def test_a_merge_names_the_other_task_even_if_its_row_is_not_at_hand() -> None:
    scene = a_scene(a_task(Status.MERGED), entry=an_entry(Happening.MERGED), merged_into=None)
    for message in (notices.direct(scene, Audience.REPORTER), notices.line(scene)):
        assert "CRIT-2 · As said." in message.text
    assert "You now follow CRIT-2" in notices.direct(scene, Audience.FOLLOWER).text


def test_what_closed_by_itself_names_nobody() -> None:
    entry = an_entry(Happening.CLOSED)
    entry.actor = None
    scene = a_scene(a_task(Status.CLOSED), entry=entry)
    assert "It closed by itself. It took 3 h 20 min to fix." in notices.line(scene).text
    for part in (Audience.REPORTER, Audience.ASSIGNEE):
        assert "closed by itself. It took 3 h 20 min to fix." in notices.direct(scene, part).text


def test_a_line_in_the_thread_begins_as_sentences_do() -> None:
    message = notices.line(after(Happening.GIVEN_UP))
    assert message.blocks[0]["text"]["text"].startswith("Closed, says Sam")
