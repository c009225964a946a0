"""What is near a command, and what is plainly a report."""

import pytest

from bot.domain.near_commands import LONGEST, Command, read

NEAR = {
    "duty Ada": Command.DUTY,
    "duty <@U0ADA>": Command.DUTY,
    "duty rota monday": Command.DUTY,
    "rota": Command.DUTY,
    "Rota, please": Command.DUTY,
    "who's on duty?": Command.DUTY,
    "on call": Command.DUTY,
    "hand over to Ben": Command.DUTY,
    "control point now": Command.CONTROL_POINT,
    "control-point next week": Command.CONTROL_POINT,
    "controlpoint": Command.CONTROL_POINT,
    "Control_point now!": Command.CONTROL_POINT,
    "mute": Command.MUTE,
    "unmute deadlines": Command.MUTE,
    "quiet tomorrow": Command.QUIET,
    "quiet for the weekend": Command.QUIET,
    "I'm away until monday": Command.AWAY,
    "back now please": Command.BACK,
    "i am back": Command.BACK,
    "my tasks": Command.MINE,
    "mine, please": Command.MINE,
    "open tasks": Command.BOARD,
    "board today": Command.BOARD,
    "help me": Command.HELP,
    "unreached messages": Command.UNREACHED,
    "follow CRIT-12": Command.FOLLOW,
    "find customer Acme": Command.CUSTOMERS,
    "customer": Command.CUSTOMERS,
    "customers acme": Command.CUSTOMERS,
    "customers fnd acme": Command.CUSTOMERS,
    "customer find acme, please": Command.CUSTOMERS,
    "find acme": Command.CUSTOMERS,
    "app shop": Command.APPS,
    "application shop": Command.APPS,
    "aps": Command.APPS,
    "cause": Command.CAUSES,
    "CRIT-22 expot": Command.EXPORT,
    "CRIT-22 export please": Command.EXPORT,
    "CRIT 22": Command.EXPORT,
    "crit22": Command.EXPORT,
    "export CRIT-22": Command.EXPORT,
    "export the task CRIT-22": Command.EXPORT,
    "expot": Command.EXPORT,
    "expot CRIT-22": Command.EXPORT,
    "causes": Command.CAUSES,
    "causes today": Command.CAUSES,
    "root causes": Command.CAUSES,
    "boad": Command.BOARD,
    "dutty": Command.DUTY,
    "unreachd": Command.UNREACHED,
}
REPORTS = [
    "back office is down for all customers",
    "back office down",
    "customers cannot pay",
    "customers of Acme lost their orders",
    "customers find nothing, search is down",
    "customers offline",
    "customers lose orders",
    "find returns nothing",
    "app crashes",
    "app is slow at Acme",
    "application down",
    "export fails",
    "export of invoices takes an hour",
    "export hangs",
    "CRIT-22 is back at Acme",
    "CRIT-22 again: checkout down",
    "CRIT-22 came back, Globex cannot pay",
    "back button broken",
    "duty free shop cannot pay",
    "duty roster shows the wrong shift",
    "control point is broken at Acme",
    "control-point reports are empty",
    "quiet hours of Globex alarm customers at night",
    "quiet alarm at Acme crashes",
    "mute button of the player does nothing",
    "help, checkout is down",
    "help page returns 500",
    "help customers cannot log in",
    "board game export from Acme hangs",
    "mine is not working",
    "my tasks disappear after login",
    "causes a crash when paying",
    "causes timeouts at Acme",
    "follow up mails are sent twice to customers of Acme",
    "call centre software drops every second call",
    "Checkout is down for Acme",
    "Backup of Globex failed",
    "dutyfree",
    "checkout",
    "mute\nthe player has no sound",
    "🔥",
    "",
    f"duty {'x' * LONGEST}",
]


@pytest.mark.parametrize(("typed", "command"), NEAR.items())
def test_what_is_near_a_command_is_known_by_it(typed: str, command: Command) -> None:
    assert read(typed) is command


@pytest.mark.parametrize("typed", REPORTS)
def test_what_plainly_reports_something_stays_a_report(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize("command", Command)
def test_every_command_is_known_by_its_name(command: Command) -> None:
    assert read(str(command)) is command
