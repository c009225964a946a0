"""The page of the workspace: everything that a browser needs, put together."""

import asyncio

from aiohttp import web

from bot.simulator.faults import Faults
from bot.simulator.office import Office
from bot.simulator.page.acts import Acts
from bot.simulator.page.door import Door
from bot.simulator.page.files import PageFiles
from bot.simulator.page.log import Journal, Log
from bot.simulator.page.outlook import Outlook
from bot.simulator.page.scene import Backstage
from bot.simulator.page.seats import Seats
from bot.simulator.page.stagehand import Stagehand


class Page:
    """The workspace in the browser, for everybody in it."""

    def __init__(
        self,
        office: Office,
        journal: Journal,
        faults: Faults,
        stagehand: Stagehand,
        seats: Seats,
        opening: asyncio.Event | None = None,
    ) -> None:
        workspace = office.workspace
        self._outlook = Outlook(stagehand, workspace.bell)
        backstage = Backstage(workspace, faults, stagehand, seats, self._outlook)
        log = Log(workspace, journal, faults, stagehand)
        acts = Acts(office, faults, stagehand, seats)
        others = [
            web.post("/act", acts.handle),
            web.get("/file/{file}", PageFiles(workspace).serve),
        ]
        self._door = Door(backstage, log, office.base_url, others, opening)

    def mount(self, served: web.Application) -> None:
        """Add the page to the simulator's server."""
        self._door.mount(served)

    async def close(self) -> None:
        """Cut all streams and ask for nothing more."""
        self._door.close()
        await self._outlook.stop()
