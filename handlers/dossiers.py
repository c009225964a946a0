"""All that is known of one task, for who asks for it: as one scene."""

from bot.services.causes import find_said
from bot.services.dossiers import Dossier
from bot.views.scene import Reader, Scene


def scene_of(known: Dossier, reader: Reader) -> Scene:
    """Put together what texts about the task are made from."""
    facts = known.facts
    unanswered = tuple(one for one in facts.questions if one.answered_at is None)
    return Scene(
        *(facts.task, facts.rules, reader, facts.customer),
        open_questions=unanswered,
        merged_into=facts.merged_into,
        same_as=facts.same_as,
        stands_since=facts.stands_since,
        cause=find_said(facts.history),
        affected=tuple(known.affected),
        standstill=known.standstill,
        returns=known.returns,
    )
