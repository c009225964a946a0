"""What the clocks remind of, and what is answered, in the third person."""

from collections.abc import Callable, Mapping

from bot.domain.notices import Happening
from bot.views import texts
from bot.views.scene import Scene
from bot.views.standing import administrator, are_told, assignee, reporter
from bot.views.telling import Telling, actor, at, date, person, typed
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def deadline(scene: Scene, entry: Entry) -> str:
    """Name the deadline that it was then."""
    return date(scene, at(entry, "deadline"))


def worker(scene: Scene) -> str:
    """Name who works on it, at the beginning of a sentence."""
    return assignee(scene) if scene.task.assignee else "Nobody"


def nth(entry: Entry) -> str:
    """Say for which time it was asked."""
    times = int(entry.facts.get("times", 1))
    return {1: "first", 2: "second", 3: "third"}.get(times, f"{times}th")


def late(entry: Entry) -> str:
    """Say how long the deadline had been past."""
    at_ = at(entry, "deadline")
    return texts.span(entry.at - at_) if at_ else "some time"


def closes_by_itself(scene: Scene, entry: Entry) -> str:
    """Say when a fixed task closes without a word, if it was said then."""
    closing = at(entry, "closes_at")
    return f"It closes by itself on {date(scene, closing)}." if closing else ""


def _line_asked(scene: Scene, entry: Entry) -> Telling:
    called = [person(scene, who) for who in entry.facts.get("called", ())]
    who = texts.listed(called) if called else worker(scene)
    return Telling(f"{who} was asked how it is going.")


def _line_missed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{worker(scene)} was asked how it is going, for the {nth(entry)} time; "
        f"{administrator(scene)} was told."
    )


def _line_still_asked(scene: Scene, entry: Entry) -> Telling:
    who, until = person(scene, entry.facts.get("asked_by")), date(scene, at(entry, "to"))
    return Telling(f"{administrator(scene)} was reminded that {who} asks for time until {until}.")


def _line_on_track(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)}: on track, still {deadline(scene, entry)}.")


def _line_blocked(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} is blocked:", typed(entry, "reason"), are_told(scene))


def _line_said(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} wrote in the thread:", typed(entry, "text"))


def _line_near(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{worker(scene)} was told that {deadline(scene, entry)} comes near.")


def _line_passed(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"The deadline {deadline(scene, entry)} passed.")


def _line_overdue(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"The deadline {deadline(scene, entry)} was past for {late(entry)}.")


def _line_to_confirm(scene: Scene, entry: Entry) -> Telling:
    more = closes_by_itself(scene, entry)
    return Telling(f"{reporter(scene)} was asked whether it works.", more=more)


LINES: Mapping[Happening, Teller] = {
    Happening.UPDATE_DUE: _line_asked,
    Happening.UPDATE_MISSED: _line_missed,
    Happening.TIME_STILL_ASKED: _line_still_asked,
    Happening.ON_TRACK: _line_on_track,
    Happening.BLOCKED: _line_blocked,
    Happening.SAID: _line_said,
    Happening.DEADLINE_NEAR: _line_near,
    Happening.DEADLINE_PASSED: _line_passed,
    Happening.OVERDUE: _line_overdue,
    Happening.CONFIRMATION_DUE: _line_to_confirm,
}
