"""Putting right what was understood: by the button of a customer, or in a form of one field."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import facts
from bot.domain.facts import Fact
from bot.services import corrections
from bot.views import forms_captured
from bot.views.captured import MOST_CANDIDATES, THIS
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import origin_of, read_origin, request_of, show


async def on_this_customer(door: Door, visit: Visit) -> None:
    """Take the customer who is meant of several; who named one meanwhile is not overwritten."""
    if visit.rest:
        await corrections.correct(
            door.desk, visit.request, visit.number, Fact.CUSTOMER, visit.rest, seen=""
        )


async def on_correct(door: Door, visit: Visit) -> None:
    """Open the form with the one thing that is to be put right."""
    fact = facts.find(visit.rest)
    if fact is None:
        return
    task, rules = await corrections.offer(door.desk, visit.actor, visit.number)
    developers = (one.user for one in rules.developers)
    reader = await door.reader(visit.actor, task.wished_assignee, *developers)
    seen = facts.mark(facts.of(task, fact))
    origin = replace(origin_of(visit), task_id=task.number, stands=f"{fact}:{seen}")
    await show(door, visit, forms_captured.correct_form(origin, task, rules, fact, reader))


async def on_correct_submitted(door: Door, visit: Visit) -> None:
    """Put it right as the form says."""
    origin = read_origin(visit)
    name, _, seen = (origin.stands or "").partition(":")
    fact = facts.find(name)
    if fact is None:
        return
    value = forms_captured.read_correct(visit.body["view"], fact)
    request, number = request_of(visit, origin), origin.task_id or 0
    await corrections.correct(door.desk, request, number, fact, value, seen)


CLICKS: Mapping[str, Handler] = {
    "correct": on_correct,
    **{f"{THIS}_{place}": on_this_customer for place in range(1, MOST_CANDIDATES + 1)},
}

SUBMISSIONS: Mapping[str, Handler] = {"correct": on_correct_submitted}
