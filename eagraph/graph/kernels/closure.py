"""How many nodes does each node reach? The sizes of the transitive closure, exact, without drawing it up.

Nodes of one strongly connected component reach the same (Purdom 1970), so what is passed on is passed between components,
against the arrows, last first: each hands what it reaches to those before it, one bit a node, 64 nodes a word, 1 024 nodes a
pass. A pass touches only the components that reach one of its nodes. Passes know nothing of each other: threads.
"""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from eagraph.graph.kernels import _blocks
from eagraph.graph.kernels._falls import distinct, sparse
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.kernels._order import Order
from eagraph.graph.snapshot import Numbers
from eagraph.graph.views import View

Words = npt.NDArray[np.uint64]
Sums = npt.NDArray[np.int64]
_WORDS, _PASSES = 16, 4
_ONE, _TWO, _FOUR, _EIGHT, _SIXTEEN, _HALF = (np.uint64(2**i) for i in range(6))
_PAIRS, _QUADS, _BYTES = (np.uint64(m) for m in (0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F))
_LOW = np.uint64(0x7F)


def closure_sizes(view: View) -> Sums:
    """By node, how many nodes the subject of a view reaches from it, itself included; k-of-n groups are not regarded.

    At most V E / 64 word operations, far fewer where things reach little; 128 bytes a component and thread.

    Raises:
        Cancelled: nobody waits for it any more.
    """
    count = len(view.snapshot.nodes)
    order, component, starts, givers = _condensed(view)
    components = len(order.starts) - 1
    passes = -(-count // (64 * _WORDS))
    loop = _closure.of(passes * (components + len(givers)) * _WORDS)
    sizes, adding = np.zeros(components, dtype=np.int64), threading.Lock()

    def block(span: tuple[int, int]) -> None:
        found = np.zeros(components, dtype=np.int64)
        loop(component, starts, givers, *span, found)
        with adding:
            np.add(sizes, found, out=sizes)

    _blocks.each(_blocks.spans(count, _PASSES * 64 * _WORDS), block, threads=_closure.is_compiled)
    return sizes[component[order.place]]


_Condensed = tuple[Order, Numbers, Numbers, Numbers]
_drawn_up: WeakKeyDictionary[View, _Condensed] = WeakKeyDictionary()


def _condensed(view: View) -> _Condensed:
    """The order, the component of every place, and by component those that reach it in one step; drawn up once a view."""
    found = _drawn_up.get(view)
    if found is None:
        order = Order.of(len(view.snapshot.nodes), view.origin, view.reached)
        component, components = order.component, len(order.starts) - 1
        before, after = component[order.place[view.origin]], component[order.place[view.reached]]
        between = before != after
        arrows = distinct(after[between], before[between], components)
        found = _drawn_up[view] = (order, component, *sparse(*arrows, components))
    return found


@Kernel
def _closure(component: Numbers, starts: Numbers, givers: Numbers, first: int, last: int, sizes: Sums) -> None:
    """Add to the size of every component how many of the nodes at places first..last it reaches, pass after pass."""
    rows = np.zeros((len(sizes), _WORDS), dtype=np.uint64)
    reaches = np.zeros(len(sizes), dtype=np.bool_)
    for low in range(first, last, 64 * _WORDS):
        high = min(low + 64 * _WORDS, last)
        for place in range(low, high):
            bit = place - low
            rows[component[place], bit // 64] |= _ONE << np.uint64(bit % 64)
            reaches[component[place]] = True
        for c in range(component[high - 1], -1, -1):
            if not reaches[c]:
                continue
            reaches[c] = False
            for g in range(starts[c], starts[c + 1]):
                giver = givers[g]
                reaches[giver] = True
                for w in range(_WORDS):
                    rows[giver, w] |= rows[c, w]
            for w in range(_WORDS):
                bits = rows[c, w]
                rows[c, w] = 0
                bits -= (bits >> _ONE) & _PAIRS
                bits = (bits & _QUADS) + ((bits >> _TWO) & _QUADS)
                bits = (bits + (bits >> _FOUR)) & _BYTES
                bits += bits >> _EIGHT
                bits += bits >> _SIXTEEN
                bits += bits >> _HALF
                sizes[c] += np.int64(bits & _LOW)
