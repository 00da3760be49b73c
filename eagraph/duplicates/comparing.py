"""What do two records show, feature by feature? A feature that one of them does not state is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from eagraph.duplicates.likeness import Likeness, likeness
from eagraph.duplicates.rarity import Rarity, said_by_itself
from eagraph.duplicates.records import Record
from eagraph.duplicates.spread import Spread

_SAME, _ALIKE, _SOME, _MOST = 0.99, 0.5, 0.2, 0.5
_LEAST_SUPPLIER, _FEW_WORDS = 4, 3
Levels = dict[str, str]
NOT_ONE = frozenset({"differ", "other_id"})
"""Levels of product that say that the two are of two."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two records with the level of every feature that both state, and how their names compare."""

    a: Record
    b: Record
    names: Likeness
    levels: Levels
    product_bits: float = 0.0
    """What it is worth that others have the product by chance, where both have it."""


def compared(a: Record, b: Record, rarity: Rarity, spread: Spread) -> Compared | None:
    """Compare two records where anything says that they are one thing: names, a product, or a key.

    The order of the two changes nothing that counts.
    """
    names, product = _best(a, b, rarity), dict(_product(a, b))
    is_key = bool(a.key) and a.key == b.key and a.register != b.register
    if names.level == "different" and not is_key and product.get("product", "differ") in NOT_ONE:
        return None
    levels: Levels = {"name": names.level, **product, **facts(a, b)}
    if names.level != "different":
        levels["words"] = names.beside
        if names.versions:
            levels["version"] = names.versions
    if is_key:
        levels["key"] = "same"
    if names.level in {"identical", "near"} or product:
        levels["elsewhere"] = "yes" if spread.is_elsewhere(a, b) else "no"
    if b.node in a.direct:
        levels["exchange"] = "direct"
    return Compared(a, b, names, levels, _product_bits(a, b, rarity) if product else 0.0)


def facts(a: Record, b: Record) -> Levels:
    """The features whose levels among others are counted in the landscape, and the life cycle."""
    levels = {}
    if a.suppliers and b.suppliers:
        levels["supplier"] = "same" if _same_supplier(a.suppliers, b.suppliers) else "differ"
    if a.homes and b.homes:
        levels["organisation"] = _organisation(a, b)
    if a.owners and b.owners:
        levels["owner"] = "same" if a.owners & b.owners else "differ"
    for feature, mine, others in (
        ("capabilities", a.capabilities, b.capabilities),
        ("information", a.information, b.information),
    ):
        if mine and others:
            levels[feature] = "same" if mine == others else "overlap" if mine & others else "differ"
    if min(len(a.described), len(b.described)) >= _FEW_WORDS:
        levels["description"] = _share(a.described, b.described, ("alike", _ALIKE), ("some", _SOME), "differ")
    if a.register and b.register:
        levels["register"] = "same" if a.register == b.register else "differ"
    if a.neighbours and b.neighbours:
        mine, others = a.neighbours - {b.first}, b.neighbours - {a.first}
        levels["neighbours"] = _share(mine, others, ("most", _MOST), ("some", 1e-9), "none")
    if a.is_over is not None and b.is_over is not None:
        levels["lifecycle"] = "same" if a.is_over == b.is_over else "differ"
    return levels


def _best(a: Record, b: Record, rarity: Rarity) -> Likeness:
    """The likeness of those of their names that are most alike."""
    if len(a.names) == len(b.names) == 1:
        return likeness(a.names[0], b.names[0], rarity)
    order = ("identical", "near", "blurred", "abbreviated", "partial", "different")
    found = [likeness(one, other, rarity) for one in a.names for other in b.names]
    return min(found, key=lambda like: (order.index(like.level), -like.bits, like.beside, like.left))


def _product(a: Record, b: Record) -> Iterator[tuple[str, str]]:
    if a.product_id and b.product_id:
        yield "product", "id" if a.product_id == b.product_id else "other_id"
    elif a.product and b.product:
        yield "product", "same" if a.product == b.product else "differ"
    elif (a.product or b.product) and (a.product or b.product) in _called(b if a.product else a):
        yield "product", "named"


def _called(record: Record) -> frozenset[str]:
    return frozenset(key for name in record.names for key in (name.key, name.whole))


def _product_bits(a: Record, b: Record, rarity: Rarity) -> float:
    """By the product both have; an id is worth as much as a rare product."""
    if a.product_id and a.product_id == b.product_id:
        return max(rarity.of_product(a.product), said_by_itself(""))
    return rarity.of_product(a.product or b.product)


def _same_supplier(mine: Collection[str], others: Collection[str]) -> bool:
    return any(
        one == other or (min(len(one), len(other)) >= _LEAST_SUPPLIER and (one.startswith(other) or other.startswith(one)))
        for one in mine
        for other in others
    )


def _organisation(a: Record, b: Record) -> str:
    if a.homes & b.homes:
        return "same"
    return "related" if a.homes & b.above or b.homes & a.above else "differ"


def _share(
    mine: Collection[object], others: Collection[object], first: tuple[str, float], second: tuple[str, float], else_: str
) -> str:
    """A level by how much of what either has both have (Jaccard)."""
    either = len({*mine} | {*others})
    share = len({*mine} & {*others}) / either if either else 0.0
    return next((level for level, least in (first, second) if share >= least), else_)
