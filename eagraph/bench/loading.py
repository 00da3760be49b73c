"""A large landscape from its files: to a snapshot and into stores, beside networkx drawing up the graph from a frame.

The peer begins with the frame in memory; ours begins with the files. A snapshot makes its records when one is looked at;
what it takes to make all of them is measured too. EAGRAPH_BENCH_SIZE relationships, else a million; the rate into Neo4j is
measured where EAGRAPH_BENCH_NEO4J names an empty one (NEO4J_USER, NEO4J_PASSWORD).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from eagraph.bench import Measurement, timed
from eagraph.bench._graphs import layered
from eagraph.collector import resting_collector
from eagraph.export import landscape, parquet
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake, detection
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.locale import both
from eagraph.model.schema import Schema
from eagraph.store import open_store

title = both("Loading")
SIZE = 1_000_000
PEER = "networkx.from_pandas_edgelist and add_nodes_from, the frames being there"


def run() -> list[Measurement]:
    """From CSV and from Parquet, to a snapshot and into SQLite."""
    size = int(os.environ.get("EAGRAPH_BENCH_SIZE", SIZE))
    with tempfile.TemporaryDirectory() as at, resting_collector():
        folder = Path(at)
        _write(size, folder)
        peer = _networkx(folder)
        measured = [one for form in ("csv", "parquet") for one in _form(folder, form, size, peer)]
        if url := os.environ.get("EAGRAPH_BENCH_NEO4J"):
            measured.append(_neo4j(_changes(folder / "parquet"), url))
    return measured


def _write(size: int, folder: Path) -> None:
    made = layered(size // 5, size)
    extract = Extract(tuple(made.nodes), made.relationships, Schema.standard(), "2026-01-01", "bench")
    landscape.write(extract, folder / "csv")
    parquet.write(extract, folder / "parquet")


def _networkx(folder: Path) -> float:
    import networkx as nx
    import pandas as pd

    nodes, ties = (pd.read_csv(folder / "csv" / f"{name}.csv") for name in ("nodes", "relationships"))

    def drawn_up() -> object:
        graph = nx.from_pandas_edgelist(ties, edge_attr=True, create_using=nx.MultiDiGraph)
        graph.add_nodes_from(zip(nodes["id"], nodes.to_dict("records"), strict=True))
        return graph

    return timed(drawn_up, times=1)[0]


def _form(folder: Path, form: str, size: int, peer: float) -> list[Measurement]:
    _changes(folder / form)
    drawing, snapshot = timed(lambda: _snapshot(folder / form), times=3)
    databases = iter([folder / f"{form}-{number}.db" for number in range(3)])
    writing, database = timed(lambda: _stored(folder / form, next(databases)))
    making, _ = timed(lambda: _made(_snapshot(folder / form)), times=1)
    reading, _ = timed(lambda: _made(Snapshot.of(open_store(f"sqlite:///{database}").read())), times=1)
    what = f"{form}, {len(snapshot.things)} nodes, {size} relationships"
    return [
        Measurement(f"{what}, to a snapshot", drawing, PEER, peer),
        Measurement(f"{what}, to a snapshot, every record made at once", making, PEER, peer),
        Measurement(f"{what}, into SQLite", writing, PEER, peer),
        Measurement(f"{what}, from SQLite to a snapshot, every record made at once", reading, PEER, peer),
    ]


def _made(snapshot: Snapshot) -> int:
    return len(snapshot.nodes) + len(snapshot.relationships)


def _changes(path: Path) -> Changes:
    intake = Intake(str(path), path.name, Schema.standard())
    detection.loader_for(path, None, {}).read(path, intake)
    return plan(Stored(), intake, loader="bench", run="bench", loaded_at="2026-01-01T00:00:00+00:00")[0]


def _snapshot(path: Path) -> Snapshot:
    changes = _changes(path)
    return Snapshot.of(Stored(changes.nodes, changes.relationships, (changes.source,)))


def _stored(path: Path, database: Path) -> Path:
    open_store(f"sqlite:///{database}").update(lambda _: (_changes(path), None))
    return database


def _neo4j(changes: Changes, url: str) -> Measurement:
    user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
    store = open_store(url, (user, password))
    told: list[int] = []
    seconds, _ = timed(lambda: store.update(lambda _: (changes, None), lambda done, _: told.append(done)), times=1)
    store.close()
    rate = {"relationships_per_second": len(changes.relationships) / seconds, "told": len(told)}
    return Measurement(f"into Neo4j, {len(changes.relationships)} relationships", seconds, figures=rate)
