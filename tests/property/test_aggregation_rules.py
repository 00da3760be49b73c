"""Every rule that the classification model accepts is upward closed: more information never turns it off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from eagraph.escalation import escalate
from eagraph.model.aggregation import Condition
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from tests.property.strategies import node, snapshot_of, tie

STANDARD = ClassificationModel.standard()
CATEGORIES = ("identity", "social", "health", "location")
NAMES = tuple(f"i{number}" for number in range(5))
SMALL = st.integers(1, 3)
Properties = dict[str, Value]


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


LARGE = _some(
    subjects=st.sampled_from((10, 100)), records=st.sampled_from((10, 100)), resolution_s=st.just(3600),
    retention_d=st.just(30), personal=st.just(True), special_category=st.just(True),
)  # fmt: skip
ALTERNATIVES = st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True).map("|".join)
ASKED = _some(
    linkable=st.booleans(), assets=SMALL, owners=st.integers(2, 3), sources=st.integers(2, 3),
    categories=st.lists(ALTERNATIVES, min_size=1, max_size=2), one_with=LARGE, about_systems=SMALL, of_level=SMALL,
)  # fmt: skip
SAID: st.SearchStrategy[Properties] = _some(
    personal=st.booleans(), special_category=st.booleans(), subject_kind=st.sampled_from(("resident", "pupil", "none")),
    categories=st.lists(st.sampled_from(CATEGORIES), min_size=1, unique=True).map(tuple),
    subjects=st.sampled_from((5, 50, 500)), records=st.sampled_from((5, 50, 500)),
    resolution_s=st.sampled_from((60.0, 86400.0)), retention_d=st.sampled_from((1.0, 90.0)),
    asset_kind=st.sampled_from(("primary", "anonymous")), k=st.integers(0, 3),
)  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    try:
        return Condition.model_validate(draw(ASKED))
    except ValidationError:
        assume(False)
        raise


@st.composite
def landscapes(draw: st.DrawFn) -> tuple[list[Node], list[Relationship]]:
    """Information with owners and masters, all told about systems; where it lies is not yet said."""
    nodes = [*(node(f"s{i}", k=draw(st.integers(0, 3))) for i in range(3))]
    nodes += [node(f"o{i}", "Organisation", kind="board") for i in range(3)]
    nodes += [node(f"t{i}", "InformationType") for i in range(3)]
    ties = [tie(f"s{i}", "MASTER_OF", f"t{i}") for i in range(3)]
    for name in NAMES:
        nodes.append(node(name, "InformationAsset", **draw(SAID)))
        for type_, ends in (("OWNED_BY", "o"), ("OF_TYPE", "t"), ("RELATES_TO", "s")):
            ties += [tie(name, type_, f"{ends}{i}") for i in draw(st.sets(st.integers(0, 2), max_size=2))]
    return nodes, ties


@pytest.mark.heavy
@given(st.lists(conditions(), min_size=1, max_size=2), landscapes(), st.permutations(NAMES))
@settings(max_examples=300, deadline=None)
def test_more_information_never_turns_a_rule_off(
    when: list[Condition], there: tuple[list[Node], list[Relationship]], order: list[str]
) -> None:
    rule = STANDARD.rule["AGG-COUNT"].model_copy(update={"when": tuple(when)})
    schema = replace(Schema.standard(), classification=STANDARD.model_copy(update={"rules": (rule,)}))
    nodes, ties = there
    places = [f"place{count}" for count in range(len(order) + 1)]
    held = [tie(place, "HOLDS", name) for count, place in enumerate(places) for name in order[:count]]
    found = escalate(snapshot_of([*nodes, *map(node, places)], [*ties, *held], schema))
    index = [found.snapshot.index[place] for place in places]
    low, high = (end.applies[rule.id][index].tolist() for end in (found.low, found.high))
    assert not high[0], "nothing there, nothing applies"
    assert (low, high) == (sorted(low), sorted(high))
    assert all(possible for certain, possible in zip(low, high, strict=True) if certain)


def test_many_sources_raise_confidentiality_where_personal_data_are_among_them() -> None:
    def applying(**said: Value) -> tuple[set[str], set[str]]:
        nodes: list[Node] = [node("place")]
        ties: list[Relationship] = []
        for i in range(5):
            own = said if i == 0 else {"personal": False}
            nodes += [
                node(f"s{i}"), node(f"t{i}", "InformationType"),
                node(f"i{i}", "InformationAsset", subject_kind="none", categories=("case",), k=1, **own),
            ]  # fmt: skip
            ties += [tie(f"s{i}", "MASTER_OF", f"t{i}"), tie(f"i{i}", "OF_TYPE", f"t{i}"), tie("place", "HOLDS", f"i{i}")]
        found = escalate(snapshot_of(nodes, ties))
        place = found.snapshot.index["place"]
        low, high = ({r for r, where in end.applies.items() if where[place]} for end in (found.low, found.high))
        return low & {"AGG-SOURCES", "AGG-SOURCES-ANY"}, high & {"AGG-SOURCES", "AGG-SOURCES-ANY"}

    both = {"AGG-SOURCES", "AGG-SOURCES-ANY"}
    assert applying(personal=True) == (both, both)
    assert applying(special_category=True) == (both, both)
    assert applying() == ({"AGG-SOURCES-ANY"}, both)
    assert applying(personal=False) == ({"AGG-SOURCES-ANY"}, {"AGG-SOURCES-ANY"})
    assert applying(asset_kind="anonymous") == ({"AGG-SOURCES-ANY"}, {"AGG-SOURCES-ANY"})
