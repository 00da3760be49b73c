"""A table against a plain filter over the records, and a pivot against pandas, on random landscapes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value, plain_text
from eagraph.model.landscape import Node
from eagraph.tabulation import Asked
from eagraph.tabulation.conditions import Condition, read_condition, read_order, write_order
from eagraph.tabulation.pivoting import pivot
from eagraph.tabulation.selecting import selected
from tests.property.strategies import node, snapshot_of, tie

LIVES = ("live", "planned", "retired")
WORDS = {"live": "in use", "planned": "planned", "retired": "retired", "true": "yes", "false": "no"}
COLUMNS = ("name", "lifecycle", "criticality", "cost_year", "personal_data", "tags", "antal", "sedan", "valid_to", "~label")
NAMES = st.sampled_from(["Ärenden", "arkiv", "Bygglov", "a|b", "c:d", "Övrigt", "x\\y"])


@st.composite
def landscapes(draw: st.DrawFn) -> Snapshot:
    """Things with something said, and something not; ties between them."""
    count = draw(st.integers(1, 9))
    optional: dict[str, st.SearchStrategy[Any]] = {
        "lifecycle": st.sampled_from(LIVES),
        "criticality": st.integers(0, 4),
        "cost_year": st.sampled_from([0.0, 0.5, 12.0, 300.25]),
        "personal_data": st.booleans(),
        "tags": st.lists(st.sampled_from(["moln", "drift", "a|b"]), min_size=1, max_size=2, unique=True).map(tuple),
        "antal": st.sampled_from(["3", "12", "-1,5"]),
        "sedan": st.sampled_from(["2020-01-31", "2024-12-01"]),
        "valid_to": st.sampled_from(["2026-01-01", "2027-06-30"]),
    }
    things = []
    for i in range(count):
        said = {name: draw(values) for name, values in optional.items() if draw(st.booleans())}
        label = draw(st.sampled_from(["System", "DigitalService"]))
        things.append(node(f"t{i}", label, name=draw(NAMES), **said))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, max_size=8, unique=True)) if count > 1 else []
    return snapshot_of(things, [tie(f"t{a}", "DEPENDS_ON", f"t{b}") for a, b in pairs])


def value_of(thing: Node, column: str) -> Value | None:
    if column == "~label":
        return thing.label
    value = thing.properties.get(column)
    if column == "antal" and isinstance(value, str):
        return float(value.replace(",", "."))
    return value


def texts(value: Value, column: str) -> set[str]:
    kept = ", ".join(value) if isinstance(value, tuple) else plain_text(value)
    forms = {kept.casefold()}
    if column in {"lifecycle", "personal_data"}:
        forms.add(WORDS[kept])
    if column == "~label":
        forms.add({"System": "system", "DigitalService": "e-service"}.get(kept, kept))
    return forms


def fits(value: Value | None, said: Condition) -> bool:
    """The condition, the slow and plain way."""
    operator, values = said.operator, said.values
    if operator in {"unknown", "known"}:
        return (value is None) == (operator == "unknown")
    if value is None:
        return operator == "in" and "" in values
    parts = value if isinstance(value, tuple) else (plain_text(value),)
    if operator in {"in", "not-in"}:
        return bool(set(parts) & set(values)) == (operator == "in")
    if operator in {"below", "at-most", "above", "at-least", "between"}:
        return within(value, operator, values)
    forms, sought = texts(value, said.column), values[0].casefold()
    answers = {
        "contains": any(sought in form for form in forms), "begins": any(form.startswith(sought) for form in forms),
        "ends": any(form.endswith(sought) for form in forms), "is": sought in forms,
    }  # fmt: skip
    if isinstance(value, int | float) and not isinstance(value, bool) and sought.replace(".", "").isdigit():
        answers["is"] = value == float(sought)
    answers |= {"not-contains": not answers["contains"], "is-not": not answers["is"]}
    return answers[operator]


def within(value: Value, operator: str, values: Iterable[str]) -> bool:
    limits: list[Any] = list(values)
    if isinstance(value, bool | tuple):
        return False
    if not isinstance(value, str):
        if any("-" in limit[1:] for limit in limits):
            return False
        limits = [float(limit) for limit in limits]
    shown: Any = value
    if operator == "between":
        return bool(limits[0] <= shown <= limits[1])
    limit = limits[0]
    compared = {"below": shown < limit, "at-most": shown <= limit, "above": shown > limit, "at-least": shown >= limit}
    return bool(compared[operator])


SOUGHT = st.sampled_from(["a", "ä", "in use", "live", "3", "12", "yes", "true", "b", "moln", "a|b", "x\\y", "system"])
LIMITS = st.sampled_from(["0", "2", "3", "12.5", "2026-01-01", "2024-12-01"])
TICKED = st.lists(st.sampled_from([*LIVES, "true", "3", "moln", "a|b", "System", ""]), max_size=3).map(tuple)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    column = draw(st.sampled_from(COLUMNS))
    operator = draw(st.sampled_from(
        ["contains", "not-contains", "is", "is-not", "begins", "ends", "below", "at-most", "above", "at-least", "between",
         "in", "not-in", "unknown", "known"]
    ))  # fmt: skip
    if operator in {"unknown", "known"}:
        return Condition(column, operator)
    if operator in {"in", "not-in"}:
        return Condition(column, operator, draw(TICKED))
    if operator == "between":
        return Condition(column, operator, (draw(LIMITS), draw(LIMITS)))
    limited = operator in {"below", "at-most", "above", "at-least"}
    return Condition(column, operator, (draw(LIMITS if limited else SOUGHT),))


def known(snapshot: Snapshot, column: str) -> bool:
    """An undeclared column is there only where somebody says it."""
    return column not in {"antal", "sedan"} or any(column in thing.properties for thing in snapshot.nodes)


@given(landscapes(), st.lists(conditions(), max_size=3), st.sampled_from(COLUMNS), st.booleans())
def test_rows_are_those_a_plain_filter_finds_in_the_order_of_their_values(
    snapshot: Snapshot, said: list[Condition], order: str, falling: bool
) -> None:
    said = [condition for condition in said if known(snapshot, condition.column)]
    order = order if known(snapshot, order) else "name"
    asked = Asked(where=tuple(map(str, said)), sort=(write_order(order, descending=falling),), column=("~id", order))
    found = selected(snapshot, asked)
    expected = [thing for thing in snapshot.nodes if all(fits(value_of(thing, c.column), c) for c in said)]
    rows = found.rows()
    assert {row[0] for row in rows} == {thing.id for thing in expected}
    assert found.total == len(snapshot.nodes)
    values = [row[1] for row in rows]
    there = [value for value in values if value is not None]
    assert values == [*there, *[None] * (len(values) - len(there))]
    keys = [", ".join(v).casefold() if isinstance(v, tuple) else v.casefold() if isinstance(v, str) else v for v in there]
    assert keys == sorted(keys, reverse=falling)


@given(landscapes(), conditions())
def test_what_is_left_out_as_unknown_is_counted(snapshot: Snapshot, said: Condition) -> None:
    if not known(snapshot, said.column):
        return
    found = selected(snapshot, Asked(where=(str(said),)))
    unsaid = sum(value_of(thing, said.column) is None for thing in snapshot.nodes)
    names_unknown = said.operator in {"unknown", "known"} or (said.operator in {"in", "not-in"} and "" in said.values)
    assert found.unknown == ({} if names_unknown else {said.column: unsaid})


@given(landscapes(), st.lists(st.sampled_from(["a", "ä", "in", "t1", "12"]), max_size=2))
def test_every_word_sought_stands_in_a_column_shown_or_in_the_id(snapshot: Snapshot, words: list[str]) -> None:
    shown = ("name", "lifecycle", "criticality")
    found = selected(snapshot, Asked(search=" ".join(words), column=shown))
    expected = {
        i
        for i, thing in enumerate(snapshot.nodes)
        if all(
            word in thing.id
            or any(word in form for c in shown if (v := value_of(thing, c)) is not None for form in texts(v, c))
            for word in words
        )
    }
    assert set(found.numbers.tolist()) == expected


@pytest.mark.parametrize("measure", ["count", "sum", "mean"])
@given(
    landscapes(), st.sampled_from(["lifecycle", "~label", "criticality"]), st.sampled_from(["", "~label", "personal_data"])
)
def test_a_pivot_is_that_of_pandas(measure: str, snapshot: Snapshot, by: str, across: str) -> None:
    import pandas as pd

    of = "cost_year"
    found = pivot(selected(snapshot, Asked(by=by, across=across, measure=measure, of="" if measure == "count" else of)))
    frame = pd.DataFrame(
        {
            "by": [repr(value_of(thing, by)) for thing in snapshot.nodes],
            "across": [repr(value_of(thing, across)) if across else "" for thing in snapshot.nodes],
            "of": [value_of(thing, of) for thing in snapshot.nodes],
        }
    )
    frame["of"] = frame["of"].astype(float)
    if measure == "count":
        frame["of"] = 1.0

    def told(some: Any) -> float | None:
        figures = some["of"].dropna()
        if figures.empty:
            return None
        return float(figures.mean() if measure == "mean" else figures.sum())

    def same(a: float | None, b: float | None) -> bool:
        return a == b if a is None or b is None else math.isclose(a, b, abs_tol=1e-9)

    assert {repr(value) for value in found.rows} == set(frame["by"])
    assert same(found.total, told(frame))
    for i, row in enumerate(found.rows):
        mine = frame[frame["by"] == repr(row)]
        assert found.counts[i] == len(mine)
        assert same(found.totals[i], told(mine))
        for j, column in enumerate(found.columns):
            assert same(found.cells[i][j], told(mine[mine["across"] == repr(column)]))
    for j, column in enumerate(found.columns):
        assert same(found.column_totals[j], told(frame[frame["across"] == repr(column)]))
    assert set(map(repr, found.columns)) == (set(frame["across"]) if across else set())


@given(landscapes(), st.integers(1, 3), st.integers(1, 2))
def test_a_pivot_without_room_shows_the_commonest_and_its_totals_hold_all(
    snapshot: Snapshot, rows: int, columns: int
) -> None:
    whole = pivot(selected(snapshot, Asked(by="name", across="~label")))
    cut = pivot(selected(snapshot, Asked(by="name", across="~label")), most_rows=rows, most_columns=columns)
    assert cut.total == whole.total == len(snapshot.nodes)
    assert cut.left_out == (max(0, len(whole.rows) - rows), max(0, len(whole.columns) - columns))
    for row, cells, total in zip(cut.rows, cut.cells, cut.totals, strict=True):
        i = whole.rows.index(row)
        assert total == whole.totals[i]
        assert cells == tuple(whole.cells[i][whole.columns.index(column)] for column in cut.columns)
    assert min(cut.counts) >= max([whole.counts[i] for i, row in enumerate(whole.rows) if row not in cut.rows], default=0)


@given(landscapes(), st.sampled_from(["~out.DEPENDS_ON", "~in.DEPENDS_ON", "~ties"]))
def test_ties_are_counted_and_the_ends_of_a_relationship_have_the_columns_of_their_things(
    snapshot: Snapshot, column: str
) -> None:
    ties = snapshot.relationships
    if ties:
        read = selected(snapshot, Asked(column=("~id", column))).rows()
        counted = {row[0]: row[1] for row in read}
        ends = {"~out.DEPENDS_ON": ("source",), "~in.DEPENDS_ON": ("target",), "~ties": ("source", "target")}[column]
        assert counted == {n.id: sum(getattr(r, end) == n.id for r in ties for end in ends) for n in snapshot.nodes}
        names = ("~from.~id", "~from.name", "~type", "~to.criticality")
        by_id = {thing.id: thing for thing in snapshot.nodes}
        assert sorted(map(repr, selected(snapshot, Asked(what="relationships", column=names)).rows())) == sorted(
            repr((r.source, by_id[r.source].name, r.type, by_id[r.target].properties.get("criticality"))) for r in ties
        )


@given(st.text(max_size=8), st.lists(st.text(max_size=6), min_size=1, max_size=3).map(tuple))
def test_a_condition_is_read_as_it_was_written(column: str, values: tuple[str, ...]) -> None:
    said = Condition(column or "a", "in", values)
    assert read_condition(str(said)) == said
    assert read_order(write_order(column or "a", descending=True)) == (column or "a", True)
