"""What people want to hear later, or not at all, and why they heard what they did."""

from collections.abc import Sequence

from bot.domain import quiet
from bot.domain.quiet import TO_ONE, Hours, Reason, Settings, Topic
from bot.services.desk import Desk, Request, Work
from bot.services.gathering import topic_of
from storage import gathering, history, outbox, tasks
from storage import quiet as storage


async def look(desk: Desk, slack_id: str) -> Settings:
    """Say what somebody wants."""
    async with desk.look(slack_id) as work:
        return _settings(await storage.get(work.session, slack_id))


async def set_hours(desk: Desk, request: Request, hours: Hours | None) -> Settings:
    """Let it be quiet for the actor in these hours, or never; what waits is looked at anew."""
    async with desk.work(request, alone=True) as work:
        wanted = await storage.get(work.session, work.actor)
        wanted.starts = hours.starts if hours else None
        wanted.ends = hours.ends if hours else None
        work.session.add(wanted)
        await gathering.wake(work.session, work.actor, work.now)
        return _settings(wanted)


async def mute(desk: Desk, request: Request, topic: Topic) -> None:
    """Let the actor get this kind of notice no more, if it is one that may be muted."""
    async with desk.work(request, alone=True) as work:
        if quiet.can_mute(topic):
            await _keep(work, topic, is_muted=True)


async def unmute(desk: Desk, request: Request, topic: Topic) -> None:
    """Let the actor get this kind of notice again."""
    async with desk.work(request, alone=True) as work:
        await _keep(work, topic, is_muted=False)


async def explain(desk: Desk, slack_id: str, row: int) -> Sequence[Reason]:
    """Say why somebody got a message: a reason for each kind that it tells; none if it is not theirs."""
    async with desk.look(slack_id) as work:
        head = await outbox.find(work.session, row)
        if head is None or head.recipient != slack_id or head.kind not in TO_ONE:
            return []
        rows = await gathering.list_told_with(work.session, head)
        entries = await history.list_by_id(
            work.session, {one.entry_id for one in rows if one.entry_id is not None}
        )
        found = await tasks.get_all(
            work.session, {one.task_id for one in rows if one.task_id is not None}
        )
        wanted = _settings(await storage.get(work.session, slack_id))
        told = ((one, topic_of(one, entries.get(one.entry_id or 0))) for one in rows)
        topics = dict.fromkeys((one.task_id, topic) for one, topic in told if topic is not None)
        return [_reason(found.get(number or 0), topic, wanted) for number, topic in topics]


def _reason(task: tasks.Task | None, topic: Topic, wanted: Settings) -> Reason:
    can_mute = quiet.can_mute(topic, task.severity if task else None)
    key = task.key if task else ""
    return Reason(key, topic, can_mute, can_mute and topic in wanted.muted)


async def _keep(work: Work, topic: Topic, *, is_muted: bool) -> None:
    wanted = await storage.get(work.session, work.actor)
    others = [one for one in wanted.muted if one != topic.name]
    wanted.muted = [*others, topic.name] if is_muted else others
    work.session.add(wanted)


def _settings(wanted: storage.Quiet) -> Settings:
    return Settings(wanted.hours, wanted.topics)
