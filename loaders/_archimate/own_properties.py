"""What becomes of the modeller's own properties? They keep their names, next to what the format itself states.

A name eagraph needs for itself, and a declared field that cannot read the value, is kept as `archimate_<name>` with a
hint: nothing is an error, nothing is lost. A name the user's mapping sends elsewhere is left for the mapping.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.loading.mapping import mapped
from eagraph.locale import Text, both
from eagraph.model.fields import BadValue, Field

_RESERVED = frozenset({"id", "label", "name", "source", "source_key", "source_type", "archimate_type"})
_RESERVED_TIE = _RESERVED | {"type", "target", "carries"}


class OwnProperties:
    """Lays own properties beside stated ones, and remembers what had to change its name."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._moved: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], tuple[str, Text]] = {}

    def of_node(
        self, label: str, stated: dict[str, object], own: Iterable[tuple[str, str]], place: str
    ) -> dict[str, object]:
        """The properties of a node: stated ones first, then its own."""
        if not own:
            return stated
        fields = self._intake.schema.node_fields.get(label, {})
        return self._laid(stated, own, place, _Kind(label, fields, _RESERVED))

    def of_relationship(
        self, type_: str, stated: dict[str, object], own: Iterable[tuple[str, str]], place: str
    ) -> dict[str, object]:
        """The properties of a relationship: stated ones first, then its own."""
        if not own:
            return stated
        fields = self._intake.schema.relationship_fields.get(type_, {})
        return self._laid(stated, own, place, _Kind(type_, fields, _RESERVED_TIE))

    def hint(self) -> None:
        """Tell the intake what had to change its name, each name once."""
        for (kind, name), count in sorted(self._moved.items()):
            place, why = self._first[kind, name]
            text = both(
                "{count} × {kind}.{name}: {why}; kept as {kept}.",
                count=count,
                kind=kind,
                name=name,
                why=why,
                kept=f"archimate_{name}",
            )
            self._intake.hints.append(Problem(place, text))

    def _laid(self, stated: dict[str, object], own: Iterable[tuple[str, str]], place: str, kind: _Kind) -> dict[str, object]:
        properties = dict(stated)
        for name, value in _gathered(own).items():
            why = both("a name eagraph uses itself") if name in stated else self._why_moved(name, value, kind)
            if why is None:
                properties[name] = value
                continue
            moved = f"archimate_{name}"
            properties[moved] = together(properties[moved], value) if moved in properties else value
            self._moved[kind.name, name] += 1
            self._first.setdefault((kind.name, name), (place, why))
        return properties

    def _why_moved(self, name: str, value: object, kind: _Kind) -> Text | None:
        [(new, meant)] = mapped({name: value}, self._intake.mapping).items()
        if new != name:
            return None
        if name in kind.reserved:
            return both("a name eagraph uses itself")
        try:
            if name in kind.fields:
                kind.fields[name].read(meant)
        except BadValue as error:
            return both("{value} is not {expected}", value=repr(value), expected=error.expected)
        return None


class _Kind:
    """A label or relationship type: its name, its fields, and the names it needs for itself."""

    def __init__(self, name: str, fields: Mapping[str, Field], reserved: frozenset[str]) -> None:
        self.name, self.fields, self.reserved = name, fields, reserved


def _gathered(own: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Properties by name; several of one name become a list, in their order; an empty one says nothing."""
    found: dict[str, object] = {}
    for name, value in own:
        if value:
            found[name] = together(found[name], value) if name in found else value
    return found


def together(first: object, second: object) -> tuple[object, ...]:
    """Two values, each perhaps a list, as one list."""
    return tuple(part for value in (first, second) for part in (value if isinstance(value, tuple) else (value,)))
