"""Applications: which there are, and all that the team's rules say of one."""

from collections.abc import Iterator, Sequence
from itertools import chain as joined

from bot.domain import escalation, template
from bot.domain.applications import Application, Component
from bot.domain.durations import Duration
from bot.domain.rules import Rules
from bot.domain.severity import SeverityRule
from bot.views import texts, topics
from bot.views.blocks import context, section
from bot.views.customers import address, fitting
from bot.views.scene import Message, Reader, Scene
from bot.views.words import MARKS

NAME = 150
LONGEST = 600
ROOM = 2_800
"""Characters of one part; what is longer is cut at a line."""

LISTED = 40
"""Applications in one list; of the others their names are enough to ask for them."""

IN_A_LINE = 900
"""Characters of the line of runbooks on a card."""

_NONE = (
    "No applications are known yet. Whoever runs Cavalry names them in the team's rules, under "
    "`applications`."
)
_HOW = (
    "`/critical apps` with a name shows who knows it, what comes to development, and its runbooks."
)


def applications(rules: Rules, reader: Reader, unknown: str = "") -> Message:
    """List all of them; `unknown` is what somebody asked for, if it is none of them."""
    said = f"There is no application {texts.quoted(unknown, NAME)}. " if unknown else ""
    if not rules.applications:
        return Message(texts.as_notification(f"{said}{_NONE}"), [section(f"{said}{_NONE}")])
    lines = [_line(one, rules, reader) for one in rules.applications[:LISTED]]
    shown, left = fitting(lines, ROOM)
    more = len(rules.applications) - len(lines) + left
    count = len(rules.applications)
    head = f"{said}*{count} application{'s' if count > 1 else ''}*"
    parts = [head, *shown, *([f"and {more} more"] if more else [])]
    names = texts.listed([_name(one.name) for one in rules.applications[:LISTED]])
    notification = texts.as_notification(f"{said}Applications: {names}")
    return Message(texts.clip(notification, 1000), [section("\n".join(parts)), context(_HOW)])


def _line(application: Application, rules: Rules, reader: Reader) -> str:
    first = rules.of(application.key).administrators[0]
    called = f"{texts.name(first, reader)} is called first"
    where = f"<#{application.channel}>" if application.channel else ""
    parts = (f"*{_name(application.name)}*", f"`{_key(application)}`", where, called)
    return " · ".join(filter(None, parts))


def application(found: Application, rules: Rules, reader: Reader) -> Message:
    """Tell all that the rules say of one application; `rules` are the team's."""
    parts = [
        [f"*{_name(found.name)}* · `{_key(found)}`", *_facts(found, rules, reader)],
        [*_components(found.components, reader)],
        [*_levels(found)],
        [*_to_tell(found)],
        [*_severities(found, rules)],
        [*_runbooks(found)],
    ]
    blocks = [section("\n".join(_shortened(lines))) for lines in parts if lines]
    first = texts.name(rules.of(found.key).administrators[0], reader)
    said = f"{_name(found.name)}: {first} is called first. {_summary(found)}"
    return Message(texts.clip(texts.as_notification(said.strip()), 1000), blocks)


def _summary(found: Application) -> str:
    comes = _words(found.levels.development)
    return f"Comes to development: {comes}" if comes else ""


def _shortened(lines: Sequence[str]) -> list[str]:
    shown, left = fitting([*lines], ROOM)
    return [*shown, *([f"and {left} more in the team's rules"] if left else [])]


def _facts(found: Application, rules: Rules, reader: Reader) -> Iterator[str]:
    if found.synonyms:
        yield f"Also called: {texts.listed([_name(one) for one in found.synonyms])}"
    if found.channel:
        yield f"Channel: <#{found.channel}>; what is written there is its task"
    if found.administrators:
        yield f"Administrators of its own: {texts.names([*found.administrators], reader)}"
    called = [texts.names([*step], reader) for step in escalation.chain(rules.of(found.key))]
    yield f"Who is called while nobody accepts: {', then '.join(called)}"
    if found.owner:
        yield f"Owner: {texts.name(found.owner, reader)}"
    theirs = (one.user for one in rules.developers if found.key in one.applications)
    developers = [*dict.fromkeys(joined(found.developers, theirs))]
    if developers:
        yield f"Developers: {texts.names(developers, reader)}"


def _components(components: Sequence[Component], reader: Reader) -> Iterator[str]:
    if components:
        yield "*Components*"
    for one in components:
        owner = f"{texts.name(one.owner, reader)} owns it" if one.owner else ""
        called = [_name(word) for word in one.synonyms]
        also = f"also called {texts.listed(called, 'or')}" if called else ""
        yield " · ".join(filter(None, (f"• {_name(one.name)}", owner, also)))


def _levels(found: Application) -> Iterator[str]:
    if found.levels.support:
        yield f"*Support solves:* {_words(found.levels.support)}"
    if found.levels.development:
        yield f"*Comes to development:* {_words(found.levels.development)}"


def _to_tell(found: Application) -> Iterator[str]:
    wanted = found.template or template.USUAL
    yield f"*What a developer needs to begin:* {topics.named(wanted)}"
    if found.checklist:
        yield "*Before it goes to development*"
    for item in found.checklist:
        yield f"• {_words(item)}"


def _severities(found: Application, rules: Rules) -> Iterator[str]:
    own = sorted(found.severities.items(), reverse=True)
    if own:
        yield "*Its own severities*"
    for severity, rule in own:
        promised = ", ".join(_promises(rule, rules.severities[severity]))
        yield f"{MARKS[severity]} {severity.value} · {promised}"


def _promises(rule: SeverityRule, team: SeverityRule) -> Iterator[str]:
    """Say what is promised otherwise than by the team."""
    pairs = (
        ("accepted within", rule.acknowledge_within, team.acknowledge_within),
        ("an update every", rule.update_every, team.update_every),
        ("fixed within", rule.fix_within, team.fix_within),
        ("looked at within", rule.confirm_within, team.confirm_within),
    )
    for words, own, usual in pairs:
        if own != usual:
            yield f"{words} {_span(own)} instead of {_span(usual)}"
    if rule.clock is not team.clock:
        yield f"the clock goes {_CLOCKS[rule.clock.value]}"


_CLOCKS = {"always": "day and night", "working": "in working hours"}
_UNITS = {"s": "s", "m": "min", "h": "h", "d": "d"}


def _span(duration: Duration) -> str:
    return f"{duration.amount} {_UNITS[duration.unit]}"


def _runbooks(found: Application) -> Iterator[str]:
    if found.runbooks:
        yield "*Runbooks*"
    for label, link in found.runbooks.items():
        yield f"• {_name(label)}: {address(link)}"


def runbooks(scene: Scene) -> str:
    """Link to the runbooks of the task's application, in a line; empty where there is none."""
    found = scene.rules.application(scene.task.application)
    known = [*found.runbooks.items()] if found is not None else []
    links = [texts.link(link, _name(label)) for label, link in known]
    shown, left = fitting(links, IN_A_LINE)
    more = [f"{left} more in `/critical apps`"] if left else []
    return f"📖 {' · '.join([*shown, *more])}" if links else ""


def people(rules: Rules, found: Application | None = None) -> set[str]:
    """Name whom these texts name."""
    if found is None:
        return {rules.of(one.key).administrators[0] for one in rules.applications}
    theirs = rules.of(found.key)
    named = {*theirs.administrators, *theirs.managers, *found.developers, found.owner}
    named |= {one.user for one in rules.developers if found.key in one.applications}
    return {one for one in (*named, *(part.owner for part in found.components)) if one}


def _name(name: str) -> str:
    return texts.words(texts.one_line(name, NAME), 2 * NAME)


def _key(application: Application) -> str:
    return texts.escape(texts.one_line(application.key, NAME)).replace("`", "'")


def _words(typed: str) -> str:
    return texts.words(texts.one_line(typed, LONGEST), 2 * LONGEST)
