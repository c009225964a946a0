"""What the app will do next, asked for in the background: drawing waits for nobody."""

import asyncio

from bot.simulator.bell import Bell
from bot.simulator.page.stagehand import Due, Stagehand

ASK_EVERY = 0.25


class Outlook:
    """The last answer to what is due, asked again after whatever happened."""

    def __init__(self, stagehand: Stagehand, bell: Bell) -> None:
        self.due: list[Due] = []
        self._stagehand = stagehand
        self._bell = bell
        self._task: asyncio.Task[None] | None = None

    def watch(self) -> None:
        """Begin to ask, unless that has begun."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._ask())

    async def stop(self) -> None:
        """Ask no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _ask(self) -> None:
        rung = asyncio.Event()
        self._bell.listen(rung.set)
        try:
            while True:
                rung.clear()
                due = await self._stagehand.due_next()
                if due != self.due:
                    self.due = due
                    self._bell.ring()
                await asyncio.sleep(ASK_EVERY)
                await rung.wait()
        finally:
            self._bell.ignore(rung.set)
