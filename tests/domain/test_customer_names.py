"""Which customer a name in a field of its own means: theirs, someone's nearly so called, nobody's."""

import pytest

from bot.domain.capture import Named
from bot.domain.customer_search import Spelt, spell, spellings
from bot.domain.name_keys import keys_of_name

KNOWN = tuple(
    Named(name, name, synonyms)
    for name, *rest in (
        *(("Initech",), ("Acme", ("АКМЕ",)), ("Acne Studios",), ("Globex",), ("Globex GmbH",)),
        *(("Harbour Books",), ("Harbour Foods",), ("Nordwind",), ("Nordwand",), ("Umbrella",)),
    )
    for synonyms in (rest[0] if rest else (),)
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Acme", "Acme"),
        ("acme", "Acme"),
        ("акме", "Acme"),
        ("Acmee", "Acme"),
        ("umbrela", "Umbrella"),
        ("Инитех", "Initech"),
        ("Harbor Books", "Harbour Books"),
        ("Globex", "Globex"),
        ("globex gmbh", "Globex GmbH"),
        ('"Initech"', "Initech"),
    ],
)
def test_one_who_is_near_is_spelt_as_they_are_known(typed: str, name: str) -> None:
    assert spell(typed, KNOWN) == Spelt(name, is_known=True)


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("Initek", ("Initech",)),
        ("Acmi", ("Acme",)),
        ("Nordwend", ("Nordwind", "Nordwand")),
        ("globx", ("Globex", "Globex GmbH")),
        ("Harbour", ("Harbour Books", "Harbour Foods")),
    ],
)
def test_where_it_is_not_sure_those_are_named_who_may_be_meant(
    typed: str, others: tuple[str, ...]
) -> None:
    assert spell(typed, KNOWN) == Spelt(typed, others)


@pytest.mark.parametrize("typed", ["Contoso", "Somebody new", "Acme North", "Nordsee", "", "?!"])
def test_whom_nobody_is_near_to_stays_as_typed(typed: str) -> None:
    assert spell(typed, KNOWN) == Spelt(typed)


@pytest.mark.parametrize("typed", ['"Initek"', "“Initek”", "«Initek»", " 'Initek' "])
def test_in_quotation_marks_it_is_just_that_name(typed: str) -> None:
    assert spell(typed, KNOWN) == Spelt("Initek")


@pytest.mark.parametrize(("typed", "name"), [("Initek", "Initech"), ("Acmi", "Acme")])
def test_a_slip_of_a_sound_is_looked_up_too(typed: str, name: str) -> None:
    assert spellings(typed) & keys_of_name(name)
