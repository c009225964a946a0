"""The reaction on a task's message that shows at a glance how it stands."""

from collections.abc import Mapping

from bot.domain.lifecycle import Status

REACTIONS: Mapping[Status, str] = {
    Status.ACCEPTED: "eyes",
    Status.ASSIGNED: "eyes",
    Status.IN_PROGRESS: "hammer_and_wrench",
    Status.FIXED: "white_check_mark",
    Status.CLOSED: "white_check_mark",
    Status.DECLINED: "no_entry_sign",
}
"""The one reaction that shows the state; a status that is not named shows none."""

EVERY_REACTION = frozenset(REACTIONS.values())
