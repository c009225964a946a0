"""A PostgreSQL server of the tests' own, from the binaries of the system."""

import asyncio
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg

HOW_TO_INSTALL = (
    "PostgreSQL is not installed: on Debian `apt-get install postgresql`, "
    "or set PG_BIN to the folder that holds its initdb and pg_ctl"
)

_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
shared_buffers = 32MB
max_connections = 200
timezone = 'Asia/Tokyo'
"""
"""The server's zone is not UTC, so that nobody relies on it."""

_PORTS_TRIED = 5

_KEEPER = 'read -r _; "$1" -D "$2/data" -m immediate stop; rm -rf "$2"'
"""Waits until the tests close its standard input, which they do even when they are killed."""


@dataclass(frozen=True, slots=True)
class _Owner:
    user: int
    group: int
    groups: list[int] | None


def find_binaries() -> Path | None:
    """Find the folder of the server's programs, or None where there is no server."""
    return next((folder for folder in _candidates() if _has_server(folder)), None)


class Server:
    """Runs until `stop`, or until the process that started it is gone."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._owner = _owner()
        self._folder = Path(tempfile.mkdtemp(prefix="cavalry-postgres-"))
        self._names = count(1)
        self._keeper: subprocess.Popen[bytes] | None = None
        self._frozen: list[int] = []
        self.port = 0

    def start(self) -> None:
        """Make a cluster and start it."""
        os.chown(self._folder, self._owner.user, self._owner.group)
        self._keeper = subprocess.Popen(
            ["/bin/sh", "-c", _KEEPER, "keeper", self._program("pg_ctl"), str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env=_environment(),
            # Ctrl-C reaches every process of the terminal, and this one has work to do after it.
            start_new_session=True,
            user=self._owner.user,
            group=self._owner.group,
            extra_groups=self._owner.groups,
        )
        made = self._run(
            *("initdb", "-D", self._data, "--no-sync", "--auth=trust", "--username=tests"),
            *("--encoding=UTF8", "--locale=C"),
        )
        self._check(made)
        with Path(self._data, "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS.format(folder=self._folder))
        self._listen()

    def _listen(self) -> None:
        """Start on a free port; somebody may take it in between, so several are tried."""
        for _ in range(_PORTS_TRIED):
            self.port = _free_port()
            on_port = ("-o", f"-p {self.port}")
            begun = self._run("pg_ctl", "-D", self._data, "-w", "-l", self._log, *on_port, "start")
            if begun.returncode == 0:
                return
        begun.stderr += Path(self._log).read_text()
        self._check(begun)

    async def go_away(self) -> None:
        """Stop as a power cut does: no goodbye to anybody."""
        stopping = ("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        self._check(await asyncio.to_thread(self._run, *stopping))

    async def come_back(self) -> None:
        """Start again where it was, with what was committed."""
        starting = ("pg_ctl", "-D", self._data, "-w", "-l", self._log)
        on_port = ("-o", f"-p {self.port}", "start")
        self._check(await asyncio.to_thread(self._run, *starting, *on_port))

    async def freeze(self) -> None:
        """Stand still: lines stay open, and nothing answers."""
        connection = await self._connect()
        first = self._first_process()
        os.kill(first, signal.SIGSTOP)  # from now on no line gets a process of its own
        others = await connection.fetch("SELECT pid FROM pg_stat_activity")
        self._frozen = [first, *(int(other["pid"]) for other in others)]
        for process in self._frozen:
            os.kill(process, signal.SIGSTOP)
        connection.terminate()

    async def thaw(self) -> None:
        """Go on as if nothing had been."""
        for process in self._frozen:
            os.kill(process, signal.SIGCONT)

    def stop(self) -> None:
        """Stop the server and remove its files; a second time does nothing."""
        if self._keeper is not None and self._keeper.stdin is not None:
            self._keeper.stdin.close()
            self._keeper.wait()
            self._keeper = None

    def url(self, name: str) -> str:
        """Address a database as the bot's settings do."""
        return f"postgresql+asyncpg://tests@127.0.0.1:{self.port}/{name}"

    async def create(self, template: str = "template1") -> str:
        """Create a database as a copy of another, and name it."""
        name = f"cavalry_{next(self._names)}"
        await self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    async def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        await self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def _execute(self, command: str) -> None:
        connection = await self._connect()
        try:
            await connection.execute(command)
        finally:
            await connection.close()

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(
            host="127.0.0.1", port=self.port, user="tests", database="postgres"
        )

    def _first_process(self) -> int:
        return int(Path(self._data, "postmaster.pid").read_text().split()[0])

    def _program(self, name: str) -> str:
        return str(self._binaries / name)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    @property
    def _log(self) -> str:
        return str(self._folder / "log")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self._program(program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd=self._folder,
            env=_environment(),
            user=self._owner.user,
            group=self._owner.group,
            extra_groups=self._owner.groups,
        )

    def _check(self, done: subprocess.CompletedProcess[str]) -> None:
        if done.returncode != 0:
            self.stop()
            msg = f"{done.args[0]} failed:\n{done.stdout}{done.stderr}"
            raise RuntimeError(msg)


def _candidates() -> Iterator[Path]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
    config = shutil.which("pg_config")
    if config is not None:
        said = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(said.stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)


def _version(folder: Path) -> float:
    name = folder.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


def _has_server(folder: Path) -> bool:
    return all((folder / program).is_file() for program in ("initdb", "pg_ctl"))


def _owner() -> _Owner:
    """Choose who the server runs as: it refuses to be root."""
    if os.geteuid() != 0:
        return _Owner(os.geteuid(), os.getegid(), None)
    users = {user.pw_name: user for user in pwd.getpwall()}
    chosen = users.get("postgres") or users["nobody"]
    return _Owner(chosen.pw_uid, chosen.pw_gid, [])


def _environment() -> Mapping[str, str]:
    """Leave out what would point the programs at another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
