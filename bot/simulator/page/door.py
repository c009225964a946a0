"""The page's door: who may come in, and what is handed out to a browser on this machine."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.simulator.page.log import Log
from bot.simulator.page.scene import Backstage, Scene
from bot.simulator.page.stream import Difference, Streams
from bot.simulator.people import Profile

HOME = "/page/"
STATIC = Path(__file__).parent / "static"
KINDS = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Door:
    """Serves the page, its files and its streams; `others` are the routes of what people do."""

    def __init__(
        self,
        backstage: Backstage,
        log: Log,
        base_url: Callable[[], str],
        others: Iterable[web.RouteDef],
        opening: asyncio.Event | None = None,
    ) -> None:
        self._backstage = backstage
        self._log = log
        self._base_url = base_url
        self._others = others
        self._opening = opening
        self._streams = Streams(backstage.workspace.bell)

    def mount(self, served: web.Application) -> None:
        """Add the page to the simulator's server."""
        page = web.Application(middlewares=[self._guard])
        page.on_response_prepare.append(_add_headers)
        page.router.add_get("/", _index)
        page.router.add_get("/static/{path:.+}", _static)
        page.router.add_get("/stream", self._stream)
        page.router.add_get("/log", self._read_log)
        page.router.add_routes(self._others)
        served.router.add_get("/", self._entrance)
        served.add_subapp(HOME, page)

    def close(self) -> None:
        """Cut all streams."""
        self._streams.close()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._check(request)
        if self._opening is not None:
            # A page of a workspace before this one is there at once, and must not act too early.
            await self._opening.wait()
        return await handler(request)

    async def _entrance(self, request: web.Request) -> web.StreamResponse:
        self._check(request)
        raise web.HTTPFound(HOME, headers=HEADERS)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as", ""))
        if person is None or person.is_bot:
            raise web.HTTPNotFound(text="There is nobody of this id.")
        self._backstage.outlook.watch()
        scene = Scene(self._backstage, person)
        return await self._streams.serve(request, Difference(scene).news)

    def _person(self, user: str) -> Profile | None:
        """Who is asked for; a page that knows nobody yet asks for nobody and sees the first."""
        people = self._backstage.workspace.people
        first = next((one for one in people.values() if not one.is_bot and not one.deleted), None)
        return people.get(user) if user else first

    async def _read_log(self, request: web.Request) -> web.StreamResponse:
        return await self._streams.serve(request, self._log.reader())

    def _check(self, request: web.Request) -> None:
        if complaint := self._complaint(request):
            raise web.HTTPForbidden(text=complaint, headers=HEADERS)

    def _complaint(self, request: web.Request) -> str:
        """Why this is not this machine's own browser with the page that was served here."""
        port = urlsplit(self._base_url()).port
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        origin = request.headers.get("Origin")
        if request.host not in hosts:
            return "This page answers to 127.0.0.1 only."
        if request.method in {"GET", "HEAD"}:
            return ""
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return "This comes from another page."
        return "" if request.content_type == "application/json" else "The page speaks JSON only."


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def _index(_request: web.Request) -> web.Response:
    return _file("index.html")


async def _static(request: web.Request) -> web.Response:
    return _file(request.match_info["path"])


def _file(path: str) -> web.Response:
    """A file of the page, and nothing beside its folder."""
    file = (STATIC / path).resolve()
    kind = KINDS.get(file.suffix)
    if kind is None or not file.is_relative_to(STATIC) or not file.is_file():
        raise web.HTTPNotFound(text="There is no such file.")
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8")
