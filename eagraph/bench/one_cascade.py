"""One blast radius on 100 000 nodes, once the failure view is drawn up; and what the first one in a process costs.

The start is the hub that stops nearly everything. Peers know no groups: theirs is the nearest question, what is reached.
"""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np

from eagraph.bench import Measurement, timed
from eagraph.bench._graphs import layered
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.locale import both

title = both("One blast radius")
_COLD = """
import json, time
from eagraph.bench._graphs import archive
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.graph.kernels._kernel import Kernel
view, groups = failure(Snapshot.of(archive(20_000, 90_000)))
def spent(threshold):
    Kernel.threshold = threshold
    began = time.perf_counter()
    kernels.cascade(view, groups, [0])
    return time.perf_counter() - began
print(json.dumps([spent(10**9), spent(-1), spent(-1)]))
"""


def run() -> list[Measurement]:
    """The kernel beside scipy and networkx, and its cold start apart."""
    import networkx as nx
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    snapshot = Snapshot.of(layered())
    began = timed(lambda: failure(snapshot), times=1)
    found = began[1]
    hub = int(np.argmax(np.bincount(found.view.origin)))
    kernels.cascade(*found, [hub])
    seconds, (wave, _, _) = timed(lambda: kernels.cascade(*found, [hub]), times=15)
    what = f"one cascade, 100 000 nodes, {np.count_nonzero(wave >= 0)} stop"
    ends = (found.view.origin, found.view.reached)
    sparse = csr_array((np.ones(len(ends[0]), dtype=np.int32), ends), shape=(len(wave), len(wave)))
    by_scipy, _ = timed(lambda: breadth_first_order(sparse, hub), times=15)
    graph: nx.DiGraph[int] = nx.DiGraph(zip(*(end.tolist() for end in ends), strict=True))
    by_networkx, _ = timed(lambda: nx.descendants(graph, hub))
    return [
        Measurement("failure view and groups drawn up, 100 000 nodes", began[0]),
        Measurement(what, seconds, "networkx.descendants (no groups, no waves)", by_networkx),
        Measurement(what, seconds, "scipy breadth_first_order (no groups, no waves)", by_scipy),
        *_cold(),
    ]


def _cold() -> list[Measurement]:
    """In a process of its own, where nothing is compiled yet."""
    said = subprocess.run([sys.executable, "-c", _COLD], capture_output=True, text=True, check=True)  # noqa: S603
    interpreted, first, second = json.loads(said.stdout)
    return [
        Measurement("first compiled cascade of a process, 20 000 nodes", first, "the same interpreted", interpreted),
        Measurement("second compiled cascade of a process, 20 000 nodes", second, "the same interpreted", interpreted),
    ]
