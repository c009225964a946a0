"""What is found nowhere in this project."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.architecture.sources import (
    calls,
    imports,
    is_in,
    module_of,
    name_of,
    python_files,
    texts,
    tracked_texts,
)

# The simulator is no part of the bot and has a clock of its own.
CLOCKS = {"bot/clock.py", "bot/simulator/clock.py"}
TELLING_TIME = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "datetime.datetime.now"),
    *("date.today", "datetime.date.today", "time.time", "time.time_ns"),
}
MAY_KNOW_THE_SIMULATOR = ("bot.simulator", "bot.demo", "tests")

# They read words and dates as people write them, and do nothing else.
READERS = {"rapidfuzz", "dateparser"}

# The words beside the rules of a team's file: each stands with the rule that it cures.
CURES = (
    *(name_of(file) for file in python_files("bot/domain") if "rules_reading" in file.name),
    *("bot/services/yaml_places.py", "bot/services/registry.py"),
)
SPEAKING = ("bot/domain", "storage", "bot/services", "bot/workers", "handlers")
SENTENCE = re.compile(r"[A-Z][a-z']*(?: [\w',-]+){2,}")

# Spelt so that this file does not name what it forbids.
REGISTRY = re.compile(r"py[p]i\.(?:org|io)|python[h]osted\.org|registry\.npm[j]s|arti[f]actory")
HOME = re.compile(r"(?<![\w.])/(?:home|Users|root)/\w")


def test_nothing_is_mocked() -> None:
    assert importing("unittest.mock", "mock", "pytest_mock") == []


def test_no_test_sleeps() -> None:
    assert calling(python_files("tests"), lambda call: call.split(".")[-1] == "sleep") == []


def test_only_the_clock_tells_the_time() -> None:
    others = [file for file in python_files() if name_of(file) not in CLOCKS]
    assert calling(others, TELLING_TIME.__contains__) == []
    taken = [file for file in others if {"time.time", "time.time_ns"} & set(imports(file))]
    assert taken == []


def test_the_domain_knows_only_itself_the_standard_library_and_what_reads() -> None:
    strange = {
        f"{name_of(file)}: {name}"
        for file in python_files("bot/domain")
        for name in imports(file)
        if not is_in(name, "bot.domain")
        and name.split(".")[0] not in sys.stdlib_module_names | READERS
    }
    assert strange == set()


def test_only_the_demo_and_the_tests_know_the_simulator() -> None:
    knowing = {
        name_of(file)
        for file in python_files()
        if not any(is_in(module_of(file), package) for package in MAY_KNOW_THE_SIMULATOR)
        and any(is_in(name, "bot.simulator") for name in imports(file))
    }
    assert knowing == set()


def test_what_people_read_is_written_in_views() -> None:
    silent = [file for file in python_files(*SPEAKING) if name_of(file) not in CURES]
    said = [f"{name_of(file)}: {text}" for file in silent for text in texts(file)]
    assert [one for one in said if SENTENCE.match(one.partition(": ")[2])] == []
    assert any(SENTENCE.match(text) for file in python_files("bot/views") for text in texts(file))


def test_no_file_names_a_package_registry() -> None:
    assert [name for name, text in tracked_texts() if REGISTRY.search(text)] == []


def test_no_file_names_somebodys_home() -> None:
    assert [name for name, text in tracked_texts() if HOME.search(text)] == []


def importing(*modules: str) -> list[str]:
    return [
        f"{name_of(file)}: {name}"
        for file in python_files()
        for name in imports(file)
        if any(is_in(name, module) for module in modules)
    ]


def calling(files: Iterable[Path], is_banned: Callable[[str], bool]) -> list[str]:
    return [f"{name_of(file)}: {call}" for file in files for call in calls(file) if is_banned(call)]
