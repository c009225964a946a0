"""A terminal for tests: commands run in a folder of the test's own."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import yaml
from typer.testing import CliRunner, Result

from bot import cli

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "docs" / "team.example.yaml").read_text("utf-8")
MANIFEST = yaml.safe_load((ROOT / "app.yaml").read_text("utf-8"))
TEAM = {f"U0{name.upper()}": name for name in ("ada", "ben", "kim", "mira", "ivan", "dana")}
TOKEN = "xoxb-hush"


@dataclass
class Terminal:
    """Runs commands in a folder of the test's own; the file `team.yaml` is the sample."""

    folder: Path
    env: dict[str, str]

    def write(self, text: str) -> None:
        (self.folder / "team.yaml").write_text(text, "utf-8")

    def run(self, *words: str) -> Result:
        result = CliRunner().invoke(cli.app, words, env=self.env)
        assert TOKEN not in result.output
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    async def runs(self, *words: str) -> Result:
        """Run a command while the simulator answers on this loop."""
        return await asyncio.to_thread(self.run, *words)
