"""Who is on duty and who is away, as people read it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.duty import Outlook, Week
from bot.simulator.blocks import message_problems, view_problems
from bot.views import absences, duty, forms_duty
from bot.views.fields import FieldProblem
from bot.views.forms import DeveloperOffer
from bot.views.forms_duty import ReassignFields, RotaFields
from bot.views.origin import Origin
from bot.views.scene import Message
from storage.absences import AbsenceRow
from storage.duty import Handover, Reply
from tests.views.stage import DEADLINE, NOW, READER, RULES, a_task

OUTLOOK = Outlook(
    replace(RULES, away={"U0IVAN": NOW + timedelta(days=3)}),
    NOW + timedelta(days=6),
    "U0BEN",
    (Week(NOW + timedelta(days=6), "U0BEN"),),
)
MANY = [a_task(id=number) for number in range(1, 60)]
OFFER = Handover(id=3, offered_by=OUTLOOK.on_duty, offered_to="U0BEN", offered_at=NOW)
AWAY = AbsenceRow(id=7, slack_id="U0IVAN", since_at=NOW, until_at=NOW + timedelta(days=3))
MESSAGES: dict[str, Callable[[], Message]] = {
    "duty": lambda: duty.duty(OUTLOOK, OFFER, READER, "U0ADA"),
    "on duty": lambda: duty.on_duty(OUTLOOK, MANY[:10], READER),
    "off duty": lambda: duty.off_duty(OUTLOOK, READER),
    "offered": lambda: duty.offered(OUTLOOK, [], OFFER, READER),
    "offer over": lambda: duty.offered(
        OUTLOOK, [], Handover(**OFFER.model_dump() | {"reply": Reply.OVER}), READER
    ),
    "refused": lambda: duty.refused(OFFER, READER),
    "gone": lambda: absences.gone(AWAY, MANY, READER, RULES),
    "back": lambda: absences.back("U0ADA", READER, "U0IVAN"),
    "away": lambda: absences.away(AWAY, MANY, READER),
    "stand-in": lambda: absences.stand_in(AWAY, MANY, READER),
    "relieved": lambda: absences.relieved(AWAY, READER),
}
ORIGIN = Origin(channel="C0CRITICAL", person="U0IVAN")
ROTA = RotaFields(("U0BEN", "U0ADA"), date(2026, 11, 30))
DEVELOPERS = [DeveloperOffer("U0IVAN", 1, DEADLINE, 1, is_away=True, away_until=DEADLINE)]
FORMS = {
    "hand_over": forms_duty.hand_over_form(ORIGIN, ["U0BEN"], READER),
    "rota": forms_duty.rota_form(ORIGIN, ["U0ADA", "U0BEN"], ROTA, READER),
    "name_stand_in": forms_duty.stand_in_form(ORIGIN),
    "reassign_all": forms_duty.reassign_form(ORIGIN, DEVELOPERS, READER),
}


def filled(**fields: Mapping[str, object]) -> dict[str, object]:
    return {"state": {"values": {name: {"value": state} for name, state in fields.items()}}}


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_the_message_however_many_tasks_there_are(name: str) -> None:
    message = MESSAGES[name]()
    assert message_problems(message.blocks) == []
    assert message.text
    assert "*" not in message.text


@pytest.mark.parametrize("verb", FORMS)
def test_slack_takes_the_form(verb: str) -> None:
    assert view_problems(FORMS[verb]) == []
    assert FORMS[verb]["callback_id"] == verb


def test_what_was_filled_in_comes_back() -> None:
    chosen = [{"value": "U0BEN"}, {"value": "U0ADA"}]
    first_day: dict[str, Mapping[str, object]] = {"from": {"selected_date": "2026-11-30"}}
    rota = filled(who={"selected_options": chosen}, **first_day)
    assert forms_duty.read_rota(rota) == ROTA
    given = filled(developer={"selected_option": {"value": "U0DANA"}}, note={"value": " a "})
    assert forms_duty.read_reassign(given) == ReassignFields("U0DANA", "a")
    who = filled(who_follows={"selected_user": "U0KIM"})
    assert forms_duty.read_stand_in(who) == "U0KIM"


@pytest.mark.parametrize(
    "read",
    [
        forms_duty.read_rota,
        forms_duty.read_hand_over,
        forms_duty.read_stand_in,
        forms_duty.read_reassign,
    ],
)
def test_what_is_missing_is_said_at_the_field(read: Callable[[dict[str, object]], object]) -> None:
    with pytest.raises(FieldProblem):
        read(filled())
