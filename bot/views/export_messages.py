"""What is said about the file of a task: that it comes, what it is, and why it could not be sent."""

from bot.views import texts
from bot.views.blocks import section
from bot.views.export import name_of
from bot.views.scene import Message
from storage.tasks import Task


def coming(task: Task) -> Message:
    """Say where the file comes."""
    return _said(f"{name_of(task)} comes by direct message.")


def comment(task: Task) -> str:
    """Say above the file what it is (mrkdwn)."""
    return f"All that is known of {texts.key(task)}: {texts.title(task)}"


def nowhere() -> Message:
    """Say that a message belongs to no task."""
    return _said(
        "No task belongs to this message, so there is nothing to export. Use *Export task* on a "
        "task’s card, in its thread or on the message that raised it, or `/critical CRIT-12 export`."
    )


def failed(task: Task, why: str) -> Message:
    """Say that the file could not be sent; `why` is Slack's word for it."""
    name = name_of(task)
    if why == "missing_scope":
        cure = "Cavalry may not send files here: whoever runs it finds the cure with its `doctor`."
    elif why in _NO_DM:
        cure = "Slack does not let me write to you directly."
    else:
        cure = f"Slack did not take it ({texts.words(why, 60)}). Please try again in a moment."
    return _said(f"{name} could not be sent. {cure}")


_NO_DM = frozenset({"cannot_dm_bot", "user_disabled", "user_not_found", "user_not_visible"})


def _said(text: str) -> Message:
    return Message(texts.as_notification(text), [section(text)])
