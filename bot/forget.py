"""`forget`: a person is taken out of the database, beside a bot that runs."""

import re

from bot.clock import SystemClock
from bot.failures import Refused
from bot.services import forgetting
from bot.services.forgetting import StillInRules
from bot.settings import Settings
from bot.team_file import Outcome, opened
from bot.views import config
from bot.views import forgetting as words
from storage import migrate

PERSON = re.compile(r"[UW][A-Z0-9]{2,}", re.ASCII)


def check(slack_id: str) -> None:
    """Raise Refused for what is no person's id."""
    if PERSON.fullmatch(slack_id) is None:
        raise Refused(words.no_person(slack_id))


async def forget(settings: Settings, slack_id: str) -> Outcome:
    """Forget the person, and say what was done. Raises Refused."""
    check(slack_id)
    async with opened(settings) as database:
        if not await migrate.is_current(database):
            raise Refused(config.NOT_MIGRATED)
        try:
            done = await forgetting.forget(database, SystemClock(), slack_id)
        except StillInRules as error:
            raise Refused(words.still_in_rules(slack_id, error.place)) from None
    if not done.was_known:
        return Outcome((words.nothing(slack_id),))
    return Outcome(tuple(words.done(slack_id, done.tasks, done.messages, done.notices)))
