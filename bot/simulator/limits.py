"""How often each method may be called, by the injected clock."""

import math
from dataclasses import dataclass
from datetime import datetime

from bot.simulator.clock import Clock

POSTS = "chat.postMessage"
POSTS_A_MINUTE = 60
POSTS_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls a minute, so many of them at once."""

    a_minute: int
    at_once: int


TIER_1 = Rate(1, 10)
TIER_2 = Rate(20, 20)
TIER_3 = Rate(50, 50)
TIER_4 = Rate(100, 100)
SPECIAL = Rate(600, 600)

RATES: dict[str, Rate] = {
    "api.test": TIER_4,
    "apps.connections.open": TIER_1,
    "auth.test": SPECIAL,
    "bots.info": TIER_3,
    "chat.delete": TIER_3,
    "chat.getPermalink": SPECIAL,
    "chat.postEphemeral": TIER_4,
    POSTS: Rate(POSTS_A_MINUTE, POSTS_AT_ONCE),
    "chat.update": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.join": TIER_3,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.info": TIER_4,
    "reactions.add": TIER_3,
    "reactions.get": TIER_3,
    "reactions.remove": TIER_2,
    "team.info": TIER_3,
    "users.conversations": TIER_2,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}


@dataclass(slots=True)
class Bucket:
    """Tokens that fill up with time; a call takes one."""

    tokens: float
    at: datetime


class RateLimits:
    """One bucket for each method, and for posts one for each channel."""

    def __init__(self, clock: Clock, *, are_enforced: bool) -> None:
        self.are_enforced = are_enforced
        self._clock = clock
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def wait_for(self, method: str, channel: str) -> int:
        """Seconds for `Retry-After`, or 0 if the call may pass (and is counted)."""
        if not self.are_enforced:
            return 0
        rate = RATES.get(method, TIER_3)
        bucket = self._filled(method, channel if method == POSTS else "", rate)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return max(1, math.ceil((1 - bucket.tokens) * 60 / rate.a_minute))

    def _filled(self, method: str, channel: str, rate: Rate) -> Bucket:
        now = self._clock.now()
        bucket = self._buckets.setdefault((method, channel), Bucket(rate.at_once, now))
        gained = (now - bucket.at).total_seconds() * rate.a_minute / 60
        bucket.tokens = min(rate.at_once, bucket.tokens + gained)
        bucket.at = now
        return bucket
