"""The practice workspace: how soon it is there, how soon the other one sees it, how it scrolls."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from statistics import median, quantiles
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from playwright.async_api import Page

from tests.bench.measured import ROUNDS, Figure, Samples
from tests.browser import browsing, demo
from tests.browser.tabs import Tabs

LOOKS = 20
MANY = 500
PLACE = "C0GENERAL"
WRITES = """async ([text, from, to]) => {
  const seat = (name) => document.querySelector(`section.seat[aria-label="${name}"]`);
  const box = seat(from).querySelector("textarea");
  box.focus();
  document.execCommand("insertText", false, text);
  const log = seat(to).querySelector("[role=log]");
  // What is typed is drawn before anybody can press the next key.
  for (let drawn = 0; drawn < 2; drawn += 1) await new Promise(requestAnimationFrame);
  const begun = performance.now();
  const seen = new Promise((resolve) => {
    const look = () => {
      if (log.textContent.includes(text)) resolve(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    look();
  });
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  return seen;
}"""
SCROLLS = """async () => {
  const log = document.querySelector("[role=log]");
  const frame = () => new Promise(requestAnimationFrame);
  log.scrollTop = log.scrollHeight;
  await frame();
  const taken = [];
  let last = await frame();
  while (log.scrollTop > 0) {
    log.scrollTop -= 400;
    const now = await frame();
    taken.push(now - last);
    last = now;
  }
  return taken;
}"""


async def opened() -> Sequence[Figure]:
    """Start the demo, until it says that it is ready."""
    seconds = list[float]()
    for _ in range(ROUNDS):
        begun = time.monotonic()
        with demo.played():
            seconds.append(time.monotonic() - begun)
    return [Figure("demo_ready_s", median(seconds), [Samples("start to ready", "s", seconds)])]


async def seen() -> Sequence[Figure]:
    """Let Sam write, and wait until it stands on Ada's screen."""
    taken = list[float]()
    async with _tab("Sam", "Ada") as page:
        for number in range(LOOKS):
            text = f"Nobody can pay, {number} times"
            taken.append(await page.evaluate(WRITES, [text, "Sam", "Ada"]))
    return [
        Figure("page_told_ms", median(taken), [Samples("Enter to the other screen", "ms", taken)])
    ]


async def scrolled() -> Sequence[Figure]:
    """Scroll through a channel of five hundred messages, by 400 pixels a frame."""
    async with _tab("Kim") as page:
        await _fill(page.url)
        await page.get_by_role("button", name="#general").click()
        await page.get_by_text(f"Message {MANY - 1} ").wait_for()
        frames = await page.evaluate(SCROLLS)
    worst_of_twenty = quantiles(frames, n=20)[-1]
    return [Figure("page_frame_ms", worst_of_twenty, [Samples("a frame", "ms", frames)])]


@asynccontextmanager
async def _tab(*names: str) -> AsyncIterator[Page]:
    with demo.played() as address:
        async with browsing.launched() as browser:
            tabs = Tabs(browser, address)
            screen = await tabs.open(*names, width=1600)
            for name in names:
                await screen.seat(name).opens("#critical")
            yield screen.page
            await tabs.close()


async def _fill(address: str) -> None:
    """Write many messages, as the page does."""
    act = urlunsplit(urlsplit(address)._replace(path="/page/act", fragment=""))
    async with aiohttp.ClientSession() as session:
        for number in range(MANY):
            text = f"Message {number} of many, with *some* words and a :wave:\nand a second line"
            told = {"as": "U0SAM", "do": "write", "place": PLACE, "text": text}
            async with session.post(act, json=told) as response:
                response.raise_for_status()
