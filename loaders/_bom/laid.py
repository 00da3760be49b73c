"""What becomes of a property whose name the model has for something else? It keeps its value, under the format's name.

A name eagraph needs for itself, and a declared field that cannot read the value, is kept as `<format>_<name>` with a
hint: nothing is an error, nothing is lost. What the user's mapping sends elsewhere is left for the mapping.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.loading.mapping import mapped
from eagraph.locale import both
from eagraph.model.fields import BadValue

_RESERVED = frozenset(
    {"id", "label", "name", "source", "source_key", "source_type", "external_id", "confidence", "carries", "type", "target"}
)


class Laid:
    """Lays found properties beside stated ones, and remembers what had to change its name."""

    def __init__(self, intake: Intake, form: str) -> None:
        self._intake, self._form = intake, form
        self._moved: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}

    def beside(
        self, label: str, stated: dict[str, object], found: Iterable[tuple[str, object]], place: str, *, own: bool = False
    ) -> dict[str, object]:
        """The properties of a node: stated ones first, then what was found; several of one name become a list.

        With `own`, what was found is eagraph's own words: a declared field takes all that it can read.
        """
        properties = {name: value for name, value in stated.items() if value not in ("", (), None)}
        fields = self._intake.schema.node_fields.get(label, {})
        for name, value in found:
            if value in ("", ()):
                continue
            kept = name
            if name in stated or ((name in _RESERVED or name in fields) and not self._fits(label, name, value, own=own)):
                kept = f"{self._form}_{name}"
                self._moved[label, name] += 1
                self._first.setdefault((label, name), place)
            properties[kept] = together(properties[kept], value) if kept in properties else value
        return properties

    def _fits(self, label: str, name: str, value: object, *, own: bool) -> bool:
        [(new, meant)] = mapped({name: value}, self._intake.mapping).items()
        if new != name or name in _RESERVED:
            return new != name
        try:
            field = self._intake.schema.node_fields[label][name]
            return field.is_known(field.read(meant)) or own
        except BadValue:
            return False

    def hint(self) -> None:
        """Tell the intake what had to change its name, each name once."""
        for (label, name), count in sorted(self._moved.items()):
            text = both(
                "{count} × {label}.{name}: the model uses the name for something else; kept as {kept}.",
                count=count, label=label, name=name, kept=f"{self._form}_{name}",
            )  # fmt: skip
            self._intake.hints.append(Problem(self._first[label, name], text))


def together(first: object, second: object) -> object:
    """Two values of one name: the one if they are equal, else both in a list."""
    values = [part for value in (first, second) for part in (value if isinstance(value, tuple) else (value,))]
    apart = tuple(dict.fromkeys(values))
    return apart if len(apart) > 1 else apart[0]
