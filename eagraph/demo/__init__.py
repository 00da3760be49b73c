"""The demo city: a made-up Swedish city's digital landscape, with truths planted in it that the analyses must find.

Everything is invented: no name is that of a real person, company, product or place. The same seed, size and day give the
same city. What was planted stands in `expected`; what its kinds mean, and of which the city has no other, in `expected.py`.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eagraph.demo import (
    catalogue,
    classification,
    dependencies,
    derivation,
    facilities,
    flows,
    governance,
    information,
    organisations,
    planted,
    programme,
    quality,
    reliability,
    safeguards,
    sensors,
    services,
    systems,
    writing,
)
from eagraph.demo._draft import Draft
from eagraph.demo._scale import DEFAULT_SIZE, LARGEST_SIZE, SMALLEST_SIZE, Scale
from eagraph.demo.expected import COMPLETE, COMPLETE_RULES, KINDS, PlantedFinding
from eagraph.errors import StoreError, UsageError
from eagraph.locale import both
from eagraph.model.landscape import Node, Relationship

__all__ = [
    "COMPLETE",
    "COMPLETE_RULES",
    "DEFAULT_SIZE",
    "KINDS",
    "LARGEST_SIZE",
    "SMALLEST_SIZE",
    "DemoCity",
    "PlantedFinding",
    "demo_scenarios",
    "generate",
]
_THEMES = (
    organisations.build, facilities.build, systems.build, catalogue.build, information.build, planted.build,
    dependencies.build, sensors.build, services.build, quality.build, governance.build, programme.build,
    derivation.build, programme.record, flows.build, classification.settle_information, planted.build_apart,
    classification.build, safeguards.build, reliability.build, programme.settle,
)  # fmt: skip
"""In the order each needs the one before; flows come last of what adds relationships, for they fill up to the size."""


@dataclass(frozen=True, slots=True)
class DemoCity:
    """The city: nodes sorted by id, relationships by key, and what was planted in them."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    expected: tuple[PlantedFinding, ...]

    def write(self, folder: Path) -> list[Path]:
        """Write nodes.csv, relationships.csv and expected_findings.json; each appears whole or not at all.

        Raises:
            StoreError: the folder cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return [
                writing.write_nodes(self.nodes, folder),
                writing.write_relationships(self.relationships, folder),
                writing.write_expected(self.expected, folder),
            ]
        except OSError as error:
            raise StoreError(both("{path}: cannot be written ({error}).", path=folder, error=error.strerror)) from error


def generate(*, size: int | None = None, seed: int = 1, today: dt.date) -> DemoCity:
    """A city.

    Args:
        size: relationships aimed at; None is the default city.
        seed: chance; another seed is another city.
        today: the day all dates are counted from.

    Raises:
        UsageError: a size out of bounds.
    """
    if size is not None and not SMALLEST_SIZE <= size <= LARGEST_SIZE:
        text = both(
            "The size is {size}; expected {low} to {high} relationships.", size=size, low=SMALLEST_SIZE, high=LARGEST_SIZE
        )
        raise UsageError(text)
    draft = Draft(Scale(size or DEFAULT_SIZE), seed, today)
    with _without_collection():
        for build in _THEMES:
            build(draft)
    return DemoCity(
        tuple(draft.nodes[id_] for id_ in sorted(draft.nodes)),
        tuple(draft.ties[key] for key in sorted(draft.ties)),
        tuple(sorted(draft.expected, key=lambda finding: (finding.kind, finding.ids, finding.text.en))),
    )


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nothing drawn up is thrown away in rings; to look for rings among millions of things takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def demo_scenarios() -> tuple[Path, ...]:
    """The scenarios that come with the city, as TOML files; what they name is in every city, whatever its size."""
    return tuple(sorted((Path(__file__).parent / "_scenarios").glob("*.toml")))
