"""Server-sent events: a reader hears the whole first, and then what became different."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.simulator.bell import Bell
from bot.simulator.page.gallery import written
from bot.simulator.page.scene import Drawing, Scene

AT_MOST_EVERY = 0.03
ALIVE_EVERY = 15.0
ALIVE = b": alive\n\n"
HEADERS = {"Content-Type": "text/event-stream"}

News = Callable[[], str | None]
"""What the reader has not heard yet, as JSON, or None."""


class Difference:
    """What changed in a scene since it was told last."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._told: Drawing | None = None

    def news(self) -> str | None:
        """The whole scene at first, then only what is new, changed or gone."""
        told, drawing = self._told, self._scene.draw()
        self._told = drawing
        if told is None:
            return _event(drawing, [], is_whole=True)
        changed = {key: text for key, text in drawing.items() if told.get(key) != text}
        gone = [key for key in told if key not in drawing]
        return _event(changed, gone) if changed or gone else None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One open line to a browser."""

    request: web.Request
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    def cut(self) -> None:
        """End it now, also where nobody reads at the other end."""
        if self.request.transport is not None:
            self.request.transport.abort()
        self.rung.set()


class Streams:
    """The open lines to browsers. Nothing queues up: who reads slowly hears the newest state."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._open: set[Line] = set()
        self._are_closed = False

    async def serve(self, request: web.Request, news: News) -> web.StreamResponse:
        """Tell the news whenever the bell has rung, until the reader goes away."""
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        line = Line(request)
        self._open.add(line)
        self._bell.listen(line.rung.set)
        try:
            await self._tell(response, news, line.rung)
        except ConnectionResetError:
            pass  # the reader went away
        finally:
            self._bell.ignore(line.rung.set)
            self._open.remove(line)
        return response

    def close(self) -> None:
        """Cut every line."""
        self._are_closed = True
        for line in self._open:
            line.cut()

    async def _tell(self, response: web.StreamResponse, news: News, rung: asyncio.Event) -> None:
        while not self._are_closed:
            rung.clear()
            text = news()
            if text is not None:
                await response.write(f"data: {text}\n\n".encode())
            await asyncio.sleep(AT_MOST_EVERY)
            if not await _rings(rung):
                await response.write(ALIVE)
                # What changed without a sound, such as the time, is looked at now.
                self._bell.ring()


async def _rings(rung: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(ALIVE_EVERY):
            await rung.wait()
    except TimeoutError:
        return False
    return True


def _event(changed: Drawing, gone: list[str], *, is_whole: bool = False) -> str:
    pairs = ",".join(f"{written(key)}:{text}" for key, text in changed.items())
    whole = ',"whole":true' if is_whole else ""
    return f'{{"set":{{{pairs}}},"gone":{written(gone)}{whole}}}'
