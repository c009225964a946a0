"""The Web API over HTTP: token, faults, limits, scopes, then the method itself."""

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.simulator import arguments as arguments_of
from bot.simulator import scopes
from bot.simulator.arguments import Arguments
from bot.simulator.errors import SlackError
from bot.simulator.faults import Fault, Faults
from bot.simulator.journal import Call
from bot.simulator.limits import RateLimits
from bot.simulator.methods.desk import Desk
from bot.simulator.methods.table import METHODS
from bot.simulator.shapes import Json

WITH_APP_TOKEN = frozenset({"apps.connections.open"})
WITHOUT_TOKEN = frozenset({"api.test"})
MISTAKES = frozenset({
    "exchanged_trigger_id", "expired_trigger_id", "invalid_arguments", "invalid_auth",
    "invalid_blocks", "invalid_cursor", "invalid_json", "invalid_metadata_format", "invalid_name",
    "invalid_trigger_id", "json_not_object", "missing_scope", "msg_too_long", "no_text",
    "not_allowed_token_type", "not_authed", "not_enabled", "push_limit_reached", "unknown_method",
    "users_list_not_supplied",
})  # fmt: skip
"""Errors that no state of the workspace excuses: they go to `problems`."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that open the Web API."""

    bot: str
    app: str


class WebApi:
    """Serves `POST /api/{method}`, keeps a log of the calls and counts those under way."""

    def __init__(
        self, desk: Desk, tokens: Tokens, limits: RateLimits, faults: Faults,
        on_call: Callable[[Call], None],
    ) -> None:  # fmt: skip
        self._desk = desk
        self._tokens = tokens
        self._limits = limits
        self._faults = faults
        self._on_call = on_call
        self._under_way = 0
        self.most_at_once = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, and count how many are under way."""
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            return await self._handle(request)
        finally:
            self._under_way -= 1

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            arguments = await arguments_of.read(request)
        except SlackError as error:
            return self._answer(Call(method, {}), error.answer())
        call = Call(method, arguments.values)
        fault = self._faults.take(method, self._channels(arguments))
        if fault is not None:
            return await self._fail(request, call, arguments, fault)
        return self._run(call, arguments)

    def is_bot(self, token: str) -> bool:
        """True for the bot's token."""
        return token == self._tokens.bot

    def _run(self, call: Call, arguments: Arguments) -> web.Response:
        try:
            self._check_token(call.method, arguments.token)
            wait = self._limits.wait_for(call.method, self._place(arguments))
            if wait:
                return self._limited(call, wait)
            scopes.check(call.method, arguments, self._desk.workspace)
            answer = {"ok": True} | METHODS[call.method](self._desk, arguments)
        except SlackError as error:
            answer = error.answer()
            self._note(call, error)
        return self._answer(call, answer)

    async def _fail(
        self, request: web.Request, call: Call, arguments: Arguments, fault: Fault
    ) -> web.StreamResponse:
        if fault.kind == "rate_limited":
            return self._limited(call, fault.retry_after)
        if fault.kind == "error":
            return self._answer(call, {"ok": False, "error": fault.error})
        if fault.kind == "server_error":
            return self._log(call, {}, web.Response(status=fault.status, text="Server Error"))
        call.is_lost = not fault.hangs
        if fault.kind == "timeout_after":
            answer = self._run(call, arguments)
            if fault.hangs:
                await fault.over.wait()
                return answer
        else:
            self._finish(call)
            if fault.hangs:
                await fault.over.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _check_token(self, method: str, token: str) -> None:
        if method not in METHODS:
            raise SlackError(code="unknown_method", req_method=method)
        if method in WITHOUT_TOKEN:
            return
        if not token:
            raise SlackError(code="not_authed")
        if token not in (self._tokens.bot, self._tokens.app):
            raise SlackError(code="invalid_auth")
        if (token == self._tokens.app) is not (method in WITH_APP_TOKEN):
            raise SlackError(code="not_allowed_token_type")

    def _place(self, arguments: Arguments) -> str:
        channel = arguments.text("channel")
        return min(self._desk.workspace.aliases(channel)) if channel else ""

    def _channels(self, arguments: Arguments) -> set[str]:
        given = [arguments.text(name) for name in ("channel", "channel_id", "user_id", "users")]
        aliases = self._desk.workspace.aliases
        return {name for channel in given if channel for name in aliases(channel)}

    def _note(self, call: Call, error: SlackError) -> None:
        if error.code in MISTAKES:
            reasons = error.details.get("errors") or error.details.get("needed") or ""
            problem = f"{call.method}: {error.code} {reasons}".strip()
            self._desk.workspace.problems.append(problem)

    def _limited(self, call: Call, seconds: int) -> web.Response:
        answer: Json = {"ok": False, "error": "ratelimited"}
        headers = {"Retry-After": str(seconds)}
        return self._log(call, answer, web.json_response(answer, status=429, headers=headers))

    def _answer(self, call: Call, answer: Json) -> web.Response:
        granted = ",".join(self._desk.workspace.manifest.scopes)
        headers = {"X-OAuth-Scopes": granted} if answer.get("ok") else {}
        return self._log(call, answer, web.json_response(answer, headers=headers))

    def _log(self, call: Call, answer: Json, response: web.Response) -> web.Response:
        call.answer, call.status = answer, response.status
        self._finish(call)
        return response

    def _finish(self, call: Call) -> None:
        call.end()
        self._on_call(call)
        self._desk.workspace.bell.ring()
