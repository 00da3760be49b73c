"""A portal that holds three things about residents: each of confidentiality 1, together 2 by AGG-COUNT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from eagraph.decisions import Decision
from eagraph.decisions.taking import decided
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

TODAY = dt.date(2026, 11, 20)
NAMES = ("adress", "barn", "cykel")


def asset(name: str, k: int | None = 1, **more: Any) -> Node:
    """Information about residents; without a level where `k` is None."""
    level = {} if k is None else {"k": k}
    facts: dict[str, Any] = {"name": name.title(), "subject_kind": "resident", "personal": True, **level, **more}
    return node(f"i:{name}", "InformationAsset", **facts)


def town(
    names: Iterable[str] = NAMES, nodes: Iterable[Node] = (), ties: Iterable[Relationship] = (), **portal: Any
) -> Snapshot:
    """The portal with some information, and what else there is."""
    own = node("s:portal", "System", **{"name": "Portalen", "k": 1, **portal})
    held = [tie("s:portal", "HOLDS", f"i:{name}") for name in names]
    known = {one.id for one in nodes}
    return snapshot_of([own, *(asset(n) for n in names if f"i:{n}" not in known), *nodes], [*held, *ties])


def said(**more: Any) -> dict[str, object]:
    """What somebody says who accepts the portal's level."""
    usual = {
        "place": "s:portal", "aspect": "k", "kind": "accept", "level": 2, "decided_by": "Anna Ek",
        "reason": "Samlingen klassas för sig.", "review_on": "2027-11-20",
    }  # fmt: skip
    return {name: value for name, value in {**usual, **more}.items() if value is not None}


def taken(snapshot: Snapshot, **more: Any) -> Decision:
    """A decision about a landscape."""
    return decided(said(**more), snapshot, TODAY)[0]


def remarks(snapshot: Snapshot, **more: Any) -> str:
    """What whoever took a decision is told."""
    return " ".join(text.en for text in decided(said(**more), snapshot, TODAY)[1])


def wrong(problems: Iterable[Any]) -> Mapping[str, str]:
    """What is wrong, by field."""
    return {problem.where: problem.text.en for problem in problems}
