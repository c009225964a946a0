"""Who waits at the doors goes first, and who waits for calm comes to their turn all the same."""

import asyncio

import pytest

from bot.services import calm
from bot.services.calm import Calm


async def waiting(quiet: Calm) -> asyncio.Task[None]:
    """Wait in a task of its own that has come as far as it can."""
    task = asyncio.create_task(quiet.wait())
    await asyncio.wait({task}, timeout=0)
    return task


async def test_nobody_waits_where_nobody_is() -> None:
    assert (await waiting(Calm())).done()


async def test_one_who_came_alone_leaves_calm_at_once() -> None:
    quiet = Calm()
    with quiet.visit():
        task = await waiting(quiet)
        assert not task.done()
    assert (await waiting(quiet)).done()
    await task


async def test_a_crowd_is_over_when_nobody_came_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calm, "PATIENCE", 60)
    quiet = Calm()
    with quiet.visit(), quiet.visit():
        pass
    task = await waiting(quiet)
    assert not task.done()
    await task
    with quiet.visit():
        pass
    assert (await waiting(quiet)).done()


async def test_who_comes_again_keeps_the_crowd_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calm, "PATIENCE", 60)
    quiet = Calm()
    with quiet.visit(), quiet.visit():
        pass
    with quiet.visit():
        task = await waiting(quiet)
    assert not (await waiting(quiet)).done()
    await task


async def test_under_any_load_one_after_the_other_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calm, "PATIENCE", 0.01)
    quiet = Calm()
    with quiet.visit():
        tasks = {asyncio.create_task(quiet.wait_in_line()) for _ in range(2)}
        done, still = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        assert (len(done), len(still)) == (1, 1)
        await asyncio.gather(*still)
