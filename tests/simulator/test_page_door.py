"""The page's door: this machine's own browser comes in, nobody else does."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.simulator.faults import Fault
from bot.simulator.page.door import STATIC
from bot.simulator.person import Person
from bot.simulator.server import Simulator
from tests.simulator import browsing
from tests.simulator.conftest import TestClock

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
EVERY_WAY_IN = [
    "",
    "page/",
    "page/static/wire.js",
    "page/stream?as=U0SAM",
    "page/log",
    "page/file/F0",
]
JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def slack(clock: TestClock) -> AsyncIterator[Simulator]:
    async with browsing.practice(clock, browsing.Helper(clock)) as simulator:
        yield simulator


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def assert_locked_down(response: aiohttp.ClientResponse) -> None:
    assert response.headers["Content-Security-Policy"] == CSP
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"


async def test_the_address_alone_leads_to_the_page(
    slack: Simulator, session: aiohttp.ClientSession
) -> None:
    async with session.get(slack.base_url, allow_redirects=False) as response:
        assert response.status == 302
        assert response.headers["Location"] == "/page/"
        assert_locked_down(response)
    async with session.get(slack.base_url) as response:
        assert str(response.url) == slack.page_url
        assert response.content_type == "text/html"
        assert await response.text() == (STATIC / "index.html").read_text()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("page/", 200),
        ("page/static/ui.js", 200),
        ("page/stream?as=U0SAM", 200),
        ("page/stream?as=", 200),
        ("page/log", 200),
        ("page/stream?as=U0NOBODY", 404),
        ("page/static/nothing.js", 404),
        ("page/file/F0NOTHING", 404),
        ("page/nothing", 404),
    ],
)
async def test_every_answer_carries_the_headers(
    slack: Simulator, session: aiohttp.ClientSession, sam: Person, path: str, status: int
) -> None:
    async with session.get(slack.base_url + path) as response:
        assert response.status == status
        assert_locked_down(response)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("wire.js", "text/javascript"),
        ("vendor/preact.mjs", "text/javascript"),
        ("look.css", "text/css"),
    ],
)
async def test_files_come_as_what_they_are(
    slack: Simulator, session: aiohttp.ClientSession, file: str, kind: str
) -> None:
    async with session.get(f"{slack.page_url}static/{file}") as response:
        assert response.content_type == kind
        assert await response.read() == (STATIC / file).read_bytes()


async def test_everything_that_the_page_names_is_there(
    slack: Simulator, session: aiohttp.ClientSession
) -> None:
    named = re.findall(r'(?:src|href)="([^"#]+)"', (STATIC / "index.html").read_text())
    assert named
    for name in named:
        async with session.get(slack.page_url + name) as response:
            assert (name, response.status) == (name, 200)


@pytest.mark.parametrize("way", ["%2e%2e/{}", "..%2f{}", "vendor/%2e%2e/%2e%2e/{}", "%2f{}"])
async def test_nothing_beside_the_folder_is_handed_out(
    slack: Simulator, session: aiohttp.ClientSession, tmp_path: Path, way: str
) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("not for you")
    climb = "%2e%2e/" * 30 if "%2e" in way or ".." in way else ""
    path = way.format(climb + str(secret).removeprefix("/"))
    url = URL(f"{slack.page_url}static/{path}", encoded=True)
    async with session.get(url) as response:
        assert response.status == 404


async def test_only_files_for_a_browser_are_handed_out(
    slack: Simulator, session: aiohttp.ClientSession
) -> None:
    assert (STATIC / "vendor/README.md").is_file()
    async with session.get(f"{slack.page_url}static/vendor/README.md") as response:
        assert response.status == 404


@pytest.mark.parametrize("path", EVERY_WAY_IN)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1"]
)
async def test_a_foreign_name_for_this_machine_is_refused(
    slack: Simulator, session: aiohttp.ClientSession, sam: Person, path: str, host: str
) -> None:
    headers = {"Host": host.format(port=URL(slack.base_url).port)}
    url = slack.base_url + path
    async with session.get(url, headers=headers, allow_redirects=False) as response:
        assert response.status == 403
        assert_locked_down(response)


async def test_localhost_is_this_machine_too(
    slack: Simulator, session: aiohttp.ClientSession
) -> None:
    headers = {"Host": f"localhost:{URL(slack.base_url).port}"}
    async with session.get(slack.page_url, headers=headers) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        JSON | {"Origin": "https://evil.example"},
        JSON | {"Origin": "null"},
        JSON | {"Origin": "http://127.0.0.1:1"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {},
    ],
)
async def test_an_act_from_another_page_is_refused(
    slack: Simulator, session: aiohttp.ClientSession, sam: Person, headers: dict[str, str]
) -> None:
    body = b'{"as": "U0SAM", "do": "open", "place": "home"}'
    async with session.post(f"{slack.page_url}act", data=body, headers=headers) as response:
        assert response.status == 403
        assert_locked_down(response)


@pytest.mark.parametrize("origin", [None, "http://127.0.0.1:{port}", "http://localhost:{port}"])
async def test_an_act_from_the_page_itself_is_heard(
    slack: Simulator, session: aiohttp.ClientSession, sam: Person, origin: str | None
) -> None:
    port = URL(slack.base_url).port
    headers = JSON | ({"Origin": origin.format(port=port)} if origin is not None else {})
    body = b'{"as": "U0SAM", "do": "juggle"}'
    async with session.post(f"{slack.page_url}act", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["ok"] is False
        assert_locked_down(response)


async def test_the_page_stays_while_the_workspace_is_away_for_the_app(
    slack: Simulator, session: aiohttp.ClientSession, sam: Person
) -> None:
    async with browsing.screen(slack, sam.id) as screen:
        slack.faults.add(Fault(kind="away"))
        async with session.get(slack.page_url) as response:
            assert response.status == 200
        await screen.until(lambda values: values["faults"])
        with pytest.raises(aiohttp.ClientError):
            async with session.post(f"{slack.api_url}api.test"):
                pass


async def test_without_a_page_there_is_none(
    clock: TestClock, session: aiohttp.ClientSession
) -> None:
    async with asyncio.timeout(browsing.PATIENCE):
        simulator = Simulator({}, clock=clock, signing_secret="", bot_token="", app_token="")
        await simulator.start()
        async with session.get(simulator.page_url) as response:
            assert response.status == 404
        await simulator.stop()


async def test_who_comes_before_the_workspace_is_set_up_waits_at_the_door(
    clock: TestClock, session: aiohttp.ClientSession
) -> None:
    opening = asyncio.Event()
    async with browsing.practice(clock, browsing.Helper(clock), opening=opening) as slack:
        early = asyncio.create_task(session.get(slack.page_url))
        for _ in range(10):
            async with session.post(f"{slack.api_url}api.test") as response:
                assert response.status == 200
        assert not early.done()
        opening.set()
        async with await early as response:
            assert response.status == 200
