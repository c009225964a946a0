"""The page's files: nothing from elsewhere, nothing that a policy would have to allow, no bot."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, name_of, page_files

SVG = "http://www.w3.org/2000/svg"
FOREIGN = re.compile(r"https?://|[\"'(]//\w")
MARKUP_FROM_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write"
    r"|\beval\(|new Function\b|createContextualFragment|DOMParser"
)
INLINE = re.compile(r"<style|\sstyle=[\"']|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|javascript:")
OF_THE_BOT = re.compile(r"(?i:\btasks?\b|\bseverit|\bcavalry)|\bCRIT\b")


@pytest.fixture(params=page_files(".js", ".css", ".html", ".svg"), ids=name_of)
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_it_fetches_nothing_from_elsewhere(file: Path) -> None:
    assert FOREIGN.findall(file.read_text().replace(SVG, "")) == []


def test_it_makes_no_markup_of_text(file: Path) -> None:
    assert MARKUP_FROM_TEXT.findall(file.read_text()) == []


def test_it_has_no_script_and_no_style_within(file: Path) -> None:
    assert INLINE.findall(file.read_text()) == []


def test_it_knows_nothing_of_the_bot(file: Path) -> None:
    assert OF_THE_BOT.findall(file.read_text()) == []


def test_neither_does_what_serves_it() -> None:
    served = (ROOT / "bot/simulator/page").glob("*.py")
    words = re.compile(r"(?i:\bseverit|\bcavalry)|\bCRIT\b")
    assert {name_of(file) for file in served if words.search(file.read_text())} == set()
