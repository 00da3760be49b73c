"""A large table is read by column exactly as it is read row by row, whatever stands in it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet as pq

from eagraph.errors import EagraphError, InvalidLandscape
from eagraph.export import parquet as writer
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake
from eagraph.loading.by_column import drawn_up
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.provenance import encode
from eagraph.model.schema import Schema
from eagraph.model.validation import find_problems
from eagraph.store import open_store
from loaders import landscape, parquet
from tests.property.test_landscape_format import wholes

PLAIN = ["", "1", "2", "4,5", "live", "hard", "soft", "2026-01-01", "2025-06-30", "ja", "a|b"]
FITTING = {
    "name": ["Ett", "Två", "Tre, fyra"], "criticality": ["", "2", "3", "3.0"], "lifecycle": ["live", "planned"],
    "valid_from": ["", "2025-01-01"], "valid_to": ["", "2026-01-01"], "k": ["", "1"], "t": ["", "1"], "t_high": ["", "2"],
    "mode": ["", "hard", "soft"], "group": ["", "a", "b"], "confidence": ["", "stated"], "buffer_h": ["", "4,5", "0"],
}  # fmt: skip
ODD = [
    " ",
    " 3 ",
    "x",
    "-1",
    '"',
    '""',
    '["a", "b"]',
    '"ja"',
    "a,b",
    "a\nb",
    "å",
    "1.0",
    "99",
    "\u00a0",
    "NaN",
    "[1",
    "a\r",
    "\x1c",
    "\ufeff",
]
COLUMNS = [
    "name",
    "criticality",
    "lifecycle",
    "valid_from",
    "valid_to",
    "k",
    "t",
    "t_high",
    "own",
    "source_key",
    "source",
    '"type"',
    "group",
]
TIE_COLUMNS = ["mode", "k", "group", "valid_from", "valid_to", "source_key", "confidence", "own", "buffer_h", '"label"']
IDS = [f"n{i}" for i in range(6)]


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\n\r') else cell


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str]:
    is_fitting = draw(st.integers(0, 3)) > 0
    others = st.sampled_from(PLAIN if draw(st.booleans()) else [*PLAIN, *ODD])

    def cell(column: str) -> str:
        return draw(st.sampled_from(FITTING.get(column, ["", "x", '["a", "b"]'])) if is_fitting else others)

    columns = draw(st.lists(st.sampled_from(COLUMNS), unique=True, max_size=4))
    labels = st.sampled_from(
        ["System", "InformationAsset", "Organisation", *(["Nothing"] if draw(st.integers(0, 9)) == 0 else [])]
    )
    ids = draw(st.permutations(IDS))[: draw(st.integers(2, 6))]
    ids += draw(st.sampled_from([[], [], [], [ids[0]]]))
    nodes = [[id_, draw(labels), *map(cell, columns)] for id_ in ids]
    ends = st.sampled_from([*ids, *(["elsewhere"] if draw(st.integers(0, 9)) == 0 else [])])
    types = st.sampled_from(["DEPENDS_ON", "PART_OF", "FLOW", "HOSTS"])
    own = draw(st.lists(st.sampled_from(TIE_COLUMNS), unique=True, max_size=4))
    ties = [[draw(ends), draw(types), draw(ends), *map(cell, own)] for _ in range(draw(st.integers(0, 12)))]
    return text(["id", "label", *columns], nodes), text(["source", "type", "target", *own], ties)


def text(header: list[str], rows: list[list[str]]) -> str:
    return "".join(",".join(map(quoted, row)) + "\n" for row in [header, *rows])


def folder(at: str, said: tuple[str, str]) -> Path:
    for name, content in zip(("nodes.csv", "relationships.csv"), said, strict=True):
        (Path(at) / name).write_bytes(content.encode())
    return Path(at)


def loaded(path: Path, large: int) -> object:
    """What a load of a folder gives: the landscape with its claims, the report, the hash; or what is wrong."""
    intake = Intake("place", "bench", Schema.standard())
    landscape.LARGE = large
    try:
        landscape.read(path, intake)
        changes, report = plan(Stored(), intake, loader="landscape", run="run", loaded_at="2026-01-01")
    except EagraphError as error:
        return error.text.en
    finally:
        landscape.LARGE = 1_000_000
    nodes = tuple(sorted(changes.nodes, key=lambda node: node.id))
    told = [(n.id, n.label, list(n.properties.items()), encode(n.provenance)) for n in nodes]
    ties = [(r.key, list(r.properties.items()), encode(r.provenance)) for r in changes.relationships]
    snapshot = Snapshot.of(Stored(nodes, changes.relationships, (changes.source,)))
    arrays = [array.tolist() for array in (snapshot.source, snapshot.target, snapshot.kind)]
    return told, ties, changes.source, report, snapshot.hash, arrays


@settings(max_examples=400, deadline=None)
@given(tables())
def test_by_column_and_row_by_row_are_the_same(said: tuple[str, str]) -> None:
    with TemporaryDirectory() as at:
        path = folder(at, said)
        assert loaded(path, 0) == loaded(path, 10**12)


PLAINLY = (
    "id,label,name,criticality\nn2,System,Två,2\nn1,System,Ett,\n",
    "source,type,target,mode,group,k\nn2,DEPENDS_ON,n1,hard,g,1\nn1,DEPENDS_ON,n2,soft,,\nn2,DEPENDS_ON,n1,,g,1\n",
)


def test_a_plain_table_is_read_by_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landscape, "LARGE", 0)
    told: list[int] = []
    intake = Intake("place", "bench", Schema.standard(), progress=lambda done, _: told.append(done))
    landscape.read(folder(str(tmp_path), PLAINLY), intake)
    assert intake.table is not None
    assert drawn_up(intake, "bench", "run") is not None
    assert told == [2, 5]


@pytest.mark.parametrize("ties", [True, False])
def test_tables_without_a_row_are_read_too(tmp_path: Path, *, ties: bool) -> None:
    relationships = [Relationship("a", "HOSTS", "a")] if ties else []
    writer.write(Extract.whole(Snapshot.of(Stored((Node("a", "System", {}),), relationships))), tmp_path)
    shutil.rmtree(tmp_path / "nodes")
    empty = pa.array([], pa.string())
    pq.write_table(pa.table({"id": empty, "label": empty}), tmp_path / "nodes.parquet")
    intake = Intake("place", "bench", Schema.standard())
    parquet.read(tmp_path, intake)
    with pytest.raises(InvalidLandscape) if ties else nullcontext():
        changes, _ = plan(Stored(), intake, loader="parquet", run="run", loaded_at="")
        assert not changes.nodes


def test_a_store_holds_the_same_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder(str(tmp_path), PLAINLY)
    kept = []
    for large in (0, 10**12):
        monkeypatch.setattr(landscape, "LARGE", large)
        intake = Intake("place", "bench", Schema.standard())
        landscape.read(path, intake)
        store = open_store(f"sqlite:///{tmp_path / str(large)}.db")
        changes, _ = plan(Stored(), intake, loader="landscape", run="run", loaded_at="2026-01-01")
        kept.append(_updated(store, changes))
    assert kept[0] == kept[1]


def _updated(store: object, changes: Changes) -> object:
    store.update(lambda _: (changes, None))  # type: ignore[attr-defined]
    stored = store.read()  # type: ignore[attr-defined]
    return [(item, encode(item.provenance)) for item in (*stored.nodes, *stored.relationships)]


def is_writable(whole: Landscape) -> bool:
    """Can it be kept at all, and be written as columns?"""
    return is_typed(whole.nodes) and is_typed(whole.relationships) and not find_problems(whole, Schema.standard())


def is_typed(items: Sequence[Node] | Sequence[Relationship]) -> bool:
    """Is every property of one type? A column is; where lists and texts meet in one, it is text."""
    types = {(name, type(value)) for item in items for name, value in item.properties.items()}
    return len(types) == len({name for name, _ in types})


@settings(deadline=None)
@given(wholes().filter(is_writable))
def test_parquet_brings_everything_back(whole: Landscape) -> None:
    found = Snapshot.of(Stored(whole.nodes, whole.relationships))
    with TemporaryDirectory() as at:
        writer.write(Extract.whole(found), Path(at) / "out")
        for by_column in (True, False):
            intake = Intake("place", "bench", Schema.standard())
            parquet.read(Path(at) / "out", intake)
            if not by_column:
                intake.unfold()
            changes, _ = plan(Stored(), intake, loader="parquet", run="run", loaded_at="")
            again = Stored(tuple(sorted(changes.nodes, key=lambda node: node.id)), changes.relationships)
            assert Snapshot.of(again).hash == found.hash
