"""Asking the reporter or somebody else, answering, passing on, and the customer's silence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.domain.lifecycle import Action
from bot.domain.permissions import Deed
from bot.services import moves, questions
from bot.services.messages import with_files
from bot.services.moves import Details
from bot.services.questions import Offer
from bot.views import forms
from bot.views.fields import View
from bot.views.origin import Origin
from bot.views.scene import Reader
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import open_form, origin_of, read_origin, request_of, show

Build = Callable[[Origin, Offer, Reader], View]


async def on_ask_submitted(door: Door, visit: Visit) -> None:
    """Ask what the form says."""
    origin, said = read_origin(visit), forms.read_ask(visit.body["view"])
    request = request_of(visit, origin)
    await questions.ask(door.desk, request, origin.task_id or 0, said.question, said.whom)


async def on_question_clicked(door: Door, visit: Visit, *, build: Build) -> None:
    """Open a form about an open question, for who may answer it."""
    offered = await questions.offer(door.desk, visit.actor, visit.number)
    question = offered.question
    origin = replace(origin_of(visit), task_id=question.task_id, question_id=question.number)
    reader = await door.reader(visit.actor, question.asked_by)
    await show(door, visit, build(origin, offered, reader))


async def on_answer_submitted(door: Door, visit: Visit) -> None:
    """Answer with what the form says."""
    origin, said = read_origin(visit), forms.read_answer(visit.body["view"])
    request, text = request_of(visit, origin), with_files(said.answer, said.files)
    await questions.answer(door.desk, request, origin.question_id or 0, text)


async def on_pass_on_submitted(door: Door, visit: Visit) -> None:
    """Ask whom the form names."""
    origin, whom = read_origin(visit), forms.read_pass_on(visit.body["view"])
    request = request_of(visit, origin)
    await questions.pass_on(door.desk, request, origin.question_id or 0, whom)


async def on_taken_back(door: Door, visit: Visit) -> None:
    """End a question that needs no answer any more."""
    await questions.take_back(door.desk, visit.request, visit.number)


async def on_silence_submitted(door: Door, visit: Visit) -> None:
    """Wait until the day that the form names, or close the task."""
    origin, said = read_origin(visit), forms.read_silence(visit.body["view"])
    request = request_of(visit, origin)
    if said.until is not None:
        await questions.park(door.desk, request, origin.question_id or 0, said.until)
        return
    details = Details(reason=said.reason or "")
    await moves.perform(door.desk, request, origin.task_id or 0, Action.GIVE_UP, details)


def _silence_form(origin: Origin, offered: Offer, reader: Reader) -> View:
    question, tomorrow = offered.question, offered.tomorrow
    may_give_up = offered.may_give_up
    return forms.silence_form(origin, question, reader, tomorrow, may_give_up=may_give_up)


CLICKS: Mapping[str, Handler] = {
    "ask": partial(
        open_form,
        doing=Deed.ASK,
        build=lambda o, c, r: forms.ask_form(o, c.task.reporter, c.rules, r),
    ),
    "answer": partial(
        on_question_clicked, build=lambda o, q, r: forms.answer_form(o, q.question, r)
    ),
    "pass_on": partial(
        on_question_clicked, build=lambda o, q, r: forms.pass_on_form(o, q.question, r)
    ),
    "customer_silent": partial(on_question_clicked, build=_silence_form),
    "take_back": on_taken_back,
}

SUBMISSIONS: Mapping[str, Handler] = {
    "ask": on_ask_submitted,
    "answer": on_answer_submitted,
    "pass_on": on_pass_on_submitted,
    "customer_silent": on_silence_submitted,
}
