"""`/critical duty`: who is on duty, taking and handing over, the rota."""

from collections.abc import Mapping
from functools import partial

from bot.services import duty
from bot.services.duty import Duty
from bot.views import duty as shown
from bot.views import forms_duty
from bot.views.forms_duty import RotaFields
from bot.views.scene import Message
from handlers.context import Visit
from handlers.door import Door
from handlers.errors import Handler
from handlers.opening import origin_of, show


async def say(door: Door, visit: Visit, rest: str) -> Message | None:
    """Show who is on duty, with the form of the rota if it was asked for."""
    if rest == "rota":
        await on_rota(door, visit)
    elif rest:
        return None
    return await _shown(door, visit, await duty.look(door.desk, visit.actor))


async def on_take_over(door: Door, visit: Visit) -> None:
    """Put who clicks on duty."""
    await _show_anew(door, visit, await duty.take_over(door.desk, visit.request))


async def on_hand_over(door: Door, visit: Visit) -> None:
    """Open the form that asks whom duty is offered to."""
    known = (await duty.look(door.desk, visit.actor)).outlook
    others = [one for one in known.rules.administrators if one not in known.rules.away]
    others = [one for one in others if one != visit.actor]
    reader = await door.reader(visit.actor, *others)
    if not others:
        await _show_anew(door, visit, await duty.look(door.desk, visit.actor))
        return
    await show(door, visit, forms_duty.hand_over_form(origin_of(visit), others, reader))


async def on_hand_over_submitted(door: Door, visit: Visit) -> None:
    """Ask whom the form names."""
    slack_id = forms_duty.read_hand_over(visit.body["view"])
    await _show_anew(door, visit, await duty.offer(door.desk, visit.request, slack_id))


async def on_reply(door: Door, visit: Visit, *, is_yes: bool) -> None:
    """Take over what was offered, or refuse it."""
    await duty.reply(door.desk, visit.request, visit.number, is_yes=is_yes)


async def on_rota(door: Door, visit: Visit) -> None:
    """Open the form of the rota, for administrators."""
    known = await duty.offer_weeks(door.desk, visit.actor)
    reader = await door.reader(visit.actor, *known.administrators)
    present = RotaFields(known.people, known.first_day)
    form = forms_duty.rota_form(origin_of(visit), known.administrators, present, reader)
    await show(door, visit, form)


async def on_rota_submitted(door: Door, visit: Visit) -> None:
    """Let administrators take turns as the form says."""
    said = forms_duty.read_rota(visit.body["view"])
    known = await duty.plan_weeks(door.desk, visit.request, said.people, said.first_day)
    await _show_anew(door, visit, known)


async def _show_anew(door: Door, visit: Visit, known: Duty) -> None:
    """Show how it stands now, in place of what was clicked."""
    message = await _shown(door, visit, known)
    door.afterwards(door.whisper(visit, message, replace=visit.kind == "click"))


async def _shown(door: Door, visit: Visit, known: Duty) -> Message:
    reader = await door.reader(visit.actor, *known.people)
    return shown.duty(known.outlook, known.offered, reader, visit.actor)


CLICKS: Mapping[str, Handler] = {
    "take_over": on_take_over,
    "hand_over": on_hand_over,
    "take_duty": partial(on_reply, is_yes=True),
    "refuse_duty": partial(on_reply, is_yes=False),
    "rota": on_rota,
}
SUBMISSIONS: Mapping[str, Handler] = {
    "hand_over": on_hand_over_submitted,
    "rota": on_rota_submitted,
}
