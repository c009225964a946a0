"""The settings: from the environment and from `.env`, with a sentence for each mistake."""

from collections.abc import Callable
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

ENV_FILE = Path(".env")

_CLOSE = 0.8
_NOT_SET = SecretStr("")
_SCHEMES = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
}
_HOW_SLACK = "It must begin with https://. Leave it out for the real Slack."
_HOW_DATABASE = "Write sqlite+aiosqlite:///cavalry.db or postgresql+asyncpg://user@host/name."
_NO_ADDRESS = f"It is no address of a database. {_HOW_DATABASE}"
_NO_ENGINE = f"Only SQLite and PostgreSQL can be used. {_HOW_DATABASE}"
_NO_FILE = f"A database in memory is forgotten at the end. {_HOW_DATABASE}"
_LEVELS = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class Mode(StrEnum):
    """By which door Slack comes in."""

    SOCKET = "socket"
    HTTP = "http"


class BadSettings(Exception):  # noqa: N818 -- it says what was found
    """The settings cannot be used; each problem is a sentence for the person who set them."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(*problems)
        self.problems = problems


def _slack_url(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise _wrong(_HOW_SLACK)
    return url if url.endswith("/") else f"{url}/"


def _database_url(url: str) -> str:
    scheme, colon, rest = url.partition("://")
    url = f"{_SCHEMES.get(scheme, scheme)}{colon}{rest}"
    _refuse_unusable(url)
    # The driver calls libpq's sslmode by another name.
    return url.replace("?sslmode=", "?ssl=").replace("&sslmode=", "&ssl=")


def _refuse_unusable(url: str) -> None:
    from sqlalchemy.engine import make_url  # noqa: PLC0415 -- `--help` needs none of it
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # The error would quote the address, and with it the password.
        raise _wrong(_NO_ADDRESS) from None
    if parsed.drivername not in _SCHEMES.values():
        raise _wrong(_NO_ENGINE)
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise _wrong(_NO_FILE)


def _wrong(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("setting", "{sentence}", {"sentence": sentence})


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Settings(BaseSettings):
    """What the environment says. An empty secret is one that is not set."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    slack_bot_token: SecretStr = _NOT_SET
    slack_app_token: SecretStr = _NOT_SET
    slack_signing_secret: SecretStr = _NOT_SET
    slack_api_url: Annotated[str, AfterValidator(_slack_url)] = "https://slack.com/api/"
    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default="sqlite+aiosqlite:///cavalry.db",
        repr=False,  # it may hold a password
    )
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    log_format: Annotated[Literal["console", "json"], BeforeValidator(_lower)] = "console"
    log_level: Annotated[_LEVELS, BeforeValidator(_upper)] = "INFO"

    @model_validator(mode="before")
    @classmethod
    def _drop_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        trimmed = {k: v.strip() if isinstance(v, str) else v for k, v in values.items()}
        return {key: value for key, value in trimmed.items() if value != ""}

    @property
    def mode(self) -> Mode:
        """Say which door is used: Socket Mode where there is an app token, else HTTP."""
        return Mode.SOCKET if self.slack_app_token else Mode.HTTP

    def secrets(self) -> tuple[str, ...]:
        """List what must never be shown, so that the logs can mask it."""
        from sqlalchemy.engine import make_url  # noqa: PLC0415 -- `--help` needs none of it

        tokens = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        found = [token.get_secret_value() for token in tokens]
        return tuple(filter(None, [*found, make_url(self.database_url).password]))

    def missing(self) -> tuple[str, ...]:
        """Say what `run` lacks, a sentence with the cure for each."""
        return tuple(self._missing())

    def _missing(self) -> list[str]:
        sentences = []
        if not self.slack_bot_token:
            sentences.append(
                "SLACK_BOT_TOKEN is missing. Copy it from your Slack app's page, OAuth & "
                "Permissions, into .env; it begins with xoxb-."
            )
        elif _begins(self.slack_bot_token, "xapp-", "xoxp-", "xoxe.xoxp-"):
            sentences.append(
                "SLACK_BOT_TOKEN holds a token of another kind. Copy the Bot User OAuth Token "
                "from OAuth & Permissions; it begins with xoxb-."
            )
        if self.mode is Mode.SOCKET and _begins(self.slack_app_token, "xoxb-", "xoxp-", "xoxe."):
            sentences.append(
                "SLACK_APP_TOKEN holds a token of another kind. Copy an app-level token with "
                "connections:write from Basic Information; it begins with xapp-."
            )
        if self.mode is Mode.HTTP and not self.slack_signing_secret:
            sentences.append(
                "SLACK_SIGNING_SECRET is missing. Copy it from your Slack app's page, Basic "
                "Information; or set SLACK_APP_TOKEN and use Socket Mode, which needs none."
            )
        return sentences


def load(env_file: Path = ENV_FILE) -> Settings:
    """Read the settings; the environment goes before the file. Raises BadSettings."""
    problems = _misspelt(env_file)
    build: Callable[..., Settings] = Settings  # its constructor takes more than the fields
    try:
        settings = build(_env_file=env_file)
    except ValidationError as error:
        problems += [_sentence(str(one["loc"][0]), one) for one in error.errors()]
        raise BadSettings(tuple(problems)) from None
    if problems:
        raise BadSettings(tuple(problems))
    return settings


def _misspelt(env_file: Path) -> list[str]:
    """Find names in the file that nothing reads, but that look like one that is read."""
    try:
        written = dotenv_values(env_file) if env_file.is_file() else {}
    except UnicodeDecodeError:
        raise BadSettings((f"{env_file} is not UTF-8. Save it as UTF-8.",)) from None
    except OSError as error:
        raise BadSettings((f"{env_file} cannot be read: {error.strerror}.",)) from None
    known = [name.upper() for name in Settings.model_fields]
    unknown = [name for name in written if name.upper() not in known]
    close = {name: get_close_matches(name.upper(), known, 1, _CLOSE) for name in unknown}
    return [
        f"{env_file}: {name} is not known. Did you mean {match[0]}?"
        for name, match in close.items()
        if match
    ]


def _sentence(field: str, error: Any) -> str:  # noqa: ANN401 -- pydantic's own dictionary
    name = field.upper()
    choices = {
        "port": "a port from 0 to 65535, such as 3000",
        "log_format": "console or json",
        "log_level": "DEBUG, INFO, WARNING, ERROR or CRITICAL",
    }
    if field in choices:
        return f"{name} must be {choices[field]}."
    return f"{name} cannot be used. {error['msg']}"


def _begins(secret: SecretStr, *prefixes: str) -> bool:
    return secret.get_secret_value().startswith(prefixes)
