"""YAML that a person wrote: plain values, and the line on which each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml
from yaml.nodes import Node, ScalarNode, SequenceNode

from bot.domain.documents import shown
from bot.domain.rules import Problem

MOST_VALUES = 50_000
"""More than a team ever writes; what refers to itself again and again grows beyond it."""

_MAPPING, _SEQUENCE = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_MERGE = "tag:yaml.org,2002:merge"

Path = tuple[str | int, ...]


class NotYaml(Exception):  # noqa: N818 -- it says what was found
    """The text is no YAML, or not one that is read here; `line` counts from 1."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        super().__init__(what)
        self.line, self.what, self.cure = line, what, cure


@dataclass(frozen=True, slots=True)
class Written:
    """A document: its values, what is wrong with the YAML itself, and where things stand."""

    value: object
    problems: tuple[Problem, ...] = ()
    lines: Mapping[Path, int] = field(default_factory=dict)
    lists: frozenset[Path] = frozenset()

    def line(self, path: Path) -> int:
        """Say on which line a key or list item stands; a missing one on the line of its parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def where(self, path: Path) -> str:
        """Name the way to a place for people: list items count from 1."""
        return " › ".join(
            str(step + 1 if isinstance(step, int) and path[:depth] in self.lists else step)
            for depth, step in enumerate(path)
        )


def read(text: str) -> Written:
    """Read one YAML document. Raises NotYaml."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            return Written(None)
        builder = _Builder()
        value = builder.build(root, ())
    except yaml.MarkedYAMLError as error:
        raise _syntax(error) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise NotYaml(line, "a sign that YAML does not allow stands here", "remove it") from None
    except RecursionError:
        cure = "write it flatter, as in the example"
        raise NotYaml(1, "the values are nested too deeply", cure) from None
    return Written(value, tuple(builder.problems), builder.lines, frozenset(builder.lists))


class _Builder:
    """Makes plain values. What is referred to (`*name`) is counted each time it is used."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[Path, int] = {}
        self.lists: set[Path] = set()
        self._open: set[int] = set()
        self._count = 0
        self._scalars = yaml.constructor.SafeConstructor()

    def build(self, node: Node, path: Path) -> object:
        self._count += 1
        self.lines.setdefault(path, _line(node))
        if self._count > MOST_VALUES:
            cure = "write less, and refer (*name) to short things only"
            raise NotYaml(_line(node), f"there are more than {MOST_VALUES:,} values", cure)
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if id(node) in self._open:
            raise NotYaml(_line(node), "this holds itself", "remove the reference (*name)")
        self._open.add(id(node))
        value = self._collection(node, path)
        self._open.discard(id(node))
        return value

    def _collection(self, node: Node, path: Path) -> object:
        if node.tag not in {_MAPPING, _SEQUENCE}:
            self.problems.append(Problem(path, f"the tag {node.tag} is not known", "remove it"))
        if isinstance(node, SequenceNode):
            self.lists.add(path)
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: Node, path: Path) -> dict[object, object]:
        made: dict[object, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, path)
            below = (*path, _named(key))
            self.lines[below] = _line(key_node)
            if key in made:
                problem = Problem(below, f"{shown(key)} is there twice", "keep one of them")
                self.problems.append(problem)
            made[key] = self.build(value_node, below)
        return made

    def _key(self, node: Node, path: Path) -> object:
        if not isinstance(node, ScalarNode):
            raise NotYaml(_line(node), "a list or mapping cannot be a key", "write a word")
        return node.value if node.tag == _MERGE else self._scalar(node, path)

    def _scalar(self, node: ScalarNode, path: Path) -> object:
        try:
            value: object = self._scalars.construct_object(node)
        except (yaml.YAMLError, ValueError, KeyError, AttributeError, OverflowError):
            what = f"{shown(node.value)} cannot be understood"
            self.problems.append(Problem(path, what, "put it in quotes"))
            return ""
        if isinstance(value, str) and not _can_be_kept(value):
            what = f"{shown(value)} holds a sign that cannot be kept"
            self.problems.append(Problem(path, what, "remove it"))
        return value


def _can_be_kept(text: str) -> bool:
    """PostgreSQL keeps no zero byte, and half of a surrogate pair is no letter."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _named(key: object) -> str | int:
    return key if isinstance(key, int) else str(key)


def _line(node: Node) -> int:
    return node.start_mark.line + 1 if node.start_mark else 1


def _syntax(error: yaml.MarkedYAMLError) -> NotYaml:
    mark = error.problem_mark or error.context_mark
    what = str(error.problem or error.context or "this is no YAML")
    cures = {
        "'\\t'": "indent with spaces, not with tabs",
        "mapping values are not allowed": "indent keys alike, and quote a text that holds a colon",
        "but found another document": "remove the line ---; a file holds one document",
        "undefined alias": "quote a text that begins with *",
        "found unexpected end of stream": "close the quotes that are open",
    }
    usual = "look at the indentation, the quotes and the brackets here and a line above"
    cure = next((cure for sign, cure in cures.items() if sign in what), usual)
    return NotYaml(mark.line + 1 if mark else 1, f"this is no YAML: {what}", cure)
