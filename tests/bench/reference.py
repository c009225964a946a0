"""The reference: a bare Bolt app that keeps one row for each event, or changes one for each click.

It is what a competent developer writes first: SQLModel, a transaction for each request, SQLite in WAL
mode with one connection, and an acknowledgement only after the commit.
"""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

Ack = Callable[..., Awaitable[Any]]


class Kept(SQLModel, table=True):
    """One row for each event."""

    __tablename__ = "kept"

    id: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(unique=True)
    author: str
    ts: str
    text: str
    status: str = "new"
    accepted_by: str | None = None


def build(engine: AsyncEngine, secret: str) -> AsyncApp:
    """Make the app, with the flags that the bot's own has."""

    async def authorize(**_context: Any) -> AuthorizeResult:  # noqa: ANN401 -- Bolt's own arguments
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token="xoxb-reference")

    app = AsyncApp(
        logger=logging.getLogger("reference"),
        authorize=authorize,
        signing_secret=secret,
        process_before_response=True,
        ignoring_self_events_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    async def on_message(body: dict[str, Any], ack: Ack) -> None:
        said = body["event"]
        async with AsyncSession(engine) as session, session.begin():
            session.add(
                Kept(
                    event_id=body["event_id"], author=said["user"], ts=said["ts"], text=said["text"]
                )
            )
        await ack()

    async def on_accept(body: dict[str, Any], ack: Ack) -> None:
        async with AsyncSession(engine) as session, session.begin():
            row = await session.get_one(Kept, int(body["actions"][0]["value"]))
            row.status, row.accepted_by = "accepted", body["user"]["id"]
        await ack()

    app.event("message")(on_message)
    app.action("accept")(on_accept)
    return app


def open_engine(url: str) -> AsyncEngine:
    """Open the database; what is acknowledged is on disk."""
    if not url.startswith("sqlite"):
        return create_async_engine(url, pool_size=10, max_overflow=10)
    engine = create_async_engine(url, pool_size=1, max_overflow=0)
    _prepare(engine.sync_engine)
    return engine


def _prepare(engine: Engine) -> None:
    def connect(connection: Any, _record: object) -> None:  # noqa: ANN401 -- DBAPI objects
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Any) -> None:  # noqa: ANN401 -- the event's own type
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)


async def main() -> None:
    """Listen until killed."""
    engine = open_engine(os.environ["DATABASE_URL"])
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    slack = build(engine, os.environ["SLACK_SIGNING_SECRET"])

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await slack.async_dispatch(await to_bolt_request(request)))

    async def ready(_request: web.Request) -> web.Response:
        return web.Response(text="ready\n")

    app = web.Application()
    app.router.add_post("/slack/events", events)
    app.router.add_get("/readyz", ready)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["PORT"])).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
