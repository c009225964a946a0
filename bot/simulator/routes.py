"""The simulator's web server: which URL leads where."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.simulator.faults import Faults
from bot.simulator.response_urls import ResponseUrls
from bot.simulator.socket_door import SocketDoor
from bot.simulator.web_api import WebApi
from bot.simulator.workspace import Workspace

MOST_BYTES = 64 * 1024 * 1024


def application(
    workspace: Workspace, api: WebApi, responses: ResponseUrls, sockets: SocketDoor, faults: Faults
) -> web.Application:
    """Everything that the app may call."""
    served = web.Application(middlewares=[_absence(faults)], client_max_size=MOST_BYTES)
    files = FileRoutes(workspace, api)
    served.router.add_get("/api/{method}", api.handle)
    served.router.add_post("/api/{method}", api.handle)
    served.router.add_get("/link/", sockets.serve)
    served.router.add_post("/response/{secret}", responses.handle)
    served.router.add_post("/upload/{file}", files.upload)
    served.router.add_get("/files-pri/{file}/{path:.+}", files.download)
    return served


class FileRoutes:
    """Takes and serves the bytes of files."""

    def __init__(self, workspace: Workspace, api: WebApi) -> None:
        self._workspace = workspace
        self._api = api

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes for an upload URL, raw or as a form's file."""
        file = self._workspace.files.get(request.match_info["file"])
        if file is None or file.is_complete:
            return web.Response(status=404, text="not_found")
        file.content = await _bytes(request)
        return web.Response(text=f"OK - {len(file.content)}")

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file, for the bot's token only."""
        file = self._workspace.files.get(request.match_info["file"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self._api.is_bot(token):
            return web.Response(status=403, text="forbidden")
        if file is None or "files:read" not in self._workspace.manifest.scopes:
            return web.Response(status=404, text="not_found")
        return web.Response(body=file.content, content_type="application/octet-stream")


async def _bytes(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return bytes(value.file.read())
    return b""


def _is_for_people(request: web.Request) -> bool:
    """True for the page: it is somebody's screen, and no line of the app."""
    return request.path == "/" or request.path.startswith("/page/")


def _absence(faults: Faults) -> Middleware:
    @web.middleware
    async def absence(request: web.Request, handler: Handler) -> web.StreamResponse:
        if _is_for_people(request) or not faults.is_away():
            return await handler(request)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    return absence
