"""What can break: an application, its components, and how its tasks differ from others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.severity import Severity, SeverityRule


@dataclass(frozen=True, slots=True)
class Component:
    """A part of an application that has a name of its own; the owner knows it best."""

    name: str
    owner: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of support: what support solves by itself, and what comes to development."""

    support: str = ""
    development: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """What can break, who knows it, and what to try before it is escalated.

    What is left out is as it is for the whole team. Its `administrators` are called before the
    team's, its `chain` takes the place of the managers. `template` names what a developer needs
    to know, as in `bot/domain/template.py`; `runbooks` go from a name to an address.
    """

    key: str
    name: str
    owner: str | None = None
    components: tuple[Component, ...] = ()
    checklist: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    channel: str | None = None
    administrators: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    developers: tuple[str, ...] = ()
    levels: Levels = Levels()
    template: tuple[str, ...] = ()
    severities: Mapping[Severity, SeverityRule] = field(default_factory=dict)
    runbooks: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_own_rules(self) -> bool:
        """Say whether anything of how its tasks go on is not as it is for the whole team."""
        return bool(self.administrators or self.chain or self.channel or self.severities)

    def component(self, name: str | None) -> Component | None:
        """Find a component by its name."""
        return next((one for one in self.components if one.name == name), None)
