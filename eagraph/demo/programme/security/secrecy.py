"""Secret information: on which basis boards disclose it to each other, and that it is classified as secret."""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import Ends, properties
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.security import _apart as apart
from eagraph.locale import both
from eagraph.model.landscape import Relationship

_BASES = ("OSL 10 kap. 2 §", "OSL 10 kap. 27 §", "OSL 10 kap. 28 §", "Samtycke enligt OSL 12 kap.")
_WITHOUT = 3
"""How many disclosures nobody has stated the basis of, where there are more than twice as many."""


def settle(draft: Draft) -> None:
    """A basis on every flow by which secret information leaves a board; and what is wrong."""
    chance = draft.stream("secrecy")
    draft.facts(apart.WEAKNESSES)["secrecy_basis"] = "OSL 18 kap. 8 §"
    text = both("{thing} is secret, and is classified K 1.")
    wrong(draft, "SEK-01", apart.WEAKNESSES, text, kind="level")
    secret = {i for i, node in draft.nodes.items() if node.properties.get("secrecy_basis")}
    ends = Ends(draft, {"FLOW", "OWNED_BY", "BELONGS_TO"})
    ways = [(tie, sent, to) for tie, sent, to in _ways(draft, ends, secret) if ends.boards(tie.source) != ends.boards(to)]
    for tie, _, _ in ways:
        properties(tie)["disclosure_basis"] = chance.choice(_BASES)
    owned = [way for way in ways if len(way[1]) == 1 and ends.boards(way[0].source) and ends.boards(way[2])]
    for tie, sent, receiver in owned[: _WITHOUT if len(ways) > 2 * _WITHOUT else 0]:
        properties(tie).pop("disclosure_basis", None)
        told = both(
            "{asset} goes from {sender} to {receiver}, and nobody says why it may.",
            asset=draft.name(sent[0]), sender=draft.name(tie.source), receiver=draft.name(receiver),
        )  # fmt: skip
        broken(draft, "SEK-01", sent[0], told, receiver, tie.source, wrong="disclosed")


def _ways(draft: Draft, ends: Ends, secret: set[str]) -> Iterator[tuple[Relationship, tuple[str, ...], str]]:
    """The flows out of a thing that carry what is secret, what of it, and who gets it in the end."""
    for tie in [draft.ties[key] for key in sorted(key for key in draft.ties if key[1] == "FLOW")]:
        if draft.nodes[tie.source].label == "Integration":
            continue
        carried = tie.properties.get("carries")
        sent = tuple(asset for asset in map(str, carried) if asset in secret) if isinstance(carried, tuple) else ()
        is_link = draft.nodes[tie.target].label == "Integration"
        for receiver in (ends.out("FLOW", tie.target) if is_link else [tie.target]) if sent else ():
            yield tie, sent, receiver
