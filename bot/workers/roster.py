"""Names and time zones of people, asked of Slack before they are needed, and kept."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence, Set

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.people import FORGOTTEN
from bot.integrations.slack_people import profile_of
from bot.services import people
from bot.services.desk import Desk
from bot.services.people import Profile
from bot.workers import retry
from bot.workers.rounds import Rounds
from storage.people import Person

AT_ONCE = 20


class Roster:
    """Knows people; asks Slack about those it does not know yet."""

    def __init__(self, desk: Desk, client: AsyncWebClient) -> None:
        self._desk = desk
        self._client = client
        self._found = Rounds(self._find)

    async def find(self, slack_ids: Iterable[str | None]) -> Mapping[str, Person]:
        """Read what is known of these people, after asking Slack about the unknown ones."""
        wanted = {slack_id for slack_id in slack_ids if slack_id} - {FORGOTTEN}
        known = await self._found.ask(wanted)
        return {slack_id: known[slack_id] for slack_id in wanted if slack_id in known}

    async def refresh(self) -> int:
        """Ask Slack about people it was never asked about, or not for a day; say about how many."""
        return await self._read(await people.list_to_read(self._desk, AT_ONCE))

    async def _find(self, groups: Sequence[Set[str]]) -> Sequence[Mapping[str, Person]]:
        """Find people of whom several ask: Slack is asked once about each."""
        wanted = set[str]().union(*groups)
        known = await people.find(self._desk, wanted)
        unread = sorted(one for one in wanted if one not in known or known[one].read_at is None)
        if unread:
            await self._read(unread)
            known = await people.find(self._desk, wanted)
        return [known for _ in groups]

    async def _read(self, slack_ids: Sequence[str]) -> int:
        profiles = list[Profile]()
        for first in range(0, len(slack_ids), AT_ONCE):
            asked = slack_ids[first : first + AT_ONCE]
            answers = await asyncio.gather(*(self._profile(slack_id) for slack_id in asked))
            profiles += [profile for profile in answers if profile is not None]
            if None in answers:
                break
        if profiles:
            await people.save(self._desk, profiles)
        return len(profiles)

    async def _profile(self, slack_id: str) -> Profile | None:
        """Ask Slack; None where it is away: who is not read now is read by the next look."""
        try:
            answer = await self._client.users_info(user=slack_id)
        except (aiohttp.ClientError, OSError):
            return None
        except SlackApiError as error:
            is_gone = retry.judge(error, 1).verdict is retry.Verdict.PERMANENT
            return Profile(slack_id, None, None, has_left=True) if is_gone else None
        return profile_of(answer["user"])
