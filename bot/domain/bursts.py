"""Whether what somebody writes next is about the task that they raised a moment ago."""

import re
from dataclasses import dataclass

_AS_WELL = re.compile(
    r"\A\s*(?:and|also|plus|same|и|а\sтакже|ещ[её])\b"
    r"|\b(?:too|as\swell|also|either|same|тоже|также|то\sже|аналогично)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom something is about and what is broken (a key, a component's name), where it is named."""

    customer: str | None = None
    application: str | None = None
    component: str | None = None


def is_another(raised: Subject, said: Subject, text: str) -> bool:
    """Say whether a message plainly names another matter than the task of a moment ago.

    A second customer of the very same place, or one that "has it, too", goes on with the first one.
    What is not named, there or here, parts nothing.
    """
    is_other_customer = _differ(raised.customer, said.customer)
    is_other_application = _differ(raised.application, said.application)
    if is_other_customer and is_other_application:
        return True
    if _AS_WELL.search(text) is not None:
        return False
    return is_other_application or (is_other_customer and not _is_same_place(raised, said))


def _is_same_place(raised: Subject, said: Subject) -> bool:
    is_named = said.application is not None and raised.application == said.application
    return is_named and not _differ(raised.component, said.component)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
