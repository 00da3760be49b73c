"""What becomes of a relationship that ends at a relationship? The model has none.

Information tied to a flow joins what the flow carries; every other is left out, with its reason in the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from eagraph.loading import Intake
from eagraph.locale import Text, both
from eagraph.model.archimate import LABELS
from loaders._archimate.concept import Concept


def take_up(
    intake: Intake, relationships: list[Concept], types: Mapping[str, str]
) -> tuple[list[Concept], dict[str, list[str]]]:
    """Tell the intake of every bent one, and give the straight ones.

    Args:
        intake: told of what was joined and what was skipped.
        relationships: all of the model.
        types: ArchiMate type by key, of every element.

    Returns:
        The straight relationships in their order, and what flows carry: keys of assets by key of the flow.
    """
    by_key = {r.key: r for r in relationships if r.key and r.key not in types}
    bent = {id(r): r for r in relationships if _is_bent(r, by_key, types)}
    carried: dict[str, list[str]] = defaultdict(list)
    for relationship in bent.values():
        ends = (relationship.source, relationship.target)
        pointed = next(by_key[end] for end in ends if end in by_key)
        element = next((end for end in ends if end in types), "")
        why = _why_skipped(pointed, types.get(element), is_left_out=id(pointed) in bent)
        what = f"{relationship.type} {relationship.key}"
        if why:
            intake.skip(relationship.place, what, why, relationship=True)
            continue
        carried[pointed.key].append(element)
        joined = both("{asset} is among what the flow {flow} carries.", asset=element, flow=pointed.key)
        intake.join(relationship.place, what, joined, relationship=True)
    return [r for r in relationships if id(r) not in bent], carried


def _is_bent(relationship: Concept, by_key: Mapping[str, Concept], types: Mapping[str, str]) -> bool:
    """Does it end at a relationship? Not where the other end is nowhere: that is told as every loose end is."""
    ends = (relationship.source, relationship.target)
    return any(end in by_key for end in ends) and all(end in types or end in by_key for end in ends)


def _why_skipped(pointed: Concept, type_: str | None, *, is_left_out: bool) -> Text | None:
    if type_ is None:
        return both("both of its ends are relationships.")
    if pointed.type != "Flow":
        return both("one of its ends is a relationship ({type}); only what a Flow carries is kept.", type=pointed.type)
    if is_left_out:
        return both("the Flow it ends at is left out itself.")
    if LABELS.get(type_) != "InformationAsset":
        return both("it ties {type} to a Flow; only information (InformationAsset) can be carried.", type=type_)
    return None
