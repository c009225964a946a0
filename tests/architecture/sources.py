"""The project's own files, read once for all tests of their shape."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "storage", "tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """List the code; a migration is written once and not read again, so it is left out."""
    files = (file for folder in folders or FOLDERS for file in (ROOT / folder).rglob("*.py"))
    return tuple(sorted(file for file in files if "versions" not in file.parts))


@cache
def page_files(*kinds: str) -> tuple[Path, ...]:
    """List the files of the page; what others wrote is kept apart in `vendor`, and left out."""
    files = (ROOT / "bot/simulator/page/static").rglob("*")
    return tuple(sorted(f for f in files if f.suffix in kinds and "vendor" not in f.parts))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), str(file))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def functions(file: Path) -> Iterator[Function]:
    for node in ast.walk(tree(file)):
        if isinstance(node, Function):
            yield node


def lines_of(function: Function) -> int:
    """Count from `def` to the end; decorators and the docstring are no length."""
    count = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return count
    docstring = function.body[0]
    return count - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def imports(file: Path) -> Iterator[str]:
    """Name every module that is imported, wherever in the file, and what is taken from it."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(file: Path) -> Iterator[str]:
    """Name everything that is called, as it is written."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def texts(file: Path) -> Iterator[str]:
    """Read every string that is no docstring, as it is written; what is filled in is left out."""
    documented = [node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Expr)]
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if node in documented else (node.value,)


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Read everything that is committed, as far as it is text; outside a clone, the code."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 -- where git is, is not ours to say
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    files = [ROOT / name for name in names if name] or list(python_files())
    for file in files:
        if file.is_file():
            yield name_of(file), file.read_bytes().decode(errors="replace")
