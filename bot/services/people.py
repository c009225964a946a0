"""What Slack says of people, kept so that names and time zones are at hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.errors import HasLeft
from bot.domain.working_hours import WorkingHours
from bot.services.desk import Desk, Work
from storage import people as storage
from storage.people import Person

FRESH_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as Slack tells of them."""

    slack_id: str
    name: str | None
    zone: str | None
    has_left: bool = False


async def save(desk: Desk, profiles: Sequence[Profile]) -> None:
    """Keep what Slack says of these people."""
    async with desk.database.write() as session:
        for profile in profiles:
            person = Person(
                slack_id=profile.slack_id,
                name=profile.name,
                zone=profile.zone,
                has_left=profile.has_left,
                read_at=desk.clock.now(),
            )
            await storage.save(session, person)
    desk.rulebook.learn({one.slack_id: None if one.has_left else one.name for one in profiles})


async def save_if_known(desk: Desk, profile: Profile) -> None:
    """Keep a change that Slack tells of, of somebody who has to do with a task."""
    async with desk.database.read() as session:
        known = await storage.list_known(session, [profile.slack_id])
    if known:
        await save(desk, [profile])


async def save_dm_channel(desk: Desk, slack_id: str, channel: str) -> None:
    """Keep in which conversation the bot talks to this person."""
    async with desk.database.write() as session:
        await storage.save_dm_channel(session, slack_id, channel)


async def find(desk: Desk, slack_ids: Iterable[str]) -> Mapping[str, Person]:
    """Read what is known of these people."""
    wanted = set(slack_ids)
    if not wanted:
        return {}
    async with desk.database.read() as session:
        return {who.slack_id: who for who in await storage.list_known(session, wanted)}


def zone_of(person: Person | None) -> ZoneInfo | None:
    """Say in which time zone somebody is; None for none, or for one that this machine does not know."""
    return read_zone(person.zone if person else None)


def read_zone(name: str | None) -> ZoneInfo | None:
    """Find a time zone by its name; None for none, or for one that this machine does not know."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


async def list_to_read(desk: Desk, limit: int) -> Sequence[str]:
    """Name people of whom Slack was never asked, or not for a day."""
    async with desk.database.read() as session:
        before = desk.clock.now() - FRESH_FOR
        return [who.slack_id for who in await storage.list_unread(session, before, limit)]


async def is_read(work: Work, slack_id: str) -> bool:
    """Say whether Slack was ever asked about somebody: where they live is not known before."""
    person = await storage.find(work.session, slack_id)
    return person is not None and person.read_at is not None


async def hours_of(work: Work, slack_id: str) -> WorkingHours:
    """Say when somebody works: the team's hours, in their own zone where it is known.

    Raises HasLeft for who is not in the workspace any more.
    """
    person = await storage.find(work.session, slack_id)
    if person is not None and person.has_left:
        raise HasLeft(slack_id)
    return replace(work.hours, zone=zone_of(person) or work.hours.zone)
