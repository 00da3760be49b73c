"""What information says together, by the rules every owner of the city has been taught; worked out apart from the analyses.

These are the aggregation rules the classification model ships with, told in plain steps so that neither is the other's
proof. Rules about how many depend on a system, and about information on how systems are protected, are not here (see
`classification`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eagraph.demo._draft import Draft
from eagraph.demo._reach import Seen
from eagraph.model.fields import Value

HIGHEST = 3
"""No rule proposes more."""
_MANY_SUBJECTS, _MANY_RECORDS = 100_000, 1_000_000
_FINE_S, _LONG_D = 3600, 30
_TOXIC = (
    ({"identity"}, {"location"}, {"time"}),
    ({"identity"}, {"social", "health"}),
    ({"address"}, {"protected-identity"}),
    ({"school"}, {"social"}),
)
"""Categories that together, about the same kind of person, would do serious harm: one of each set."""
_DANGEROUS = (({"drawing"}, {"alarm", "access"}), ({"infrastructure-location"}, {"capacity"}, {"redundancy"}))
"""The same whomever it is about."""
_ANSWERS = frozenset({"board", "company", "executive_board", "authority", "supplier"})


@dataclass(slots=True)
class _Group:
    """What is in a place about one kind of person."""

    assets: int = 0
    owners: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    large: set[str] = field(default_factory=set)

    @property
    def is_more(self) -> bool:
        """Does it say more than each part?"""
        return self.assets >= 3 or (self.assets > 1 and "subjects" in self.large) or "series" in self.large

    @property
    def is_serious(self) -> bool:
        """Would it do serious harm, whatever the parts would?"""
        return _has(self.categories, _TOXIC) or ("identity" in self.categories and "special" in self.large)


class Information:
    """All information of the city, as its owners know it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._facts = {i: node.properties for i, node in draft.nodes.items() if node.label == "InformationAsset"}
        self._kinds = {asset: _subject(facts) for asset, facts in self._facts.items()}
        self._large = {asset: _large(facts) for asset, facts in self._facts.items()}

    def lifted(self, there: Mapping[str, Seen]) -> tuple[int, int]:
        """K and S that information requires together."""
        k, s = max((seen.k for seen in there.values()), default=0), max((seen.s for seen in there.values()), default=0)
        counted = self._with_origins(there)
        groups = self._groups(counted).values()
        categories = {c for asset, without in counted.items() for c in self._categories(asset, without)}
        wide = len({m for asset in counted if asset not in self._origins for m in self._masters.get(asset, ())}) >= 5
        owned = any(len(group.owners) >= 3 for group in groups)
        more = owned or any(group.is_more for group in groups) or any("records" in self._large[a] for a in counted)
        if more or (wide and any(self._facts[asset].get("personal") for asset in counted)):
            k = max(k, min(k + 1, HIGHEST))
        if any(group.is_serious for group in groups) or _has(categories, _DANGEROUS):
            k = max(k, HIGHEST)
        return k, max(s, min(s + 1, HIGHEST)) if owned else s

    def _groups(self, counted: Mapping[str, frozenset[str]]) -> dict[str, _Group]:
        found: dict[str, _Group] = defaultdict(_Group)
        for asset, without in counted.items():
            kind = self._kinds[asset]
            if kind:
                group = found[kind]
                group.categories |= self._categories(asset, without)
                group.large |= self._large[asset]
                if asset not in self._origins:
                    group.assets += 1
                    group.owners |= self._owners.get(asset, set())
        return found

    def _with_origins(self, there: Mapping[str, Seen]) -> dict[str, frozenset[str]]:
        """What can be tied to somebody, and what it was made of; each with the categories taken out of it."""
        found: dict[str, frozenset[str]] = {}
        for asset, seen in there.items():
            if seen.tied:
                for one in (asset, *self._origins.get(asset, ())):
                    found[one] = found[one] & seen.without if one in found else seen.without
        return found

    def _categories(self, asset: str, without: frozenset[str]) -> set[str]:
        listed = self._facts[asset].get("categories")
        return ({*map(str, listed)} if isinstance(listed, tuple) else set()) - without

    @cached_property
    def _origins(self) -> dict[str, tuple[str, ...]]:
        """By derived asset, what it comes from in the end."""
        parents = self._ties("DERIVED_FROM")
        found = {}
        for asset in parents:
            seen, front = {asset}, [asset]
            while front:
                front = [p for a in front for p in parents.get(a, ()) if p not in seen]
                seen.update(front)
            found[asset] = tuple(sorted(one for one in seen if one not in parents))
        return found

    @cached_property
    def _masters(self) -> dict[str, set[str]]:
        masters: dict[str, set[str]] = defaultdict(set)
        for tie in self._draft.ties.values():
            if tie.type == "MASTER_OF":
                masters[tie.target].add(tie.source)
        return {asset: {m for t in types for m in masters[t]} for asset, types in self._ties("OF_TYPE").items()}

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        organisations = {tie.source: tie.target for tie in self._draft.ties.values() if tie.type == "BELONGS_TO"}
        return {
            asset: {self._answering(organisations[role]) for role in roles if role in organisations}
            for asset, roles in self._ties("OWNED_BY").items()
        }

    def _answering(self, org: str) -> str:
        """The board or company above an organisation, short of the council."""
        nodes, parents = self._draft.nodes, self._draft.parents
        while nodes[org].properties.get("kind") not in _ANSWERS and org in parents:
            if nodes[parents[org]].properties.get("kind") == "council":
                break
            org = parents[org]
        return org

    def _ties(self, type_: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for tie in self._draft.ties.values():
            if tie.type == type_ and tie.source in self._facts:
                found[tie.source].add(tie.target)
        return found


def _has(categories: set[str], sets: Iterable[tuple[set[str], ...]]) -> bool:
    return any(all(part & categories for part in parts) for parts in sets)


def _subject(facts: Mapping[str, Value]) -> str:
    """The kind of person it can be tied to; empty where it cannot."""
    kind = str(facts.get("subject_kind", "none"))
    tied = facts.get("personal") is not False and facts.get("asset_kind") not in {"anonymous", "open"}
    return kind if tied and kind != "none" else ""


def _large(facts: Mapping[str, Value]) -> frozenset[str]:
    """In which ways an asset is by itself large, fine or sensitive."""
    fine = facts.get("resolution_s")
    ways = {
        "subjects": _at_least(facts.get("subjects"), _MANY_SUBJECTS),
        "records": _at_least(facts.get("records"), _MANY_RECORDS),
        "series": isinstance(fine, float) and fine <= _FINE_S and _at_least(facts.get("retention_d"), _LONG_D),
        "special": facts.get("special_category") is True,
    }
    return frozenset(way for way, holds in ways.items() if holds)


def _at_least(value: Value | None, least: float) -> bool:
    return isinstance(value, int | float) and value >= least
