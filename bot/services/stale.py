"""Messages that offer what cannot be done any more: they are shown anew, as it stands now."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.domain.notices import Happening
from bot.services.desk import Work
from storage import history, outbox, questions
from storage.history import Entry
from storage.outbox import Row
from storage.tasks import Task

_CALLS = frozenset({Happening.RAISED, Happening.REVIVED, Happening.NOT_ACCEPTED})
_UPDATES = frozenset({Happening.UPDATE_DUE, Happening.UPDATE_MISSED, Happening.ASSIGNEE_AWAY})
_DATES = frozenset({Happening.DEADLINE_NEAR, Happening.DEADLINE_PASSED, Happening.OVERDUE})
_WISHES = frozenset({Happening.TIME_ASKED, Happening.TIME_STILL_ASKED})
_GIVEN = frozenset({Happening.ASSIGNED, Happening.TAKEN, Happening.REOPENED, Happening.ACCEPTED})
_FIXED = frozenset({Happening.FIXED, Happening.CONFIRMATION_DUE})
_PROPOSALS = frozenset({Happening.SEVERITY_PROPOSED})
_ALL = _CALLS | _UPDATES | _DATES | _WISHES | _GIVEN | _FIXED | _PROPOSALS | {Happening.BLOCKED}
_FINISH = (
    Happening.FIXED,
    Happening.DECLINED,
    Happening.MERGED,
    Happening.WITHDRAWN,
    Happening.GIVEN_UP,
)

_AFTER_THE_FINISH = (Happening.CLOSED, Happening.REOPENED, Happening.REVIVED)

ENDED_BY: Mapping[Happening, frozenset[Happening]] = {
    **dict.fromkeys(_FINISH, _ALL),
    # Who had it before is told so; of their old messages the refusals speak.
    **dict.fromkeys(
        (Happening.ASSIGNED, Happening.TAKEN),
        _ALL - _FIXED - _GIVEN - _PROPOSALS | {Happening.ACCEPTED},
    ),
    **dict.fromkeys((Happening.ON_TRACK, Happening.BLOCKED, Happening.SAID), _UPDATES),
    Happening.ACCEPTED: _CALLS,
    Happening.STARTED: frozenset({Happening.ASSIGNED}),
    Happening.CLOSED: _FIXED,
    Happening.REOPENED: _FIXED | {Happening.CLOSED, Happening.GIVEN_UP, Happening.CAUSE_ASKED},
    Happening.CAUSE_SAID: frozenset({Happening.CAUSE_ASKED}),
    Happening.REVIVED: frozenset({Happening.DECLINED, Happening.WITHDRAWN}),
    Happening.DEADLINE_PASSED: _UPDATES | {Happening.DEADLINE_NEAR},
    Happening.DEADLINE_MOVED: _UPDATES | _DATES | _WISHES,
    Happening.DEADLINE_KEPT: _WISHES,
    Happening.SEVERITY_CHANGED: _DATES | _WISHES | _PROPOSALS,
    Happening.SEVERITY_LEFT: _PROPOSALS,
    Happening.TIME_ASKED: _WISHES,
}
"""What a message told of whose buttons no longer fit, once this has happened."""

_TELLS = frozenset(
    {
        *(Happening.TOLD, Happening.TOLD_ALOUD, Happening.CHECKED),
        *(Happening.CORRECTED, Happening.EDITED, Happening.JOINED),
    }
)
_ASKS_FOR_REST = frozenset({Happening.RAISED, Happening.TELL_ASKED, Happening.RETURNED})

_IN_PART = frozenset({Happening.ACCEPTED, Happening.STARTED})
"""After these something can still be done in the message, so that it has to be shown anew again."""


async def find(work: Work, task: Task, entry: Entry) -> Sequence[Row]:
    """List the messages that offer what cannot be done any more because of the entry."""
    wanted = ENDED_BY.get(entry.happening, frozenset())
    if not wanted and entry.happening not in _TELLS:
        return ()
    entries = await history.list_of(work.session, task.number)
    keys = [*_of_rest(work, task, entry, entries)]
    keys += [
        f"direct:{one.id}:{slack_id}"
        for one in _live([one for one in entries if one.id != entry.id], wanted)
        for slack_id in _told(work, task, one)
    ]
    if entry.happening in _FINISH:
        for question in await questions.list_open(work.session, task.number):
            asked = (question.asked_to, *question.asked_before)
            about = [one for one in entries if one.facts.get("question") == question.text]
            keys += [f"direct:{one.id}:{slack_id}" for one in about for slack_id in asked]
    return await outbox.list_shown(work.session, keys) if keys else ()


def _of_rest(work: Work, task: Task, entry: Entry, entries: Sequence[Entry]) -> Iterator[str]:
    """Name the messages in which the reporter is asked for the rest, where that is another now."""
    if entry.happening in {*_TELLS, *_FINISH, *_AFTER_THE_FINISH}:
        side = {task.reporter, work.rules.stand_ins.get(task.reporter)}
        for one in entries:
            if one.happening in _ASKS_FOR_REST:
                yield from (f"direct:{one.id}:{slack_id}" for slack_id in side if slack_id)


def _live(entries: Sequence[Entry], wanted: Collection[Happening]) -> Iterator[Entry]:
    """Give the entries whose messages still offer something; the others were shown anew before."""
    ended: frozenset[Happening] = frozenset()
    for one in reversed(entries):
        if one.happening in wanted and one.happening not in ended:
            yield one
        if one.happening not in _IN_PART:
            ended |= ENDED_BY.get(one.happening, frozenset())


def _told(work: Work, task: Task, entry: Entry) -> set[str]:
    """Name whoever may have been told of it with something to click."""
    rules = work.about(task).rules
    if entry.happening in _TO_REPORTER:
        named = {task.reporter, rules.stand_ins.get(task.reporter)}
    else:
        named = {entry.facts.get("assignee"), *rules.administrators}
        # Before its application was put right, those of another one were told.
        named |= {who for one in rules.applications for who in one.administrators}
        named |= {*entry.facts.get("called", ())}
    if entry.happening is Happening.TAKEN:
        named.add(entry.actor)
    return {str(one) for one in named if one}


_TO_REPORTER = _FIXED | {
    Happening.CLOSED,
    Happening.GIVEN_UP,
    Happening.DECLINED,
    Happening.WITHDRAWN,
}
