"""Files that people and the app have uploaded."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePath

from bot.simulator.shapes import Json


@dataclass(slots=True, eq=False)
class File:
    """One uploaded file and its bytes."""

    id: str
    name: str
    user: str
    created: int
    base_url: str
    title: str = ""
    content: bytes = b""
    is_complete: bool = True
    channels: list[str] = field(default_factory=list)
    media_type: str = ""
    """What the uploader takes it for, if its name does not tell."""

    def payload(self) -> Json:
        """The `file` object of files.info and of messages."""
        mimetype = mimetypes.guess_type(self.name)[0] or self.media_type
        mimetype = mimetype or "application/octet-stream"
        filetype = PurePath(self.name).suffix.lstrip(".") or "binary"
        url = f"{self.base_url}files-pri/{self.id}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": mimetype,
            "filetype": filetype,
            "pretty_type": filetype.upper(),
            "user": self.user,
            "user_team": "T0WORKSPACE",
            "editable": False,
            "size": len(self.content),
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": True,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{url}/{self.name}",
            "url_private_download": f"{url}/download/{self.name}",
            "permalink": f"https://workspace.slack.com/files/{self.user}/{self.id}/{self.name}",
            "has_rich_preview": False,
            "file_access": "visible",
        }
