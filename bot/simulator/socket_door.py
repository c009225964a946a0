"""The Socket Mode door: the app opens WebSockets, payloads go to one of them."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from aiohttp import WSMsgType, web

from bot.simulator.ids import Ids
from bot.simulator.journal import Parcel, Receipt
from bot.simulator.shapes import Json

MOST_CONNECTIONS = 10


@dataclass(slots=True, eq=False)
class Connection:
    """One open WebSocket and the acknowledgements it still owes."""

    socket: web.WebSocketResponse
    request: web.Request
    owed: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    def break_off(self) -> None:
        """Cut the line without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()
        self.forget()

    def forget(self) -> None:
        """Nothing that was sent here will be acknowledged any more."""
        for future in self.owed.values():
            if not future.done():
                future.set_exception(ConnectionResetError())
        self.owed.clear()


class SocketDoor:
    """Socket Mode as the app meets it: one-time URLs, hello, envelopes, disconnects."""

    name = "socket"

    def __init__(
        self, app_id: str, ids: Ids, random: Random, problem: Callable[[str], None]
    ) -> None:
        self.connections: list[Connection] = []
        self._app_id = app_id
        self._ids = ids
        self._random = random
        self._problem = problem
        self._tickets: set[str] = set()
        self._late: set[str] = set()

    def ticket(self) -> str:
        """The secret part of a URL that serves once."""
        ticket = self._ids.secret(32)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Speak with one client until it, or we, hang up."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404, text="the URL has been used or never was")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(timeout=1)
        await socket.prepare(request)
        connection = Connection(socket, request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await self._dismiss(connection, "too_many_websockets")
            return socket
        self.connections.append(connection)
        try:
            await self._converse(connection)
        finally:
            self._drop(connection)
        return socket

    async def deliver(self, parcel: Parcel, within: float) -> Receipt:
        """Send one envelope and wait at most `within` seconds for its acknowledgement."""
        open_ones = [c for c in self.connections if not c.socket.closed]
        if not open_ones:
            return Receipt(acknowledged=False, reason="no_connection")
        connection = self._random.choice(open_ones)
        future = asyncio.get_running_loop().create_future()
        connection.owed[parcel.envelope_id] = future
        try:
            async with asyncio.timeout(within):
                await connection.socket.send_json(_frame(parcel))
                answer = await future
        except TimeoutError:
            connection.owed.pop(parcel.envelope_id, None)
            self._late.add(parcel.envelope_id)
            return Receipt(acknowledged=False, reason="timeout")
        except ConnectionError:
            return Receipt(acknowledged=False, reason="connection_failed")
        return Receipt(acknowledged=True, body=answer if parcel.accepts_answer else None)

    async def disconnect(self, reason: str) -> None:
        """Ask every client to go: `warning` leaves the line open, the others close it."""
        for connection in list(self.connections):
            if reason == "warning":
                await connection.socket.send_json(_farewell(reason))
            else:
                await self._dismiss(connection, reason)

    def break_off(self) -> None:
        """Cut every line without a word."""
        for connection in list(self.connections):
            connection.break_off()
            self._drop(connection)

    async def _converse(self, connection: Connection) -> None:
        await connection.socket.send_json(self._hello())
        async for message in connection.socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledge(connection, str(message.data))

    def _acknowledge(self, connection: Connection, text: str) -> None:
        try:
            frame = json.loads(text)
            envelope_id = str(frame["envelope_id"])
        except (ValueError, KeyError, TypeError):
            self._problem(f"Socket Mode: not an acknowledgement: {text[:200]}")
            return
        future = connection.owed.pop(envelope_id, None)
        if future is not None and not future.done():
            future.set_result(frame.get("payload") or {})
        elif envelope_id in self._late:
            self._problem(f"Socket Mode: late acknowledgement of {envelope_id}")

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": "applink-simulator",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._app_id},
        }

    async def _dismiss(self, connection: Connection, reason: str) -> None:
        if not connection.socket.closed:
            await connection.socket.send_json(_farewell(reason))
            await connection.socket.close()
        self._drop(connection)

    def _drop(self, connection: Connection) -> None:
        connection.forget()
        if connection in self.connections:
            self.connections.remove(connection)


def _frame(parcel: Parcel) -> Json:
    frame: Json = {
        "envelope_id": parcel.envelope_id,
        "payload": parcel.payload,
        "type": parcel.kind,
        "accepts_response_payload": parcel.accepts_answer,
    }
    if parcel.kind == "events_api":
        frame |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.retry_reason}
    return frame


def _farewell(reason: str) -> Json:
    debug = {"host": "applink-simulator"}
    return {"type": "disconnect", "reason": reason, "debug_info": debug}
