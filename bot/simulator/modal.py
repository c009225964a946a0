"""A modal as the person in front of it uses it."""

from collections.abc import Awaitable, Callable, Generator, Mapping
from dataclasses import dataclass, field

from bot.simulator import choices, submitting
from bot.simulator.acting import Hand
from bot.simulator.controls import controls, find
from bot.simulator.elements import SELECTED, Element, elements, is_empty
from bot.simulator.rendering import Reader
from bot.simulator.shapes import Json
from bot.simulator.views import View


@dataclass(frozen=True, slots=True)
class Submission:
    """What came of pressing submit."""

    closed: bool
    """True if the submitted view is gone."""
    modal: "Modal | None"
    """The view that is on top now."""
    errors: dict[str, str] = field(default_factory=dict)
    """The app's complaints by the field's label."""
    errors_by_block: dict[str, str] = field(default_factory=dict)
    """The same by `block_id`."""


class Step:
    """Something a person does that may open a modal; awaiting does it."""

    def __init__(self, run: Callable[[int], Awaitable["Modal | None"]], times: int = 1) -> None:
        self._run = run
        self._times = times

    def __await__(self) -> Generator[object, None, "Modal | None"]:
        return self._run(self._times).__await__()

    def twice(self) -> "Step":
        """The same as an impatient double click: two deliveries, two triggers."""
        return Step(self._run, 2)

    def fills(self, fields: Mapping[str, object] | None = None, /, **named: object) -> "Step":
        """Do it, then fill the modal in."""

        async def run(_times: int) -> "Modal | None":
            modal = await self._modal()
            await modal.fill({**(fields or {}), **named})
            return modal

        return Step(run)

    async def submits(self, *, anyway: bool = False) -> Submission:
        """Do it, then press the modal's submit button."""
        return await (await self._modal()).submits(anyway=anyway)

    async def closes(self) -> None:
        """Do it, then close the modal."""
        await (await self._modal()).closes()

    async def _modal(self) -> "Modal":
        modal = await self
        if modal is None:
            message = "no modal has opened"
            raise AssertionError(message)
        return modal


class Modal:
    """One view in the stack of one person."""

    def __init__(self, hand: Hand, view: View) -> None:
        self.view = view
        self._hand = hand

    @property
    def title(self) -> str:
        """The words in its title bar."""
        return str((self.view.json.get("title") or {}).get("text", ""))

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        reader = Reader(self._hand.office.workspace, self._hand.profile)
        return reader.blocks(self.view.blocks)

    @property
    def labels(self) -> list[str]:
        """The labels of its fields."""
        return [element.label for element in self._fields()]

    @property
    def buttons(self) -> list[str]:
        """What can be pressed inside it."""
        return [control.text for control in controls(self.view)]

    @property
    def values(self) -> dict[str, object]:
        """What its fields hold now, by label."""
        state = self.view.values()
        found = {e.label: state[e.block_id][e.action_id] for e in self._fields()}
        return {label: value.get(SELECTED[str(value["type"])]) for label, value in found.items()}

    @property
    def is_open(self) -> bool:
        """True until it is submitted or closed."""
        return self._hand.office.workspace.views.is_open(self.view)

    def fills(self, fields: Mapping[str, object] | None = None, /, **named: object) -> Step:
        """Fill fields in, by label or by keyword."""
        return Step(self._itself).fills({**(fields or {}), **named})

    def clicks(self, label: str, *, times: int = 1) -> Step:
        """Press a button inside the modal."""
        control = find(label, [self.view])
        if control is None:
            message = f"there is no button {label!r} in the modal; there are {self.buttons}"
            raise AssertionError(message)

        async def run(count: int) -> "Modal | None":
            view = await self._hand.press(control, count)
            return Modal(self._hand, view) if view is not None else None

        return Step(run, times)

    async def submits(self, *, anyway: bool = False) -> Submission:
        """Press submit; a required field that is empty is an error unless `anyway`."""
        self._check_open()
        state = self.view.values()
        inputs = [e for e in self._fields() if e.is_input and not e.is_optional]
        missing = [e.label for e in inputs if is_empty(e, state[e.block_id][e.action_id])]
        if missing and not anyway:
            message = f"these fields must be filled in: {missing}"
            raise AssertionError(message)
        outcome = await submitting.submit(self._hand, self.view)
        top = self._hand.top
        modal = Modal(self._hand, top) if top is not None else None
        labels = {e.block_id: e.label for e in self._fields()}
        by_label = {labels.get(block, block): text for block, text in outcome.items()}
        return Submission(not self.is_open, modal, by_label, outcome)

    async def closes(self, *, everything: bool = False) -> None:
        """Go away from it; `everything` closes the modals below it too."""
        self._check_open()
        await submitting.close(self._hand, self.view, everything=everything)

    async def fill(self, fields: Mapping[str, object]) -> None:
        """Put values into fields, one after the other."""
        for label, value in fields.items():
            self._check_open()
            element = self._field(label)
            state = await self._state(element, value)
            chosen = self.view.chosen.setdefault(element.block_id, {})
            chosen[element.action_id] = state
            if element.dispatches:
                await self._hand.dispatch(self.view, element, state)

    async def _itself(self, _times: int) -> "Modal | None":
        return self

    def _check_open(self) -> None:
        if not self.is_open:
            message = f"the modal {self.title!r} is closed"
            raise AssertionError(message)

    def _fields(self) -> list[Element]:
        return [e for e in elements(self.view.blocks) if e.kind in SELECTED]

    def _field(self, label: str) -> Element:
        for element in self._fields():
            if choices.normal(element.label) == choices.normal(label):
                return element
        message = f"there is no field {label!r} in {self.title!r}; there are {self.labels}"
        raise AssertionError(message)

    async def _state(self, element: Element, value: object) -> Json:
        kind = element.kind
        if kind == "file_input":
            return {
                "type": kind,
                "files": [self._hand.upload(str(n)) for n in choices.several(value)],
            }
        return await self._hand.chosen(self.view, element, value)
