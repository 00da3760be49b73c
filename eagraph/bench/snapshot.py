"""From the embedded store to a snapshot with its hash, beside networkx drawing up the same graph from the same rows.

Each is done in a process of its own, so that the memory is its own too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from eagraph.bench import Measurement, timed
from eagraph.bench._graphs import NODES, RELATIONSHIPS, archive
from eagraph.loading.changes import Changes
from eagraph.locale import both
from eagraph.store import open_store

title = both("Store to snapshot")
_START = """
import json, resource, sys, time
from eagraph.store import open_store
from eagraph.graph.snapshot import Snapshot
began = time.perf_counter()
stored = open_store(sys.argv[1]).read()
"""
_END = """
print(json.dumps([time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_OURS = "snapshot = Snapshot.of(stored); snapshot.hash"
_PEER = """import networkx as nx
graph = nx.MultiDiGraph()
graph.add_nodes_from((n.id, n.properties) for n in stored.nodes)
graph.add_edges_from((r.source, r.target, r.properties) for r in stored.relationships)"""


def run() -> list[Measurement]:
    """Write, then read and draw up: 63 000 nodes and 280 000 relationships."""
    made = archive()
    changes = Changes(made.sources[0], made.nodes, made.relationships)
    size = f"{NODES} nodes, {RELATIONSHIPS} relationships"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        store = open_store(url)
        writing, _ = timed(lambda: store.update(lambda _: (changes, None)), times=1)
        ours, memory = _alone(_OURS, url)
        peer, _ = _alone(_PEER, url)
    return [
        Measurement(f"write to SQLite, {size}", writing),
        Measurement(f"SQLite to snapshot and hash, {size}", ours, "the same rows to networkx.MultiDiGraph", peer, memory),
    ]


def _alone(work: str, url: str) -> tuple[float, float]:
    command = [sys.executable, "-c", _START + work + _END, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    seconds, megabytes = json.loads(said.stdout)
    return seconds, megabytes
