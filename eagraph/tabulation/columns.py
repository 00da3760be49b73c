"""Which columns does a table of these things or relationships have, and what are they called?

The fields that the labels declare, what their sources say besides, and what is worked out: owner, organisation, ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.fields import Field
from eagraph.model.nodes import COMMON
from eagraph.model.relationships import COMMON as COMMON_TO_TIES
from eagraph.tabulation import Asked, What
from eagraph.tabulation.profile import fields_of, profile

Kind = Literal["text", "number", "date", "level", "boolean", "choice", "list", "label", "type"]
OUT, IN, FROM, TO = "~out.", "~in.", "~from.", "~to."
ENDS = (FROM, TO)
_MOST_USUAL = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what people call it, what its values are, in which unit, and for how many it is known."""

    name: str
    text: Text
    kind: Kind = "text"
    unit: str = ""
    known: int = 0

    @property
    def heading(self) -> str:
        """What stands over it."""
        told = str(self.text)
        return f"{told[:1].upper()}{told[1:]}" + (f" ({self.unit})" if self.unit else "")

    @property
    def is_number(self) -> bool:
        """Can it be summed?"""
        return self.kind == "number"

    @property
    def is_closed(self) -> bool:
        """Are its values few and named, so that they can be ticked?"""
        return self.kind in {"boolean", "choice", "level", "label", "type", "list"}


def offered(snapshot: Snapshot, what: What, kinds: Iterable[str] = ()) -> tuple[Column, ...]:
    """The columns that things of some labels or relationships of some types (all where none) have; made once.

    Worked out ones first, then declared ones as the model has them, then the sources' own by name.
    """
    chosen = tuple(sorted(set(kinds) & profile(snapshot, what).records.keys())) or tuple(
        sorted(profile(snapshot, what).records)
    )
    key = ("tabulation columns", what, chosen)
    if key not in snapshot.plans:
        found = _of_things(snapshot, chosen, _present(snapshot, chosen)) if what == "things" else _of_ties(snapshot, chosen)
        snapshot.plans[key] = tuple(found)
    columns: tuple[Column, ...] = snapshot.plans[key]
    return columns


def find(snapshot: Snapshot, what: What, name: str) -> Column:
    """A column by name, whichever labels or types of the model have it, whether there are any or not.

    Raises:
        UnknownName: there is none.
    """
    known = _all(snapshot, what)
    if name not in known:
        text = both("There is no column {name} of {what}.", name=repr(name), what=WHAT[what])
        raise UnknownName(text, nearest_names(name, known))
    return known[name]


def _all(snapshot: Snapshot, what: What) -> Mapping[str, Column]:
    """Every column there can be, by name."""
    key = ("tabulation columns", what)
    if key not in snapshot.plans:
        labels, types = tuple(snapshot.schema.node), tuple(snapshot.schema.relationship)
        every = _of_things(snapshot, labels, _counts(types)) if what == "things" else _of_ties(snapshot, types, labels)
        snapshot.plans[key] = {column.name: column for column in every}
    columns: Mapping[str, Column] = snapshot.plans[key]
    return columns


WHAT: dict[str, Text] = {"things": both("things"), "relationships": both("relationships")}


def shown(snapshot: Snapshot, asked: Asked) -> tuple[Column, ...]:
    """The columns that are asked for, else the usual ones.

    Raises:
        UnknownName: a column that is not there.
    """
    own = {column.name: column for column in offered(snapshot, asked.what, asked.kinds)}
    if asked.column:
        return tuple(own.get(name) or find(snapshot, asked.what, name) for name in dict.fromkeys(asked.column))
    return tuple(own[name] for name in usual(snapshot, asked))


def usual(snapshot: Snapshot, asked: Asked) -> tuple[str, ...]:
    """What a table begins with: who and whose it is, and what is best known of what is its labels' or types' own."""
    common = {field.name for field in (*COMMON, *COMMON_TO_TIES)}
    columns = offered(snapshot, asked.what, asked.kinds)
    own = [column for column in columns if not column.name.startswith("~") and column.name not in common and column.known]
    best = {column.name for column in sorted(own, key=lambda column: -column.known)[:_MOST_USUAL]}
    told = tuple(column.name for column in own if column.name in best)
    if asked.what == "relationships":
        return (f"{FROM}name", "~type", f"{TO}name", *told)
    return ("name", *(() if len(asked.label) == 1 else ("~label",)), "~organisation", "~owner", *told, "~ties")


def _present(snapshot: Snapshot, labels: tuple[str, ...]) -> tuple[str, ...]:
    """The counted columns that are more than nothing for some thing of the labels."""
    inside = np.fromiter((node.label in labels for node in snapshot.nodes), dtype=np.bool_, count=len(snapshot.nodes))
    ways = [
        (way, set(snapshot.kind[inside[ends]].tolist())) for way, ends in ((OUT, snapshot.source), (IN, snapshot.target))
    ]
    types = enumerate(snapshot.schema.relationship_types)
    return tuple(f"{way}{type_.type}" for number, type_ in types for way, there in ways if number in there)


def _counts(types: Iterable[str]) -> tuple[str, ...]:
    """The counted columns of some types."""
    return tuple(f"{way}{type_}" for type_ in types for way in (OUT, IN))


def _of_things(snapshot: Snapshot, labels: tuple[str, ...], counts: tuple[str, ...]) -> Iterator[Column]:
    total = sum(profile(snapshot, "things").records[label] for label in labels)
    yield Column("~id", both("id"), known=total)
    yield Column("~label", both("label"), "label", known=total)
    yield Column("~organisation", both("organisation"), known=total)
    yield Column("~owner", both("owner"), "list", known=total)
    yield Column("~ties", both("ties"), "number", known=total)
    yield from _properties(snapshot, "things", labels)
    for name in counts:
        way, _, type_ = name.partition(".")
        text = snapshot.schema.relationship[type_].text
        said = both("{type} (from it)", type=text) if f"{way}." == OUT else both("{type} (to it)", type=text)
        yield Column(name, said, "number", known=total)


def _of_ties(snapshot: Snapshot, types: tuple[str, ...], labels: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of relationships; those of their ends are of the labels said, else of the ends there are."""
    total = sum(profile(snapshot, "relationships").records[type_] for type_ in types)
    yield Column("~type", both("type"), "type", known=total)
    yield Column("~ends", both("either end (id)"), "list", known=total)
    yield from _properties(snapshot, "relationships", types)
    inside = np.isin(snapshot.kind, [i for i, t in enumerate(snapshot.schema.relationship_types) if t.type in set(types)])
    for end, nodes in ((FROM, snapshot.source), (TO, snapshot.target)):
        there = labels or tuple(sorted({snapshot.nodes[i].label for i in np.unique(nodes[inside]).tolist()}))
        for column in _of_things(snapshot, there, ()):
            text = both("from: {column}", column=column.text) if end == FROM else both("to: {column}", column=column.text)
            yield replace(column, name=f"{end}{column.name}", text=text, known=min(column.known, total))


def _properties(snapshot: Snapshot, what: What, kinds: tuple[str, ...]) -> Iterator[Column]:
    """Declared ones in the order of the model, whether said or not; then the sources' own."""
    known = profile(snapshot, what)
    said: Counter[str] = Counter()
    declared: dict[str, Field] = {}
    for one in kinds:
        said.update(known.said.get(one, {}))
        for name, field in fields_of(snapshot, what)[one].items():
            declared.setdefault(name, field)
    for name, field in declared.items():
        kind: Kind = "number" if field.kind == "integer" else field.kind
        yield Column(name, field.text, kind, field.unit, said[name])
    for name in sorted(said.keys() - declared.keys()):
        yield Column(name, Text(name, name), known.read_as.get(name, "text"), known=said[name])
