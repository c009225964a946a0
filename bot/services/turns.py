"""Whose turn of duty it is: worked out from what was agreed, and told to whom it concerns."""

from bot.domain import duty as domain
from bot.domain.people import on_duty
from bot.domain.rules import Rules
from bot.domain.timers import Again, Reason
from bot.services import control_point_items, notices, registry
from bot.services.desk import Work
from storage import board, timers
from storage import duty as storage
from storage.timers import Alarm, Timer

LISTED = 10
"""New tasks that whoever comes on duty is told of; the board has the others."""


async def settle(work: Work) -> Rules:
    """Tell who has come on duty and who no longer is, if that has changed; arm the next change.

    Gives the rules as they stand now: those of `work` are of before.
    """
    found = await storage.find(work.session)
    before = (found.told if found else None) or on_duty(work.rules)
    plan = await storage.plan(work.session)
    rules = domain.stand(await written(work), plan, work.now, work.hours).rules
    after = on_duty(rules)
    await storage.change(work.session, told=after)
    if before != after:
        since = work.now.isoformat()
        await notices.note(work, after, "on_duty", since)
        await notices.note(work, before, "off_duty", since)
        await control_point_items.hand_on(work, rules)
        # They name who has been called.
        await notices.redraw_cards(work, await board.list_new(work.session, LISTED))
    change = domain.next_change(plan, work.now, work.hours)
    if change is not None:
        await timers.arm(work.session, Alarm(Reason.DUTY, change, subject=storage.TEAM))
    return rules


async def look(work: Work, timer: Timer) -> Again | None:
    """Tell people of a change that the clock or new rules made; say when the rota changes next."""
    await settle(work)
    plan = await storage.plan(work.session)
    change = domain.next_change(plan, work.now, work.hours)
    return None if change is None else Again(change, timer.step + 1)


async def written(work: Work) -> Rules:
    """Read the rules as the team wrote them: those at hand have the order of now."""
    return await registry.read(work.session) or work.rules
