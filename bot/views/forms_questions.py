"""The forms of questions: ask, answer, pass on, and what to do when the customer is silent."""

from dataclasses import dataclass
from datetime import date

from bot.domain.people import FORGOTTEN
from bot.domain.rules import Rules
from bot.views import fields, texts
from bot.views.blocks import Block, option, plain, section
from bot.views.fields import FieldProblem, Typed, View
from bot.views.origin import Origin
from bot.views.scene import Reader
from bot.views.task_form import MOST_FILES, kept_file
from storage.questions import Question

_FILES_HINT = (
    "Others get the name and a link that may not open for them. What everybody is to see, add in "
    "the task's thread: that answers, too."
)
WAIT, CLOSE = "wait", "close"


@dataclass(frozen=True, slots=True)
class AskFields:
    """What is asked, and whom."""

    question: str
    whom: str


@dataclass(frozen=True, slots=True)
class AnswerFields:
    """What the answer is; `files` hold "name" and "url"."""

    answer: str
    files: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SilenceFields:
    """Until when the customer is waited for, or why the task is closed."""

    until: date | None
    reason: str | None


def ask_form(origin: Origin, reporter: str, rules: Rules, reader: Reader) -> View:
    """Ask what the reporter, or somebody else, is to be asked; who is away is named as away."""
    hint = "Both clocks stand until it is answered."
    asked = Typed("Question", "One thing you need to go on", hint=hint)
    blocks = [
        fields.typed(asked),
        fields.field("Whom", _people(reporter), hint=_away(reporter, rules, reader)),
    ]
    return fields.modal("ask", "Ask about", "Ask", origin, blocks)


def _away(reporter: str, rules: Rules, reader: Reader) -> str:
    """Say that the reporter is away, and who may answer for them."""
    if reporter not in rules.away:
        return ""
    who = texts.plain_name(reporter, reader)
    gone = f"{who} is {texts.away(rules.away[reporter], reader.zone)}."
    stand_in = rules.stand_ins.get(reporter)
    if stand_in is None:
        return f"{gone} Nobody stands in for them: choose who can answer meanwhile."
    return f"{gone} {texts.plain_name(stand_in, reader)} is asked, too, and may answer for them."


def read_ask(view: View) -> AskFields:
    """Read the form. Raises FieldProblem."""
    question = fields.read_needed(view, "question", "Write the question.")
    return AskFields(question, fields.read_person(view, "whom", "Choose whom to ask."))


def answer_form(origin: Origin, question: Question, reader: Reader) -> View:
    """Show the question and ask for the answer, in words or files."""
    typed = Typed("Answer", "What you know; half an answer helps too", is_optional=True)
    files = {"type": "file_input", "max_files": MOST_FILES}
    blocks = [
        _shown(question, reader),
        fields.typed(typed),
        fields.field("Files", files, is_optional=True, hint=_FILES_HINT),
    ]
    return fields.modal("answer", "Answer", "Answer", origin, blocks)


def read_answer(view: View) -> AnswerFields:
    """Read the form. Raises FieldProblem where there is neither a word nor a file."""
    files = tuple(kept_file(one) for one in fields.read_files(view, "files"))
    words = fields.read_text(view, "answer")
    if words is None and not files:
        field, sentence = "answer", "Write the answer, or add a file."
        raise FieldProblem(field, sentence)
    return AnswerFields(words or "", files)


def pass_on_form(origin: Origin, question: Question, reader: Reader) -> View:
    """Show the question and ask who knows the answer."""
    hint = "They are asked now; you may answer all the same."
    blocks = [_shown(question, reader), fields.field("Whom", _people(), hint=hint)]
    return fields.modal("pass_on", "Ask someone else", "Ask", origin, blocks)


def read_pass_on(view: View) -> str:
    """Read whom it is passed on to. Raises FieldProblem."""
    return fields.read_person(view, "whom", "Choose who knows it.")


def silence_form(
    origin: Origin, question: Question, reader: Reader, tomorrow: date, *, may_give_up: bool
) -> View:
    """Ask until when the customer is waited for, or why the task is closed."""
    day = {"type": "datepicker", "initial_date": tomorrow.isoformat()}
    wait_hint = "You are asked again in the morning of that day. The clocks stand until then."
    blocks = [_shown(question, reader)]
    if may_give_up:
        blocks.append(fields.field("What now", _ways()))
    blocks.append(
        fields.field("Wait until", day, is_optional=may_give_up, hint=wait_hint),
    )
    if may_give_up:
        why = Typed("Reason", "Three mails and a call, nobody answers", is_optional=True)
        blocks.append(fields.typed(why) | {"hint": plain(_CLOSING, 300)})
    return fields.modal("customer_silent", "No answer for", "Send", origin, blocks)


def read_silence(view: View) -> SilenceFields:
    """Read the form. Raises FieldProblem where the day or the reason is missing."""
    if fields.find_option(view, "what_now") == CLOSE:
        sentence = "Say in a few words why it is closed."
        return SilenceFields(None, fields.read_needed(view, "reason", sentence))
    day = fields.read_day(view, "wait_until")
    if day is None:
        field, sentence = "wait_until", "Choose the day on which to ask again."
        raise FieldProblem(field, sentence)
    return SilenceFields(day, None)


_CLOSING = (
    "To close it, say why; everybody who follows it reads it. *Still broken…* opens it again."
)


def _shown(question: Question, reader: Reader) -> Block:
    asker = texts.name(question.asked_by, reader)
    return section(f"{asker} asks: {texts.quoted(question.text, 2600)}")


def _people(initial: str | None = None) -> Block:
    element: Block = {"type": "users_select"}
    return element | ({"initial_user": initial} if initial and initial != FORGOTTEN else {})


def _ways() -> Block:
    options = [option("Wait until the day below", WAIT), option("Close the task", CLOSE)]
    return {"type": "radio_buttons", "options": options, "initial_option": options[0]}
