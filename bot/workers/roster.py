"""Names and time zones of people, asked of Slack before they are needed, and kept."""

from collections.abc import Iterable, Mapping

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.people import FORGOTTEN
from bot.integrations.slack_people import profile_of
from bot.services import people
from bot.services.desk import Desk
from bot.services.people import Profile
from bot.workers import retry
from storage.people import Person

AT_ONCE = 20


class Roster:
    """Knows people; asks Slack about those it does not know yet."""

    def __init__(self, desk: Desk, client: AsyncWebClient) -> None:
        self._desk = desk
        self._client = client

    async def find(self, slack_ids: Iterable[str | None]) -> Mapping[str, Person]:
        """Read what is known of these people, after asking Slack about the unknown ones."""
        wanted = {slack_id for slack_id in slack_ids if slack_id} - {FORGOTTEN}
        known = await people.find(self._desk, wanted)
        unread = [one for one in wanted if one not in known or known[one].read_at is None]
        if not unread:
            return known
        await self._read(unread)
        return await people.find(self._desk, wanted)

    async def refresh(self) -> int:
        """Ask Slack about people it was never asked about, or not for a day; say about how many."""
        return await self._read(await people.list_to_read(self._desk, AT_ONCE))

    async def _read(self, slack_ids: Iterable[str]) -> int:
        profiles = []
        for slack_id in slack_ids:
            try:
                answer = await self._client.users_info(user=slack_id)
            except (aiohttp.ClientError, OSError):
                # Slack is away; who is not read now is read by the next look.
                break
            except SlackApiError as error:
                if retry.judge(error, 1).verdict is not retry.Verdict.PERMANENT:
                    break
                profiles.append(Profile(slack_id, None, None, has_left=True))
            else:
                profiles.append(profile_of(answer["user"]))
        if profiles:
            await people.save(self._desk, profiles)
        return len(profiles)
