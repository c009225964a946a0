"""What is said of dates follows from how they stand to each other."""

from bot.domain.lifecycle import Status
from bot.domain.notices import Audience, Happening
from bot.views import notices
from tests.views.stage import NOW, a_scene, a_task, an_entry


def test_what_is_blocked_after_its_deadline_keeps_no_date() -> None:
    late = an_entry(Happening.BLOCKED, deadline=NOW.isoformat())
    told = notices.direct(a_scene(a_task(Status.IN_PROGRESS), entry=late), Audience.REPORTER).text
    assert "The deadline was Tue 24 Nov, 10:10; you hear of a new date as soon as" in told
    assert "stays" not in told


def test_who_waits_hears_at_the_deadline_if_the_next_update_comes_after_it() -> None:
    said = an_entry(Happening.ON_TRACK)
    told = notices.direct(a_scene(a_task(Status.IN_PROGRESS), entry=said), Audience.REPORTER).text
    assert "Next you hear by Tue 24 Nov, 14:10 at the latest." in told
