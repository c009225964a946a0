"""In Assign… it stands below a developer what ties them to the task."""

from dataclasses import replace

from bot.domain.deadlines import Choice, Offer
from bot.domain.ties import Closeness, Tie
from bot.simulator.blocks import view_problems
from bot.views import forms
from bot.views.forms import DeveloperOffer
from bot.views.origin import Origin
from tests.views.stage import DEADLINE, READER, RULES

ORIGIN = Origin(task_id=12, stands="new:", channel="C0CRITICAL")
OFFERS = [Offer(Choice.BY_SEVERITY, DEADLINE)]
DEVELOPERS = [DeveloperOffer("U0IVAN", 2, DEADLINE, 3), DeveloperOffer("U0DANA", 0, None, 0)]


def test_what_ties_a_developer_to_the_task_stands_below_them() -> None:
    owner = replace(DEVELOPERS[0], ties=(Tie(Closeness.OWNS_COMPONENT, "checkout"),))
    wished = replace(DEVELOPERS[1], ties=(Tie(Closeness.WISHED),), wished_by="U0SAM")
    both = replace(owner, ties=(*owner.ties, *wished.ties), wished_by="U0SAM")
    long = replace(owner, ties=(Tie(Closeness.DEVELOPS, "<!channel> & " * 20),))
    reader = replace(READER, names={**READER.names, "U0SAM": "Sam"})
    view = forms.assign_form(ORIGIN, [owner, wished, both, long], OFFERS, RULES, reader)
    assert view_problems(view) == []
    element = next(one for one in view["blocks"] if one["block_id"] == "developer")["element"]
    about = [one["description"]["text"] for one in element["options"]]
    assert about[:3] == ["owns checkout", "wished by Sam", "owns checkout · wished by Sam"]
    assert about[3].startswith("develops ")
    assert "description" not in str(forms.assign_form(ORIGIN, DEVELOPERS, OFFERS, RULES, READER))
