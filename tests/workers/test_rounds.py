"""What is asked for at the same time is done together, and nobody suffers for another."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.workers.rounds import Rounds


class Doubling:
    """Doubles numbers in rounds, each as soon as it may; some numbers are spoilt."""

    def __init__(self, *spoilt: int) -> None:
        self.rounds: list[Sequence[int]] = []
        self.may_go = asyncio.Event()
        self.may_go.set()
        self._spoilt = spoilt

    async def double(self, numbers: Sequence[int]) -> Sequence[int]:
        self.rounds.append(numbers)
        await self.may_go.wait()
        for number in numbers:
            if number in self._spoilt:
                raise ValueError(number)
        return [2 * number for number in numbers]


async def test_a_lone_question_waits_for_nobody() -> None:
    doubling = Doubling()
    assert await Rounds(doubling.double).ask(4) == 8
    assert doubling.rounds == [[4]]


async def test_what_is_asked_while_a_round_is_under_way_makes_up_the_next() -> None:
    doubling = Doubling()
    rounds = Rounds(doubling.double)
    doubling.may_go.clear()
    first = asyncio.create_task(rounds.ask(0))
    while not doubling.rounds:
        await asyncio.wait({first}, timeout=0)
    others = [asyncio.create_task(rounds.ask(number)) for number in range(1, 5)]
    doubling.may_go.set()
    assert await asyncio.gather(first, *others) == [0, 2, 4, 6, 8]
    assert doubling.rounds == [[0], [1, 2, 3, 4]]


async def test_one_that_is_spoilt_harms_no_other() -> None:
    rounds = Rounds(Doubling(2).double)
    answers = await asyncio.gather(*map(rounds.ask, range(4)), return_exceptions=True)
    assert [one if isinstance(one, int) else type(one) for one in answers] == [0, 2, ValueError, 6]
    with pytest.raises(ValueError, match="2"):
        await rounds.ask(2)
    assert await rounds.ask(5) == 10


async def test_who_gives_up_takes_nobody_with_them() -> None:
    doubling = Doubling()
    rounds = Rounds(doubling.double)
    doubling.may_go.clear()
    asked = [asyncio.create_task(rounds.ask(number)) for number in range(3)]
    while not doubling.rounds:
        await asyncio.wait(asked, timeout=0)
    asked[0].cancel()
    doubling.may_go.set()
    assert await asyncio.gather(*asked[1:]) == [2, 4]
    assert asked[0].cancelled()


@pytest.mark.parametrize("error", [asyncio.CancelledError, ValueError])
async def test_whatever_ends_a_round_is_heard_by_who_asked_and_the_next_round_goes(
    error: type[BaseException],
) -> None:
    async def double(numbers: Sequence[int]) -> Sequence[int]:
        if numbers == [0] and error is asyncio.CancelledError:
            raise error
        return [] if numbers == [0] else [2 * number for number in numbers]

    rounds = Rounds(double)
    async with asyncio.timeout(10):
        with pytest.raises(error):
            await rounds.ask(0)
        assert await rounds.ask(4) == 8
