"""Putting right what was understood: by the button of a customer, or in a form of one field."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import facts
from bot.domain.facts import Fact
from bot.services import corrections
from bot.views import forms_captured
from bot.views.captured import MOST_CANDIDATES, THIS
from bot.views.origin import Origin
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
    """Show all that can be put right, or the form of the one thing that was chosen there."""
    fact = facts.find(visit.rest)
    task, rules = await corrections.offer(door.desk, visit.actor, visit.number)
    developers = (one.user for one in rules.developers)
    reader = await door.reader(visit.actor, task.wished_assignee, *developers)
    origin = replace(_origin(visit), task_id=task.number)
    if fact is None:
        view = forms_captured.facts_form(origin, task, rules, reader)
    else:
        origin = replace(origin, stands=f"{fact}:{facts.mark(facts.of(task, fact))}")
        view = forms_captured.correct_form(origin, task, rules, fact, reader)
    await show(door, visit, view)


def _origin(visit: Visit) -> Origin:
    """Say from which message it came, by way of the list of what is known, too."""
    return read_origin(visit) if visit.view_id else origin_of(visit)


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
