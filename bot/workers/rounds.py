"""What is asked for at the same time is done together: one transaction for many rows."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Rounds(Generic[T, R]):
    """Carries out in one round all that was asked for while the round before was under way.

    A lone question waits for nobody. Where a round fails each is tried alone, so that one that is
    spoilt harms no other.
    """

    def __init__(self, carry_out: Callable[[Sequence[T]], Awaitable[Sequence[R]]]) -> None:
        self._carry_out = carry_out
        self._asked: list[tuple[T, asyncio.Future[R]]] = []
        self._under_way: asyncio.Task[None] | None = None

    async def ask(self, question: T) -> R:
        """Have this done, and give what came of it. Raises what doing it alone raised."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._asked.append((question, answer))
        if self._under_way is None:
            self._under_way = asyncio.create_task(self._go())
        return await answer

    async def finish(self) -> None:
        """Let what is under way end."""
        if self._under_way is not None:
            await asyncio.wait({self._under_way})

    async def _go(self) -> None:
        together = list[tuple[T, asyncio.Future[R]]]()
        try:
            while self._asked:
                together, self._asked = self._asked, []
                await self._answer(together)
        except BaseException as error:
            left, self._asked = [*together, *self._asked], []
            _refuse(left, error)
            raise
        finally:
            self._under_way = None

    async def _answer(self, asked: Sequence[tuple[T, asyncio.Future[R]]]) -> None:
        try:
            found = await self._carry_out([question for question, _ in asked])
        except Exception as error:  # noqa: BLE001 -- it is told to whom it concerns
            if len(asked) > 1:
                await asyncio.gather(*(self._answer([one]) for one in asked))
                return
            _refuse(asked, error)
            return
        if len(found) != len(asked):
            _refuse(asked, ValueError(f"{len(found)} answers to {len(asked)} questions"))
            return
        for (_, answer), one in zip(asked, found, strict=True):
            # Who asked may have been given up meanwhile.
            if not answer.done():
                answer.set_result(one)


def _refuse(asked: Sequence[tuple[T, asyncio.Future[R]]], error: BaseException) -> None:
    for _, answer in asked:
        if answer.done():
            continue
        if isinstance(error, asyncio.CancelledError):
            answer.cancel()
        else:
            answer.set_exception(error)
