"""The command line. Heavy imports stand inside the commands, so that `--help` is fast."""

import asyncio
import gc
import io
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.team_file import Outcome

T = TypeVar("T")

app = typer.Typer(
    name="cavalry",
    help="Cavalry: critical tasks in Slack, with promises that are kept visible.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
config = typer.Typer(help="The team's rules.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(config, name="config")
customers = typer.Typer(help="Keep the customers.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(customers, name="customers")

File = Annotated[Path, typer.Argument(metavar="FILE", help="the rules as YAML")]
Sheet = Annotated[Path, typer.Argument(metavar="FILE", help="the customers as CSV, with a header")]

Person = Annotated[str, typer.Argument(metavar="U0…", help="the person's Slack id")]
Yes = Annotated[bool, typer.Option("--yes", help="do not ask whether it is meant")]


def main() -> None:
    """Run the command that the arguments name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a sign shows another; it is no reason to stop.
            stream.reconfigure(errors="replace")
    app(prog_name="python -m bot")


@app.command()
def run() -> None:
    """Run the bot: Socket Mode if SLACK_APP_TOKEN is set, else HTTP on PORT."""
    # What a start builds stays: looking through it for garbage takes a quarter of the start.
    gc.disable()
    settings = _settings()
    if missing := settings.missing():
        _fail(*missing)
    _configure_logs(settings, settings.log_level)

    async def work() -> None:
        from bot.app import CannotStart, serve  # noqa: PLC0415
        from bot.failures import Refused, look_at_file  # noqa: PLC0415

        look_at_file(settings.database_url)
        try:
            await serve(settings)
        except CannotStart as error:
            raise Refused(str(error)) from error

    _carry_out(work(), settings)


@app.command()
def demo(
    *,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="where to listen")] = None,
    config: Annotated[Path | None, typer.Option(help="your own rules as YAML")] = None,
    browser: Annotated[bool, typer.Option(help="open a browser if there is one")] = True,
    story: Annotated[bool, typer.Option("--story", help="play a day in the terminal")] = False,
    at: Annotated[str | None, typer.Option(hidden=True)] = None,
) -> None:
    """Open a practice workspace in the browser, with the real bot; no account needed."""
    if story:
        if config is not None:
            _fail("The story has people of its own: leave out --config, or --story.")
        from bot.demo import show  # noqa: PLC0415

        show.main()
        return
    gc.disable()
    from bot.demo import welcome  # noqa: PLC0415
    from bot.failures import Refused  # noqa: PLC0415

    try:
        welcome.main(welcome.Options(port, config, at, browser))
    except Refused as error:
        _fail(*error.sentences)


@app.command()
def migrate() -> None:
    """Bring the database up to date."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import team_file  # noqa: PLC0415

        return await team_file.bring_up_to_date(settings)

    _tell(work)


@app.command()
def forget(person: Person, *, yes: Yes = False) -> None:
    """Remove a person's name and words on their request; what happened stays."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import forget  # noqa: PLC0415
        from bot.views.forgetting import question  # noqa: PLC0415

        forget.check(person)
        if not yes:
            typer.confirm(question(person), abort=True)
        return await forget.forget(settings, person)

    _tell(work)


@app.command()
def doctor() -> None:
    """Say what is wrong with this set-up, and the cure."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import doctor  # noqa: PLC0415
        from bot.clock import SystemClock  # noqa: PLC0415
        from bot.team_file import Outcome  # noqa: PLC0415

        found = await doctor.examine(settings, SystemClock())
        return Outcome(found.lines(), is_refused=found.is_sick)

    _tell(work)


@config.command()
def apply(file: File) -> None:
    """Put the rules of FILE in force, all or nothing, and say what changed."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import team_file  # noqa: PLC0415

        return await team_file.apply(settings, file, team_file.read(file))

    _tell(work)


@config.command()
def check(file: File) -> None:
    """Say what is wrong with FILE, or what it would change."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import team_file  # noqa: PLC0415

        return await team_file.check(settings, file, team_file.read(file))

    _tell(work)


@config.command()
def export() -> None:
    """Print the rules in force as YAML."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import team_file  # noqa: PLC0415

        return await team_file.export(settings)

    _tell(work)


@customers.command("import")
def import_(file: Sheet) -> None:
    """Bring the customers of FILE in, all or nothing, and say how many are new or changed."""

    async def work(settings: "Settings") -> "Outcome":
        from bot import customers_file  # noqa: PLC0415

        return await customers_file.import_(settings, file)

    _tell(work)


@customers.callback()
def keep_customers() -> None:
    """Keep the customers."""
    # Without this the only command would be the whole of `customers`, and have no name.


def _tell(command: Callable[["Settings"], Coroutine[Any, Any, "Outcome"]]) -> None:
    """Carry out a command, and print what came of it."""
    settings = _settings()
    # The libraries' complaints say less than the sentence that follows.
    _configure_logs(settings, "DEBUG" if settings.log_level == "DEBUG" else "CRITICAL")
    outcome = _carry_out(command(settings), settings)
    for note in outcome.notes:
        typer.echo(note, err=True)
    for line in outcome.lines:
        typer.echo(line)
    if outcome.is_refused:
        raise typer.Exit(1)


def _settings() -> "Settings":
    from bot.settings import BadSettings, load  # noqa: PLC0415

    try:
        return load()
    except BadSettings as error:
        _fail(*error.problems)


def _configure_logs(settings: "Settings", level: str) -> None:
    from bot import logs  # noqa: PLC0415

    for secret in settings.secrets():
        logs.hide(secret)
    logs.configure(settings.log_format, level)


def _carry_out(work: Coroutine[Any, Any, T], settings: "Settings") -> T:
    """Wait for the work; what can be foreseen to fail is told in words, the rest is a bug."""
    try:
        return asyncio.run(work)
    except Exception as error:
        from bot import failures  # noqa: PLC0415

        sentences = failures.explain(error, settings)
        if not sentences:
            raise
        _fail(*sentences)


def _fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    raise typer.Exit(1)
