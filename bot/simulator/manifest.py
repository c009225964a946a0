"""What the app asked for in its manifest: names, scopes, events, commands, shortcuts."""

from dataclasses import dataclass
from typing import Literal

from bot.simulator.shapes import Json


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command; `should_escape` turns mentions into ids."""

    name: str
    should_escape: bool
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One entry of the lightning menu or of a message's menu."""

    name: str
    kind: Literal["global", "message"]
    callback_id: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of an app manifest that change how Slack behaves."""

    bot_name: str
    description: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: dict[str, Command]
    shortcuts: tuple[Shortcut, ...]
    is_interactive: bool
    has_home: bool
    has_messages_tab: bool

    @classmethod
    def read(cls, manifest: Json) -> "Manifest":
        """Read a parsed `app.yaml` or manifest JSON."""
        features = manifest.get("features") or {}
        settings = manifest.get("settings") or {}
        home = features.get("app_home") or {}
        scopes = (manifest.get("oauth_config") or {}).get("scopes") or {}
        subscriptions = settings.get("event_subscriptions") or {}
        return cls(
            bot_name=_bot_name(manifest, features),
            description=str((manifest.get("display_information") or {}).get("description") or ""),
            scopes=tuple(scopes.get("bot") or ()),
            events=frozenset(subscriptions.get("bot_events") or ()),
            commands={c.name: c for c in map(_command, features.get("slash_commands") or ())},
            shortcuts=tuple(map(_shortcut, features.get("shortcuts") or ())),
            is_interactive=bool((settings.get("interactivity") or {}).get("is_enabled")),
            has_home=bool(home.get("home_tab_enabled")),
            has_messages_tab=bool(home.get("messages_tab_enabled", True)),
        )

    def shortcut(self, name: str, kind: str) -> Shortcut:
        """The shortcut a person sees under this name."""
        for shortcut in self.shortcuts:
            if shortcut.kind == kind and shortcut.name == name:
                return shortcut
        known = [s.name for s in self.shortcuts if s.kind == kind]
        message = f"there is no {kind} shortcut {name!r}; there are {known}"
        raise AssertionError(message)


@dataclass(frozen=True, slots=True)
class Identity:
    """The ids of the workspace, the app and its bot user."""

    team_id: str
    team_name: str
    domain: str
    app_id: str
    bot_id: str
    bot_user_id: str

    @classmethod
    def of(cls, manifest: Manifest) -> "Identity":
        """Readable ids, made of the bot's name."""
        stem = "".join(c for c in manifest.bot_name.upper() if c.isascii() and c.isalnum()) or "BOT"
        return cls(
            team_id="T0WORKSPACE",
            team_name="Workspace",
            domain="workspace",
            app_id=f"A0{stem}",
            bot_id=f"B0{stem}",
            bot_user_id=f"U0{stem}",
        )


def _bot_name(manifest: Json, features: Json) -> str:
    bot = features.get("bot_user") or {}
    display = manifest.get("display_information") or {}
    return str(bot.get("display_name") or display.get("name") or "Bot")


def _command(entry: Json) -> Command:
    return Command(
        name=str(entry["command"]),
        should_escape=bool(entry.get("should_escape")),
        description=str(entry.get("description") or ""),
        usage_hint=str(entry.get("usage_hint") or ""),
    )


def _shortcut(entry: Json) -> Shortcut:
    kind: Literal["global", "message"] = "message" if entry.get("type") == "message" else "global"
    return Shortcut(str(entry["name"]), kind, str(entry["callback_id"]))
