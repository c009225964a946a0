"""The HTTP door: a signed POST to the app's request URL."""

import asyncio
import hashlib
import hmac
import json
from urllib.parse import urlencode

import aiohttp

from bot.simulator.clock import SystemClock
from bot.simulator.journal import Parcel, Receipt
from bot.simulator.shapes import Json

OK = range(200, 300)


class HttpDoor:
    """Delivers to one URL; the signature carries this machine's time, as the app checks it."""

    name = "http"

    def __init__(self, url: str, signing_secret: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._secret = signing_secret
        self._session = session
        self._clock = SystemClock()

    async def deliver(self, parcel: Parcel, within: float) -> Receipt:
        """Post one payload and wait at most `within` seconds for the answer."""
        body = encoded(parcel)
        headers = self._headers(parcel, body)
        try:
            async with (
                asyncio.timeout(within),
                self._session.post(
                    self.url, data=body, headers=headers, allow_redirects=False
                ) as response,
            ):
                return _receipt(response, await response.text())
        except TimeoutError:
            return Receipt(acknowledged=False, reason="http_timeout")
        except aiohttp.ClientError:
            return Receipt(acknowledged=False, reason="connection_failed")

    def _headers(self, parcel: Parcel, body: str) -> dict[str, str]:
        timestamp = str(int(self._clock.now().timestamp()))
        is_json = parcel.kind == "events_api"
        headers = {
            "Content-Type": "application/json" if is_json else "application/x-www-form-urlencoded",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if parcel.attempt:
            headers["X-Slack-Retry-Num"] = str(parcel.attempt)
            headers["X-Slack-Retry-Reason"] = parcel.retry_reason
        return headers


def encoded(parcel: Parcel) -> str:
    """The body: JSON for events, a form for commands, JSON in a form for the rest."""
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload)
    if parcel.kind == "slash_commands":
        return urlencode(parcel.payload)
    return urlencode({"payload": json.dumps(parcel.payload)})


def signature(secret: str, timestamp: str, body: str) -> str:
    """`v0=` and the HMAC-SHA256 of `v0:timestamp:body`."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def _receipt(response: aiohttp.ClientResponse, text: str) -> Receipt:
    may_retry = response.headers.get("X-Slack-No-Retry") != "1"
    body: Json | str = text
    if response.content_type == "application/json" and text.strip():
        body = _decoded(text)
    if response.status in OK:
        return Receipt(acknowledged=True, status=response.status, body=body)
    return Receipt(False, "http_error", response.status, body, may_retry)


def _decoded(text: str) -> Json | str:
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, dict) else text
