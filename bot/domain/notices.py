"""Who hears of what (DESIGN §5). The routing table stands here and nowhere else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.happenings import HAPPENINGS, Happening
from bot.domain.people import FORGOTTEN

__all__ = [
    "CAME_LATE",
    "HAPPENINGS",
    "MOVED",
    "ROUTES",
    "TO_ASSIGN",
    "TO_DATE",
    "TO_FIX",
    "Audience",
    "Circle",
    "Happening",
    "Kind",
    "Route",
    "recipients",
]


class Audience(StrEnum):
    """In which part somebody hears of a happening; it decides the words and the buttons."""

    ASSIGNEE = "assignee"
    ADMINISTRATOR = "administrator"
    CALLED = "called"
    ASKED = "asked"
    ASKER = "asker"
    REPORTER = "reporter"
    FOLLOWER = "follower"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Route:
    """Who gets a DM (in the order in which a part wins for one person), and where else it shows."""

    direct: tuple[Audience, ...] = ()
    in_thread: bool = True
    on_card: bool = True
    tell_actor: frozenset[Audience] = frozenset()
    only_with: Mapping[Audience, frozenset[str]] = field(default_factory=dict)
    """In these parts somebody hears of it only where one of these facts is there."""


TO_ASSIGN = "to_assign"
"""The fact that names who has to assign what a manager accepted."""

MOVED, CAME_LATE = "deadline_to", "came_late"
"""The facts that the deadline moved by it, and that the task was over before it."""

TO_FIX, TO_DATE = "to_fix", "to_date"
"""The facts that what was put right matters to who fixes it, and to who sets its dates."""

_REPORTER = (Audience.REPORTER, Audience.FOLLOWER)
_WHERE_MOVED = dict.fromkeys(_REPORTER, frozenset({MOVED}))
_ASSIGNEE = (Audience.ASSIGNEE,)
_FORMER = (Audience.FORMER,)
_ADMINISTRATOR = (Audience.ADMINISTRATOR,)
_DECIDE = (Audience.CALLED, *_ADMINISTRATOR)

ROUTES: Mapping[Happening, Route] = {
    # The reporter raised it and is told all the same: that it has arrived is the message.
    Happening.RAISED: Route(
        _ADMINISTRATOR + _REPORTER,
        tell_actor=frozenset({Audience.ADMINISTRATOR, Audience.REPORTER}),
    ),
    # A manager who accepts cannot assign it.
    Happening.ACCEPTED: Route(
        _ADMINISTRATOR + _REPORTER,
        in_thread=False,
        only_with={Audience.ADMINISTRATOR: frozenset({TO_ASSIGN})},
    ),
    Happening.ASSIGNED: Route(
        _ASSIGNEE + _REPORTER + _FORMER, tell_actor=frozenset({Audience.ASSIGNEE})
    ),
    # Whoever takes a task gets the assignee's DM, for it holds their buttons.
    Happening.TAKEN: Route(_ASSIGNEE + _REPORTER, tell_actor=frozenset({Audience.ASSIGNEE})),
    Happening.STARTED: Route(_REPORTER, in_thread=False),
    Happening.FIXED: Route(_REPORTER + _ADMINISTRATOR),
    Happening.CLOSED: Route(_REPORTER + _ASSIGNEE),
    Happening.REOPENED: Route(_ASSIGNEE + _REPORTER + _ADMINISTRATOR),
    Happening.DECLINED: Route(_REPORTER + _ASSIGNEE),
    Happening.MERGED: Route(_REPORTER + _ASSIGNEE),
    Happening.TOOK_IN: Route(_ASSIGNEE + _REPORTER),
    Happening.WITHDRAWN: Route(_REPORTER + _ASSIGNEE),
    Happening.REVIVED: Route(_ADMINISTRATOR + _REPORTER),
    # Whom the escalation chain reaches; they hear of the task now, and the card names them.
    Happening.NOT_ACCEPTED: Route((Audience.CALLED,)),
    Happening.DEADLINE_MOVED: Route(_ASSIGNEE + _REPORTER),
    # The reporter reads the thread, too, and hears of another date only once there is one. An
    # administrator who has the task themselves gets the buttons.
    Happening.TIME_ASKED: Route(
        _ADMINISTRATOR, in_thread=False, tell_actor=frozenset(_ADMINISTRATOR)
    ),
    Happening.DEADLINE_KEPT: Route(_ASSIGNEE, in_thread=False),
    Happening.SEVERITY_CHANGED: Route(_ASSIGNEE + _REPORTER),
    Happening.QUESTION_ASKED: Route((Audience.ASKED,)),
    Happening.QUESTION_ANSWERED: Route(
        (Audience.ASKER, Audience.ASSIGNEE, *_REPORTER),
        only_with=_WHERE_MOVED | {Audience.REPORTER: frozenset({MOVED, CAME_LATE})},
    ),
    Happening.QUESTION_PASSED_ON: Route((Audience.ASKED, Audience.ASKER)),
    Happening.QUESTION_PARKED: Route((Audience.ASKER, Audience.ASSIGNEE)),
    Happening.QUESTION_TAKEN_BACK: Route(
        (Audience.ASKED, Audience.ASKER, Audience.ASSIGNEE, *_REPORTER), only_with=_WHERE_MOVED
    ),
    Happening.QUESTION_REMINDED: Route((Audience.ASKED,), in_thread=False, on_card=False),
    Happening.QUESTION_UNANSWERED: Route(
        (Audience.ASKED, *_ADMINISTRATOR, *_REPORTER), on_card=False
    ),
    Happening.GIVEN_UP: Route((Audience.ASKER, *_REPORTER, *_ASSIGNEE)),
    Happening.EDITED: Route(in_thread=False),
    Happening.JOINED: Route(),
    Happening.SPLIT: Route(),
    Happening.MESSAGE_GONE: Route(on_card=False),
    # What a control point settles is seen in its messages, and told by one digest at its end.
    Happening.HOLDS_ASKED: Route(_ASSIGNEE, in_thread=False, on_card=False),
    Happening.HOLDS_SAID: Route(in_thread=False, on_card=False),
    Happening.DEADLINE_CONFIRMED: Route(in_thread=False),
    Happening.DEADLINE_UNCONFIRMED: Route(in_thread=False, on_card=False),
    # Without an assignee, whoever keeps the task is asked: the facts name them as called.
    Happening.UPDATE_DUE: Route(
        (Audience.ASSIGNEE, Audience.CALLED), in_thread=False, on_card=False
    ),
    Happening.UPDATE_MISSED: Route(
        (Audience.ASSIGNEE, Audience.CALLED, Audience.ADMINISTRATOR), in_thread=False, on_card=False
    ),
    # Once for each silence: who waits need not ask why they hear nothing. The card marks it.
    Happening.UPDATE_LATE: Route(_REPORTER, in_thread=False),
    # Who is away cannot say how it goes: it is asked of who can give it to somebody else.
    Happening.ASSIGNEE_AWAY: Route(_DECIDE, in_thread=False, on_card=False),
    Happening.TIME_STILL_ASKED: Route(_DECIDE, in_thread=False, on_card=False),
    Happening.ON_TRACK: Route(_REPORTER),
    # Who decides comes first: an administrator who raised it needs the buttons.
    Happening.BLOCKED: Route(_ADMINISTRATOR + _REPORTER),
    # The thread has their words already.
    Happening.SAID: Route(_REPORTER, in_thread=False),
    Happening.DEADLINE_NEAR: Route(_ASSIGNEE, in_thread=False, on_card=False),
    Happening.DEADLINE_PASSED: Route(_ASSIGNEE + _ADMINISTRATOR + _REPORTER, in_thread=False),
    Happening.OVERDUE: Route(
        _ASSIGNEE + _ADMINISTRATOR + _REPORTER, in_thread=False, on_card=False
    ),
    Happening.CONFIRMATION_DUE: Route((Audience.REPORTER,), in_thread=False, on_card=False),
    # Who follows is nobody's news; that more customers wait is the development side's.
    Happening.FOLLOWED: Route(in_thread=False, on_card=False),
    Happening.UNFOLLOWED: Route(in_thread=False, on_card=False),
    Happening.AFFECTED: Route(),
    # Who closes what they fixed themselves is asked as well.
    Happening.CAUSE_ASKED: Route(
        _ASSIGNEE, in_thread=False, on_card=False, tell_actor=frozenset(_ASSIGNEE)
    ),
    Happening.CAUSE_SAID: Route(on_card=False),
    # Who works on it reads the rest of the report at once; it is nobody else's news.
    Happening.TOLD: Route(_ASSIGNEE),
    # The thread has their words already.
    Happening.TOLD_ALOUD: Route(_ASSIGNEE, in_thread=False),
    Happening.CHECKED: Route(in_thread=False),
    Happening.TELL_ASKED: Route((Audience.REPORTER,), in_thread=False, on_card=False),
    Happening.TELL_MISSING: Route(_ADMINISTRATOR, in_thread=False, on_card=False),
    Happening.RETURNED: Route((Audience.ASKED,)),
    # The answer itself is told as any other.
    Happening.RETURN_SETTLED: Route(in_thread=False),
    # It is remembered, and nobody's news.
    Happening.OTHER_SAID: Route(in_thread=False, on_card=False),
    Happening.CAME_BACK: Route(_ADMINISTRATOR + _REPORTER),
    Happening.WORKAROUND_SET: Route(_REPORTER),
    # Who counts one customer more may be who decides.
    Happening.SEVERITY_PROPOSED: Route(
        _ADMINISTRATOR, in_thread=False, on_card=False, tell_actor=frozenset(_ADMINISTRATOR)
    ),
    Happening.SEVERITY_LEFT: Route(in_thread=False, on_card=False),
    Happening.CORRECTED: Route(
        _ASSIGNEE + _ADMINISTRATOR,
        only_with={
            Audience.ASSIGNEE: frozenset({TO_FIX}),
            Audience.ADMINISTRATOR: frozenset({TO_DATE}),
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody who may have to hear of one happening of one task."""

    actor: str | None
    reporter: str
    followers: tuple[str, ...]
    administrator: str
    assignee: str | None = None
    former_assignee: str | None = None
    asked: str | None = None
    asker: str | None = None
    called: tuple[str, ...] = ()
    stand_in: str | None = None
    """Who hears what the reporter hears, who is away."""

    def people(self, audience: Audience) -> tuple[str, ...]:
        """Name who hears of it in this part."""
        one = {
            Audience.ADMINISTRATOR: self.administrator,
            Audience.ASSIGNEE: self.assignee,
            Audience.FORMER: self.former_assignee,
            Audience.ASKER: self.asker,
        }
        several: Mapping[Audience, tuple[str | None, ...]] = {
            Audience.REPORTER: (self.reporter, self.stand_in),
            Audience.ASKED: (self.asked, self.stand_in if self.asked == self.reporter else None),
            Audience.FOLLOWER: self.followers,
            Audience.CALLED: self.called,
        }
        named = several[audience] if audience in several else (one[audience],)
        return tuple(name for name in named if name is not None)


def recipients(
    happening: Happening, circle: Circle, facts: Collection[str] = ()
) -> dict[str, Audience]:
    """Say who gets a DM and in which part: one a person, and none for who did it (DESIGN §5).

    `facts` are the names of those that are known of it.
    """
    route = ROUTES[happening]
    told: dict[str, Audience] = {}
    for audience in route.direct:
        needed = route.only_with.get(audience)
        if needed is not None and needed.isdisjoint(facts):
            continue
        for slack_id in circle.people(audience):
            did_it = slack_id == circle.actor and audience not in route.tell_actor
            if did_it or slack_id == FORGOTTEN:
                continue
            told.setdefault(slack_id, audience)
    return told


class Kind(StrEnum):
    """What an outbox row asks for."""

    CARD = "card"
    REACTION = "reaction"
    THREAD = "thread"
    DIRECT = "direct"
    REFRESH = "refresh"
    DESCRIPTION = "description"
    UNREACHED = "unreached"
    FAILURE = "failure"
    HINT = "hint"
    NOTE = "note"
    """To one person, about no single task: what about says the row's subject."""
    HOME = "home"
    CONTROL_POINT = "control_point"
    """A message of a control point, which is shown anew in its place as the round goes on."""
