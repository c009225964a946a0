"""What can happen to a task: each is a row of its history, and has its words in every text."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed


class Happening(StrEnum):
    """What a history row tells of, and what notices are sent about."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    TAKEN = "taken"
    STARTED = "started"
    FIXED = "fixed"
    CLOSED = "closed"
    REOPENED = "reopened"
    DECLINED = "declined"
    MERGED = "merged"
    TOOK_IN = "took_in"
    WITHDRAWN = "withdrawn"
    REVIVED = "revived"
    NOT_ACCEPTED = "not_accepted"
    DEADLINE_MOVED = "deadline_moved"
    TIME_ASKED = "time_asked"
    DEADLINE_KEPT = "deadline_kept"
    SEVERITY_CHANGED = "severity_changed"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    QUESTION_PASSED_ON = "question_passed_on"
    QUESTION_PARKED = "question_parked"
    QUESTION_TAKEN_BACK = "question_taken_back"
    QUESTION_REMINDED = "question_reminded"
    QUESTION_UNANSWERED = "question_unanswered"
    GIVEN_UP = "given_up"
    EDITED = "edited"
    JOINED = "joined"
    SPLIT = "split"
    MESSAGE_GONE = "message_gone"
    HOLDS_ASKED = "holds_asked"
    HOLDS_SAID = "holds_said"
    DEADLINE_CONFIRMED = "deadline_confirmed"
    DEADLINE_UNCONFIRMED = "deadline_unconfirmed"
    UPDATE_DUE = "update_due"
    UPDATE_MISSED = "update_missed"
    UPDATE_LATE = "update_late"
    ASSIGNEE_AWAY = "assignee_away"
    TIME_STILL_ASKED = "time_still_asked"
    ON_TRACK = "on_track"
    BLOCKED = "blocked"
    SAID = "said"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_PASSED = "deadline_passed"
    OVERDUE = "overdue"
    CONFIRMATION_DUE = "confirmation_due"
    FOLLOWED = "followed"
    UNFOLLOWED = "unfollowed"
    AFFECTED = "affected"
    CAUSE_ASKED = "cause_asked"
    CAUSE_SAID = "cause_said"
    TOLD = "told"
    TOLD_ALOUD = "told_aloud"
    CHECKED = "checked"
    TELL_ASKED = "tell_asked"
    TELL_MISSING = "tell_missing"
    RETURNED = "returned"
    RETURN_SETTLED = "return_settled"
    CORRECTED = "corrected"
    OTHER_SAID = "other_said"
    CAME_BACK = "came_back"
    WORKAROUND_SET = "workaround_set"
    SEVERITY_PROPOSED = "severity_proposed"
    SEVERITY_LEFT = "severity_left"


HAPPENINGS: Mapping[Action | Deed, Happening] = {
    Action.ACCEPT: Happening.ACCEPTED,
    Action.ASSIGN: Happening.ASSIGNED,
    Action.TAKE: Happening.TAKEN,
    Action.START: Happening.STARTED,
    Action.FIX: Happening.FIXED,
    Action.CONFIRM: Happening.CLOSED,
    Action.REOPEN: Happening.REOPENED,
    Action.DECLINE: Happening.DECLINED,
    Action.MERGE: Happening.MERGED,
    Action.WITHDRAW: Happening.WITHDRAWN,
    Action.REVIVE: Happening.REVIVED,
    Action.GIVE_UP: Happening.GIVEN_UP,
    Deed.SET_SEVERITY: Happening.SEVERITY_CHANGED,
    Deed.MOVE_DEADLINE: Happening.DEADLINE_MOVED,
    Deed.ASK_FOR_TIME: Happening.TIME_ASKED,
    Deed.KEEP_DEADLINE: Happening.DEADLINE_KEPT,
    Deed.SAY_ON_TRACK: Happening.ON_TRACK,
    Deed.SAY_BLOCKED: Happening.BLOCKED,
    Deed.ASK_HOLDS: Happening.HOLDS_ASKED,
    Deed.SAY_HOLDS: Happening.HOLDS_SAID,
    Deed.CONFIRM_DEADLINE: Happening.DEADLINE_CONFIRMED,
    Deed.EDIT: Happening.EDITED,
    Deed.JOIN: Happening.JOINED,
    Deed.SPLIT: Happening.SPLIT,
    Deed.ASK: Happening.QUESTION_ASKED,
    Deed.ANSWER: Happening.QUESTION_ANSWERED,
    Deed.FOLLOW: Happening.FOLLOWED,
    Deed.UNFOLLOW: Happening.UNFOLLOWED,
    Deed.ME_TOO: Happening.AFFECTED,
    Deed.SAY_CAUSE: Happening.CAUSE_SAID,
    Deed.TELL: Happening.TOLD,
    Deed.CHECK: Happening.CHECKED,
    Deed.RETURN: Happening.RETURNED,
    Deed.CORRECT: Happening.CORRECTED,
    Deed.SAY_SAME: Happening.CAME_BACK,
    Deed.SAY_OTHER: Happening.OTHER_SAID,
    Deed.SET_WORKAROUND: Happening.WORKAROUND_SET,
    Deed.LEAVE_SEVERITY: Happening.SEVERITY_LEFT,
}
"""What has happened once a thing was done; the exhaustive tests read it."""
