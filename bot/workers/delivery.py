"""The loop that empties the outbox: claim, send, mark. It knows no rules and never dies of a row."""

import asyncio
import uuid
from functools import partial

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.notices import Kind
from bot.metrics import Figures
from bot.services import outbox
from bot.services.desk import Desk
from bot.services.outbox import Sent
from bot.workers import retry
from bot.workers.posting import Pointless, Poster
from bot.workers.retry import Judgement, Verdict
from bot.workers.roster import Roster
from bot.workers.rounds import Rounds
from bot.workers.talking import AT_ONCE, Stopped, TakenOver
from storage.leases import Setback
from storage.outbox import SHOWING, Row

HELD = 2 * AT_ONCE
"""Rows in hand at the same time: while some speak to Slack, others are made ready."""

ENOUGH = HELD - AT_ONCE // 2
"""With so many in hand no more are claimed: claiming one costs as much as claiming many."""

LAST_POSTS_WITHIN = 0.4
"""Seconds for what is being sent when the bot is stopped."""

STRIKES = 5
"""After so many errors that trying again did not help, a row is given up."""

_PERSONAL = frozenset({Kind.DIRECT})
log = structlog.get_logger()


class Delivery:
    """Sends what is due, many conversations at once, each in the order of its causes."""

    def __init__(
        self, desk: Desk, client: AsyncWebClient, roster: Roster, figures: Figures
    ) -> None:
        self._desk = desk
        self._figures = figures
        self._poster = Poster(desk, client, roster)
        self._name = uuid.uuid4().hex[:8]
        self._claims = 0
        self._claiming = asyncio.Lock()
        self._sent = Rounds(partial(outbox.sent, desk))
        self._untried = Rounds(partial(outbox.untried, desk))
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Deliver until cancelled; the bell wakes it, and the scheduler rings every second."""
        log.info("delivery.started", holder=self._name)
        while True:
            self._desk.bell.clear()
            await self._desk.calm.wait()
            if not await self._start_due():
                await self._desk.bell.wait()

    async def drain(self) -> None:
        """Deliver until nothing is due any more, and nothing is being sent; `run` may go on."""
        while await self._start_due() or self._under_way:
            await asyncio.gather(*self._under_way)

    async def finish(self) -> None:
        """Let what is being said end; what takes too long is left to who runs next."""
        self._poster.stop(len(self._under_way))
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=LAST_POSTS_WITHIN)
            for sending in late:
                sending.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._sent.finish()
        await self._untried.finish()
        try:
            await outbox.give_back(self._desk, self._name, outbox.CALL_FOR)
        except Exception as error:  # noqa: BLE001 -- the leases end by themselves
            log.warning("outbox.not_given_back", error=type(error).__name__)

    async def _start_due(self) -> int:
        """Claim what is due, up to the limit, and start sending it; say how many rows were due.

        Those whose turn has not come count: there may be others behind them whose turn it is.
        """
        # What somebody else has just claimed is in hand before one says that nothing is due.
        async with self._claiming:
            return await self._claim_and_start()

    async def _claim_and_start(self) -> int:
        in_hand = len(self._under_way)
        if in_hand > ENOUGH:
            return 0
        self._claims += 1
        try:
            owner = f"{self._name}:{self._claims}"
            claimed = await outbox.claim(self._desk, owner, HELD - in_hand)
        except Exception as error:  # noqa: BLE001 -- an edge: the loop outlives the database
            log.warning("outbox.claim_failed", error=type(error).__name__)
            return 0
        for row in claimed.rows:
            sending = asyncio.create_task(self._deliver(row))
            self._under_way.add(sending)
            sending.add_done_callback(self._ended)
        return claimed.due

    def _ended(self, sending: asyncio.Task[None]) -> None:
        """Look again: there is room, and what had to wait for this row may go."""
        self._under_way.discard(sending)
        self._desk.bell.set()

    async def _deliver(self, row: Row) -> None:
        told = log.bind(kind=str(row.kind), row=row.id, attempt=row.attempts)
        if row.task_id is not None:
            told = told.bind(task=f"CRIT-{row.task_id}")
        try:
            outcome = await self._send(row)
        except Exception as error:  # noqa: BLE001 -- the edge: a worker never dies of one row
            await self._set_back(row, error, told)
        else:
            self._report(told, row, outcome)

    async def _send(self, row: Row) -> str:
        """Send a row and mark it; say what became of it."""
        try:
            await self._desk.calm.wait_in_line()
            sent = await self._poster.post(row)
        except Pointless:
            await outbox.dropped(self._desk, row, "pointless")
            return "dropped"
        except TakenOver:
            return "late"
        except Stopped:
            await self._untried.ask(row)
            return "later"
        return "sent" if await self._mark(row, sent) else "late"

    async def _mark(self, row: Row, sent: Sent) -> bool:
        """Mark a row as sent, together with others; False when it was not ours any more."""
        if row.kind not in SHOWING:
            return await self._sent.ask((row, sent))
        # Whoever changes a task wakes such rows: who held several could wait for who waits for them.
        (was_ours,) = await outbox.sent(self._desk, [(row, sent)])
        return was_ours

    async def _set_back(
        self, row: Row, error: Exception, told: structlog.typing.FilteringBoundLogger
    ) -> None:
        judged = retry.judge(error, row.attempts)
        told = told.bind(error=judged.error)
        try:
            await self._decide(row, judged, told)
        except Exception as again:  # noqa: BLE001 -- the lease ends and somebody takes the row up
            told.warning("delivery.unmarked", because=type(again).__name__)
            return
        if judged.verdict is Verdict.STRIKE:
            told.error("delivery.error", exc_info=error)

    async def _decide(
        self, row: Row, judged: Judgement, told: structlog.typing.FilteringBoundLogger
    ) -> None:
        if judged.verdict is Verdict.PERMANENT and row.kind in _PERSONAL:
            await outbox.unreachable(self._desk, row, judged.error)
            self._report(told, row, "unreached")
            return
        is_strike = judged.verdict is not Verdict.LATER
        if judged.verdict is Verdict.PERMANENT or row.strikes + int(is_strike) >= STRIKES:
            await outbox.failed(self._desk, row, judged.error)
            self._report(told, row, "failed")
            return
        due_at = self._desk.clock.now() + judged.wait_for
        setback = Setback(due_at, judged.error, judged.is_known, is_strike)
        if not await outbox.put_back(self._desk, row, setback, judged.limited):
            self._report(told, row, "late")
            return
        self._figures.retries.labels(judged.error).inc()
        self._report(told.bind(wait=judged.wait_for.total_seconds()), row, "later")

    def _report(self, told: structlog.typing.FilteringBoundLogger, row: Row, outcome: str) -> None:
        self._figures.deliveries.labels(str(row.kind), outcome).inc()
        told.info("delivery", outcome=outcome)
