"""Missing safeguards and protection the wrong way round, counted by hand."""

from __future__ import annotations

from dataclasses import replace

from eagraph.analysis import safeguards
from eagraph.analysis.safeguards import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification_model import ClassificationModel, RequiredControl
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from tests.property.strategies import node, snapshot_of, tie


def schema(**grades: int) -> Schema:
    """A model that asks for these grades of K at these levels (`level3=2`)."""
    controls = tuple(
        RequiredControl(aspect="k", level=int(name[-1]), grade=grade, source=f"norm {name[-1]}")
        for name, grade in grades.items()
    )
    model = ClassificationModel.standard().model_copy(update={"controls": controls})
    return replace(Schema.standard(), classification=model)


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return safeguards.run(snapshot, Params.model_validate(params))


PLAIN: dict[str, Value] = {
    "personal": False,
    "subject_kind": "none",
    "categories": ("economy",),
    "records": 1,
    "subjects": 1,
}
"""Nothing that a rule could look for, for certain."""


def holder(name: str, level: int, *controls: tuple[int, str]) -> tuple[list[Node], list[Relationship]]:
    """A system with information of a level of K, and safeguards of K with grade and status."""
    nodes = [node(name), node(f"x-{name}", "InformationAsset", k=level, r=0, t=0, s=0, **PLAIN)]
    ties = [tie(name, "HOLDS", f"x-{name}")]
    for i, (grade, status) in enumerate(controls):
        nodes.append(node(f"{name}-{i}", "Control", aspects=("k",), grade=grade, status=status))
        ties.append(tie(f"{name}-{i}", "PROTECTS", name))
    return nodes, ties


def city(*holders: tuple[list[Node], list[Relationship]], own: Schema) -> Snapshot:
    return snapshot_of([n for nodes, _ in holders for n in nodes], [t for _, ties in holders for t in ties], own)


ASKING = schema(level2=1, level3=3)


def test_the_grade_a_level_asks_for_is_held_against_the_highest_in_force_and_what_is_planned_is_named() -> None:
    answer = ask(city(holder("a", 3, (1, "live"), (2, "verified"), (3, "planned")), own=ASKING), aspect="k")
    (row,) = answer.rows
    assert (row.needed_low, row.needed_high, row.grade_low, row.grade_high, row.missing) == (3, 3, 2, 2, 1)
    assert (row.in_force, row.planned) == (("a-0", "a-1"), ("a-2",))
    assert (row.rules, row.witness, row.norm) == (("high-water-mark",), ("x-a", "a"), ("CLS-02", "norm 3"))
    assert answer.model_hash == ASKING.classification.hash


def test_what_counts_is_the_level_that_information_brings_by_a_flow() -> None:
    nodes, ties = holder("a", 3, (3, "live"))
    more, also = holder("b", 0, (1, "live"))
    snapshot = snapshot_of([*nodes, *more], [*ties, *also, tie("a", "FLOW", "b", carries=("x-a",))], ASKING)
    (row,) = ask(snapshot, aspect="k").rows
    assert (row.id, row.required_low, row.missing, row.witness) == ("b", 3, 2, ("x-a", "a", "b"))


def test_enough_is_not_listed_and_what_is_not_recorded_comes_last_as_perhaps_missing() -> None:
    holders = [holder("enough", 3, (4, "live")), holder("silent", 3), holder("short", 2, (0, "live"))]
    answer = ask(city(*holders, own=ASKING), aspect="k")
    assert [(r.id, r.missing, r.possible) for r in answer.rows] == [("short", 1, True), ("silent", 0, True)]
    assert [r.id for r in ask(city(*holders, own=ASKING), aspect="k", certain=True).rows] == ["short"]
    assert any("1 things have no safeguard recorded at all" in reason.en for reason in answer.completeness.reasons)


def test_levels_between_the_rows_of_the_table_ask_for_the_grade_of_the_row_below() -> None:
    own = schema(level1=1, level3=4)
    assert [r.needed_low for r in ask(city(holder("a", 2, (0, "live")), own=own), aspect="k").rows] == [1]
    none = ask(city(holder("a", 3, (0, "live")), own=schema()), aspect="k")
    assert not none.rows
    assert any("of no level" in reason.en for reason in none.completeness.reasons)


def test_each_thing_protected_less_than_what_requires_less_is_told_once_with_the_most_telling_other() -> None:
    holders = [
        holder("vault", 3, (1, "live")), holder("hut", 1, (2, "live")), holder("fort", 0, (3, "live")), holder("copy", 3),
    ]  # fmt: skip
    answer = ask(city(*holders, own=ASKING))
    assert [(a.id, a.than, a.certain, a.distance) for a in answer.anomalies] == [
        ("vault", "fort", True, 5), ("hut", "fort", True, 2),
    ]  # fmt: skip
    assert answer.anomalies[0].required == "3 0 0 0"
    assert answer.anomalies[0].than_grades == "3 0 0 0"
    assert [a.id for a in ask(city(*holders, own=ASKING), of="hut").anomalies] == ["hut"]


def test_protection_that_grows_with_what_is_required_is_no_anomaly() -> None:
    holders = [holder("a", 1, (1, "live")), holder("b", 2, (2, "live")), holder("c", 2, (2, "live"))]
    assert not ask(city(*holders, own=ASKING)).anomalies


def test_lists_are_bounded_and_say_how_much_more_there_is() -> None:
    holders = [holder(f"v{i}", 3, (0, "live")) for i in range(3)] + [holder("fort", 0, (3, "live"))]
    answer = ask(city(*holders, own=ASKING), aspect="k", limit=1)
    assert (len(answer.rows), len(answer.anomalies), answer.completeness.state) == (1, 1, "truncated")
    told = [reason.en for reason in answer.completeness.reasons]
    assert told[:2] == [
        "2 more missing safeguards than are shown.", "2 more things protected the wrong way round than are shown.",
    ]  # fmt: skip


def test_only_some_labels_and_without_the_way() -> None:
    snapshot = city(holder("clinic", 3, (1, "live")), own=ASKING)
    told, bare = ask(snapshot, labels=("System",)).rows[0], ask(snapshot, explain=False).rows[0]
    assert ask(snapshot, labels=("Device",)).rows == ()
    assert (told.id, told.witness, bare.witness, bare.rules) == ("clinic", ("x-clinic", "clinic"), (), ())
    assert told.model_copy(update={"witness": (), "rules": ()}) == bare
