"""What a page must never do behind a test's back: complain, miss a file, break its own rules."""

from playwright.async_api import ConsoleMessage, Page, Request, Response

STREAMS = ("/page/stream", "/page/log")


class Watch:
    """Notes everything that goes wrong in the pages it looks at."""

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def look_at(self, page: Page) -> None:
        """Note from now on what goes wrong in this page."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("requestfailed", self._miss)
        page.on("response", self._read)

    def _hear(self, message: ConsoleMessage) -> None:
        # What breaks the Content-Security-Policy is said here, too.
        if message.type in {"error", "warning"}:
            self.troubles.append(f"console: {message.text}")

    def _miss(self, request: Request) -> None:
        # A stream ends only by being broken off: the page was closed, or loaded again.
        if not any(stream in request.url for stream in STREAMS):
            self.troubles.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _read(self, response: Response) -> None:
        if response.status >= 400:
            self.troubles.append(f"status {response.status}: {response.url}")
