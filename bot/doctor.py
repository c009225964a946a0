"""`doctor`: what is wrong with this set-up, and the cure. One finding hides no other."""

import asyncio
import json
import stat
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.engine import make_url

from bot.clock import Clock
from bot.domain import rules_reading
from bot.domain.rules import Rules, RulesRefused
from bot.failures import database_failure, look_at_file
from bot.integrations import slack_errors, slack_people
from bot.services import registry
from bot.settings import ENV_FILE, Mode, Settings
from bot.views import doctor as words
from bot.views.doctor import Finding, State
from storage import migrate
from storage import rules as storage
from storage.engine import Database, sqlite_file

MANIFEST = Path(__file__).parents[1] / "app.yaml"
LARGEST_DIFFERENCE = timedelta(seconds=60)
"""Signatures older than 5 minutes are refused; this leaves room for a clock that drifts on."""

WITHIN = 5
"""Seconds for the database to answer."""

_SILENCE = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError)
_OTHERS = stat.S_IRGRP | stat.S_IROTH
_HIDDEN = frozenset({"channel_not_found", "invalid_channel"})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that was found."""

    findings: tuple[Finding, ...]

    @property
    def is_sick(self) -> bool:
        """Whether something is wrong; what could not be looked at alone is no reason."""
        return any(one.state is State.WRONG for one in self.findings)

    def lines(self) -> tuple[str, ...]:
        """Write it out, a line each, and how it stands in all."""
        return (*map(words.line, self.findings), words.summary(self.findings))


async def examine(settings: Settings, clock: Clock, manifest: Path = MANIFEST) -> Diagnosis:
    """Look at everything. It only reads, and nothing that goes wrong stops it."""
    patient = _Patient(settings, clock, manifest)
    found = [finding async for finding in patient.examine()]
    return Diagnosis(tuple(found))


class _Patient:
    """One set-up; what an early look finds out, a later one may need."""

    def __init__(self, settings: Settings, clock: Clock, manifest: Path) -> None:
        self._settings = settings
        self._clock = clock
        self._manifest = manifest
        self._rules: Rules | None = None
        self._has_token = False
        self._slack = self._client(settings.slack_bot_token.get_secret_value())

    async def examine(self) -> AsyncIterator[Finding]:
        """Take one look after another; one that fails in an unforeseen way is told too."""
        looks = {
            "Settings": self._look_at_settings,
            "Token": self._look_at_token,
            "App token": self._look_at_app_token,
            "Database": self._look_at_database,
            "Critical channel": self._look_at_channels,
            "People": self._look_at_people,
        }
        for subject, look in looks.items():
            try:
                async for finding in look():
                    yield finding
            except Exception as error:  # noqa: BLE001 -- an edge: the other looks go on
                yield words.failed(subject, type(error).__name__)

    async def _look_at_settings(self) -> AsyncIterator[Finding]:
        missing = self._settings.missing()
        for sentence in missing:
            yield words.missing(sentence)
        if not missing:
            yield words.settings_fine(self._settings.mode, self._settings.port)
        for file in (ENV_FILE, sqlite_file(self._settings.database_url)):
            if file is not None and file.is_file():
                is_open = file.stat().st_mode & _OTHERS
                yield words.readable_by_others(str(file)) if is_open else words.private(str(file))

    async def _look_at_token(self) -> AsyncIterator[Finding]:
        if not self._settings.slack_bot_token:
            yield words.unknown("Token, scopes, clock", "there is no token")
            return
        try:
            answer = await self._slack.auth_test()
        except SlackApiError as error:
            yield _refusal(error)
            headers = getattr(error.response, "headers", None) or {}
            yield self._compare_clocks(_lower(headers))
            return
        except _SILENCE as error:
            yield words.slack_away(_why(error))
            return
        self._has_token = True
        yield words.token_fine(str(answer.get("team")), str(answer.get("user_id")))
        headers = _lower(answer.headers)
        yield self._compare_scopes(headers.get("x-oauth-scopes"))
        yield self._compare_clocks(headers)

    def _compare_scopes(self, granted: str | None) -> Finding:
        if granted is None:
            return words.unknown("Scopes", "Slack did not say which there are")
        try:
            manifest = yaml.safe_load(self._manifest.read_text(encoding="utf-8"))
            wanted = set(manifest["oauth_config"]["scopes"]["bot"])
        except (OSError, yaml.YAMLError, LookupError, TypeError):
            return words.unknown("Scopes", f"{self._manifest.name} cannot be read")
        lacking = wanted - {scope.strip() for scope in granted.split(",")}
        return words.scopes_missing(lacking) if lacking else words.scopes_fine(len(wanted))

    def _compare_clocks(self, headers: Mapping[str, str]) -> Finding:
        try:
            theirs: datetime = parsedate_to_datetime(headers["date"])
        except (KeyError, ValueError, TypeError):
            return words.unknown("Clock", "Slack did not say what time it is")
        off = self._clock.now() - theirs.astimezone()
        is_wrong = abs(off) > LARGEST_DIFFERENCE
        return words.clock_wrong(off) if is_wrong else words.clock_fine(off)

    async def _look_at_app_token(self) -> AsyncIterator[Finding]:
        if self._settings.mode is not Mode.SOCKET:
            return
        token = self._settings.slack_app_token.get_secret_value()
        try:
            await self._slack.apps_connections_open(app_token=token)
        except SlackApiError as error:
            yield words.app_token_refused(slack_errors.name_of(error))
        except _SILENCE as error:
            yield words.unknown("App token", f"Slack does not answer: {_why(error)}")
        else:
            yield words.app_token_fine()

    async def _look_at_database(self) -> AsyncIterator[Finding]:
        url = self._settings.database_url
        try:
            look_at_file(url)
            database = Database(url)
            try:
                async with asyncio.timeout(WITHIN):
                    found = [finding async for finding in self._read(database)]
            finally:
                await database.close()
        except Exception as error:
            told = database_failure(error, url)
            if told is None:
                raise
            yield words.database_away(told)
            return
        for finding in found:
            yield finding

    async def _read(self, database: Database) -> AsyncIterator[Finding]:
        file = sqlite_file(database.url)
        address = make_url(database.url).render_as_string(hide_password=True)
        if file is not None and not file.exists():
            yield words.database_missing(address)
            return
        if not await migrate.is_current(database):
            yield words.database_old()
            return
        yield words.database_fine(address)
        async with database.read() as session:
            row = await storage.find(session)
        yield words.rules_missing() if row is None else self._take(row.document)

    def _take(self, document: Mapping[str, Any]) -> Finding:
        try:
            rules = self._rules = rules_reading.read(document)
        except RulesRefused as error:
            return words.rules_unreadable(error.problems[0].what)
        return words.rules_fine(len(rules.administrators), len(rules.developers))

    async def _look_at_channels(self) -> AsyncIterator[Finding]:
        if self._rules is None or not self._has_token:
            yield words.unknown("Critical channel", self._lack())
            return
        yield await self._look_at_channel(self._rules.critical_channel, words.channel_name(None))
        for application in self._rules.applications:
            if application.channel is not None:
                name = words.channel_name(application.name)
                yield await self._look_at_channel(application.channel, name)

    async def _look_at_channel(self, channel: str, name: str) -> Finding:
        try:
            known = (await self._slack.conversations_info(channel=channel))["channel"]
        except SlackApiError as error:
            why = slack_errors.name_of(error)
            is_hidden = why in _HIDDEN
            not_seen = words.channel_not_seen(name, f"Slack answers {why}")
            return words.channel_unknown(channel, name) if is_hidden else not_seen
        except _SILENCE as error:
            return words.channel_not_seen(name, f"Slack does not answer: {_why(error)}")
        if known.get("is_archived"):
            return words.channel_archived(channel, name)
        if not known.get("is_member"):
            return words.channel_without_bot(channel, name)
        return words.channel_fine(channel, name)

    async def _look_at_people(self) -> AsyncIterator[Finding]:
        if self._rules is None or not self._has_token:
            yield words.unknown("People", self._lack())
            return
        wanted = registry.people_of(self._rules)
        answer = await slack_people.ask(self._slack, wanted)
        for slack_id, why in answer.strangers.items():
            yield words.stranger(slack_id, why)
        if answer.reason is not None:
            yield words.unknown("People", f"Slack answers {answer.reason}")
        elif not answer.strangers:
            yield words.people_fine(len(wanted))

    def _lack(self) -> str:
        return "there are no rules to read" if self._rules is None else "Slack takes no token"

    def _client(self, token: str) -> AsyncWebClient:
        return slack_people.client(token, self._settings.slack_api_url)


def _refusal(error: SlackApiError) -> Finding:
    name = slack_errors.name_of(error)
    is_away = name.startswith("HTTP") or name in {"ratelimited", "internal_error", "fatal_error"}
    return words.slack_away(name) if is_away else words.token_refused(name)


def _lower(headers: Mapping[str, Any]) -> Mapping[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
