"""Spoiling requests in a repeatable way: the seed and the number of a request name it."""

import copy
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.shapes import Shape

SEED = int(os.environ.get("FUZZ_SEED", "20261122"))
COUNT = int(os.environ.get("FUZZ_COUNT", "600"))
"""How many in all, half to the bot on each engine; `make chaos` sends 10,000."""

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, 1.5, "", " ", "1", "-1", "x", "x" * 4000, "\x00", "\ud800",
    "<!channel>", "<@U0ADA>", "'; DROP TABLE tasks; --", "💥" * 50, "\u202e\u2066", "9" * 300, "1:1:1",
    "accept:1", "{}", "[]", "null", "nan", "1795511100.1", [], [None], [[]], {}, {"": ""},
    {"id": None}, {"value": []}, {"type": "message"}, [{}], [1, "a", None], {"a": {"a": {"a": {}}}},
)  # fmt: skip
BYTES = ("", "{", "}", "&", "=", "%", "%00", "%ff", "\x00", '"', "payload=", "é", "[" * 3000)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One request as it is sent: what it was made of, its body and content type."""

    shape: Shape | None
    body: str
    kind: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How one request is spoilt: in the payload, and perhaps in the text of the body."""

    shape: int
    strokes: tuple[tuple[str, int, int], ...]
    torn: tuple[int, int] | None


_NUMBERS = st.integers(0, 2**16)
_STROKES = st.tuples(st.sampled_from(("drop", "put", "put", "add", "wrap")), _NUMBERS, _NUMBERS)
PLANS = st.builds(
    Plan,
    shape=_NUMBERS,
    strokes=st.lists(_STROKES, max_size=4).map(tuple),
    # Most bodies stay whole, so that what is in them is read.
    torn=st.one_of(st.none(), st.none(), st.none(), st.tuples(_NUMBERS, _NUMBERS)),
)


def plans(count: int, started_by: int = SEED) -> list[Plan]:
    """Draw so many ways to spoil a request; the same seed draws the same."""
    drawn: list[Plan] = []

    @seed(started_by)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(PLANS)
    def draw(plan: Plan) -> None:
        drawn.append(plan)

    draw()
    # Where hypothesis saw all it could think of, it starts anew.
    return drawn if len(drawn) >= count else drawn + plans(count - len(drawn), started_by + 1)


def spoil(number: int, plan: Plan, shapes: Sequence[Shape]) -> Spoilt:
    """Carry the plan of the request of this number out."""
    shape = shapes[plan.shape % len(shapes)]
    payload = _fresh(copy.deepcopy(shape.payload), number)
    for stroke in plan.strokes:
        _strike(payload, *stroke)
    made = Shape(shape.kind, payload)
    body, kind = made.body()
    if plan.torn is None:
        return Spoilt(made, body, kind)
    place, what = plan.torn[0] % (len(body) + 1), plan.torn[1]
    rest = body[place:] if what % 2 else ""
    return Spoilt(None, body[:place] + BYTES[what % len(BYTES)] + rest, kind)


def _fresh(payload: dict[str, Any], number: int) -> dict[str, Any]:
    """Make it a request of its own: what came before is known by its keys and does nothing."""
    keys = {"event_id": f"Ev{number}", "trigger_id": f"{number}.3.a"}
    for name in keys.keys() & payload.keys():
        payload[name] = keys[name]
    view, event = payload.get("view"), payload.get("event")
    if isinstance(view, dict):
        view["id"] = f"V{number}"
    # Two minutes lie between messages, so that they are no burst.
    if isinstance(event, dict) and "ts" in event:
        event["ts"] = f"{1795511100 + 120 * number}.000100"
    return payload


def _strike(payload: dict[str, Any], how: str, where: int, what: int) -> None:
    places = list(_places(payload))
    if not places:
        return
    holder, key = places[where % len(places)]
    junk = copy.deepcopy(JUNK[what % len(JUNK)])
    if how == "drop":
        del holder[key]
    elif how == "put":
        holder[key] = junk
    elif how == "wrap":
        holder[key] = [holder[key]] if what % 2 else {"value": holder[key]}
    elif isinstance(holder, dict):
        holder[f"more_{what}"] = junk
    else:
        holder.append(junk)


def _places(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Name every place in a payload: what holds it, and by which key."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])
