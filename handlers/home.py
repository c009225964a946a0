"""The Home tab, and what Slack tells of people."""

from bot.integrations.slack_people import profile_of
from bot.services import notices, people
from handlers.context import Visit
from handlers.door import Door


async def on_home_opened(door: Door, visit: Visit) -> None:
    """Draw the Home tab of whoever opened it; the Messages tab needs nothing."""
    if visit.body["event"].get("tab") != "home":
        return
    async with door.desk.work(visit.request) as work:
        await notices.open_home(work)


async def on_person_changed(door: Door, visit: Visit) -> None:
    """Keep the new name or time zone of somebody who has to do with a task."""
    await people.save_if_known(door.desk, profile_of(visit.body["event"]["user"]))
