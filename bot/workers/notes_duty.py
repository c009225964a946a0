"""Notices of duty, and of who does what for whom who is away."""

from collections.abc import Mapping
from functools import partial

from bot.domain.subjects import Subject
from bot.services import absences, duty
from bot.services.desk import Desk
from bot.views import absences as shown_absences
from bot.views import duty as shown
from bot.workers.noted import Noted, Read
from storage.outbox import Row


async def _on_duty(desk: Desk, row: Row) -> Noted | None:
    known = await duty.look(desk, row.recipient or "")
    if known.outlook.on_duty != row.recipient:
        return None
    wording = partial(shown.on_duty, known.outlook, known.waiting)
    return Noted(known.outlook.rules, wording, frozenset(known.people))


async def _off_duty(desk: Desk, row: Row) -> Noted | None:
    known = await duty.look(desk, row.recipient or "")
    if known.outlook.on_duty == row.recipient:
        return None
    wording = partial(shown.off_duty, known.outlook)
    return Noted(known.outlook.rules, wording, frozenset(known.people))


async def _offer(desk: Desk, row: Row) -> Noted | None:
    offer = await duty.find_offer(desk, _number(row))
    if offer is None:
        return None
    known = await duty.look(desk, row.recipient or "")
    wording = partial(shown.offered, known.outlook, known.waiting, offer)
    people = {*known.people, offer.offered_by}
    return Noted(known.outlook.rules, wording, frozenset(people))


async def _refused(desk: Desk, row: Row) -> Noted | None:
    offer = await duty.find_offer(desk, _number(row))
    known = await duty.look(desk, row.recipient or "")
    if offer is None or known.outlook.on_duty != row.recipient:
        return None
    people = frozenset({offer.offered_to})
    return Noted(known.outlook.rules, partial(shown.refused, offer), people)


async def _away(desk: Desk, row: Row) -> Noted | None:
    known = await absences.read(desk, _number(row))
    if known is None:
        return None
    is_over = known.row.ended_at is not None or not known.assigned
    if is_over and not row.refreshes:
        return None
    wording = partial(shown_absences.away, known.row, known.assigned)
    return Noted(known.rules, wording, frozenset(known.people))


async def _stand_in(desk: Desk, row: Row) -> Noted | None:
    known = await absences.read(desk, _number(row))
    if known is None or known.row.ended_at is not None or not known.raised:
        return None
    if known.row.stand_in != row.recipient:
        return None
    wording = partial(shown_absences.stand_in, known.row, known.raised)
    return Noted(known.rules, wording, frozenset(known.people))


async def _relieved(desk: Desk, row: Row) -> Noted | None:
    known = await absences.read(desk, _number(row))
    if known is None or (known.row.ended_at is None and known.row.stand_in == row.recipient):
        return None
    wording = partial(shown_absences.relieved, known.row)
    return Noted(known.rules, wording, frozenset(known.people))


def _number(row: Row) -> int:
    return int(row.subject.partition(":")[2])


NOTES: Mapping[str, Read] = {
    Subject.ON_DUTY: _on_duty,
    Subject.OFF_DUTY: _off_duty,
    Subject.OFFER: _offer,
    Subject.REFUSED: _refused,
    Subject.AWAY: _away,
    Subject.STAND_IN: _stand_in,
    Subject.RELIEVED: _relieved,
}
