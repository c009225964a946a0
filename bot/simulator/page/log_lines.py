"""The lines of the log: what happened between the workspace and the app, and how it went."""

import json

from bot.simulator.journal import Call, Delivery
from bot.simulator.page.stagehand import AppState
from bot.simulator.shapes import Json

MOST_DETAIL = 20_000
SECRET = frozenset({"token"})
CONDITIONS = {"running": "started", "starting": "is starting", "down": "crashed"}


def request(delivery: Delivery) -> Json:
    """What the workspace handed to the app."""
    return {
        "kind": "request",
        "what": delivery.name,
        "outcome": _acknowledgement(delivery),
        "is_bad": not delivery.acknowledged,
        "ms": _ms(delivery.seconds),
        "detail": detail(delivery.payload),
    }


def call(made: Call) -> Json:
    """What the app asked of the workspace."""
    return {
        "kind": "call",
        "what": made.method,
        "outcome": _answer(made),
        "is_bad": made.is_lost or not made.ok,
        "ms": _ms(made.seconds),
        "detail": detail({"arguments": made.arguments, "answer": made.answer}),
    }


def refusal(problem: str) -> Json:
    """What the workspace did not take, or warns of."""
    return _plain("refusal", problem, is_bad=True)


def bot(state: AppState) -> Json:
    """How the app's process is now."""
    return _plain("bot", CONDITIONS[state.state], is_bad=state.state == "down")


def clock(instant: str) -> Json:
    """The clock was moved."""
    return _plain("clock", "moved to", instant)


def fault(label: str, outcome: str) -> Json:
    """Something goes wrong from now on, or no more."""
    return _plain("fault", label, outcome, is_bad=outcome == "begun")


def detail(value: Json) -> Json:
    """What can be unfolded: as it was at that moment, without secrets, and of a bounded length."""
    text = json.dumps(_open_part(value))
    if len(text) > MOST_DETAIL:
        return {"too_long_to_keep": len(text), "begins": text[:MOST_DETAIL]}
    kept: Json = json.loads(text)
    return kept


def _acknowledgement(delivery: Delivery) -> str:
    again = f", attempt {delivery.attempt + 1}" if delivery.attempt else ""
    if delivery.acknowledged:
        return f"acknowledged{again}"
    return f"not acknowledged: {delivery.reason}{again}"


def _answer(made: Call) -> str:
    if not made.answer:
        return f"no answer ({made.status})" if made.status else "lost on its way"
    outcome = "ok" if made.ok else str(made.answer.get("error"))
    return f"{outcome}, but the answer was lost" if made.is_lost else outcome


def _open_part(value: object) -> object:
    if isinstance(value, dict):
        return {key: _open_part(part) for key, part in value.items() if key not in SECRET}
    return [_open_part(part) for part in value] if isinstance(value, list) else value


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _plain(kind: str, what: str, outcome: str = "", *, is_bad: bool = False) -> Json:
    return {
        "kind": kind,
        "what": what,
        "outcome": outcome,
        "is_bad": is_bad,
        "ms": None,
        "detail": None,
    }
