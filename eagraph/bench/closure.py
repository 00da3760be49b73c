"""How much every node reaches, beside libraries: those that answer per source are measured on a sample and extrapolated."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from eagraph.bench import Measurement, absent, installed, timed
from eagraph.bench._graphs import archive, layered
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import View, failure
from eagraph.loading.changes import Stored
from eagraph.locale import both

title = both("What every node reaches")
_SAMPLE = 300


def run() -> list[Measurement]:
    """On the archive-like and on the layered graph."""
    return [*_measured("archive", archive), *_measured("layered", layered, whole=False)]


def _measured(name: str, made: Callable[[], Stored], *, whole: bool = True) -> list[Measurement]:
    import networkx as nx
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    view = failure(Snapshot.of(made())).view
    count = len(view.snapshot.nodes)
    kernels.closure_sizes(view)
    seconds, sizes = timed(lambda: kernels.closure_sizes(view), times=5)
    what = f"{name}, {count} nodes, {len(view.tie)} relationships, {int(sizes.sum())} reached in all"
    sample = random.Random(1).sample(range(count), _SAMPLE)  # noqa: S311
    graph = nx.DiGraph(zip(view.origin.tolist(), view.reached.tolist(), strict=True))
    graph.add_nodes_from(range(count))
    sparse = csr_array((np.ones(len(view.tie), dtype=np.int32), (view.origin, view.reached)), shape=(count, count))
    by_networkx, reached = timed(lambda: [1 + len(nx.descendants(graph, node)) for node in sample], times=1)
    if reached != sizes[sample].tolist():
        raise AssertionError(what)
    by_scipy, _ = timed(lambda: [len(breadth_first_order(sparse, node)[0]) for node in sample])
    times = count / _SAMPLE
    return [
        Measurement(what, seconds, f"networkx.descendants per node (from {_SAMPLE})", by_networkx * times),
        Measurement(what, seconds, f"scipy breadth_first_order per node (from {_SAMPLE})", by_scipy * times),
        *(_networkit(what, seconds, view) if whole else []),
    ]


def _networkit(what: str, seconds: float, view: View) -> list[Measurement]:
    peer = "networkit ReachableNodes (exact)"
    if not installed("networkit"):
        return [Measurement(what, seconds, absent(peer))]
    import networkit as nk  # type: ignore[import-untyped]
    from networkit.reachability import ReachableNodes  # type: ignore[import-untyped]

    ends = (view.origin.astype(np.uint64), view.reached.astype(np.uint64))
    graph = nk.GraphFromCoo((np.ones(len(view.tie)), ends), n=len(view.snapshot.nodes), directed=True)
    by_networkit, _ = timed(lambda: ReachableNodes(graph, exact=True).run())
    return [Measurement(what, seconds, peer, by_networkit)]
