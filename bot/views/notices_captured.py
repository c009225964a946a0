"""What is told when somebody puts right what was understood."""

from bot.domain import facts
from bot.domain.facts import Fact
from bot.views import captured
from bot.views.scene import Scene
from bot.views.telling import Telling, actor
from storage.history import Entry

NOUNS = {
    Fact.CUSTOMER: "customer",
    Fact.WHERE: "place",
    Fact.HOW_MANY: "number affected",
    Fact.SINCE: "beginning",
    Fact.WISH: "wish",
}


def corrected(scene: Scene, entry: Entry) -> Telling:
    """Tell what was put right, from what to what."""
    fact, before, after = facts.read(entry.facts)
    who, name = actor(scene, entry), NOUNS[fact]
    was, is_ = (captured.shown(one, scene.rules, scene.reader) for one in (before, after))
    if before is None and after is None:
        return Telling(f"{who} says that none of the customers in question is meant.")
    if before is None:
        return Telling(f"{who} added the {name}: {is_}.")
    if after is None:
        return Telling(f"{who} took the {name} out, which was {was}.")
    return Telling(f"{who} put the {name} right: {is_}, before {was}.")


def for_assignee(scene: Scene, entry: Entry) -> Telling:
    """Tell who fixes it what they may have to see in another light."""
    told = corrected(scene, entry)
    return Telling(told.what, more="The card shows all that is known.")


def for_administrator(scene: Scene, entry: Entry) -> Telling:
    """Tell who decides what the reporter's side wishes now."""
    told = corrected(scene, entry)
    return Telling(told.what, more="It is a wish: you decide who has it, and by when.")
