"""What is answered to who typed something near a command: how it goes, and that nothing was raised."""

from collections.abc import Mapping

from bot.domain.near_commands import Command
from bot.views import texts
from bot.views.blocks import actions, button, section
from bot.views.scene import Message

_HOW: Mapping[Command, str] = {
    Command.DUTY: (
        "`/critical duty` shows who is on duty, with *I take over* and *Hand over to…*; "
        "`/critical duty rota` opens the weekly rota."
    ),
    Command.CONTROL_POINT: (
        "`/critical control-point` says when the next one begins; `/critical control-point now` "
        "begins it."
    ),
    Command.MUTE: (
        "Choose *Why did I get this?* behind the three dots of a message, then *Mute this kind*; "
        "`/critical quiet` shows what you have muted."
    ),
    Command.QUIET: (
        "`/critical quiet 18:00-09:00` sets your quiet hours, `/critical quiet off` ends them."
    ),
    Command.AWAY: "`/critical away until monday` says that you are away, `/critical back` ends it.",
    Command.BACK: "`/critical back` says that you are back.",
    Command.MINE: "`/critical mine` shows what you raised, follow or have to fix.",
    Command.BOARD: "`/critical board` shows every open task.",
    Command.HELP: "`/critical help` shows all that there is.",
    Command.UNREACHED: "`/critical unreached` shows who could not be told of what.",
    Command.CUSTOMERS: (
        "`/critical customers find acme` tells all that is known of a customer; `/critical "
        "customers` counts them."
    ),
    Command.CAUSES: (
        "`/critical causes` shows which problems come back, why, and what would prevent them."
    ),
    Command.APPS: (
        "`/critical apps` lists the applications; with the name of one it shows who knows it, what "
        "comes to development, and its runbooks."
    ),
    Command.EXPORT: (
        "`/critical CRIT-12` shows all that is known of a task, `/critical CRIT-12 export` sends "
        "it as a file."
    ),
    Command.FOLLOW: "*Follow* on the card of a task tells you of its every step.",
}


def answer(command: Command, typed: str) -> Message:
    """Say what was understood, how the command goes, and how to raise it as a task all the same."""
    text = (
        f"I took {texts.quoted(texts.as_notification(typed), 200)} for a command, and raised "
        f"nothing. {_HOW[command]}"
    )
    raising = button("Raise it as a task", "raise_anyway", typed)
    return Message(texts.as_notification(text), [section(text), *actions([raising])])
