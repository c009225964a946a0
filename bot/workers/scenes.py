"""Everything that a text needs, read when it is rendered: what is sent is as fresh as it can be."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.notices import Happening
from bot.domain.rules import Rules
from bot.services import board, deadlines
from bot.services.board import Facts
from bot.services.desk import Desk
from bot.views.scene import Reader, Scene
from bot.workers.roster import Roster
from storage.outbox import Row
from storage.people import Person


async def read(desk: Desk, roster: Roster, row: Row) -> Scene:
    """Read the scene of a row: its task, its history entry, its question, its reader."""
    facts = await board.facts(desk, row.task_id or 0)
    people = await roster.find({*_named(facts), row.recipient})
    entry = next((one for one in facts.history if one.id == row.entry_id), None)
    question = next((one for one in facts.questions if one.id == row.question_id), None)
    is_wish = entry is not None and entry.happening is Happening.TIME_ASKED
    return Scene(
        task=facts.task,
        rules=facts.rules,
        reader=reader(facts.rules, people, row.recipient),
        entry=entry,
        question=question,
        open_questions=tuple(one for one in facts.questions if one.answered_at is None),
        merged_into=facts.merged_into,
        wish_ended_by=deadlines.find_answer(facts.history, row.entry_id) if is_wish else None,
        can_split=entry is None or await board.can_split(desk, facts.task, entry),
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


def _named(facts: Facts) -> set[str | None]:
    named: set[str | None] = {facts.task.reporter, facts.task.assignee}
    named |= {*facts.rules.administrators, *facts.task.unreached}
    for entry in facts.history:
        named |= {
            entry.actor,
            *entry.facts.get("called", ()),
            *(entry.facts.get(key) for key in ("assignee", "former", "asked_by", "reporter")),
        }
    for question in facts.questions:
        named |= {question.asked_by, question.asked_to, question.answered_by}
    return named
