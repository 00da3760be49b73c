"""Parts that go round in a ring have no whole: what a source says so is kept as a mere relation, and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eagraph.errors import Problem
from eagraph.loading import Intake, RelationshipRecord
from eagraph.locale import both
from loaders._archimate.rings import ringed

_MOST_HINTS = 20


def without_rings(records: Sequence[RelationshipRecord], intake: Intake) -> list[RelationshipRecord]:
    """The records, with PART_OF in a ring as RELATES_TO."""
    arrows = [(r.source.text, r.target.text) if r.type == "PART_OF" else None for r in records]
    kept, hints = [], []
    for record, in_ring in zip(records, ringed(arrows), strict=True):
        kept.append(replace(record, type="RELATES_TO") if in_ring else record)
        if in_ring:
            hints.append(Problem(record.place, both("PART_OF goes round in a ring; kept as RELATES_TO.")))
    intake.hints += hints[:_MOST_HINTS]
    if len(hints) > _MOST_HINTS:
        more = both("{count} more that go round in a ring.", count=len(hints) - _MOST_HINTS)
        intake.hints.append(Problem(hints[_MOST_HINTS].where, more))
    return kept
