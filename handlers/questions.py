"""Asking the reporter, and answering."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.domain.permissions import Deed
from bot.services import questions
from bot.views import forms
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, origin_of, read_origin, request_of, show


async def on_ask_submitted(door: Door, visit: Visit) -> None:
    """Ask what the form says."""
    origin, said = read_origin(visit), forms.read_ask(visit.body["view"])
    request = request_of(visit, origin)
    await questions.ask(door.desk, request, origin.task_id or 0, said.question)


async def on_answer_clicked(door: Door, visit: Visit) -> None:
    """Open the form of an open question, for who may answer it."""
    question = await questions.offer(door.desk, visit.actor, visit.number)
    origin = replace(origin_of(visit), task_id=question.task_id, question_id=question.number)
    reader = await door.reader(visit.actor, question.asked_by)
    await show(door, visit, forms.answer_form(origin, question, reader))


async def on_answer_submitted(door: Door, visit: Visit) -> None:
    """Answer with what the form says."""
    origin, said = read_origin(visit), forms.read_answer(visit.body["view"])
    request = request_of(visit, origin)
    await questions.answer(door.desk, request, origin.question_id or 0, said.answer)


CLICKS: Mapping[str, Handler] = {
    "ask": partial(open_form, doing=Deed.ASK, build=lambda o, _c, _r: forms.ask_form(o)),
    "answer": on_answer_clicked,
}

SUBMISSIONS: Mapping[str, Handler] = {
    "ask": on_ask_submitted,
    "answer": on_answer_submitted,
}
