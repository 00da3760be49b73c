"""What the Backstage exporter writes, the loader of the same name reads back, on landscapes of any shape.

Things that have a kind there come back as they were, properties included. Relationships that have a field there come back
with their ends and types; every other one is counted in the head of the file.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from eagraph.export import backstage as exporter
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.landscape import Landscape, Node, Relationship, numbered
from eagraph.model.schema import Schema, read_properties
from loaders import backstage as loader

SCHEMA = Schema.standard()
KINDS = ("System", "DigitalService", "Integration", "InformationAsset", "Device", "ManagementObject", "Organisation", "Role",
         "Person")  # fmt: skip
OTHERS = ("Evidence", "Process", "CommonCause")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9) | st.sampled_from(
    [
        "no",
        "1e5",
        "0o17",
        "22:22",
        "a: b",
        "#",
        "- a",
        "{}",
        "'",
        '"',
        " x ",
        "\u2028",
        "\x85",
        "\ufeff",
        "live",
        "unknown",
        "Å",
    ]
)
NAMES = TEXTS | st.sampled_from(
    ["name", "description", "tags", "lifecycle", "email", "definition", "type", "kind", "k", "rto_h"]
)
RAW = TEXTS | st.integers(0, 4) | st.booleans() | st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6).filter(str.strip)
RELATIONS = [
    ("DEPENDS_ON", "System", "System"), ("DEPENDS_ON", "System", "Integration"), ("DEPENDS_ON", "Integration", "System"),
    ("DEPENDS_ON", "DigitalService", "Integration"), ("DEPENDS_ON", "Device", "Integration"),
    ("DEPENDS_ON", "Organisation", "InformationAsset"), ("REALISES", "System", "Integration"),
    ("OWNED_BY", "System", "Role"), ("OWNED_BY", "ManagementObject", "Person"), ("OWNED_BY", "Integration", "Organisation"),
    ("PART_OF", "System", "DigitalService"), ("PART_OF", "Organisation", "Organisation"),
    ("MANAGED_IN", "System", "ManagementObject"), ("MANAGED_IN", "InformationAsset", "ManagementObject"),
    ("BELONGS_TO", "Person", "Organisation"), ("BELONGS_TO", "Role", "Organisation"), ("HELD_BY", "Role", "Person"),
]  # fmt: skip
"""Relationships that a catalogue has a field for."""
SINGLE = ("OWNED_BY", "PART_OF", "MANAGED_IN")
NEAREST = {"DEPENDS_ON", "REALISES"}
"""What relationships without a field of their own are read back as."""
FLOWING = ("FLOW", "VIA", "HOLDS", "HOSTS", "SUPPORTS", "RELATES_TO", "CONTROLS_ACCESS_TO", "REALISES")


@st.composite
def nodes_of(draw: st.DrawFn, labels: tuple[str, ...]) -> tuple[Node, ...]:
    raw: st.SearchStrategy[dict[str, object]] = st.dictionaries(NAMES, RAW, max_size=4)
    found = []
    for id_ in sorted(draw(st.lists(IDS, min_size=1, max_size=8, unique=True))):
        label = draw(st.sampled_from(labels))
        found.append(Node(id_, label, read_properties(SCHEMA.node_fields[label], draw(raw), "")[0]))
    return tuple(found)


@st.composite
def held(draw: st.DrawFn) -> Landscape:
    """Only what a catalogue has room for: of owners, wholes and the like one each (a role is a group, with one parent)."""
    nodes = draw(nodes_of(KINDS))
    fitting = [
        (type_, source, target)
        for type_, *labels in RELATIONS
        for source in nodes
        for target in nodes
        if [source.label, target.label] == labels and (type_ != "PART_OF" or source.id < target.id)
    ]
    ties: dict[tuple[str, str, str], Relationship] = {}
    taken: set[tuple[str, str]] = set()
    for _ in range(draw(st.integers(0, 9)) if fitting else 0):
        type_, source, target = draw(st.sampled_from(fitting))
        is_single = type_ in SINGLE or (type_ == "BELONGS_TO" and source.label == "Role")
        if not is_single or (source.id, type_) not in taken:
            taken.add((source.id, type_))
            ties[source.id, type_, target.id] = Relationship(source.id, type_, target.id)
    return Landscape(nodes, numbered(ties.values()))


@st.composite
def wholes(draw: st.DrawFn) -> Landscape:
    """Anything: things without a kind, relationships without a field."""
    nodes = draw(nodes_of((*KINDS, *OTHERS)))
    ids = st.sampled_from([node.id for node in nodes])
    types = st.sampled_from((*FLOWING, "DEPENDS_ON", "OWNED_BY", "BELONGS_TO"))
    ties = [Relationship(draw(ids), draw(types), draw(ids)) for _ in range(draw(st.integers(0, 9)))]
    return Landscape(nodes, numbered(ties))


def _through(whole: Landscape) -> tuple[Changes, LoadReport, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog-info.yaml"
        exporter.write(Extract.whole(Snapshot.of(Stored(whole.nodes, whole.relationships))), path)
        intake = Intake(str(path), path.stem, SCHEMA)
        assert loader.detects(path) == any(node.label not in OTHERS for node in whole.nodes)
        if loader.detects(path):
            loader.read(path, intake)
        changes, report = plan(Stored(), intake, loader="backstage", run="run", loaded_at="")
        return changes, report, path.read_text(encoding="utf-8").partition("---")[0]


def _ends(ties: object) -> Counter[tuple[str, str, str]]:
    return Counter((tie.source, tie.type, tie.target) for tie in ties)  # type: ignore[attr-defined]


def _is_refused(whole: Landscape) -> bool:
    try:
        Landscape.of(whole.nodes, whole.relationships)
    except Exception:
        return True
    return False


@given(whole=held())
@example(whole=Landscape((Node("a", "System", {"name": "Ä"}), Node("b", "System", {"name": "A"})), ()))
@example(whole=Landscape((Node("a", "Integration", {"lifecycle": "production", "definition": "unknown"}),), ()))
def test_what_a_catalogue_can_hold_comes_back(whole: Landscape) -> None:
    if _is_refused(whole):
        return
    changes, report, head = _through(whole)
    assert {n.id: (n.label, dict(n.properties)) for n in changes.nodes} == {
        n.id: (n.label, dict(n.properties)) for n in whole.nodes
    }
    assert _ends(changes.relationships) == _ends(whole.relationships)
    assert (report.skipped, report.joined) == ((), ())
    assert "left out:" not in head


@given(whole=wholes())
def test_what_it_cannot_hold_is_counted(whole: Landscape) -> None:
    if _is_refused(whole):
        return
    changes, _, head = _through(whole)
    kept = {n.id: (n.label, dict(n.properties)) for n in whole.nodes if n.label not in OTHERS}
    assert {n.id: (n.label, dict(n.properties)) for n in changes.nodes} == kept
    things = Counter(node.label for node in whole.nodes if node.label in OTHERS)
    assert _counted(head, "Things without a kind") == things
    left, near = _counted(head, "Relationships without a field"), _counted(head, "Relationships written as")
    said, back = _ends(whole.relationships), _ends(changes.relationships)
    for type_ in {tie[1] for tie in said}:
        of_type = [sum(count for tie, count in ties.items() if tie[1] == type_) for ties in (said, back)]
        if type_ in NEAREST:
            assert of_type[0] <= of_type[1] + near[type_] + left[type_]
        else:
            assert of_type[0] == of_type[1] + near[type_] + left[type_]
    assert {tie[1] for tie in back - said} <= NEAREST


def _counted(head: str, beginning: str) -> Counter[str]:
    line = next((line for line in head.splitlines() if line.startswith(f"# {beginning}")), "")
    return Counter({name: int(count) for name, count in re.findall(r"(\w+) (\d+)", line.partition(":")[2])})
