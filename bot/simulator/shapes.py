"""Shapes that many modules of the simulator speak of."""

from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
"""One JSON object, as it travels between the app and Slack."""

ConversationKind: TypeAlias = Literal["channel", "group", "im", "mpim"]
"""What a conversation is, in the words of `channel_type`."""
