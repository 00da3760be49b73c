"""A set of things that is enough, and cheap as far as one can see: what helps most for its price, one after another.

Used where a proof that nothing is cheaper would take too long, and to have something to compare a proof with. `shortfall`
says how far a set is from being enough; 0 is enough. Having more never lengthens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from eagraph.work import counted

Members = frozenset[int]


def good_set(price: Sequence[float], shortfall: Callable[[Members], float], first: Members = frozenset()) -> Members:
    """A set that is enough with nothing superfluous in it, built up from a first choice; all together have to be enough.

    Where no single thing helps, the rest is a least choice that is enough, the cheap ones preferred.
    """
    chosen, missing = first, shortfall(first)
    cheap = sorted(range(len(price)), key=lambda i: (price[i], i))
    useful = [i for i in cheap if i not in chosen]
    while missing > 0:
        left = {i: shortfall(chosen | {i}) for i in counted(useful)}
        helping = [i for i in useful if left[i] < missing]
        if not helping:
            chosen |= frozenset(least([i for i in cheap if i not in chosen], lambda s: shortfall(s) <= 0, chosen))
            break
        best = min(helping, key=lambda i: (price[i] / (missing - left[i]), price[i], i))
        chosen, missing = chosen | {best}, left[best]
        useful = [i for i in useful if i != best]
    return frozenset(least(sorted(chosen, key=lambda i: (price[i], i)), lambda s: shortfall(s) <= 0))


def cost(price: Sequence[float], members: Iterable[int]) -> float:
    """What a set costs; the same whatever order it is listed in."""
    return float(sum(price[i] for i in sorted(members)))


def least(items: Sequence[int], holds: Callable[[Members], bool], base: Members = frozenset()) -> list[int]:
    """A least choice of items with which something holds that holds with all; the first items are preferred.

    QuickXplain (Junker 2004): about k log(n/k) questions for k of n items.

    >>> least([1, 2, 3, 4, 5], lambda chosen: sum(chosen) >= 6)
    [1, 2, 3]
    """
    if not items or holds(base):
        return []
    return _parted(items, holds, base)


def _parted(items: Sequence[int], holds: Callable[[Members], bool], base: Members) -> list[int]:
    if len(items) == 1:
        return list(items)
    half = len(items) // 2
    later = least(items[half:], holds, base | frozenset(items[:half]))
    sooner = least(items[:half], holds, base | frozenset(later)) if later else _parted(items[:half], holds, base)
    return sooner + later
