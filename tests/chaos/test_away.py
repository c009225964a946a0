"""Slack goes away and comes back."""

import asyncio
from pathlib import Path

import pytest

from bot.simulator.faults import Fault, FaultKind
from tests.chaos.crew import Crew
from tests.chaos.process import until
from tests.chaos.proof import LIFE, prove
from tests.chaos.town import town

OPEN, LINES = "apps.connections.open", 2
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

        def are_taken() -> bool:
            return sum(one.acknowledged for one in slack.deliveries[taken:]) >= 3

        await until(are_taken, what="three requests")
        await until(lambda: '"outcome": "later"' in opened.bot.said, what="a row put back")
        slack.faults.remove(away)
        await opened.delays_end()
        await during
        await crew.asked(case, key, "Since when?", "Since noon.", by_form=False)
        await crew.fixed(case, key)
        await prove(opened, crew.cases, LIVES)


@pytest.mark.thorough
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["server_error", "timeout_before", "error"])
async def test_lines_that_are_cut_and_refused_for_a_while_come_back(
    database_url: str, kind: FaultKind, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path, sockets=True) as opened:
        crew, slack = Crew(opened), opened.slack
        begun = opened.called(OPEN)
        refusal = slack.faults.add(Fault(kind=kind, method=OPEN))
        await slack.disconnect_sockets(None)
        await until(lambda: opened.called(OPEN) >= begun + 2 * LINES, what="some attempts")
        assert not await opened.bot.looks_ready()
        assert "no line to Slack stands" in opened.bot.state
        slack.faults.remove(refusal)
        await until(lambda: len(slack.sockets.connections) == LINES, what="two lines")
        await until(opened.bot.looks_ready, what="a bot that is ready again")
        await crew.live("Outage at noon")
        await prove(opened, crew.cases)
