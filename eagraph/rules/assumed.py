"""Does a finding rest on what somebody has merely assumed (DQ-12)? Then it is no error, and says so.

It rests on its subject, and on the relationships between its subject and the further things it names, of the types that the
rule asks for: where all that are there are assumed, nothing better than an assumption says that the rule is broken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.model.landscape import Node, Relationship
from eagraph.rules.rule import Rule

ASSUMED = "assumed"
OWN_SUBJECT = "DQ-12"
"""The rule that tells of assumptions themselves; that they are assumed is certain."""
_WORDS = re.compile(r"\b[A-Z_]{3,}\b")


def assumptions(snapshot: Snapshot, rule: Rule, subject: int, others: Collection[int]) -> tuple[Node | Relationship, ...]:
    """What a finding rests on that is assumed: its subject, and relationships between it and the others."""
    if rule.id == OWN_SUBJECT:
        return ()
    thing = snapshot.nodes[subject]
    types = set() if rule.asks else set(_WORDS.findall(rule.query)) & snapshot.schema.relationship.keys()
    return (*([thing] if _is_assumed(thing) else []), *_ties(snapshot, subject, others, types))


def called(item: Node | Relationship) -> str:
    """How a finding names what it rests on."""
    return item.id if isinstance(item, Node) else f"{item.source} {item.type} {item.target}"


def said(snapshot: Snapshot, rests_on: Sequence[Node | Relationship]) -> Text:
    """That a finding is no error because it rests on assumptions, in words."""
    return both(
        "A warning only, for it rests on assumptions: {what}.", what=joined([_told(snapshot, item) for item in rests_on])
    )


def _told(snapshot: Snapshot, item: Node | Relationship) -> Text:
    if isinstance(item, Node):
        return both("what is said of {name}", name=item.name)
    tie = snapshot.schema.relationship[item.type].text
    source, target = (snapshot.nodes[snapshot.index[end]].name for end in (item.source, item.target))
    return both("{source} {tie} {target}", source=source, tie=tie, target=target)


def _ties(snapshot: Snapshot, node: int, others: Collection[int], types: Collection[str]) -> Iterator[Relationship]:
    """The relationships to others to whom every one that is there is assumed."""
    between: dict[int, list[Relationship]] = defaultdict(list)
    if others:
        for ends, rows in ((snapshot.target, snapshot.outgoing), (snapshot.source, snapshot.incoming)):
            for j in rows.of(node).tolist():
                tie = snapshot.relationships[j]
                if int(ends[j]) in others and (not types or tie.type in types):
                    between[int(ends[j])].append(tie)
    for other in sorted(between):
        if all(map(_is_assumed, between[other])):
            yield from between[other]


def _is_assumed(item: Node | Relationship) -> bool:
    return item.properties.get("confidence") == ASSUMED
