"""What limits what is known of where information is, and of what filters take from it? In words, for completeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from eagraph.escalation.content import Content
from eagraph.escalation.ground import Ground
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, is_stated
from eagraph.model.fields import Value


def limits(ground: Ground, content: Content) -> Iterator[Text]:
    """One sentence for each limit there is."""
    if guessed := int(ground.moves.guessed.sum()):
        yield both("{count} flows do not say what they carry; they count as carrying everything.", count=guessed)
    if unfounded := _unfounded(ground):
        yield both("{count} times a flow carries what its sender does not hold; it counts all the same.", count=unfounded)
    standing = Counter(one.standing for one in ground.filters)
    if lacking := standing["no_evidence"] + standing["unknown_filter"] + standing["not_yet"]:
        yield both("{count} filters lack evidence; they lower nothing.", count=lacking)
    if overdue := standing["overdue"]:
        text = both(
            "{count} filters should have been reviewed before {day}; they lower nothing.", count=overdue, day=ground.day
        )
        yield text
    if rejoined := len(content.rejoined):
        yield both("In {count} places filtered information meets that opens it again.", count=rejoined)
    if claimed := len(ground.required.unfounded):
        text = both("{count} flows are said to be validated, without evidence; they count as not validated.", count=claimed)
        yield text
    if claimed := _claimed_sealed(ground):
        yield both(
            "{count} integrations are said to be encrypted end to end, without evidence on their flows.", count=claimed
        )
    if in_rings := _in_rings(ground):
        yield both(
            "{count} pieces of information are derived from each other in a ring; a ring counts as one.", count=in_rings
        )
    if undated := sum(_is_undated(ground.snapshot.nodes[node].properties) for node in ground.assets.tolist()):
        yield both(
            "{count} pieces of information are classified without a date; how old that is nobody knows.", count=undated
        )


def _claimed_sealed(ground: Ground) -> int:
    """How many integrations are said to be encrypted from end to end, and yet reach who transports them in the open."""
    moves, snapshot = ground.moves, ground.snapshot
    found = set()
    for sender, tie, effect in zip(moves.sender.tolist(), moves.tie.tolist(), moves.effect.tolist(), strict=True):
        is_open = "*" not in moves.effects[effect].removes
        if is_open and tie >= 0 and snapshot.relationships[tie].type == "VIA":
            found |= {sender} if snapshot.nodes[sender].properties.get("encrypted") == "end_to_end" else set()
    return len(found)


def _in_rings(ground: Ground) -> int:
    """How much information is, by some way, derived from itself."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    pairs = np.array([pair for pair in ground.required.made_of if pair[0] != pair[1]], dtype=np.int32).reshape(-1, 2)
    if not len(pairs):
        return 0
    count = len(ground.snapshot.nodes)
    arrows = csr_array((np.ones(len(pairs), dtype=np.int32), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, ring = connected_components(arrows, connection="strong")
    size = np.bincount(ring)
    return int(size[size > 1].sum())


def _is_undated(said: Mapping[str, Value]) -> bool:
    return any(is_stated(said, aspect) for aspect in ASPECTS) and not said.get("classified_on")


def _unfounded(ground: Ground) -> int:
    """How often what is sent is not at its sender, of those senders that could hold it."""
    types = ground.snapshot.schema.relationship_types
    holders = {label for type_ in types if type_.owns for label in type_.sources}
    pairs = set(zip(ground.unfounded.place.tolist(), ground.unfounded.column.tolist(), strict=True))
    return sum(ground.snapshot.nodes[place].label in holders for place, _ in pairs)
