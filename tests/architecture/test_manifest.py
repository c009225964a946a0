"""The manifest asks for what the code registers and calls, and for nothing more."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from handlers import slack_app
from tests.architecture.sources import ROOT, name_of, python_files, tree

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
SCHEMAS = ROOT.parent / "shared" / "slack" / "schemas"
EVENTS = MANIFEST["settings"]["event_subscriptions"]["bot_events"]

HISTORY = frozenset({"channels:history", "groups:history", "im:history"})
"""The bot looks for its own posts in the critical channel, public or private, and in DMs."""

SCOPES_OF_METHODS: dict[str, frozenset[str]] = {
    "apps.connections.open": frozenset(),
    "auth.test": frozenset(),
    "chat.getPermalink": frozenset(),
    "chat.postEphemeral": frozenset({"chat:write"}),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "conversations.history": HISTORY,
    # Doctor asks whether the bot is in the critical channel, public or private.
    "conversations.info": frozenset({"channels:read", "groups:read"}),
    "conversations.open": frozenset({"im:write"}),
    "conversations.replies": HISTORY,
    "files.upload.v2": frozenset({"files:write"}),
    "reactions.add": frozenset({"reactions:write"}),
    "reactions.remove": frozenset({"reactions:write"}),
    "users.info": frozenset({"users:read"}),
    "views.open": frozenset(),
    "views.publish": frozenset(),
    "views.update": frozenset(),
}
SCOPES_OF_EVENTS: dict[str, str | None] = {
    "app_home_opened": None,
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
}
NAMES_OF_METHODS = {
    name.replace("_", "."): name
    for name in dir(AsyncWebClient)
    if "_" in name.strip("_") and not name.startswith("_") and name != "api_call"
}


def test_slacks_own_schema_finds_nothing_wrong() -> None:
    major = MANIFEST["_metadata"]["major_version"]
    schema = SCHEMAS / f"manifest.schema.{major}.0.0.json"
    if not schema.exists():
        pytest.skip("Slack's schema of manifests lies outside of the repository")
    rules = json.loads(schema.read_text(encoding="utf-8"))
    found = jsonschema.Draft7Validator(rules).iter_errors(MANIFEST)
    assert [f"{error.json_path}: {error.message}" for error in found] == []


def test_every_command_is_registered_and_no_other() -> None:
    offered = [one["command"] for one in MANIFEST["features"]["slash_commands"]]
    assert sorted(offered) == sorted(slack_app.COMMANDS)


def test_every_shortcut_is_registered_and_no_other() -> None:
    offered = [one["callback_id"] for one in MANIFEST["features"]["shortcuts"]]
    assert sorted(offered) == sorted(slack_app.SHORTCUTS)


def test_every_event_is_registered_and_no_other() -> None:
    # Messages are subscribed to by kind of conversation, and come under one name.
    assert {name.partition(".")[0] for name in EVENTS} == set(slack_app.EVENTS)
    assert len(EVENTS) == len(set(EVENTS))


def test_the_bot_asks_for_the_scopes_it_needs_and_no_other() -> None:
    needed = {scope for method in called() for scope in SCOPES_OF_METHODS[method]}
    needed |= {scope for event in EVENTS if (scope := SCOPES_OF_EVENTS[event])}
    needed |= scopes_of_features()
    assert MANIFEST["oauth_config"]["scopes"]["bot"] == sorted(needed)


def test_what_is_needed_for_buttons_commands_and_the_home_tab_is_switched_on() -> None:
    settings, home = MANIFEST["settings"], MANIFEST["features"]["app_home"]
    assert settings["interactivity"] == {"is_enabled": True}
    assert settings["socket_mode_enabled"] is True
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    # Else nobody could answer a question in its thread.
    assert home["messages_tab_read_only_enabled"] is False
    # Else a mention in a command would come as a name, which nobody could tell from a text.
    assert all(one["should_escape"] for one in MANIFEST["features"]["slash_commands"])


def test_the_search_for_calls_finds_each_way_of_calling() -> None:
    assert {"chat.postMessage", "reactions.add", "views.open", "users.info"} <= called()


def scopes_of_features() -> set[str]:
    features = MANIFEST["features"]
    scopes = {"commands"} if features["slash_commands"] or features["shortcuts"] else set()
    # Whoever opens a form with a field for files must be allowed to read files.
    return scopes | ({"files:read"} if "file_input" in texts() else set())


def called() -> set[str]:
    """Name the Web API methods that the bot calls: by the client's methods or by their names."""
    methods = {name: method for method, name in NAMES_OF_METHODS.items()}
    spelt = {
        methods[node.func.attr]
        for file in code()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and re.search(r"(?:client|slack)$", ast.unparse(node.func.value))
    }
    return spelt | (texts() & set(NAMES_OF_METHODS))


def texts() -> set[str]:
    return {
        node.value
        for file in code()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def code() -> list[Path]:
    files = python_files("bot", "handlers")
    return [file for file in files if not name_of(file).startswith(("bot/simulator", "bot/demo"))]
