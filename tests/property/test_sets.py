"""Sets of columns by their words, and groups of columns, against Python's own sets; and kinds of places."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eagraph.escalation.groups import Groups
from eagraph.escalation.sets import Sets, packed

COLUMNS = 150
column_sets = st.sets(st.integers(0, COLUMNS - 1), max_size=40)
many = st.lists(column_sets, min_size=1, max_size=6)


def rows(sets: list[set[int]]) -> np.ndarray:
    return np.vstack([packed(chosen(one), 3) for one in sets])


def chosen(columns: set[int]) -> np.ndarray:
    found = np.zeros(COLUMNS, dtype=np.bool_)
    found[list(columns)] = True
    return found


def listed(sets: Sets) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in range(sets.count)]
    for of, column in zip(*(array.tolist() for array in sets.pairs()), strict=True):
        found[of].add(column)
    return found


@given(many, column_sets)
def test_sets_answer_as_sets(sets: list[set[int]], some: set[int]) -> None:
    ours = Sets.of_rows(rows(sets))
    assert listed(ours) == sets
    assert ours.sizes().tolist() == [len(one) for one in sets]
    assert ours.sizes(chosen(some)).tolist() == [len(one & some) for one in sets]
    assert ours.hit(chosen(some)).tolist() == [bool(one & some) for one in sets]
    assert listed(ours.only(chosen(some))) == [one & some for one in sets]


@given(st.lists(st.tuples(column_sets, column_sets), min_size=1, max_size=6))
def test_two_of_them_are_joined_and_cut_as_sets(pairs: list[tuple[set[int], set[int]]]) -> None:
    one, other = Sets.of_rows(rows([a for a, _ in pairs])), Sets.of_rows(rows([b for _, b in pairs]))
    assert listed(one.within(other)) == [a & b for a, b in pairs]
    assert listed(one.and_pairs(*other.pairs())) == [a | b for a, b in pairs]
    assert listed(one.followed_by(other)) == [*(a for a, _ in pairs), *(b for _, b in pairs)]


@given(
    many, st.dictionaries(st.integers(0, COLUMNS - 1), st.sets(st.integers(0, 9), min_size=1, max_size=3)), st.integers(2, 6)
)
def test_groups_are_counted(sets: list[set[int]], groups: dict[int, set[int]], asked: int) -> None:
    ours, found = Sets.of_rows(rows(sets)), Groups.of(groups, COLUMNS, several=True)
    known = [len({g for c in one for g in groups.get(c, ())}) for one in sets]
    unknown = [len(one - groups.keys()) for one in sets]
    assert found.reach(ours, asked, perhaps=False).tolist() == [n >= asked for n in known]
    assert found.reach(ours, asked, perhaps=True).tolist() == [n + m >= asked for n, m in zip(known, unknown, strict=True)]


@given(many, st.dictionaries(st.integers(0, COLUMNS - 1), st.integers(0, 3)), st.integers(2, 4))
def test_groups_of_one_each_are_counted(sets: list[set[int]], groups: dict[int, int], asked: int) -> None:
    found = Groups.of({column: [group] for column, group in groups.items()}, COLUMNS)
    for perhaps in (False, True):
        expected = [
            len({groups[c] for c in one if c in groups}) + perhaps * len(one - groups.keys()) >= asked for one in sets
        ]
        assert found.reach(Sets.of_rows(rows(sets)), asked, perhaps=perhaps).tolist() == expected
