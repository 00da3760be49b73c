"""How complete is what is loaded: for how many things is that known which the analyses and those responsible need?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, interval
from eagraph.model.landscape import Node, Relationship


@dataclass(frozen=True, slots=True)
class Share:
    """Of `total` things of which something should be known, it is for `known`."""

    text: Text
    known: int
    total: int


def find_shares(snapshot: Snapshot) -> tuple[Share, ...]:
    """What is known of systems, information assets and flows; only of what there is any."""
    systems = [i for i, node in enumerate(snapshot.nodes) if node.label == "System"]
    assets = [node for node in snapshot.nodes if node.label == "InformationAsset"]
    flows = [tie for tie in snapshot.relationships if tie.type == "FLOW"]
    of_systems = [snapshot.nodes[i] for i in systems]
    found = (
        Share(both("systems with an owner"), sum(bool(snapshot.owners(i)) for i in systems), len(systems)),
        _share(both("systems classified in all four aspects"), of_systems, _is_classified),
        _share(both("systems with a date of last verification"), of_systems, _has("last_verified")),
        _share(both("systems with a criticality"), of_systems, _has("criticality")),
        _share(both("systems with a life cycle"), of_systems, _has("lifecycle")),
        _share(both("information assets classified in all four aspects"), assets, _is_classified),
        _share(both("flows that say whether the receiver needs them"), flows, _has("needed")),
        _share(both("flows that say what they carry"), flows, _has("carries")),
    )
    return tuple(share for share in found if share.total)


def in_all(shares: tuple[Share, ...]) -> tuple[int, int]:
    """How many of all these facts are known, and how many there should be."""
    return sum(share.known for share in shares), sum(share.total for share in shares)


def _share(text: Text, items: list[Node] | list[Relationship], knows: Callable[[Node | Relationship], bool]) -> Share:
    return Share(text, sum(map(knows, items)), len(items))


def _has(name: str) -> Callable[[Node | Relationship], bool]:
    return lambda item: name in item.properties


def _is_classified(item: Node | Relationship) -> bool:
    return not any(interval(item.properties, aspect).is_unknown for aspect in ASPECTS)
