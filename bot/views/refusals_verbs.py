"""What can be done to a task, as the verbs of a refusal."""

from collections.abc import Mapping

from bot.domain.lifecycle import Action, Status
from bot.domain.notices import Happening
from bot.domain.people import Role
from bot.domain.permissions import Deed

WHO: Mapping[Role, str] = {
    Role.REPORTER: "the reporter",
    Role.ADMINISTRATOR: "a task administrator",
    Role.DEVELOPER: "a developer",
    Role.ASSIGNEE: "the assignee",
    Role.MANAGER: "a manager",
}
CAN: Mapping[Action | Deed, str] = {
    Action.ACCEPT: "accept {key}",
    Action.ASSIGN: "assign {key}",
    Action.TAKE: "take {key}",
    Action.START: "start on {key}",
    Action.FIX: "say that {key} is fixed",
    Action.CONFIRM: "confirm that {key} works",
    Action.REOPEN: "reopen {key}",
    Action.DECLINE: "decline {key}",
    Action.MERGE: "merge {key}",
    Action.WITHDRAW: "withdraw {key}",
    Action.REVIVE: "bring {key} back",
    Deed.SET_SEVERITY: "change the severity of {key}",
    Deed.MOVE_DEADLINE: "move the deadline of {key}",
    Deed.ASK_FOR_TIME: "ask for more time on {key}",
    Deed.KEEP_DEADLINE: "keep the deadline of {key}",
    Deed.SAY_ON_TRACK: "say how {key} is going",
    Deed.SAY_BLOCKED: "say what blocks {key}",
    Deed.EDIT: "change the words of {key}",
    Deed.JOIN: "add to {key}",
    Deed.SPLIT: "make a task of its own of a part of {key}",
    Deed.ASK: "ask the reporter of {key}",
    Deed.ANSWER: "answer questions on {key}",
    Deed.FOLLOW: "follow {key}",
    Deed.UNFOLLOW: "follow {key} no more",
    Deed.ME_TOO: "add a customer to {key}",
}
HAS_BEEN: Mapping[Action | Deed, str] = {
    Action.ACCEPT: "be accepted",
    Action.ASSIGN: "be assigned",
    Action.TAKE: "be taken",
    Action.START: "be started",
    Action.FIX: "be called fixed",
    Action.CONFIRM: "be confirmed",
    Action.REOPEN: "be reopened",
    Action.DECLINE: "be declined",
    Action.MERGE: "be merged",
    Action.WITHDRAW: "be withdrawn",
    Action.REVIVE: "be brought back",
    Deed.SET_SEVERITY: "get another severity",
    Deed.MOVE_DEADLINE: "get another deadline",
    Deed.ASK_FOR_TIME: "get more time",
    Deed.KEEP_DEADLINE: "be answered about its deadline",
    Deed.SAY_ON_TRACK: "be on track",
    Deed.SAY_BLOCKED: "be blocked",
    Deed.EDIT: "be changed",
    Deed.JOIN: "be added to",
    Deed.SPLIT: "be split",
    Deed.ASK: "be asked about",
    Deed.ANSWER: "be answered",
    Deed.FOLLOW: "be followed",
    Deed.UNFOLLOW: "be left alone",
    Deed.ME_TOO: "get another customer",
}
STANDS: Mapping[Status, str] = {
    Status.NEW: "is new and nobody has it",
    Status.ACCEPTED: "is accepted and nobody has it yet",
    Status.ASSIGNED: "is assigned",
    Status.IN_PROGRESS: "is in progress",
    Status.FIXED: "is fixed",
    Status.CLOSED: "is closed",
    Status.DECLINED: "was declined",
    Status.MERGED: "was merged into another task",
    Status.WITHDRAWN: "was withdrawn",
}
LEFT_AT: Mapping[Happening, tuple[Status, str]] = {
    Happening.RAISED: (Status.NEW, "raised {key}"),
    Happening.REVIVED: (Status.NEW, "brought {key} back"),
    Happening.ACCEPTED: (Status.ACCEPTED, "accepted {key}"),
    Happening.ASSIGNED: (Status.ASSIGNED, "assigned {key}"),
    Happening.TAKEN: (Status.IN_PROGRESS, "took {key}"),
    Happening.STARTED: (Status.IN_PROGRESS, "started on {key}"),
    Happening.REOPENED: (Status.IN_PROGRESS, "reopened {key}"),
    Happening.FIXED: (Status.FIXED, "fixed {key}"),
    Happening.CLOSED: (Status.CLOSED, "closed {key}"),
    Happening.DECLINED: (Status.DECLINED, "declined {key}"),
    Happening.MERGED: (Status.MERGED, "merged {key}"),
    Happening.WITHDRAWN: (Status.WITHDRAWN, "withdrew {key}"),
}
"""Where each happening leaves a task, and how to say who did it."""

DID: Mapping[Happening, str] = {
    **{happening: words for happening, (_, words) in LEFT_AT.items()},
    Happening.NOT_ACCEPTED: "called for {key}, which nobody has accepted",
    Happening.TOOK_IN: "merged another task into {key}",
    Happening.SEVERITY_CHANGED: "changed the severity of {key}",
    Happening.DEADLINE_MOVED: "moved the deadline of {key}",
    Happening.DEADLINE_KEPT: "kept the deadline of {key}",
    Happening.TIME_ASKED: "asked for more time on {key}",
    Happening.QUESTION_ASKED: "asked about {key}",
    Happening.QUESTION_ANSWERED: "answered a question about {key}",
    Happening.EDITED: "changed the words of {key}",
    Happening.JOINED: "added a message to {key}",
    Happening.SPLIT: "took a message out of {key}",
    Happening.MESSAGE_GONE: "deleted a message of {key}",
    Happening.UPDATE_DUE: "asked how {key} is going",
    Happening.UPDATE_MISSED: "asked again how {key} is going",
    Happening.TIME_STILL_ASKED: "asked again for an answer about the deadline of {key}",
    Happening.ON_TRACK: "said that {key} is on track",
    Happening.BLOCKED: "said what blocks {key}",
    Happening.SAID: "wrote about {key}",
    Happening.DEADLINE_NEAR: "told that the deadline of {key} comes near",
    Happening.DEADLINE_PASSED: "told that {key} is past its deadline",
    Happening.OVERDUE: "told that {key} is still past its deadline",
    Happening.CONFIRMATION_DUE: "asked whether {key} works",
    Happening.FOLLOWED: "began to follow {key}",
    Happening.UNFOLLOWED: "stopped following {key}",
    Happening.AFFECTED: "added a customer to {key}",
}
"""How to say who did it, of every happening."""

_BROKEN = "If it is still broken, choose *Still broken…* on the card."
_BACK = "*Bring it back…* on the card makes it new again."
ADVICE: Mapping[tuple[Status, Action | Deed | None], str] = {
    (Status.NEW, None): "It has to be assigned or taken first.",
    (Status.ACCEPTED, None): "It has to be assigned or taken first.",
    (Status.ACCEPTED, Action.ACCEPT): "Assign it, or let a developer take it.",
    (Status.ASSIGNED, Action.WITHDRAW): "Ask {duty} to decline it.",
    (Status.IN_PROGRESS, Action.WITHDRAW): "Ask {duty} to decline it.",
    (Status.ASSIGNED, Action.TAKE): "Ask {duty} to assign it to you.",
    (Status.IN_PROGRESS, Action.TAKE): "Ask {duty} to assign it to you.",
    (Status.ASSIGNED, None): "The card shows how it stands.",
    (Status.IN_PROGRESS, None): "The card shows how it stands.",
    (Status.FIXED, None): _BROKEN,
    (Status.CLOSED, None): _BROKEN,
    (Status.DECLINED, None): _BACK,
    (Status.WITHDRAWN, None): _BACK,
    (Status.MERGED, None): "What is to be said belongs to that one.",
}
"""What to do instead; None stands for everything that is not named."""
