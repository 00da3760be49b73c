"""How do all decisions stand on a day? One answer for the command line, the API and screens."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from pydantic import Field

from eagraph.decisions.standing import Standing
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.model.classification import Aspect
from eagraph.results import SnapshotInfo, Value, Words


class Overview(Value):
    """The last decision about each place and aspect, and the acceptances that the landscape itself records."""

    date: dt.date = Field(description="the day on which they stand so")
    summary: Words
    model_hash: str = Field(description="hash of the classification model in force")
    snapshot: SnapshotInfo
    rows: tuple[Standing, ...] = Field(description="by place and aspect")


def overview(standing: Mapping[tuple[str, Aspect], Standing], snapshot: Snapshot, today: dt.date) -> Overview:
    """The standings of a landscape as an answer."""
    rows = tuple(standing.values())
    count = Counter(row.state if row.decision else "landscape" for row in rows)
    summary = both(
        "Decisions: {in_force} in force, {overdue} overdue for review, {opened} re-opened; "
        "accepted in the landscape itself: {landscape}.",
        in_force=count["in_force"], overdue=count["review_overdue"], opened=count["re_opened"], landscape=count["landscape"],
    )  # fmt: skip
    return Overview(
        date=today, summary=Words.of(summary), model_hash=snapshot.schema.classification.hash,
        snapshot=SnapshotInfo.of(snapshot), rows=rows,
    )  # fmt: skip
