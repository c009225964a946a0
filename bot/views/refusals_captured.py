"""The words for refusals about what is put right of a report."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain import errors
from bot.domain.errors import UserError
from bot.views import texts
from bot.views.scene import Reader

MOST_NAMED = 5
_OTHER = " If it is somebody else, put theirs in quotation marks."


def _several_customers(error: errors.SeveralCustomers, _reader: Reader) -> str:
    named = [texts.words(texts.one_line(one, 75), 150) for one in error.names[:MOST_NAMED]]
    return f"Did you mean {texts.listed(named, 'or')}? Write the whole name.{_OTHER}"


def _unknown_place(_error: errors.UnknownPlace, _reader: Reader) -> str:
    return "That is no longer in your team's rules. Choose something else from the list."


WORDS: Mapping[type[UserError], Callable[[Any, Reader], str]] = {
    errors.SeveralCustomers: _several_customers,
    errors.UnknownPlace: _unknown_place,
}
