"""Everything that a text needs, read when it is rendered: what is sent is as fresh as it can be."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.notices import Happening
from bot.domain.rules import Rules
from bot.services import board, deadlines
from bot.services.board import Dossier
from bot.services.desk import Desk
from bot.views.scene import Reader, Scene
from bot.workers.roster import Roster
from storage.outbox import Row
from storage.people import Person


async def read(desk: Desk, roster: Roster, row: Row) -> Scene:
    """Read the scene of a row: its task, its history entry, its question, its reader."""
    dossier = await board.details(desk, row.recipient or "", row.task_id or 0)
    people = await roster.find({*_named(dossier), row.recipient})
    entry = next((one for one in dossier.history if one.id == row.entry_id), None)
    question = next((one for one in dossier.questions if one.id == row.question_id), None)
    is_wish = entry is not None and entry.happening is Happening.TIME_ASKED
    return Scene(
        task=dossier.task,
        rules=dossier.rules,
        reader=reader(dossier.rules, people, row.recipient),
        entry=entry,
        question=question,
        open_questions=tuple(one for one in dossier.questions if one.answered_at is None),
        merged_into=dossier.merged_into,
        wish_ended_by=deadlines.find_answer(dossier.history, row.entry_id) if is_wish else None,
        can_split=entry is None or await board.can_split(desk, dossier.task, entry),
    )


def reader(rules: Rules, people: Mapping[str, Person], slack_id: str | None) -> Reader:
    """Say how somebody reads: in their own zone, or in the team's where theirs is unknown."""
    person = people.get(slack_id or "")
    zone = zone_of(person.zone if person else None) or ZoneInfo(rules.time_zone)
    return Reader(zone, {who.slack_id: who.name for who in people.values() if who.name})


def zone_of(name: str | None) -> ZoneInfo | None:
    """Find a time zone by name; None for none, or for one that this machine does not know."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _named(dossier: Dossier) -> set[str | None]:
    named: set[str | None] = {dossier.task.reporter, dossier.task.assignee}
    named |= {*dossier.rules.administrators, *dossier.task.unreached}
    for entry in dossier.history:
        named |= {
            entry.actor,
            *(entry.facts.get(key) for key in ("assignee", "former", "asked_by", "reporter")),
        }
    for question in dossier.questions:
        named |= {question.asked_by, question.asked_to, question.answered_by}
    return named
