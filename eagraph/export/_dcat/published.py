"""What of an extract may leave it for all the world: published information, the ways to it, and who answers for it.

Left out is information that is not marked as published, whatever may need confidentiality or protective security, a way that
also leads to something left out, and every thing that speaks of such. Of people only those whom a catalogue already names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from eagraph.graph.extract import Extract
from eagraph.model.landscape import Node, Relationship
from eagraph.model.linked_data import PREFIXES

WAYS = ("dcat:accessURL", "dcat:downloadURL")
_BESIDE = ("Concept", "ModelElement", "Organisation", "Person", "Role")


def is_vocabulary(name: object) -> bool:
    """Is a name one of a vocabulary: a known prefix and a name, or an address?"""
    prefix, colon, rest = str(name or "").partition(":")
    return bool(colon and rest) and (prefix in PREFIXES or (prefix in ("http", "https") and rest.startswith("//")))


def is_open(node: Node) -> bool:
    """May nothing be known that speaks against showing it? Unknown confidentiality is not above open."""
    said = node.properties
    return not any(_level(said.get(name)) > 0 for name in ("k", "k_high")) and not said.get("secrecy_basis")


def _level(value: object) -> int:
    return value if isinstance(value, int) else 0


def left_out_for(asset: Node) -> str:
    """Why information is left out; empty where it is not."""
    said = asset.properties
    if said.get("published") is not True:
        return "not published"
    if said.get("security_protected") not in (None, "no"):
        return "protected"
    return "" if is_open(asset) else "confidential"


class Published:
    """The published part of an extract: nodes by id, and the relationships between them."""

    def __init__(self, extract: Extract) -> None:
        self._nodes = {node.id: node for node in extract.nodes}
        self._out: dict[str, list[Relationship]] = defaultdict(list)
        self._into: dict[str, list[Relationship]] = defaultdict(list)
        for tie in extract.relationships:
            self._out[tie.source].append(tie)
            self._into[tie.target].append(tie)
        self.left_out: Mapping[str, int] = Counter(
            reason for node in extract.nodes if node.label == "InformationAsset" and (reason := left_out_for(node))
        )

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Everything that is told of."""
        return dict(
            sorted((self.assets | self.ways | self.services | self.catalogues | self.publishers | self._beside).items())
        )

    @cached_property
    def assets(self) -> dict[str, Node]:
        """Published information."""
        return {n.id: n for n in self._nodes.values() if n.label == "InformationAsset" and not left_out_for(n)}

    @cached_property
    def ways(self) -> dict[str, Node]:
        """Distributions: integrations with an address that carry published information and nothing else."""
        found = self._ends(self.assets, "CARRIES", into=True)
        return {i: n for i, n in found.items() if self._is_way(n) and self._leads_only(n, "CARRIES")}

    def _is_way(self, node: Node) -> bool:
        said = node.properties
        return is_open(node) and (said.get("source_type") == "dcat:Distribution" or any(said.get(name) for name in WAYS))

    def _leads_only(self, node: Node, type_: str) -> bool:
        return all(tie.target in self.assets for tie in self._out[node.id] if tie.type == type_)

    @cached_property
    def services(self) -> dict[str, Node]:
        """Data services with an address that present published information, or that a distribution is reached by."""
        found = self._ends(self.assets, "HOLDS", into=True) | self._ends(self.ways, "DEPENDS_ON")
        return {i: n for i, n in found.items() if n.label == "DigitalService" and self._is_service(n)}

    def _is_service(self, node: Node) -> bool:
        said = node.properties
        return is_open(node) and (said.get("source_type") == "dcat:DataService" or bool(said.get("dcat:endpointURL")))

    @cached_property
    def catalogues(self) -> dict[str, Node]:
        """Catalogues of which something published is a part, and those they are parts of."""
        found: dict[str, Node] = {}
        above = self._ends(self.assets | self.services, "PART_OF")
        while above:
            new = {i: n for i, n in above.items() if n.properties.get("source_type") == "dcat:Catalog" and is_open(n)}
            found |= new
            above = {i: n for i, n in self._ends(new, "PART_OF").items() if i not in found}
        return found

    @cached_property
    def publishers(self) -> dict[str, Node]:
        """Organisations that own something of it."""
        return {i: self._nodes[i] for some in self.publishers_of.values() for i in some}

    @cached_property
    def publishers_of(self) -> Mapping[str, tuple[str, ...]]:
        """By thing, the organisations that own it or that its owner, a role, belongs to; and whom a catalogue names so."""
        told = self.assets | self.services | self.catalogues
        return {i: found for i in told if (found := tuple(sorted(set(self._owners(i)))))}

    def _owners(self, thing: str) -> Iterator[str]:
        for tie in self._out[thing]:
            owner = self._nodes.get(tie.target)
            if tie.type != "OWNED_BY" or owner is None:
                continue
            if owner.label == "Organisation" or tie.properties.get("source_type") == "dcterms:publisher":
                yield owner.id
            elif owner.label == "Role":
                above = (self._nodes.get(t.target) for t in self._out[owner.id] if t.type == "BELONGS_TO")
                yield from (one.id for one in above if one is not None and one.label == "Organisation")

    @cached_property
    def _beside(self) -> dict[str, Node]:
        """What a catalogue says besides, in the words of a vocabulary: contacts, subjects, standards, records."""
        found: dict[str, Node] = {}
        known = self.assets | self.ways | self.services | self.catalogues | self.publishers
        new: Iterable[str] = known
        while new:
            ties = [tie for i in new for tie in self._out[i] if tie.type == "RELATES_TO" and is_told(tie)]
            ends = {tie.target: self._nodes[tie.target] for tie in ties if tie.target in self._nodes}
            fresh = {i: n for i, n in ends.items() if i not in found and i not in known and self._is_beside(n)}
            found |= fresh
            new = fresh
        return found

    def _is_beside(self, node: Node) -> bool:
        """Does a thing come from a catalogue, and speak of nothing that is left out?"""
        is_told_of = node.label in _BESIDE and is_vocabulary(node.properties.get("source_type")) and is_open(node)
        ends = [self._nodes[tie.target] for tie in self._out[node.id] if tie.target in self._nodes]
        hidden = [
            n
            for n in ends
            if n.label not in _BESIDE and n.id not in self.assets | self.ways | self.services | self.catalogues
        ]
        return is_told_of and not hidden

    def _ends(self, nodes: Iterable[str], type_: str, *, into: bool = False) -> dict[str, Node]:
        ties = [tie for i in nodes for tie in (self._into if into else self._out)[i] if tie.type == type_]
        ends = (tie.source if into else tie.target for tie in ties)
        return {i: self._nodes[i] for i in ends if i in self._nodes}

    def ties(self) -> Iterator[Relationship]:
        """Relationships between what is told of."""
        for i in self.nodes:
            yield from (tie for tie in self._out[i] if tie.target in self.nodes)


def is_told(tie: Relationship) -> bool:
    """Does a relationship come from a catalogue?"""
    return is_vocabulary(tie.properties.get("source_type"))
