"""What the clocks remind of, and what is answered, in the third person."""

from collections.abc import Callable, Mapping

from bot.domain.lifecycle import Status
from bot.domain.notices import Happening
from bot.views import texts
from bot.views.scene import Scene
from bot.views.standing import administrator, are_told, reporter
from bot.views.telling import Telling, actor, at, date, person, typed
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def deadline(scene: Scene, entry: Entry) -> str:
    """Name the deadline that it was then."""
    return date(scene, at(entry, "deadline"))


def worker(scene: Scene, entry: Entry) -> str:
    """Name who had it then, at the beginning of a sentence."""
    return person(scene, entry.facts.get("assignee"), "Nobody")


def decider(scene: Scene, entry: Entry) -> str:
    """Name who was on duty then."""
    return person(scene, entry.facts.get("administrator"), administrator(scene))


def stood_then(scene: Scene, entry: Entry, works: str = "works") -> str:
    """Say who had it then, and whether they could go on with it."""
    who = worker(scene, entry)
    if entry.facts.get("assignee") is None:
        return "Nobody has it yet."
    if "away_until" in entry.facts:
        return f"{who} has it and is {away(scene, entry)}."
    has_begun = entry.facts.get("status") != Status.ASSIGNED
    return f"{who} {works} on it." if has_begun else f"{who} has it and has not started yet."


def away(scene: Scene, entry: Entry) -> str:
    """Say until when who had it was away; perhaps nobody knew."""
    until = at(entry, "away_until") if entry.facts.get("away_until") else None
    return f"away until {date(scene, until)}" if until else "away"


def called(scene: Scene, entry: Entry) -> str:
    """Name who was called, with the verb that fits."""
    names = [person(scene, who) for who in entry.facts.get("called", ())]
    return f"{texts.listed(names)} {'have' if len(names) > 1 else 'has'} been called"


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
    who = texts.listed(called) if called else worker(scene, entry)
    return Telling(f"{who} was asked how it is going.")


def _line_missed(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"{worker(scene, entry)} was asked how it is going, for the {nth(entry)} time; "
        f"{decider(scene, entry)} was told."
    )


def _line_late(scene: Scene, entry: Entry) -> Telling:
    due = date(scene, at(entry, "due"))
    return Telling(f"{reporter(scene)} was told that the news promised by {due} is late.")


def _line_away(scene: Scene, entry: Entry) -> Telling:
    who = worker(scene, entry)
    return Telling(
        f"{who} is {away(scene, entry)}; {decider(scene, entry)} was asked how it goes on."
    )


def _line_still_asked(scene: Scene, entry: Entry) -> Telling:
    who, until = person(scene, entry.facts.get("asked_by")), date(scene, at(entry, "to"))
    return Telling(f"{decider(scene, entry)} was reminded that {who} asks for time until {until}.")


def _line_on_track(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)}: on track, still {deadline(scene, entry)}.")


def _line_blocked(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} is blocked:", typed(entry, "reason"), are_told(scene))


def _line_said(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{actor(scene, entry)} wrote in the thread:", typed(entry, "text"))


def _line_near(scene: Scene, entry: Entry) -> Telling:
    return Telling(f"{worker(scene, entry)} was told that {deadline(scene, entry)} comes near.")


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
    Happening.UPDATE_LATE: _line_late,
    Happening.ASSIGNEE_AWAY: _line_away,
    Happening.TIME_STILL_ASKED: _line_still_asked,
    Happening.ON_TRACK: _line_on_track,
    Happening.BLOCKED: _line_blocked,
    Happening.SAID: _line_said,
    Happening.DEADLINE_NEAR: _line_near,
    Happening.DEADLINE_PASSED: _line_passed,
    Happening.OVERDUE: _line_overdue,
    Happening.CONFIRMATION_DUE: _line_to_confirm,
}
