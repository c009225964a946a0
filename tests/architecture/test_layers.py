"""The layers of the design hold: imports point down only."""

import subprocess
import sys

from tests.architecture.sources import ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_the_contracts_are_kept() -> None:
    # In a process of its own: the linter imports the packages and keeps what it has seen.
    linted = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert "kept, 0 broken" in linted.stdout
