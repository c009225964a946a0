"""Customers as a spreadsheet: CSV read line by line, with everything that is wrong and its line."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from bot.domain.customers import CustomCode, Customer, Importance, folded
from bot.domain.flaws import Flaw

COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("name", "synonyms", "importance", "helpdesk_id", "time_zone")},
    **{name: name for name in ("notes", "links", "custom_code")},
    **{f"custom_code_{name}": "custom_code" for name in ("test_site", "source")},
    **{f"custom_code_{name}": "custom_code" for name in ("documents", "known_by")},
}
"""The columns there are, and which field of a customer each belongs to."""

LONGEST = 200
LONGEST_TEXT = 3_000
LONGEST_ADDRESS = 2_000

_NO = frozenset({"", "no", "false", "0", "-"})
_YES = frozenset({"yes", "true", "1", "x"})
_IMPORTANCES = {one.value: one for one in Importance} | {"": None}
_MANY = re.compile(r"[|;]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PERSON = re.compile(r"[UW][A-Z0-9]{2,}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)


@dataclass(eq=False)
class SheetRefused(Exception):  # noqa: N818 -- a refusal is named for what was refused
    """The file holds no customers as it is; `problems` are in the order of their lines."""

    problems: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the file says, and which fields of a customer it says anything of."""

    customers: Sequence[Customer]
    given: frozenset[str]


def read(lines: Iterable[bytes]) -> Sheet:
    """Read customers from the lines of a CSV file. Raises SheetRefused with every problem."""
    found = _Reading()
    try:
        found.read(found.decode(lines))
    except csv.Error:
        cure = "close each quotation mark, and write one inside a cell twice"
        found.flaw("", "the quotation marks do not fit together", cure)
    found.check_synonyms()
    if found.problems:
        raise SheetRefused(tuple(sorted(found.problems, key=lambda flaw: flaw.line)))
    return Sheet(list(found.customers.values()), frozenset(found.fields))


@dataclass
class _Reading:
    """What was read so far; `line` is where the row that is being read begins."""

    customers: dict[str, Customer] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Flaw] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    line: int = 1

    def flaw(self, where: str, what: str, cure: str) -> None:
        self.problems.append(Flaw(self.line, where, what, cure))

    def decode(self, lines: Iterable[bytes]) -> Iterator[str]:
        """Give the lines as text; the mark that some programs begin a file with is none of it."""
        is_noted = False
        for number, line in enumerate(lines, start=1):
            code = "utf-8-sig" if number == 1 else "utf-8"
            try:
                yield line.decode(code)
            except UnicodeDecodeError:
                if not is_noted:
                    cure = "save it as CSV UTF-8"
                    self.problems.append(Flaw(number, "", "the file is not UTF-8", cure))
                is_noted = True
                yield line.decode(code, errors="replace")

    def read(self, lines: Iterator[str]) -> None:
        first = next(lines, "")
        separator = ";" if first.count(";") > first.count(",") else ","
        rows = csv.reader(_again(first, lines), delimiter=separator, strict=True)
        header = [_column(cell) for cell in next(rows, [])]
        self._take(header)
        self.line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                self._row(header, row)
            self.line = rows.line_num + 1

    def _take(self, header: Sequence[str]) -> None:
        """Note all that is wrong with the header; what it names well is read all the same."""
        for column in dict.fromkeys(header):
            if column not in COLUMNS:
                near = get_close_matches(column, COLUMNS, n=1)
                cure = f"write {near[0]}" if near else f"there are {', '.join(COLUMNS)}"
                self.flaw(column, "there is no such column", cure)
            elif header.count(column) > 1:
                self.flaw(column, "the column stands there twice", "leave one of them out")
        if "name" not in header:
            self.flaw("", "there is no column name", "let the first line name the columns")
        self.fields = {COLUMNS[column] for column in header if column in COLUMNS} - {"name"}

    def _row(self, header: Sequence[str], row: Sequence[str]) -> None:
        if len(row) != len(header):
            what = f"{len(row)} cells stand under {len(header)} columns"
            self.flaw("", what, "put a cell that holds the separator in quotation marks")
            return
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=True)}
        for column, cell in cells.items():
            if _CONTROL.search(cell.replace("\r\n", "\n")):
                self.flaw(column, "it holds a sign that cannot be shown", "type the cell anew")
        if "name" in cells:
            self._name(cells["name"])
        customer = self._customer(cells)
        self.customers.setdefault(folded(customer.name), customer)

    def _name(self, name: str) -> None:
        before = self.lines.setdefault(folded(name), self.line)
        if not name:
            self.flaw("name", "the name is empty", "name the customer, or take the line out")
        elif before != self.line:
            self.flaw("name", f"line {before} names this customer, too", "leave one of them out")

    def _customer(self, cells: Mapping[str, str]) -> Customer:
        importance = cells.get("importance", "").lower()
        if importance not in _IMPORTANCES:
            self.flaw("importance", "this is no importance", "write vip, normal, or nothing")
        zone = cells.get("time_zone", "")
        if zone and zone not in _zones():
            self.flaw("time_zone", "there is no such time zone", "write one such as Europe/Berlin")
        name = self._text(cells, "name", LONGEST)
        return Customer(
            name,
            _IMPORTANCES.get(importance),
            self._custom_code(cells),
            self._links(cells.get("links", "")),
            self._text(cells, "notes", LONGEST_TEXT),
            tuple(one for one in self._names(cells) if folded(one) != folded(name)),
            self._text(cells, "helpdesk_id", LONGEST) or None,
            zone or None,
        )

    def _text(self, cells: Mapping[str, str], column: str, longest: int) -> str:
        text = cells.get(column, "")
        if len(text) > longest:
            what = f"it is longer than {longest} characters"
            self.flaw(column, what, "write less; long texts belong behind a link")
        return text

    def _names(self, cells: Mapping[str, str]) -> list[str]:
        names = _MANY.split(cells.get("synonyms", ""))
        found = dict.fromkeys(one.strip() for one in names if one.strip())
        for name in found:
            self._text({"synonyms": name}, "synonyms", LONGEST)
        return list(found)

    def _links(self, cell: str) -> dict[str, str]:
        links = dict[str, str]()
        for pair in _LINKS.split(cell) if cell else ():
            name, _, address = (part.strip() for part in pair.partition("="))
            if not name:
                self.flaw("links", "a link has no name", "write name=https://…")
            links[name] = self._address("links", address) or ""
        return links

    def _address(self, column: str, typed: str) -> str | None:
        is_one = _ADDRESS.fullmatch(typed) is not None and len(typed) <= LONGEST_ADDRESS
        if typed and not is_one:
            self.flaw(column, "this is no address", "write it whole, beginning with https://")
        return typed or None

    def _custom_code(self, cells: Mapping[str, str]) -> CustomCode | None:
        does = self._text(cells, "custom_code", LONGEST_TEXT)
        told = {name: cells.get(f"custom_code_{name}", "") for name in _OF_CODE}
        if does.lower() in _NO and not any(told.values()):
            return None
        people = tuple(one.strip() for one in _MANY.split(told["known_by"]) if one.strip())
        for person in people:
            if _PERSON.fullmatch(person) is None:
                cure = "copy the member ID from their profile in Slack: U0…"
                self.flaw("custom_code_known_by", "this is no Slack id of a person", cure)
        documents = _ADDRESSES.split(told["documents"]) if told["documents"] else []
        return CustomCode(
            "" if does.lower() in _NO | _YES else does,
            self._address("custom_code_test_site", told["test_site"]),
            self._address("custom_code_source", told["source"]),
            tuple(self._address("custom_code_documents", one) or "" for one in documents),
            people,
        )

    def check_synonyms(self) -> None:
        """Let no synonym be the name of another customer."""
        for key, customer in self.customers.items():
            for synonym in customer.synonyms:
                other = self.lines.get(folded(synonym))
                if other is not None:
                    self.line = self.lines[key]
                    what = f"line {other} has a customer with one of these names"
                    self.flaw("synonyms", what, "leave it out here")


_OF_CODE = ("test_site", "source", "documents", "known_by")
_ADDRESSES = re.compile(r"\s*[|;]\s*(?=https?://)|\s+(?=https?://)", re.IGNORECASE)
_LINKS = re.compile(r"\s*[|;]\s*(?=[^|;=]*=)")


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _column(cell: str) -> str:
    return re.sub(r"[\s\-]+", "_", cell.strip().lower())


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
