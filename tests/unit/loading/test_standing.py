"""What stands for all of a large landscape: few, and never fewer than a check needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from eagraph.loading.standing import standing_for
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.schema import Schema
from eagraph.model.things import Things
from eagraph.model.ties import Ties
from eagraph.model.validation import find_hints, find_problems, odd_together, wrong_together

SCHEMA = Schema.standard()
MANY = 200


def groups(members: Sequence[Sequence[dict[str, Value]]]) -> tuple[Things, Ties]:
    """Needer i has a group of its own, with so many members, each with its content."""
    things = Things.of(Node(f"s{i:04}", "System", {"name": "S"}) for i in range(len(members) + 5))
    ties = (
        Relationship(things.ids[i], "DEPENDS_ON", things.ids[len(members) + j], {"group": f"g{i}", **said}, j)
        for i, group in enumerate(members)
        for j, said in enumerate(group)
    )
    return things, Ties.of(things.ids, ties)


def chosen(things: Things, ties: Ties) -> Landscape:
    """What has to be looked at together, where checks look at k and mode."""
    looked_at = [(tie.properties.get("k"), tie.properties.get("mode")) for tie in ties]
    numbers = {said: i for i, said in enumerate(dict.fromkeys(looked_at))}
    sort = np.array([numbers[said] for said in looked_at], dtype=np.int32)
    return standing_for(things, np.zeros(0, dtype=np.int64), ties, sort, SCHEMA)[1]


USUAL: list[dict[str, Value]] = [{"k": 1, "mode": "hard"}, {"mode": "hard"}]


def test_of_many_groups_alike_one_stands_for_all() -> None:
    assert len(chosen(*groups([USUAL] * MANY)).relationships) == len(USUAL)


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
    things, ties = groups([*[USUAL] * MANY, odd])
    part, whole = chosen(things, ties), Landscape(things, ties)
    assert len(part.relationships) == len(USUAL) + len(odd)
    assert bool(wrong_together(part, SCHEMA)) == bool(find_problems(whole, SCHEMA))
    assert bool(odd_together(part, SCHEMA)) == bool(find_hints(whole, SCHEMA))
    assert wrong_together(part, SCHEMA) or odd_together(part, SCHEMA)
