"""What stands for all of a large landscape: few, and never fewer than a check needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from eagraph.loading.standing import standing_for
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node
from eagraph.model.schema import Schema
from eagraph.model.ties import Claimed, Ties
from eagraph.model.validation import find_hints, find_problems, odd_together, wrong_together

SCHEMA = Schema.standard()
MANY = 200


def groups(members: Sequence[Sequence[dict[str, Value]]]) -> Ties:
    """Needer i has a group of its own, with so many members, each with its content."""
    nodes = tuple(Node(f"s{i:04}", "System", {"name": "S"}) for i in range(len(members) + 5))
    rows = [(i, j, {"group": f"g{i}", **said}) for i, group in enumerate(members) for j, said in enumerate(group)]
    source, target = (np.array([row[at] for row in rows], dtype=np.int32) for at in (0, 1))
    place = np.arange(len(rows), dtype=np.int32)
    return Ties(
        nodes, ["DEPENDS_ON"], [row[2] for row in rows], source, np.zeros_like(place), target + len(members), place,
        np.zeros_like(place), place + 2, Claimed.by("a", "b", "relationships.csv"),
    )  # fmt: skip


def chosen(ties: Ties) -> Landscape:
    """What has to be looked at together, where checks look at k and mode."""
    looked_at = [(content.get("k"), content.get("mode")) for content in ties.contents]
    numbers = {said: i for i, said in enumerate(dict.fromkeys(looked_at))}
    sort = np.array([numbers[said] for said in looked_at], dtype=np.int32)
    return standing_for(ties, sort, set(), SCHEMA)[1]


USUAL: list[dict[str, Value]] = [{"k": 1, "mode": "hard"}, {"mode": "hard"}]


def test_of_many_groups_alike_one_stands_for_all() -> None:
    assert len(chosen(groups([USUAL] * MANY)).relationships) == len(USUAL)


@pytest.mark.parametrize(
    "odd",
    [
        [{"k": 3, "mode": "hard"}, {"mode": "hard"}],
        [{"k": 1, "mode": "hard"}, {"k": 2, "mode": "hard"}],
        [{"k": 1, "mode": "hard"}, {"mode": "soft"}],
        [{"k": 1, "mode": "hard"}, {"mode": "hard"}, {"k": 2, "mode": "hard"}],
        [{"mode": "hard"}, {"mode": "soft"}, {"k": 1, "mode": "hard"}, {"k": 9, "mode": "hard"}],
    ],
)
def test_one_odd_group_among_many_is_looked_at(odd: list[dict[str, Value]]) -> None:
    ties = groups([*[USUAL] * MANY, odd])
    part, whole = chosen(ties), Landscape(ties.nodes, tuple(ties))  # type: ignore[arg-type]
    assert len(part.relationships) == len(USUAL) + len(odd)
    assert bool(wrong_together(part, SCHEMA)) == bool(find_problems(whole, SCHEMA))
    assert bool(odd_together(part, SCHEMA)) == bool(find_hints(whole, SCHEMA))
    assert wrong_together(part, SCHEMA) or odd_together(part, SCHEMA)
