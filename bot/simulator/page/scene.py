"""What one person sees: everything on their screen, as named values in JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.simulator.faults import Faults
from bot.simulator.page import places, troubles, warnings
from bot.simulator.page.gallery import Gallery, written
from bot.simulator.page.outlook import Outlook
from bot.simulator.page.seats import Seat, Seats
from bot.simulator.page.stagehand import Stagehand
from bot.simulator.page.ticking import Ticking
from bot.simulator.people import Profile
from bot.simulator.shapes import Json
from bot.simulator.views import View
from bot.simulator.workspace import Workspace

Drawing = dict[str, str]
"""Name of a value → the value as JSON."""


@dataclass(frozen=True, slots=True)
class Backstage:
    """All that scenes are drawn from."""

    workspace: Workspace
    faults: Faults
    stagehand: Stagehand
    seats: Seats
    outlook: Outlook
    gallery: Gallery = field(default_factory=Gallery)


class Scene:
    """The screen of one person, drawn as often as somebody asks."""

    def __init__(self, backstage: Backstage, person: Profile) -> None:
        self._backstage = backstage
        self._workspace = backstage.workspace
        self._person = person
        self._ticking = Ticking(backstage.workspace.clock)

    def draw(self) -> Drawing:
        """Everything as it is now."""
        values = {**self._people(), **self._places(), **self._own(), **self._instruments()}
        drawing = {key: written(value) for key, value in values.items()}
        drawing.update(self._messages())
        return drawing

    def _people(self) -> Json:
        everybody = self._workspace.people.values()
        return {f"people/{person.id}": _shown_to_others(person) for person in everybody}

    def _places(self) -> Json:
        return {
            f"places/{place.id}": places.shown(self._workspace, place, self._person, self._seat)
            for place in places.in_sight(self._workspace, self._person.id)
        }

    def _messages(self) -> Iterator[tuple[str, str]]:
        look, user = self._backstage.gallery.look, self._person.id
        in_sight = places.in_sight(self._workspace, user)
        for place in in_sight:
            for message in place.messages:
                if message.replies or not message.is_deleted:
                    yield look(message, user)
        ids = {place.id for place in in_sight}
        for message in self._workspace.ephemerals_for(user):
            if message.channel in ids:
                yield look(message, user)

    def _own(self) -> Json:
        person, manifest = self._person, self._workspace.manifest
        found: Json = {
            "me": {
                "id": person.id,
                "name": person.shown_name,
                "tz": person.tz,
                "clock_24h": person.clock_24h,
            },
            "modals": [self._modal(view) for view in self._workspace.views.stack(person.id)],
            "warnings": self._warnings(),
            "commands": [
                {"command": c.name, "description": c.description, "usage_hint": c.usage_hint}
                for c in manifest.commands.values()
            ],
            "shortcuts": [
                {"name": s.name, "type": s.kind, "callback_id": s.callback_id}
                for s in manifest.shortcuts
            ],
            "app": {
                "name": manifest.bot_name,
                "bot_user_id": self._workspace.identity.bot_user_id,
                "description": manifest.description,
            },
        }
        home = self._workspace.views.homes.get(person.id)
        return found | ({"home": self._view(home)} if home is not None else {})

    def _modal(self, view: View) -> Json:
        seat = self._seat
        return {
            "view": view.payload(self._workspace.identity),
            "values": view.values(),
            "errors": seat.errors.get(view.id, {}),
            "is_busy": view.id in seat.busy,
        }

    def _view(self, view: View) -> Json:
        return view.payload(self._workspace.identity) | {"values": view.values()}

    def _warnings(self) -> list[Json]:
        texts = enumerate(self._workspace.warnings.get(self._person.id, []))
        app = self._workspace.manifest.bot_name
        every = [{"id": f"warning-{i}", "text": warnings.worded(text, app)} for i, text in texts]
        return [warning for warning in every if warning["id"] not in self._seat.dismissed]

    def _instruments(self) -> Json:
        stagehand, now = self._backstage.stagehand, self._workspace.clock.now()
        app = stagehand.app_state()
        return {
            "clock": {"now": self._ticking.instant().isoformat(), "runs": True},
            "clock/steps": [
                {"id": step.id, "label": step.label, "to": step.to.isoformat()}
                for step in stagehand.steps()
            ],
            "clock/next": [
                {"at": due.at.isoformat(), "what": due.what} for due in self._backstage.outlook.due
            ],
            "bot": {"state": app.state, "since": app.since.isoformat()},
            "faults": [troubles.shown(f, now) for f in self._backstage.faults.in_force()],
        }

    @property
    def _seat(self) -> Seat:
        return self._backstage.seats.of(self._person.id)


def _shown_to_others(person: Profile) -> Json:
    return {
        "id": person.id,
        "name": person.shown_name,
        "real_name": person.real_name,
        "is_bot": person.is_bot,
        "is_deleted": person.deleted,
        "tz": person.tz,
        "title": person.title,
    }
