"""Everything that a text needs, read when it is rendered: what is sent is as fresh as it can be."""

from collections.abc import Mapping, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain.customers import Customer
from bot.domain.notices import Audience, Happening, Kind
from bot.domain.rules import Rules
from bot.services import (
    alike,
    causes,
    deadlines,
    dossiers,
    following,
    proposals,
    reminders,
    topics_asking,
    updates,
)
from bot.services.desk import Desk
from bot.services.dossiers import Facts
from bot.services.people import zone_of
from bot.views.scene import Reader, Scene
from bot.workers.roster import Roster
from bot.workers.rounds import Rounds
from storage import outbox
from storage.affected import Affected
from storage.history import Entry
from storage.outbox import Row
from storage.people import Person
from storage.tasks import Task

Others = tuple[Sequence[Affected], Sequence[Customer]]


class Scenes:
    """Reads what stands behind rows; those whose turn comes at the same time are read together."""

    def __init__(self, desk: Desk, roster: Roster) -> None:
        self._desk = desk
        self._roster = roster
        self._facts = Rounds(partial(dossiers.facts, desk))

    async def read(self, row: Row) -> Scene:
        """Read the scene of a row: its task, its history entry, its question, its reader."""
        facts = await self._facts.ask((row.task_id or 0, row.recipient))
        people = facts.people
        if facts.strangers:
            people = await self._roster.find({*facts.people, *facts.strangers})
        entry = next((one for one in facts.history if one.id == row.entry_id), None)
        question = next((one for one in facts.questions if one.id == row.question_id), None)
        is_wish = entry is not None and entry.happening is Happening.TIME_ASKED
        now, (waiting, others) = self._desk.clock.now(), await self._others(row, facts)
        return Scene(
            task=facts.task,
            rules=facts.rules,
            customer=facts.customer,
            reader=reader(
                facts.rules, people, None if row.kind is Kind.UNREACHED else row.recipient
            ),
            entry=entry,
            question=question,
            open_questions=tuple(one for one in facts.questions if one.answered_at is None),
            merged_into=facts.merged_into,
            same_as=facts.same_as,
            alike=await self._alike(row, entry),
            affected=tuple(waiting),
            others=tuple(others),
            stands_since=facts.stands_since,
            wish_ended_by=deadlines.find_answer(facts.history, row.entry_id) if is_wish else None,
            answer=dossiers.find_answer(facts.history, question),
            open_wish=deadlines.find_wish(facts.history),
            word=updates.find_word(facts.history),
            cause=causes.find_said(facts.history),
            called_before=await self._called_before(row, facts.history),
            can_split=entry is None or await dossiers.can_split(self._desk, facts.task, entry),
            is_over=_is_over(facts, entry, row),
            is_late=reminders.is_late(facts.task, now),
            is_update_late=reminders.is_update_late(facts.task, now),
            next_call=facts.next_call,
        )

    async def _alike(self, row: Row, entry: Entry | None) -> tuple[Task, ...]:
        """Find what whoever raised it may say is the same, as they read that it is in."""
        is_raised = entry is not None and entry.happening is Happening.RAISED
        if not is_raised or row.audience is not Audience.REPORTER:
            return ()
        return tuple(await alike.find(self._desk, row.task_id or 0))

    async def _others(self, row: Row, facts: Facts) -> Others:
        """Read who else waits for it: for the card, for who has it, for who passes on its end."""
        if not any(one.happening in _ADDS for one in facts.history) or not _names_all(row, facts):
            return (), ()
        async with self._desk.database.read() as session:
            return await following.find_others(session, row.task_id or 0)

    async def _called_before(self, row: Row, entries: Sequence[Entry]) -> tuple[str, ...]:
        """Name whom the chain called while nothing could be said, as a later line tells of all."""
        before = [one for one in entries if (one.id or 0) <= (row.entry_id or 0)]
        if row.kind is not Kind.THREAD or before[-1].happening is not Happening.NOT_ACCEPTED:
            return ()
        began = max((n for n, one in enumerate(before) if one.happening in _NEW), default=0)
        calls = [one for one in before[began:-1] if one.happening is Happening.NOT_ACCEPTED]
        async with self._desk.database.read() as session:
            keys = [f"thread:{one.id}" for one in calls]
            unsaid = await outbox.list_dropped(session, keys) if keys else ()
        return tuple(who for one in calls if one.id in unsaid for who in one.facts["called"])


def _names_all(row: Row, facts: Facts) -> bool:
    entry = next((one for one in facts.history if one.id == row.entry_id), None)
    if row.kind is Kind.CARD:
        return facts.task.is_open
    return entry is not None and row.audience in _NAMED.get(entry.happening, frozenset())


_ADDS = frozenset({Happening.AFFECTED, Happening.TOOK_IN})
_WAITING, _FIXING = (
    frozenset({Audience.REPORTER, Audience.FOLLOWER}),
    frozenset({Audience.ASSIGNEE}),
)
_NAMED: Mapping[Happening, frozenset[Audience]] = {
    **dict.fromkeys((Happening.FIXED, Happening.CLOSED, Happening.GIVEN_UP), _WAITING),
    **dict.fromkeys((Happening.ASSIGNED, Happening.TAKEN), _FIXING),
}
"""What is told with the names of all who wait, and to whom."""

_NEW = frozenset({Happening.RAISED, Happening.REVIVED, Happening.REOPENED})


def _is_over(facts: Facts, entry: Entry | None, row: Row) -> bool:
    if entry is None:
        return False
    later = [one for one in facts.history if (one.id or 0) > (entry.id or 0)]
    if topics_asking.is_over(facts.task, facts.rules, entry, later):
        return True
    if entry.happening is Happening.SEVERITY_PROPOSED:
        return proposals.is_over(facts.task, entry, later)
    if row.kind is Kind.THREAD and entry.happening is Happening.NOT_ACCEPTED:
        return any(one.happening is Happening.NOT_ACCEPTED for one in later)
    return row.kind is not Kind.THREAD and reminders.is_over(facts.task, entry, later, row.audience)


def reader(rules: Rules, people: Mapping[str, Person], slack_id: str | None) -> Reader:
    """Say how somebody reads, or everybody: in the team's zone, unless one's own is known."""
    person = people.get(slack_id or "")
    known = zone_of(person)
    zone = known or ZoneInfo(rules.time_zone)
    names = {who.slack_id: who.name for who in people.values() if who.name}
    # Who has left may be back; otherwise Slack says at once that they cannot be reached.
    dm_channel = person.dm_channel if person and not person.has_left else None
    return Reader(zone, names, dm_channel, slack_id or "", is_in_zone=known is not None)
