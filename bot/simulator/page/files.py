"""Files on the page: taken from people, and shown to them."""

import base64
import binascii
import re
from urllib.parse import quote

from aiohttp import web

from bot.simulator.page.acts_actor import Actor
from bot.simulator.page.acts_sent import NonsenseError, RefusedError, Sent
from bot.simulator.shapes import Json
from bot.simulator.workspace import Workspace

MOST_BYTES = 20 * 1024 * 1024
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,100}")
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser may show at once: nothing of it can run."""


async def upload(actor: Actor, sent: Sent) -> Json:
    """Take a file; it belongs to nobody's message yet."""
    name = sent.name("name").replace("\\", "/").rpartition("/")[2].strip()
    data, kind = sent.json.get("data"), sent.json.get("type") or ""
    if not name.isprintable() or not name or not isinstance(data, str) or not isinstance(kind, str):
        message = "A file has a name, a type and its content in base64."
        raise NonsenseError(message)
    content = _content(data)
    media_type = kind.lower() if MEDIA_TYPE.fullmatch(kind.lower()) else ""
    return {"file": actor.hand.upload(name, content=content, media_type=media_type)}


class PageFiles:
    """Serves what was uploaded; what could run is downloaded, never shown."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def serve(self, request: web.Request) -> web.Response:
        """The bytes of one file."""
        file = self._workspace.files.get(request.match_info["file"])
        if file is None or not file.is_complete:
            return web.Response(status=404, text="There is no such file.")
        media_type = str(file.payload()["mimetype"])
        headers = {}
        if media_type not in PICTURES:
            media_type = "application/octet-stream"
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return web.Response(body=file.content, content_type=media_type, headers=headers)


def _content(data: str) -> bytes:
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        message = "The content of a file has to be base64."
        raise NonsenseError(message) from error
    if not content:
        message = "The file is empty."
        raise RefusedError(message)
    if len(content) > MOST_BYTES:
        message = f"The file is too large: {MOST_BYTES // 1024 // 1024} MB are the most."
        raise RefusedError(message)
    return content
