"""The practice workspace that `make demo` opens, used as its page uses it."""

import fcntl
import re
import signal
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests import demos
from tests.demos import MORNING, Demo, Screen, Values

CRITICAL = "C0CRITICAL"
PARTNERS = "C0PARTNERS"
CHAIN = ("U0ADA", "U0BEN", "U0MIRA")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all, with settings around it that it must not take up."""
    surroundings = {
        "TMPDIR": str(tmp_path_factory.mktemp("temporary")),
        "SLACK_BOT_TOKEN": "xoxb-of-a-real-workspace",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:9/nothing",
    }
    with demos.opened("--at", MORNING, env=surroundings) as opened:
        yield opened


def test_it_says_where_it_is_and_to_which_slack_the_bot_talks(demo: Demo) -> None:
    api = demo.url.replace("/page/", "/api/")
    assert f"the practice workspace at {api}" in "".join(demo.said)
    with urllib.request.urlopen(demo.url) as page:  # noqa: S310 -- on this machine
        assert "text/html" in page.headers["Content-Type"]


def test_a_company_is_at_work_in_it(demo: Demo) -> None:
    with demo.seen_by("U0SAM") as sam:
        titles = {one["name"]: one["title"] for one in sam.under("people/").values()}
        places = {one["name"]: one for one in sam.under("places/").values()}
        cards = [card(sam, f"CRIT-{number}") for number in range(1, 7)]
        states = ["Closed", "In progress", "Waiting", "Fixed", "Assigned", "New"]
    assert titles["Sam"] == "support"
    assert titles["Ada"] == "task administrator on duty"
    assert len([title for title in titles.values() if title == "developer"]) == 3
    assert {"critical", "support", "general", "Cavalry"} <= set(places)
    assert [state in str(one) for state, one in zip(states, cards, strict=True)] == [True] * 6
    assert places["Cavalry"]["unread"] == 1, "Ivan's question alone"
    assert places["support"]["unread"] == 0


def test_it_begins_when_it_was_asked_to(demo: Demo) -> None:
    with demo.seen_by("U0SAM") as sam:
        begun = datetime.fromisoformat(sam.values["clock"]["now"])
        steps = {one["id"]: one["to"] for one in sam.values["clock/steps"]}
    assert begun >= datetime.fromisoformat(f"{MORNING}+01:00")
    assert datetime.fromisoformat(steps["morning"]).isoformat() == "2026-11-25T08:00:00+00:00"
    assert datetime.fromisoformat(steps["control_point"]).isoformat() == "2026-11-24T09:00:00+00:00"


def test_what_is_written_reaches_the_bot_and_its_card_everybody(demo: Demo) -> None:
    with demo.seen_by("U0ADA") as ada:
        demo.act("U0SAM", "write", place=CRITICAL, text="Lamps are dark for Acme\nAll of them")
        ada.until(lambda screen: card(screen, "Lamps are dark") is not None)
        ada.until(lambda screen: due(screen, "nobody has accepted; Ada is called"))


def test_what_the_welcome_names_to_be_typed_is_worth_it(demo: Demo) -> None:
    known, which = "Invoices show the wrong VAT, Globex", "Harbour cannot log in, 3 users"
    assert {known, which} <= set(re.findall(r"type: (.*?)\. ", " ".join(demo.said)))
    with demo.seen_by("U0IVAN") as ivan, demo.seen_by("U0MIRA") as mira:
        demo.act("U0IVAN", "write", place=CRITICAL, text=known)
        offered = ("Is it one of these?", "CRIT-3", "until it is fixed:")
        ivan.until(lambda screen: screen.sees(*offered))
        demo.act("U0MIRA", "write", place=CRITICAL, text=which)
        mira.until(lambda screen: screen.sees("Did you mean", "Harbour Books", "Harbour Foods"))


def test_an_application_has_a_channel_and_people_of_its_own(demo: Demo) -> None:
    with demo.seen_by("U0BEN") as ben:
        demo.act("U0ADA", "write", place=PARTNERS, text="Prices are old\nSince this morning")
        ben.until(lambda screen: card(screen, "Prices are old", PARTNERS) is not None)
        assert "Partner portal" in str(card(ben, "Prices are old", PARTNERS))
        ben.until(
            lambda screen: bool(screen.messages("U0BEN", "is waiting for you", place=PARTNERS))
        )


def test_the_chain_is_called_at_its_times_when_the_clock_is_moved(demo: Demo) -> None:
    with demo.seen_by("U0MIRA") as mira:
        demo.act("U0KIM", "write", place=CRITICAL, text="Doors are shut for Acme\nAll of them")
        mira.until(lambda screen: card(screen, "Doors are shut") is not None)
        demo.act("U0SAM", "clock", to="hour")
        mira.until(lambda screen: len(calls(screen, "Doors are shut")) == len(CHAIN))
        ada, ben, last = calls(mira, "Doors are shut")
    assert [round((later - ada) / 60) for later in (ben, last)] == [5, 10]


def test_what_cannot_be_is_refused_in_words(demo: Demo) -> None:
    back = demo.ask("U0SAM", "clock", to=f"{MORNING}:00+02:00")
    started = demo.ask("U0SAM", "fault", kind="start")
    assert back == {"ok": False, "error": "The clock only goes forward."}
    assert started == {"ok": False, "error": "It is running already."}


def test_what_happens_around_a_crash_is_not_lost(demo: Demo) -> None:
    with demo.seen_by("U0ADA") as ada:
        demo.act("U0SAM", "fault", kind="crash")
        ada.until(lambda screen: screen.values["bot"]["state"] == "down")
        demo.act("U0DANA", "write", place=CRITICAL, text="Taps are dry for Acme\nAll of them")
        demo.act("U0SAM", "fault", kind="start")
        ada.until(lambda screen: screen.values["bot"]["state"] == "running")
        demo.act("U0SAM", "clock", to="quarter")
        ada.until(lambda screen: card(screen, "Taps are dry") is not None)
        assert len(cards(ada, "Taps are dry")) == 1


def test_what_slack_gave_up_bringing_is_taken_after_the_start(demo: Demo) -> None:
    with demo.seen_by("U0ADA") as ada:
        demo.act("U0SAM", "fault", kind="crash")
        ada.until(lambda screen: screen.values["bot"]["state"] == "down")
        demo.act("U0NOOR", "write", place=CRITICAL, text="Ovens are cold for Acme\nAll of them")
        demo.act("U0SAM", "clock", to="hour")
        demo.act("U0SAM", "fault", kind="start")
        ada.until(lambda screen: card(screen, "Ovens are cold") is not None)
        assert len(cards(ada, "Ovens are cold")) == 1


def test_nothing_of_it_is_left_after_ctrl_c(tmp_path: Path) -> None:
    with demos.opened("--port", "0", env={"TMPDIR": str(tmp_path)}) as demo:
        assert list(tmp_path.iterdir()) != []
        # Somebody who looks on must not hold it up.
        with demo.seen_by("U0SAM"):
            assert demo.end(signal.SIGINT) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_bot_ends_when_the_workspace_is_killed(tmp_path: Path) -> None:
    with demos.opened("--port", "0", env={"TMPDIR": str(tmp_path)}) as demo:
        (mark,) = tmp_path.glob("*/demo.db-run")
        demo.process.kill()
        with mark.open("w") as held:
            # The running bot holds it: this waits for its end.
            fcntl.flock(held, fcntl.LOCK_EX)


def test_a_team_sees_its_own_rules_on_a_port_that_is_free(demo: Demo, tmp_path: Path) -> None:
    file, temporary = tmp_path / "team.yaml", tmp_path / "temporary"
    file.write_text(TEAM, encoding="utf-8")
    temporary.mkdir()
    with demos.opened("--config", str(file), env={"TMPDIR": str(temporary)}) as other:
        assert other.url != demo.url
        with other.seen_by("U0SAM") as sam:
            people = {one["id"]: one for one in sam.under("people/").values()}
            assert sam.values["places/C024BE91L"]["name"] == "critical"
            assert card(sam, "CRIT-6", place="C024BE91L")
            assert sam.sees("Umbrella Toys")
        assert other.end(signal.SIGTERM) == 0
    assert list(temporary.iterdir()) == []
    assert people["U012AB3CD"]["title"] == "developer, U012AB3CD"
    assert people["U012AB3CD"]["name"].isalpha()
    assert (people["U0PETRA"]["name"], people["U0PETRA"]["tz"]) == ("Petra", "Asia/Tokyo")


def test_the_rules_of_the_example_file_are_lived_through_where_they_say() -> None:
    example = ("--config", "docs/team.example.yaml", "--at", MORNING)
    with demos.opened(*example) as other, other.seen_by("U0SAM") as sam:
        people = {one["id"]: one for one in sam.under("people/").values()}
        assert card(sam, "CRIT-4", place="C0SHOP")
        assert not card(sam, "CRIT-4")
    assert people["U0KIM"]["title"] == "administrator of Web shop"


def card(screen: Screen, words: str, place: str = CRITICAL) -> Values | None:
    """The card of a task, by its key or by what it is about."""
    return next(iter(cards(screen, words, place)), None)


def cards(screen: Screen, words: str, place: str = CRITICAL) -> list[Values]:
    """All cards with these words."""
    shown = screen.messages(words, place=place)
    return [one for one in shown if one.get("bot_id") and "Severity" in str(one["blocks"])]


def due(screen: Screen, words: str) -> bool:
    return any(words in one["what"] for one in screen.values["clock/next"])


def calls(screen: Screen, words: str) -> list[float]:
    """When each of the chain was called in the thread, as far as they were."""
    told = screen.messages(words, "nobody has accepted", place=CRITICAL)
    first = [next((one for one in told if f"<@{who}>" in one["text"]), None) for who in CHAIN]
    return [float(one["ts"]) for one in first if one is not None]


TEAM = """\
critical_channel: C024BE91L
time_zone: Asia/Tokyo
working_hours: {from: "10:00", to: "19:00", holidays: JP}
administrators: [U0PETRA]
developers: [{user: U012AB3CD}]
customers: [{name: Umbrella Toys}]
"""
