"""The few loops over index arrays that no library has, or that win five times or more. Everything else is a library's.

A loop is written once, in the subset of Python that numba compiles: interpreted where there is little to do, compiled where
there is much, the same answer either way (see `_kernel`). Arguments and answers are numpy arrays, -1 means "not".

    cascade          what stops when these fail, in which wave, and which group broke
    failure_sizes    how much stops when one thing fails, for each of many (N-1)
    cascades         what stops in each of thousands of scenarios, 64 a machine word
    cascade_tallies  how much of some kinds stops in each of them
    closure_sizes    how many nodes each node reaches, groups not regarded
    spread           what reaches every place when sets are handed on, in several planes
    onward           places in an order in which moves lead onward
    rise             the least levels that meet every demand
    shortest         fewest steps from any start to every node
"""

from eagraph.graph.kernels.closure import closure_sizes
from eagraph.graph.kernels.failing import cascade
from eagraph.graph.kernels.reaching import shortest
from eagraph.graph.kernels.scenarios import Scenarios, cascade_tallies, cascades
from eagraph.graph.kernels.spreading import Limits, Ways, onward, rise, ruled, spread
from eagraph.graph.kernels.sweep import failure_sizes, failure_tallies

__all__ = [
    "Limits",
    "Scenarios",
    "Ways",
    "cascade",
    "cascade_tallies",
    "cascades",
    "closure_sizes",
    "failure_sizes",
    "failure_tallies",
    "onward",
    "rise",
    "ruled",
    "shortest",
    "spread",
]
