"""What the history keeps of each happening, for the texts to be made of: who, what, and after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.happenings import Happening
from bot.domain.lifecycle import Status

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
DEADLINE = datetime(2026, 11, 24, 13, 10, tzinfo=UTC)
LATER = DEADLINE + timedelta(days=2)

BY_ITSELF = (
    Happening.UPDATE_DUE,
    Happening.UPDATE_MISSED,
    Happening.UPDATE_LATE,
    Happening.ASSIGNEE_AWAY,
    Happening.TIME_STILL_ASKED,
    Happening.DEADLINE_NEAR,
    Happening.DEADLINE_PASSED,
    Happening.OVERDUE,
    Happening.CONFIRMATION_DUE,
)
"""What nobody did: its time came."""

_D, _L = DEADLINE.isoformat(), LATER.isoformat()
_REMINDED = {
    "deadline": _D,
    "assignee": "U0IVAN",
    "status": "in_progress",
    "administrator": "U0ADA",
}
_ASKED = {"question": "words", "asked_to": "U0SAM"}
_STOOD = {"deadline_from": _D, "deadline_to": _L, "stood_seconds": 10_800}
ACTORS: dict[Happening, str | None] = {
    Happening.RAISED: "U0SAM",
    Happening.TAKEN: "U0IVAN",
    Happening.STARTED: "U0IVAN",
    Happening.FIXED: "U0IVAN",
    Happening.CLOSED: "U0SAM",
    Happening.CAUSE_ASKED: "U0SAM",
    Happening.CAUSE_SAID: "U0IVAN",
    Happening.REOPENED: "U0SAM",
    Happening.REVIVED: "U0SAM",
    Happening.TIME_ASKED: "U0IVAN",
    Happening.QUESTION_ASKED: "U0IVAN",
    Happening.QUESTION_ANSWERED: "U0SAM",
    Happening.QUESTION_PASSED_ON: "U0SAM",
    Happening.QUESTION_PARKED: "U0SAM",
    Happening.GIVEN_UP: "U0SAM",
    Happening.HOLDS_SAID: "U0IVAN",
    Happening.EDITED: "U0SAM",
    Happening.JOINED: "U0SAM",
    Happening.ON_TRACK: "U0IVAN",
    Happening.BLOCKED: "U0IVAN",
    Happening.SAID: "U0IVAN",
    **dict.fromkeys(BY_ITSELF),
}
FACTS: dict[Happening, dict[str, Any]] = {
    Happening.FOLLOWED: {},
    Happening.UNFOLLOWED: {},
    Happening.AFFECTED: {"customer": "words", "ticket": "words", "others": 2},
    Happening.RAISED: {"severity": 4, "deadline": _D},
    Happening.ACCEPTED: {"next_update": _D, "to_assign": "U0ADA"},
    Happening.ASSIGNED: {
        "assignee": "U0IVAN",
        "former": "U0DANA",
        "size": "medium",
        "deadline_from": _D,
        "deadline_to": _L,
        "note": "words",
        "next_update": _D,
    },
    Happening.TAKEN: {
        "assignee": "U0IVAN",
        "size": "medium",
        "deadline_to": _L,
        "next_update": _D,
    },
    Happening.STARTED: {},
    Happening.FIXED: {"for_customer": "words"},
    Happening.CLOSED: {"took_seconds": 12_000},
    Happening.CAUSE_ASKED: {"assignee": "U0IVAN"},
    Happening.CAUSE_SAID: {
        "kind": "code",
        "cause": "words",
        "prevention": "words",
        "link": "words",
        "outcome": "planned",
    },
    Happening.REOPENED: {"reason": "words", "assignee": "U0IVAN"},
    Happening.DECLINED: {"reason": "words", "for_customer": "words"},
    Happening.MERGED: {"into": 2, "into_title": "words"},
    Happening.TOOK_IN: {"other": 13, "other_title": "words", "reporter": "U0KIM"},
    Happening.WITHDRAWN: {},
    Happening.REVIVED: {"reason": "words"},
    Happening.NOT_ACCEPTED: {"called": ["U0BEN"], "step": 1, "waited_seconds": 600},
    Happening.DEADLINE_MOVED: {"from": _D, "to": _L, "reason": "words", "asked_by": None},
    Happening.TIME_ASKED: {"from": _D, "to": _L, "reason": "words", "for_customer": "words"},
    Happening.DEADLINE_KEPT: {"at": _D, "wished": _L, "asked_by": "U0IVAN"},
    Happening.SEVERITY_CHANGED: {
        "from": 4,
        "to": 3,
        "deadline_from": _D,
        "deadline_to": _L,
        "reason": "words",
    },
    Happening.HOLDS_ASKED: {"at": _L, "assignee": "U0IVAN"},
    Happening.HOLDS_SAID: {"at": _L},
    Happening.DEADLINE_CONFIRMED: {"at": _L},
    Happening.DEADLINE_UNCONFIRMED: {"at": _L},
    Happening.QUESTION_ASKED: _ASKED,
    Happening.QUESTION_PASSED_ON: {"question": "words", "asked_to": "U0KIM"},
    Happening.QUESTION_PARKED: {"question": "words", "until": _L},
    Happening.QUESTION_TAKEN_BACK: {**_ASKED, **_STOOD},
    Happening.QUESTION_REMINDED: {**_ASKED, "waited_seconds": 900, "is_again": False},
    Happening.QUESTION_UNANSWERED: {**_ASKED, "waited_seconds": 7200, "is_again": False},
    Happening.GIVEN_UP: {"reason": "words", "took_seconds": 12_000},
    Happening.QUESTION_ANSWERED: {
        "question": "words",
        "answer": "words",
        "waited_seconds": 600,
        **_STOOD,
    },
    Happening.EDITED: {},
    Happening.CORRECTED: {"fact": "customer", "before": "Globex", "text": "words", "to_fix": True},
    Happening.JOINED: {"channel": "C0CRITICAL", "ts": "1.2", "text": "words"},
    Happening.SPLIT: {"channel": "C0CRITICAL", "ts": "1.2", "into": 13},
    Happening.MESSAGE_GONE: {"channel": "C0CRITICAL", "ts": "1.1"},
    Happening.UPDATE_DUE: {**_REMINDED, "due": _D, "times": 1},
    Happening.UPDATE_MISSED: {**_REMINDED, "due": _D, "times": 3},
    Happening.UPDATE_LATE: {**_REMINDED, "due": _D, "times": 3},
    Happening.ASSIGNEE_AWAY: {**_REMINDED, "due": _D, "times": 1, "away_until": _L},
    Happening.TIME_STILL_ASKED: {
        **_REMINDED,
        "due": _D,
        "times": 1,
        "wish": 70,
        "to": _L,
        "asked_by": "U0IVAN",
    },
    Happening.ON_TRACK: {**_REMINDED, "next_update": _L},
    Happening.BLOCKED: {**_REMINDED, "next_update": _L, "reason": "words"},
    Happening.SAID: {**_REMINDED, "next_update": _L, "text": "words"},
    Happening.DEADLINE_NEAR: _REMINDED,
    Happening.DEADLINE_PASSED: _REMINDED,
    Happening.OVERDUE: _REMINDED,
    Happening.CONFIRMATION_DUE: {"closes_at": _L},
}
AFTER: dict[Happening, Status] = {
    Happening.RAISED: Status.NEW,
    Happening.ACCEPTED: Status.ACCEPTED,
    Happening.ASSIGNED: Status.ASSIGNED,
    Happening.TAKEN: Status.IN_PROGRESS,
    Happening.FIXED: Status.FIXED,
    Happening.CLOSED: Status.CLOSED,
    Happening.CAUSE_ASKED: Status.CLOSED,
    Happening.CAUSE_SAID: Status.CLOSED,
    Happening.DECLINED: Status.DECLINED,
    Happening.MERGED: Status.MERGED,
    Happening.WITHDRAWN: Status.WITHDRAWN,
    Happening.REVIVED: Status.NEW,
    Happening.NOT_ACCEPTED: Status.NEW,
    Happening.GIVEN_UP: Status.CLOSED,
    Happening.CONFIRMATION_DUE: Status.FIXED,
}
