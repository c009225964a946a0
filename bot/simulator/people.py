"""People of the workspace, as the Web API shows them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.simulator.shapes import Json


@dataclass(slots=True, eq=False)
class Profile:
    """What the workspace knows of one person or bot."""

    id: str
    name: str
    real_name: str
    display_name: str = ""
    tz: str = "UTC"
    is_bot: bool = False
    deleted: bool = False
    presence: str = "active"
    title: str = ""
    email: str = ""
    clock_24h: bool = False
    bot_id: str = ""

    @property
    def shown_name(self) -> str:
        """The name that others see in a mention."""
        return self.display_name or self.real_name or self.name

    def payload(self, team_id: str, now: datetime) -> Json:
        """The `user` object of users.info and of user_change."""
        zone = ZoneInfo(self.tz)
        offset = now.astimezone(zone).utcoffset()
        return {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "deleted": self.deleted,
            "color": "9f69e7",
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": now.astimezone(zone).tzname(),
            "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            "profile": self._profile(team_id),
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now.timestamp()),
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }

    def _profile(self, team_id: str) -> Json:
        profile: Json = {
            "title": self.title,
            "phone": "",
            "skype": "",
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.display_name,
            "display_name_normalized": self.display_name,
            "status_text": "",
            "status_emoji": "",
            "status_expiration": 0,
            "avatar_hash": "g0000000000",
            "team": team_id,
        }
        return profile | ({"bot_id": self.bot_id, "always_active": True} if self.is_bot else {})
