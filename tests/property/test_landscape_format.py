"""Whatever the model holds, our own folder brings it back exactly: same ids, labels, properties, hash."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from eagraph.export.landscape import write_landscape
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.loading.planning import plan
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship, numbered
from eagraph.model.schema import Schema, read_properties
from loaders import landscape as loader

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9) | st.sampled_from(
    [
        "[]",
        '["a"]',
        '"',
        '""',
        '"x"',
        "a|b",
        "=1+1",
        "a\r",
        "\r\n",
        "\n",
        "\ufeff",
        " x ",
        "a;b",
        "a,b",
        "None",
        "true",
        "\0",
    ]
)
NAMES = TEXTS | st.sampled_from(
    ["name", "id", "label", "type", "target", '"id"', '"', "tags", "k", "k_high", "rto_h", "group"]
)
RAW = TEXTS | st.integers(0, 4) | st.floats(0, 99) | st.booleans() | st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
IDS = TEXTS.filter(str.strip)
SCHEMA = Schema.standard()


def _read(fields: str, of: str, raw: dict[str, object]) -> dict[str, Value]:
    """What the model makes of some properties; what it refuses is left out."""
    return read_properties(getattr(SCHEMA, fields)[of], raw, "")[0]


@st.composite
def wholes(draw: st.DrawFn) -> Landscape:
    """Nodes and relationships as the model keeps them, odd names and texts included."""
    raw: st.SearchStrategy[dict[str, object]] = st.dictionaries(NAMES, RAW, max_size=4)
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    labels = st.sampled_from(["System", "InformationAsset", "Evidence"])
    nodes = [Node(i, label := draw(labels), _read("node_fields", label, draw(raw))) for i in sorted(ids)]
    ties = []
    for _ in range(draw(st.integers(0, 6))):
        type_ = draw(st.sampled_from(["RELATES_TO", "DEPENDS_ON"]))
        properties = _read("relationship_fields", type_, draw(raw))
        ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        ties.append(Relationship(ends[0], type_, ends[1], properties))
    return Landscape(tuple(nodes), numbered(ties))


def _is_refused(whole: Landscape) -> bool:
    try:
        Landscape.of(whole.nodes, whole.relationships)
    except Exception:
        return True
    return False


def _brought_back(whole: Landscape, folder: Path) -> Stored:
    write_landscape(whole.nodes, whole.relationships, folder)
    intake = Intake(str(folder), folder.stem, SCHEMA)
    assert loader.detects(folder)
    loader.read(folder, intake)
    changes, _ = plan(Stored(), intake, loader="landscape", run="run", loaded_at="")
    return Stored(
        tuple(sorted(changes.nodes, key=lambda n: n.id)), tuple(sorted(changes.relationships, key=lambda r: r.key))
    )


@given(whole=wholes())
@example(whole=Landscape((Node("a", "System", {"name": "a\rb", "x\ry": "z"}),), ()))
@example(whole=Landscape((Node("\ufeffa", "System", {}),), ()))
def test_a_round_trip_is_exact(whole: Landscape) -> None:
    if _is_refused(whole):
        return
    with tempfile.TemporaryDirectory() as folder:
        back = _brought_back(whole, Path(folder))
    assert back.nodes == whole.nodes
    assert back.relationships == whole.relationships
    assert Snapshot.of(back).hash == Snapshot.of(Stored(whole.nodes, whole.relationships)).hash
    types = [[type(v) for v in n.properties.values()] for n in (*whole.nodes, *back.nodes)]
    assert types[: len(whole.nodes)] == [
        [type(back.nodes[i].properties[name]) for name in n.properties] for i, n in enumerate(whole.nodes)
    ]
