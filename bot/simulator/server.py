"""The simulator itself: one server, one workspace, one app."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Any

import aiohttp
from aiohttp import web

from bot.simulator.clock import Clock
from bot.simulator.delivery import Courier, Door
from bot.simulator.faults import Faults
from bot.simulator.http_door import HttpDoor
from bot.simulator.journal import Call, Delivery
from bot.simulator.limits import RateLimits
from bot.simulator.manifest import Manifest
from bot.simulator.messages import Channel, Message
from bot.simulator.methods.desk import Desk
from bot.simulator.office import Office
from bot.simulator.page.log import Journal
from bot.simulator.page.page import Page
from bot.simulator.page.seats import Seats
from bot.simulator.page.stagehand import Stagehand
from bot.simulator.people import Profile
from bot.simulator.person import Person
from bot.simulator.rendering import Reader
from bot.simulator.response_urls import ResponseUrls
from bot.simulator.routes import application
from bot.simulator.shapes import ConversationKind
from bot.simulator.socket_door import SocketDoor
from bot.simulator.talk import Talk
from bot.simulator.web_api import Tokens, WebApi
from bot.simulator.workspace import Workspace

SEED = 20_000
GRACE = 0.5


class Simulator:
    """A Slack in this process, over real HTTP and WebSocket."""

    def __init__(
        self,
        manifest: dict[str, Any],
        *,
        clock: Clock,
        signing_secret: str,
        bot_token: str,
        app_token: str,
        enforce_rate_limits: bool = True,
    ) -> None:
        random = Random(SEED)  # noqa: S311 - the same ids on every run
        self.workspace = Workspace(Manifest.read(manifest), clock, random)
        self.calls: list[Call] = []
        self.limits = RateLimits(clock, are_enforced=enforce_rate_limits)
        self._port = 0
        self._signing_secret = signing_secret
        self._wire(random, Tokens(bot_token, app_token))
        self._served = application(
            self.workspace, self._api, self._responses, self.sockets, self.faults
        )
        self._runner = web.AppRunner(self._served, shutdown_timeout=GRACE)
        self._page: Page | None = None
        self._session: aiohttp.ClientSession | None = None
        self._http: HttpDoor | None = None

    def open_page(
        self,
        stagehand: Stagehand,
        seats: Seats | None = None,
        opening: asyncio.Event | None = None,
    ) -> None:
        """Serve the workspace to a browser, too; before `start`.

        `seats` know what was read; until `opening` is set, whoever comes waits at the door.
        """
        journal = Journal(self.calls, self.courier.deliveries)
        self._page = Page(self._office, journal, self.faults, stagehand, seats or Seats(), opening)
        self._page.mount(self._served)

    async def start(self, *ports: int) -> None:
        """Listen on 127.0.0.1, on the first of these ports that is free, or on any if none is named.

        Raises OSError if all are taken.
        """
        self._session = aiohttp.ClientSession()
        await self._runner.setup()
        await self._listen(ports or (0,))
        self._port = int(self._runner.addresses[0][1])

    async def _listen(self, ports: Sequence[int]) -> None:
        first, *others = ports
        try:
            await web.TCPSite(self._runner, "127.0.0.1", first).start()
        except OSError:
            if not others:
                raise
            await self._listen(others)

    async def stop(self) -> None:
        """Close every line and stop listening."""
        self.faults.clear()
        await self.courier.stop()
        self.sockets.break_off()
        if self._page is not None:
            await self._page.close()
        await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    @property
    def base_url(self) -> str:
        """Where everything is served, with a slash at its end."""
        return f"http://127.0.0.1:{self._port}/"

    @property
    def api_url(self) -> str:
        """The base URL for a Web API client."""
        return f"{self.base_url}api/"

    @property
    def page_url(self) -> str:
        """Where a browser finds the workspace, if a page was opened."""
        return f"{self.base_url}page/"

    @property
    def problems(self) -> list[str]:
        """Everything the app did that Slack would refuse or warn about."""
        return self.workspace.problems

    @property
    def most_calls_at_once(self) -> int:
        """The highest number of Web API calls that were under way together."""
        return self._api.most_at_once

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to hand something to the app."""
        return self.courier.deliveries

    @property
    def acknowledge_within(self) -> float:
        """Real seconds that the app has to acknowledge."""
        return self.courier.acknowledge_within

    @acknowledge_within.setter
    def acknowledge_within(self, seconds: float) -> None:
        self.courier.acknowledge_within = seconds

    @property
    def request_url(self) -> str | None:
        """Where is delivered by HTTP; None for Socket Mode."""
        return self._http.url if self._http is not None else None

    def send_to(self, url: str | None) -> None:
        """Deliver by HTTP to this request URL; None goes back to Socket Mode."""
        if url is None:
            self._http = None
            return
        if self._session is None:
            message = "start the simulator first"
            raise RuntimeError(message)
        self._http = HttpDoor(url, self._signing_secret, self._session)

    def add_person(
        self,
        user: str | None = None,
        *,
        name: str,
        real_name: str = "",
        display_name: str = "",
        tz: str = "UTC",
        is_bot: bool = False,
        **more: Any,  # noqa: ANN401 - the other fields of Profile
    ) -> Person:
        """Somebody new in the workspace; `more` are further fields of Profile."""
        user = user or self.workspace.ids.new("U")
        real_name = real_name or name.capitalize()
        profile = Profile(user, name, real_name, display_name, tz, is_bot, **more)
        self.workspace.people[user] = profile
        self.workspace.bell.ring()
        return Person(self._office, profile)

    def add_channel(
        self,
        channel: str | None = None,
        name: str = "general",
        members: Sequence[Person | str] = (),
        *,
        private: bool = False,
        bot_is_member: bool = True,
    ) -> Channel:
        """A new channel with these people in it."""
        channel = channel or self.workspace.ids.new("C")
        ids = [member if isinstance(member, str) else member.id for member in members]
        bot = [self.workspace.identity.bot_user_id] if bot_is_member else []
        kind: ConversationKind = "group" if private else "channel"
        added = self.workspace.add_channel(channel, name, [*ids, *bot], kind)
        self.workspace.bell.ring()
        return added

    def person(self, user: str) -> Person:
        """The driver of somebody who is already there."""
        return Person(self._office, self.workspace.profile(user))

    def message(self, channel: str, ts: str) -> Message:
        """The message that was posted then."""
        return self.workspace.message(channel, ts)

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and the replies to it, oldest first."""
        root = self.workspace.message(channel, ts)
        return [root, *root.replies]

    def reactions(self, channel: str, ts: str) -> list[str]:
        """The names of a message's reactions."""
        return list(self.workspace.message(channel, ts).reactions)

    def channel_messages(self, channel: str) -> list[Message]:
        """What a channel shows, oldest first, without replies that were not broadcast."""
        found = self.workspace.channel(channel).messages
        return [m for m in found if m.is_in_channel and not m.is_deleted]

    def rendered(self, message: Message, person: Person) -> str:
        """The full text of a message, as this person sees it."""
        return Reader(self.workspace, person.profile).message(message)

    async def redeliver(self, delivery: Delivery) -> Delivery:
        """Send exactly the same payload again."""
        return await self.courier.redeliver(delivery)

    async def tick(self) -> list[Delivery]:
        """Redeliver what is due by the clock."""
        return await self.courier.tick()

    async def settled(self) -> None:
        """Wait until every event has been delivered or given up."""
        await self.courier.settled()

    async def disconnect_sockets(
        self, reason: str | None = "refresh_requested", *, abruptly: bool = False
    ) -> None:
        """Send a `disconnect` frame (None: send none), or cut the lines."""
        if reason is not None:
            await self.sockets.disconnect(reason)
        if abruptly or reason is None:
            self.sockets.break_off()

    def _wire(self, random: Random, tokens: Tokens) -> None:
        workspace = self.workspace
        self.courier = Courier(workspace, self._door)
        self.sockets = SocketDoor(
            workspace.identity.app_id, workspace.ids, random, workspace.problems.append
        )
        self.faults = Faults(self.sockets.break_off, workspace.clock, workspace.bell)
        talk = Talk(workspace, self.courier.announce)
        desk = Desk(workspace, talk, lambda: self.base_url, self._socket_url)
        self._responses = ResponseUrls(desk)
        self._office = Office(workspace, talk, self.courier, self._responses, lambda: self.base_url)
        self._api = WebApi(desk, tokens, self.limits, self.faults, self.calls.append)

    def _door(self) -> Door:
        return self._http if self._http is not None else self.sockets

    def _socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/link/?ticket={self.sockets.ticket()}"
