"""What is held by column is what was put there, whoever claims it and of whichever type its values are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.columns import Claimed
from eagraph.model.landscape import Landscape
from eagraph.model.provenance import Provenance, encode
from eagraph.model.things import Things
from eagraph.model.ties import Ties
from eagraph.store._sqlite_columns import decoded, encoded
from tests.contract.loads import told_of
from tests.property.test_landscape_format import wholes

PLACES = st.sampled_from(["nodes.csv:2", "nodes.csv:007", "a:b:12", "12", "", "å\n:9", 'x":1"]]', "f:99999999999", "f:-1"])
CONTENTS = st.sampled_from([None, {}, {"name": "x", "tags": ("a",)}])
CLAIMS = st.lists(st.builds(Provenance, st.sampled_from("ab"), st.just("run"), PLACES, CONTENTS, st.booleans()), max_size=2)


@given(wholes(), st.data())
def test_a_landscape_comes_back(whole: Landscape, data: st.DataObject) -> None:
    nodes = tuple(replace(node, provenance=tuple(data.draw(CLAIMS))) for node in whole.nodes)
    ties = tuple(replace(tie, provenance=tuple(data.draw(CLAIMS))) for tie in whole.relationships)
    things = Things.of(nodes)
    held = Ties.of(things.ids, ties)
    for found in ((things, held), decoded(encoded(things, held))):
        assert told_of(*found) == told_of(nodes, ties)
        assert tuple(found) == (nodes, ties)


@given(wholes(), st.data())
def test_some_of_them_are_those(whole: Landscape, data: st.DataObject) -> None:
    things = Things.of(whole.nodes)
    ties = Ties.of(things.ids, whole.relationships)
    for held, made in ((things, whole.nodes), (ties, whole.relationships)):
        places = data.draw(st.lists(st.integers(0, len(made) - 1), unique=True)) if made else []
        chosen = np.array(places, dtype=np.int64)
        assert held.at(chosen) == tuple(made[i] for i in places)


@given(st.lists(CLAIMS))
def test_claims_come_back_to_the_letter(claims: list[list[Provenance]]) -> None:
    lines = [encode(some) for some in claims]
    held = Claimed.of(lines)
    assert [some.line for some in held.claims()] == lines
    assert [some.line for some in Claimed.together([held, held]).claims()] == lines * 2
