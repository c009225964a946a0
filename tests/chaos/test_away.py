"""Slack goes away and comes back."""

import asyncio
from pathlib import Path

import pytest

from bot.simulator.faults import Fault
from tests.chaos.crew import Crew
from tests.chaos.process import until
from tests.chaos.proof import LIFE, prove
from tests.chaos.town import town

LIVES = {"Outage at noon": LIFE}
"""All the others were raised, and nobody had the time for more."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_happens_while_slack_is_away_is_told_afterwards_and_in_order(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew, slack = Crew(opened), opened.slack
        case, key = await crew.raised("Outage at noon")
        await opened.settled()
        away = slack.faults.add(Fault(kind="away"))
        taken = len(slack.deliveries)
        during = asyncio.gather(
            crew.raised("Outage at one", by=1),
            crew.raised("Outage at two", by=2),
            crew.assigned(case, key),
        )
        await until(lambda: len(slack.deliveries) >= taken + 3, what="three requests")
        assert all(one.acknowledged for one in slack.deliveries[taken:])
        await until(lambda: '"outcome": "later"' in opened.bot.said, what="a row put back")
        slack.faults.remove(away)
        await opened.delays_end()
        await during
        await crew.asked(case, key, "Since when?", "Since noon.", by_form=False)
        await crew.fixed(case, key)
        await prove(opened, crew.cases, LIVES)
