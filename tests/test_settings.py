"""Settings are read with care, refused with a sentence, and never shown with their secrets."""

from pathlib import Path

import pytest

from bot.settings import BadSettings, Mode, Settings, load

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def written(text: str) -> Settings:
    Path(".env").write_text(text, "utf-8")
    return load()


def refused(text: str) -> str:
    with pytest.raises(BadSettings) as caught:
        written(text)
    return "\n".join(caught.value.problems)


def test_nothing_has_to_be_set_to_read_the_settings() -> None:
    settings = load()
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite+aiosqlite:///cavalry.db"
    assert (settings.port, settings.log_format, settings.log_level) == (3000, "console", "INFO")


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "4000")
    settings = written("PORT=5000\nLOG_FORMAT=JSON\n")
    assert (settings.port, settings.log_format) == (4000, "json")


def test_a_blank_value_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "  ")
    settings = written("PORT=\nLOG_LEVEL='  '\n")
    assert (settings.port, settings.log_level) == (3000, "INFO")
    assert "SLACK_BOT_TOKEN is missing" in settings.missing()[0]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://ada@host/name", "postgresql+asyncpg://ada@host/name"),
        ("postgresql://host/name?sslmode=require", "postgresql+asyncpg://host/name?ssl=require"),
        ("postgresql+asyncpg://host/name", "postgresql+asyncpg://host/name"),
        ("sqlite:///cavalry.db", "sqlite+aiosqlite:///cavalry.db"),
    ],
)
def test_usual_addresses_of_databases_are_understood(given: str, used: str) -> None:
    assert written(f"DATABASE_URL={given}").database_url == used


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("DATABASE_URL=mysql://ada:hush@host/name", "Only SQLite and PostgreSQL can be used."),
        ("DATABASE_URL=postgres://ada:hush@host:port/name", "It is no address of a database."),
        ("DATABASE_URL=hush", "It is no address of a database."),
        ("DATABASE_URL=sqlite://", "A database in memory is forgotten at the end."),
        ("SLACK_API_URL=slack.com/api", "It must begin with https://."),
        ("PORT=many", "PORT must be a port from 0 to 65535, such as 3000."),
        ("PORT=65536", "PORT must be a port from 0 to 65535, such as 3000."),
        ("LOG_FORMAT=xml", "LOG_FORMAT must be console or json."),
        ("LOG_LEVEL=loud", "LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        ("SLACK_BOT_TOKN=hush", "SLACK_BOT_TOKN is not known. Did you mean SLACK_BOT_TOKEN?"),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence_that_keeps_it_secret(
    line: str, sentence: str
) -> None:
    told = refused(line)
    assert sentence in told
    assert "hush" not in told


def test_every_problem_is_told_at_once() -> None:
    assert len(refused("PORT=x\nLOG_FORMAT=y\nSLACK_SIGNIN_SECRET=z\n").splitlines()) == 3


def test_names_that_belong_to_others_may_stand_in_the_file() -> None:
    assert written("COMPOSE_PROJECT_NAME=x\nSLACK_WORKSPACE=y\n").port == 3000


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    Path(".env").write_bytes("LOG_LEVEL=grün".encode("latin-1"))
    with pytest.raises(BadSettings, match=r"\.env is not UTF-8"):
        load()


def test_the_address_of_slack_ends_with_a_slash() -> None:
    assert written("SLACK_API_URL=http://localhost:1/api").slack_api_url.endswith("/api/")


def test_an_app_token_means_socket_mode_and_needs_no_signing_secret() -> None:
    settings = written("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    assert (settings.mode, settings.missing()) == (Mode.SOCKET, ())


def test_http_mode_needs_the_signing_secret() -> None:
    settings = written("SLACK_BOT_TOKEN=xoxb-1\n")
    assert settings.mode is Mode.HTTP
    [sentence] = settings.missing()
    assert sentence.startswith("SLACK_SIGNING_SECRET is missing.")


def test_tokens_in_each_others_place_are_noticed() -> None:
    bot, app = written("SLACK_BOT_TOKEN=xapp-1\nSLACK_APP_TOKEN=xoxb-1\n").missing()
    assert bot.startswith("SLACK_BOT_TOKEN holds a token of another kind.")
    assert app.startswith("SLACK_APP_TOKEN holds a token of another kind.")


def test_secrets_do_not_show() -> None:
    settings = written(
        "SLACK_BOT_TOKEN=xoxb-hush\nSLACK_APP_TOKEN=xapp-hush\nSLACK_SIGNING_SECRET=hush\n"
        "DATABASE_URL=postgres://ada:hush-hush@host/name\n"
    )
    assert "hush" not in f"{settings!r}{settings}"
    assert settings.secrets() == ("xoxb-hush", "xapp-hush", "hush", "hush-hush")
