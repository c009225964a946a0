"""The command line. Heavy imports stand inside the commands, so that `--help` is fast."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

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

File = Annotated[Path, typer.Argument(metavar="FILE", help="the rules as YAML")]


def main() -> None:
    """Run the command that the arguments name."""
    app(prog_name="python -m bot")


@app.command()
def run() -> None:
    """Run the bot: Socket Mode if SLACK_APP_TOKEN is set, else HTTP on PORT."""
    from bot import settings  # noqa: PLC0415
    from bot.app import serve  # noqa: PLC0415

    asyncio.run(serve(settings.load()))


@app.command()
def demo() -> None:
    """Play a critical day on this machine, with a Slack of its own; no account needed."""
    from bot import demo as show  # noqa: PLC0415

    show.main()


@app.command()
def migrate() -> None:
    """Bring the database up to date."""


@config.command()
def apply(file: File) -> None:
    """Put the rules of FILE in force, all or nothing, and say what changed."""


@config.command()
def check(file: File) -> None:
    """Say what is wrong with FILE, or what it would change."""


@config.command()
def export() -> None:
    """Print the rules in force as YAML."""
