"""A landscape that leaves as a SaaSBOM and comes back: things, what they need and provide, and what flows between them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph import export
from eagraph.export._cyclonedx.things import kind_of
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.loading.detection import detect, short_name
from eagraph.loading.planning import plan
from eagraph.model.landscape import Landscape, Relationship
from eagraph.model.schema import Schema
from tests.property import strategies
from tests.unit.export.awkward import snapshot as awkward_snapshot

Triple = tuple[str, str, str]


def _brought_back(snapshot: Snapshot) -> Landscape:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "landscape.cdx.json"
        export.find("cyclonedx").write(Extract.whole(snapshot), path)
        loader, intake = detect(path), Intake(str(path), path.stem, Schema.standard())
        assert short_name(loader) == "cyclonedx"
        loader.read(path, intake)
        changes, report = plan(Stored(), intake, loader="cyclonedx", run="run", loaded_at="")
        assert report.skipped == ()
    return Landscape.of(changes.nodes, changes.relationships)


def _pairs(ties: Sequence[Relationship], type_: str, *, turned: bool = False) -> set[tuple[str, str]]:
    found = ((r.source, r.target) for r in ties if r.type == type_ and r.source != r.target)
    return {pair[::-1] if turned else pair for pair in found}


def _carried(ties: Sequence[Relationship]) -> set[Triple]:
    """Who sends what to whom; nothing for a flow that does not say what it carries."""
    found: set[Triple] = set()
    for tie in ties:
        if tie.type == "FLOW":
            carries = tie.properties.get("carries") or ("",)
            assets = carries if isinstance(carries, tuple) else (carries,)
            found |= {(tie.source, str(asset), tie.target) for asset in assets}
    return found


def _assert_comes_back(snapshot: Snapshot) -> None:
    back = _brought_back(snapshot)
    kept = {node.id: node for node in snapshot.nodes if kind_of(node)}
    found = {node.id: node for node in back.nodes}
    for id_, node in kept.items():
        assert found[id_].label == node.label
        assert found[id_].name == node.name
        assert {k: v for k, v in found[id_].properties.items() if k != "name"} == {
            k: v for k, v in node.properties.items() if k != "name"
        }
    ties = tuple(t for t in snapshot.relationships if t.source in kept and t.target in kept)
    needed = _pairs(ties, "DEPENDS_ON") | _pairs(ties, "HOSTS", turned=True) | _pairs(ties, "VIA")
    assert _pairs(back.relationships, "DEPENDS_ON") == needed
    assert _pairs(back.relationships, "REALISES") == _pairs(ties, "REALISES")
    assert _carried(back.relationships) == _carried(
        tuple(t for t in ties if "service" in (kind_of(kept[t.source]), kind_of(kept[t.target])))
    )
    flows = _carried(ties)
    moved = {(end, asset) for source, asset, target in flows for end in (source, target)}
    held = {(s, a) for s, a in _pairs(ties, "HOLDS") if kind_of(kept[s]) == "service"}
    assert _pairs(back.relationships, "HOLDS") == held - moved
    wholes = _pairs(ties, "PART_OF")
    lone = {(part, whole) for part, whole in wholes if sum(p == part for p, _ in wholes) == 1}
    alike = {pair for pair in lone if len({kind_of(kept[end]) == "service" for end in pair}) == 1}
    assert _pairs(back.relationships, "PART_OF") == alike


@st.composite
def nested(draw: st.DrawFn) -> Snapshot:
    """A landscape in which some things are parts of others, never in a ring."""
    snapshot = draw(strategies.landscapes(types=strategies.EVERYTHING, assets=3, aspects="kr"))
    ids = [node.id for node in snapshot.nodes]
    pairs = [(part, whole) for number, part in enumerate(ids) for whole in ids[number + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    ties = [strategies.tie(part, "PART_OF", whole) for part, whole in chosen]
    return strategies.snapshot_of(snapshot.nodes, [*snapshot.relationships, *ties])


@given(snapshot=nested())
def test_what_the_format_holds_comes_back(snapshot: Snapshot) -> None:
    _assert_comes_back(snapshot)


@pytest.mark.filterwarnings("error")
def test_awkward_texts_come_back() -> None:
    _assert_comes_back(awkward_snapshot())
