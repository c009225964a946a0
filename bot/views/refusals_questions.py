"""The words for refusals about questions: whom to ask, who may take one back, which one is meant."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain import errors
from bot.domain.errors import UserError
from bot.views import texts
from bot.views.scene import Reader


def _taken_back(error: errors.TakenBack, reader: Reader) -> str:
    who, when = texts.name(error.answered_by, reader), texts.date(error.answered_at, reader)
    return f"{who} took the question back on {when}, so nobody has to answer it any more."


def _not_the_asker(error: errors.NotTheAsker, reader: Reader) -> str:
    who = texts.name(error.slack_id, reader)
    return f"Only {who}, who asked it, or a task administrator can take the question back."


def _oneself(_error: errors.AsksOneself, _reader: Reader) -> str:
    return (
        "That would ask yourself, and the clocks would stand for it. Choose who knows it; in the "
        "thread: `? @somebody your question`."
    )


def _who_asked(error: errors.AsksWhoAsked, reader: Reader) -> str:
    who = texts.name(error.slack_id, reader)
    return f"{who} is the one who asks. Choose somebody who may know it, or answer it yourself."


def _the_bot(_error: errors.AsksTheBot, _reader: Reader) -> str:
    return "Cavalry knows no answers. Choose a person who does."


def _of_no_task(_error: errors.QuestionOfNoTask, _reader: Reader) -> str:
    return (
        "A question goes into the thread of its task: reply there with `? your question`, or "
        "click *Ask reporter…* on the card. Here it asks nobody, and nothing was raised. If something is "
        "broken, write what, without the “?” in front."
    )


def _too_far(error: errors.TooFarAhead, _reader: Reader) -> str:
    return (
        f"That is more than {error.most.days} days ahead. Choose a nearer day: you are asked again "
        "then, and can wait on."
    )


def _several(error: errors.SeveralQuestions, _reader: Reader) -> str:
    return (
        f"You have {error.count} open questions here, so this was taken for no answer. Click *Answer…* under the one you mean, in your direct messages with me, or "
        "reply there in its thread."
    )


WORDS: Mapping[type[UserError], Callable[[Any, Reader], str]] = {
    errors.TakenBack: _taken_back,
    errors.NotTheAsker: _not_the_asker,
    errors.AsksOneself: _oneself,
    errors.AsksWhoAsked: _who_asked,
    errors.AsksTheBot: _the_bot,
    errors.QuestionOfNoTask: _of_no_task,
    errors.TooFarAhead: _too_far,
    errors.SeveralQuestions: _several,
}
