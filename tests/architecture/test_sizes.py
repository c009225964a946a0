"""What can be read at one go: no long files, no long functions, handlers that only hand over."""

from tests.architecture.sources import functions, lines_of, name_of, page_files, python_files

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_HANDLER = 15


def test_no_file_is_long() -> None:
    files = (*python_files(), *page_files(".js", ".css", ".html"))
    lines = {name_of(file): len(file.read_text().splitlines()) for file in files}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    assert longer_than(LONGEST_FUNCTION, "") == {}


def test_no_handler_does_more_than_hand_over() -> None:
    assert longer_than(LONGEST_HANDLER, "handlers/") == {}


def longer_than(most: int, folder: str) -> dict[str, int]:
    return {
        f"{name_of(file)}:{function.lineno} {function.name}": lines_of(function)
        for file in python_files()
        if name_of(file).startswith(folder)
        for function in functions(file)
        if lines_of(function) > most
    }
