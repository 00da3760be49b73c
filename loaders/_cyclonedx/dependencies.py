"""Who depends on what, and who provides what, as `dependencies` say; and references inside objects.

An entry that names nothing says that its thing depends on nothing. What an entry names twice is told as joined; a name
that nobody answers to is told by the load.
"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._bom.things import Things
from loaders._documents.part import Part

_RELATIONS = (("dependsOn", "DEPENDS_ON"), ("provides", "REALISES"))
_READ_AS = {name: both("kept as {label}", label=type_) for name, type_ in _RELATIONS}
_WEAK = ("optional", "excluded")


def tie_dependencies(intake: Intake, things: Things, entries: Iterator[Part]) -> list[tuple[str, str]]:
    """Tie what depends to what is needed, what provides to what is provided; the pairs of those that depend."""
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        if not isinstance(entry.value, dict) or not entry.text("ref"):
            things.problem(entry.expected(both("a dependency with a ref")))
            continue
        source, count = things.find(entry.text("ref")), 0
        for name, type_ in _RELATIONS:
            for other in entry.parts(name):
                count += 1
                target = things.find(other.as_text)
                if source == target or (source, type_, target) in seen:
                    why = both("stated already.") if source != target else both("what depends on itself says nothing.")
                    intake.join(other.place, f"{type_} {other.as_text}", why, relationship=True)
                    continue
                seen.add((source, type_, target))
                intake.explain(entry.file, name, _READ_AS[name])
                things.tie(source, type_, target, _strength(things, type_, target) | {"source_type": name}, other.place)
        if not count:
            _alone(intake, things, entry, source)
    return [(source, target) for source, type_, target in seen if type_ == "DEPENDS_ON"]


def _strength(things: Things, type_: str, target: str) -> dict[str, object]:
    is_weak = type_ == "DEPENDS_ON" and things.stated(target, "cyclonedx_scope") in _WEAK
    return {"mode": "optional"} if is_weak else {}


def _alone(intake: Intake, things: Things, entry: Part, source: str) -> None:
    if things.knows(source):
        intake.explain(entry.file, "dependency", both("said to depend on nothing"))
    else:
        why = both("{name} is not known.", name=repr(entry.text("ref")))
        intake.skip(entry.place, f"dependency {entry.text('ref')}", why, relationship=True)


def tie_references(things: Things, key: str, part: Part, names: frozenset[str]) -> None:
    """Relate a thing to what is referred to anywhere inside an object of it, under any of some names."""
    waiting = [("", part)]
    while waiting:
        name, inside = waiting.pop()
        if isinstance(inside.value, dict):
            waiting += [(inner, one) for inner, one in inside.items()]
        elif isinstance(inside.value, list):
            waiting += [(name, one) for one in inside.parts()]
        elif name in names and inside.as_text:
            things.tie(key, "RELATES_TO", things.find(inside.as_text), {"source_type": name}, inside.place)
