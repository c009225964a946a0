"""What the reporter and the followers are told as a task comes to its end, or begins anew."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.notices import Happening
from bot.views import affected, alike, buttons, for_each
from bot.views.buttons import Button
from bot.views.happenings import merged_into, taken_in
from bot.views.happenings_clocks import closes_by_itself
from bot.views.happenings_questions import given_up
from bot.views.scene import Scene
from bot.views.standing import assignee, for_whom, looks_at_it
from bot.views.telling import Telling, actor, again, at, date, person, took, typed, was_late
from storage.history import Entry

Teller = Callable[[Scene, Entry], Telling]


def of_affected(scene: Scene, entry: Entry) -> tuple[Button, ...]:
    """Name the buttons of a follower who added a customer of their own."""
    is_over = entry.happening in OF_FOLLOWER
    return (buttons.STILL_BROKEN,) if is_over and affected.is_theirs(scene) else ()


def _fixed(scene: Scene, entry: Entry) -> Telling:
    who, developer = actor(scene, entry), assignee(scene) if scene.task.assignee else "them"
    return Telling(
        f"it is fixed{again(entry)}, says {who}. Please look at it with the customer.",
        for_each.of_reporter(scene, entry),
        more=f"*Works* closes it, *Still broken…* gives it back to {developer}. "
        f"{closes_by_itself(scene, entry)}".strip(),
    )


def _fixed_for_followers(scene: Scene, entry: Entry) -> Telling:
    return Telling(
        f"it is fixed{again(entry)}, says {actor(scene, entry)}. {looks_at_it(scene)} looks at it"
        f"{for_whom(scene)}.",
        for_each.of_follower(scene, entry),
        more=f"{_theirs(scene)} {closes_by_itself(scene, entry)}".strip(),
    )


def _closed(scene: Scene, entry: Entry) -> Telling:
    how = f", {actor(scene, entry)} confirmed that it works" if entry.actor else " by itself"
    return Telling(
        f"closed{how}. It took {took(scene, entry)} to fix.",
        more="Thank you. If it comes back, choose *Still broken…*.",
    )


def _closed_for_followers(scene: Scene, entry: Entry) -> Telling:
    telling = _closed(scene, entry)
    return telling if affected.is_theirs(scene) else replace(telling, more="")


def _given_up_for_followers(scene: Scene, entry: Entry) -> Telling:
    telling = given_up(scene, entry)
    return telling if affected.is_theirs(scene) else replace(telling, more="")


def _reopened(scene: Scene, entry: Entry) -> Telling:
    developer, by = person(scene, entry.facts.get("assignee")), date(scene, at(entry, "deadline"))
    until, more = (
        (f"; its deadline was {by}", "You hear of the new date as soon as there is one.")
        if was_late(entry)
        else (f", by {by}", "The dates stay as they were. Next you hear when it is fixed.")
    )
    return Telling(
        f"still broken{again(entry)}, says {actor(scene, entry)}. {developer} has it again{until}.",
        typed(entry, "reason"),
        more=more,
        customer="It is not solved yet. Our developers are working on it again.",
    )


def _merged(scene: Scene, entry: Entry) -> Telling:
    into = entry.facts.get("into", scene.task.merged_into)
    return Telling(
        f"{actor(scene, entry)} merged it into {merged_into(scene, entry)}, the same problem.",
        more=" ".join(
            [f"You now follow CRIT-{into} and hear of every step there.", alike.holds(scene)]
        ).strip(),
    )


def _took_in(scene: Scene, entry: Entry) -> Telling:
    what, more = taken_in(scene, entry)
    return Telling(f"{actor(scene, entry)} merged {what} into it, the same problem.", more=more)


def _theirs(scene: Scene) -> str:
    """Say what they can do who promised it to a customer of their own."""
    if not affected.is_theirs(scene):
        return "You hear when it is confirmed."
    return (
        "Please look at it with your customer, too: for as long as it does not work for them, "
        f"*Still broken…* gives it back to {assignee(scene) if scene.task.assignee else 'them'}."
    )


OF_REPORTER: Mapping[Happening, Teller] = {
    Happening.FIXED: _fixed,
    Happening.CLOSED: _closed,
    Happening.REOPENED: _reopened,
    Happening.MERGED: _merged,
    Happening.TOOK_IN: _took_in,
}
OF_FOLLOWER: Mapping[Happening, Teller] = {
    Happening.FIXED: _fixed_for_followers,
    Happening.CLOSED: _closed_for_followers,
    Happening.GIVEN_UP: _given_up_for_followers,
}
"""Where they read something else than the reporter; from all of these it can be reopened."""
