"""What joins a message only informs: whoever has to do something is called by a message of its own."""

from itertools import product

from bot.domain.joining import informs
from bot.domain.notices import ROUTES, Audience, Happening

JOINING = [pair for pair in product(Happening, Audience) if informs(*pair)]


def test_only_what_is_told_at_all_can_join() -> None:
    assert JOINING
    assert [one for one in JOINING if one[1] not in ROUTES[one[0]].direct] == []


def test_whoever_is_asked_or_called_gets_a_message_of_its_own() -> None:
    asked = {Audience.ASKED, Audience.CALLED, Audience.ASKER}
    assert [one for one in JOINING if one[1] in asked] == []


def test_what_has_to_be_looked_at_or_done_comes_by_itself() -> None:
    for happening, audience in (
        (Happening.RAISED, Audience.ADMINISTRATOR),
        (Happening.ASSIGNED, Audience.ASSIGNEE),
        (Happening.REOPENED, Audience.ASSIGNEE),
        (Happening.TIME_ASKED, Audience.ADMINISTRATOR),
        (Happening.UPDATE_DUE, Audience.ASSIGNEE),
        (Happening.FIXED, Audience.REPORTER),
        (Happening.CONFIRMATION_DUE, Audience.REPORTER),
        (Happening.DEADLINE_PASSED, Audience.REPORTER),
    ):
        assert not informs(happening, audience)
