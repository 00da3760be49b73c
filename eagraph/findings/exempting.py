"""Which exemption covers which finding? One in force, of the same rule, that exempts the subject or the board it belongs to.

In force: see `eagraph.graph.in_force`. What the exemption says it `covers`, where it says so, is all it covers: what it
covered has grown when more is found. No exemption covers a rule that is law or the premise of everything else (see
`Rule.is_exemptible`). Source: the programme, L396-398.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eagraph.graph.in_force import CONTROL_FUNCTION, is_in_force
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node
from eagraph.rules.outcome import Finding
from eagraph.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Exempting:
    """The exemptions in force on a day, by rule and by what they exempt."""

    by_rule: Mapping[tuple[str, str], tuple[Node, ...]]

    def covering(self, finding: Finding) -> str | None:
        """The id of an exemption that covers a finding; the one that lasts longest where several do."""
        about = filter(None, (finding.id, finding.organisation))
        found = [one for thing in about for one in self.by_rule.get((finding.rule, thing), ()) if _covers(one, finding)]
        return max(found, key=lambda one: (str(one.properties["valid_to"]), one.id)).id if found else None


def exempting(snapshot: Snapshot, rules: Iterable[Rule], today: str, control_function: str = CONTROL_FUNCTION) -> Exempting:
    """The exemptions in force on a day (ISO 8601)."""
    can_be = {rule.id for rule in rules if rule.is_exemptible}
    found: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for tie in snapshot.relationships:
        if tie.type == "EXEMPTS":
            exemption = snapshot.nodes[snapshot.index[tie.source]]
            rule = str(exemption.properties.get("rule", ""))
            if rule in can_be and is_in_force(exemption.properties, today, control_function):
                found[rule, tie.target].append(exemption)
    return Exempting({key: tuple(ones) for key, ones in found.items()})


def _covers(exemption: Node, finding: Finding) -> bool:
    covers = exemption.properties.get("covers")
    return not isinstance(covers, tuple) or finding.finding in covers
