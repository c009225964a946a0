"""Killed at the moments that matter, each reached on purpose and not by chance."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import select

from bot.domain.notices import Happening, Kind
from bot.simulator.faults import FaultKind
from bot.simulator.journal import Delivery
from storage.history import Entry
from tests.chaos.crew import Crew, said, told
from tests.chaos.locks import locked, somebody_waits
from tests.chaos.process import until
from tests.chaos.proof import LIFE, outbox_id, prove
from tests.chaos.town import CRITICAL, Town, town

POST = "chat.postMessage"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def happened(opened: Town) -> list[Happening]:
    async with opened.database.read() as session:
        entries = (await session.exec(select(Entry).order_by("id"))).all()
    return [entry.happening for entry in entries]


async def have_happened(opened: Town, steps: int) -> bool:
    return len(await happened(opened)) == steps


async def killed_in_a_post(opened: Town, crew: Crew, kind: FaultKind) -> asyncio.Task[object]:
    """Raise a task, and kill the bot while Slack is silent about its card."""
    opened.hangs(kind)
    raising: asyncio.Task[object] = asyncio.create_task(crew.raised("Outage at noon"))
    await until(lambda: opened.called(POST) >= 1, what="the card")
    await opened.bot.kill()
    opened.slack.faults.clear()
    return raising


@on_postgres
async def test_between_request_and_commit_nothing_is_acknowledged(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        async with locked(opened.database, "LOCK TABLE history IN EXCLUSIVE MODE"):
            writing = asyncio.create_task(crew.raised("Outage at noon"))
            await somebody_waits(opened.database)
            await opened.bot.kill()
        await opened.bot.start()
        assert not any(one.acknowledged for one in opened.slack.deliveries)
        await writing
        await prove(opened, crew.cases, [Happening.RAISED])


@on_postgres
async def test_between_commit_and_acknowledgement_a_second_delivery_changes_nothing(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew, sam, ada = Crew(opened), opened.sam, opened.ada
        case, key = await crew.raised("Outage at noon")
        await crew.assigned(case, key)
        await ada.clicks("Ask reporter…").fills(question="Since when?").submits()
        await until(lambda: told(sam, "Since when?"), what="the question")
        form = await ada.clicks("Ask reporter…").fills(question="Which shop?")
        assert form is not None
        opened.doorman.keep_answers()
        unanswered = asyncio.gather(
            crew.raised("Outage at one", by=1),
            sam.replies("Since noon.", to=said(sam, "Since when?")[0]),
            form.submits(),
        )
        await until(partial(have_happened, opened, 8), what="three commits")
        await opened.bot.kill()
        opened.doorman.lose_answers()
        await opened.time_passes()
        await opened.bot.start()
        await unanswered
        assert form.is_open
        await form.submits()
        assert not form.is_open
        await opened.settled()
        assert sorted(await happened(opened)) == sorted(
            [Happening.RAISED, *LIFE[:5], Happening.QUESTION_ASKED, Happening.QUESTION_ANSWERED]
        )
        assert len(said(ada, "Since noon.")) == len(said(sam, "Which shop?")) == 1


@on_postgres
async def test_between_commit_and_send_every_notice_waits_for_the_next_start(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        raising = await killed_in_a_post(opened, crew, "timeout_before")
        assert not told(opened.sam, "Outage")
        await opened.time_passes()
        await opened.bot.start()
        await raising
        await prove(opened, crew.cases, [Happening.RAISED])


@on_postgres
async def test_what_slack_took_before_the_row_was_marked_is_not_said_again(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        raising = await killed_in_a_post(opened, crew, "timeout_after")
        await opened.time_passes()
        opened.hangs("timeout_after")
        await opened.bot.start()
        await until(lambda: opened.called(POST) >= 4, what="the thread's line and two DMs")
        await opened.bot.kill()
        opened.slack.faults.clear()
        await opened.time_passes()
        await opened.bot.start()
        await raising
        await prove(opened, crew.cases, [Happening.RAISED])
        assert opened.called(POST) == 4


@on_postgres
async def test_what_a_dead_bot_holds_is_left_alone_until_its_lease_ends(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        raising = await killed_in_a_post(opened, crew, "timeout_before")
        await opened.leases_last(Kind.CARD)
        await opened.bot.start()
        await opened.kim.writes("Hello?")
        await until(lambda: told(opened.kim, "Nobody reads this"), what="the others' notices")
        assert not told(opened.sam, "Outage at noon")
        await opened.bot.kill()
        await opened.time_passes()
        await opened.bot.start()
        await raising
        await prove(opened, crew.cases, [Happening.RAISED])


@on_sqlite
async def test_on_sqlite_the_next_bot_takes_up_at_once_what_a_dead_one_holds(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        raising = await killed_in_a_post(opened, crew, "timeout_after")
        await opened.leases_last(Kind.CARD)
        await opened.bot.start()
        await raising
        await prove(opened, crew.cases, [Happening.RAISED])
        assert opened.called(POST) == 4


@on_postgres
async def test_a_reaction_that_nobody_wrote_down_goes_when_the_next_one_comes(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        case, key = await crew.raised("Outage at noon")
        opened.hangs("timeout_after", "reactions.add")
        accepting = asyncio.create_task(crew.assigned(case, key))
        await until(lambda: opened.called("reactions.add") >= 1, what="a reaction")
        await opened.bot.kill()
        opened.slack.faults.clear()
        await opened.leases_last(Kind.REACTION)
        await opened.bot.start()
        await accepting
        await opened.restart(opened.bot)
        await crew.asked(case, key, "Since when?", "Since noon.", by_form=True)
        await crew.fixed(case, key)
        await prove(opened, crew.cases)


@on_sqlite
async def test_a_reply_to_a_question_that_is_not_marked_yet_is_its_answer(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew = Crew(opened)
        case, key = await crew.raised("Outage at noon")
        await crew.assigned(case, key)
        opened.hangs("timeout_after", channel=opened.sam.id)
        asking = crew.asked(case, key, "Since when?", "Since noon.", by_form=False)
        answering = asyncio.create_task(asking)
        asked = opened.slack.deliveries
        await until(lambda: any(is_refused(one) for one in asked), what="a refused reply")
        opened.slack.faults.clear()
        await opened.restart(opened.bot)
        await answering
        await crew.fixed(case, key)
        await prove(opened, crew.cases)


def is_refused(delivery: Delivery) -> bool:
    """Whether the bot wants an event to be brought again."""
    return delivery.status == 503


@on_sqlite
async def test_a_time_out_after_the_effect_is_no_reason_to_say_it_again(
    database_url: str, tmp_path: Path
) -> None:
    async with town(database_url, tmp_path) as opened:
        crew, slack = Crew(opened), opened.slack
        places = (CRITICAL, opened.ada.id, opened.sam.id, opened.ivan.id)
        for place in places:
            fault = opened.hangs("timeout_after", channel=place, times=2)
            fault.hangs = False
        case, key = await crew.raised("Outage at noon")
        await crew.assigned(case, key)
        await prove(opened, crew.cases, LIFE[:4])
        seen = [outbox_id(one) for one in slack.workspace.channel(CRITICAL).messages if one.bot_id]
        assert len(seen) == len(set(seen)) == 3
