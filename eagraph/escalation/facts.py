"""What each information asset says of itself that a rule may ask about, as sets of columns: for certain, and perhaps.

What an asset does not say is unknown, and unknown is never "no": perhaps it is about the same subjects, holds the category,
is as large. Aggregates and copies count as what they are DERIVED_FROM, so that nothing counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from eagraph.escalation.ground import Ground
from eagraph.escalation.groups import Groups
from eagraph.escalation.moves import Booleans
from eagraph.escalation.origins import origins
from eagraph.escalation.owners import boards, master_sources
from eagraph.model.aggregation import Large
from eagraph.model.fields import Value

Key = TypeVar("Key", int, str)
NOBODY = "none"
"""The kind of subject of what is about no one."""


@dataclass(frozen=True, eq=False)
class Facts:
    """By column, what is stated; the answers are arrays of booleans by column."""

    ground: Ground

    @cached_property
    def _said(self) -> list[Mapping[str, Value]]:
        return [self.ground.snapshot.nodes[int(node)].properties for node in self.ground.assets]

    def _array(self, is_so: Callable[[Mapping[str, Value]], bool]) -> Booleans:
        return np.array([is_so(said) for said in self._said], dtype=np.bool_)

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The kinds of subject there are, sorted; one without a name where nobody states any."""
        kinds = {str(said["subject_kind"]) for said in self._said if said.get("subject_kind")} - {NOBODY}
        return tuple(sorted(kinds)) or ("",)

    @cached_property
    def _may_be_linked(self) -> Booleans:
        return self._array(lambda s: s.get("personal") is not False and s.get("asset_kind") not in ("anonymous", "open"))

    @cached_property
    def _of_subject(self) -> dict[str, Booleans]:
        """By kind of subject what states it; under the empty name what states none."""
        stated = np.array([str(said.get("subject_kind") or "") for said in self._said], dtype=np.str_)
        return {kind: stated == kind for kind in ("", *self.subjects)}

    def linkable(self, subject: str, *, perhaps: bool) -> Booleans:
        """Can it be tied to subjects of a kind?"""
        stated = self._of_subject[subject] if subject else np.zeros(len(self._said), dtype=np.bool_)
        return self._may_be_linked & (stated | self._of_subject[""] if perhaps else stated)

    @cached_property
    def owner(self) -> dict[int, int]:
        """By column, the board or company that answers for it."""
        known = boards(self.ground.snapshot)
        return {c: known[int(node)] for c, node in enumerate(self.ground.assets) if int(node) in known}

    @cached_property
    def by_owner(self) -> Groups:
        """Columns by board or company."""
        return Groups.of({column: [owner] for column, owner in self.owner.items()}, len(self._said))

    @cached_property
    def sources(self) -> dict[int, frozenset[int]]:
        """By column, its master sources."""
        known = master_sources(self.ground.snapshot)
        return {c: known[int(node)] for c, node in enumerate(self.ground.assets) if int(node) in known}

    @cached_property
    def by_source(self) -> Groups:
        """Columns by master source."""
        return Groups.of(self.sources, len(self._said), several=True)

    @cached_property
    def _of_category(self) -> dict[str, list[int]]:
        """Columns by category; under the empty name those that state none."""
        listed = [said.get("categories") for said in self._said]
        pairs = [(str(name), c) for c, names in enumerate(listed) if isinstance(names, tuple) for name in names]
        return _grouped([*pairs, *(("", c) for c, names in enumerate(listed) if not names)])

    def in_category(self, category: str, *, perhaps: bool) -> Booleans:
        """Has it a category?"""
        found = np.zeros(len(self._said), dtype=np.bool_)
        found[self._of_category.get(category, [])] = True
        if perhaps:
            found[self._of_category.get("", [])] = True
        return found

    def large(self, asked: Large, *, perhaps: bool) -> Booleans:
        """Is it by itself as large, fine or sensitive as a rule asks?"""
        key = (asked.model_dump_json(), perhaps)
        if key not in self._large:
            self._large[key] = self._array(
                lambda said: all(verdict is not False and (perhaps or verdict) for verdict in self._sizes(asked, said))
            )
        return self._large[key]

    @cached_property
    def _large(self) -> dict[tuple[str, bool], Booleans]:
        return {}

    def _sizes(self, asked: Large, said: Mapping[str, Value]) -> Iterable[bool | None]:
        """By condition: it holds, it does not, or nobody has said."""
        residents = self.ground.model.residents
        if asked.subjects is not None:
            shared = asked.share * residents if asked.share is not None and residents else asked.subjects
            yield _at_least(said.get("subjects"), min(asked.subjects, shared))
        if asked.records is not None:
            yield _at_least(said.get("records"), asked.records)
        if asked.resolution_s is not None:
            fine = said.get("resolution_s")
            yield fine <= asked.resolution_s if isinstance(fine, int | float) else None
        if asked.retention_d is not None:
            yield _at_least(said.get("retention_d"), asked.retention_d)
        if asked.personal:
            yield _is_personal(said)
        if asked.special_category:
            special = said.get("special_category")
            known = special if isinstance(special, bool) else None
            yield False if known is None and said.get("personal") is False else known

    @cached_property
    def bases(self) -> dict[int, tuple[int, ...]]:
        """By column of what is derived from other information: the columns of what it comes from in the end."""
        parents, column = defaultdict(set), self.ground.column
        for made, source in self.ground.required.made_of:
            if made != source and made in column and source in column:
                parents[column[made]].add(column[source])
        return origins(parents)

    @cached_property
    def systems(self) -> Booleans:
        """By node, whether it is a system."""
        return np.array([node.label == "System" for node in self.ground.snapshot.nodes], dtype=np.bool_)

    def about(self, *, of_level: Booleans) -> tuple[np.ndarray, np.ndarray]:
        """By column, of how many of some systems (by node) it is known to be, and of how many it may be."""
        every = int(of_level.sum())
        known = np.zeros(len(self.ground.assets), dtype=np.int32)
        told = np.zeros(len(known), dtype=np.bool_)
        for column, systems in self._relates_to.items():
            known[column] = sum(bool(of_level[system]) for system in systems)
            told[column] = True
        return known, np.where(told, known, every)

    def systems_of(self, columns: Iterable[int], *, perhaps: bool) -> frozenset[int]:
        """The systems some information is about; perhaps all there are, where it does not say."""
        every = frozenset(np.flatnonzero(self.systems).tolist()) if perhaps else frozenset[int]()
        return frozenset(s for c in columns for s in self._relates_to.get(c, every))

    @cached_property
    def _relates_to(self) -> dict[int, list[int]]:
        """Columns of information that says which systems it is about (RELATES_TO), with these."""
        snapshot, column = self.ground.snapshot, self.ground.column
        relates = snapshot.kind == [type_.type for type_ in snapshot.schema.relationship_types].index("RELATES_TO")
        ends = zip(snapshot.source[relates].tolist(), snapshot.target[relates].tolist(), strict=True)
        return _grouped({(column[source], target) for source, target in ends if source in column and self.systems[target]})


def _is_personal(said: Mapping[str, Value]) -> bool | None:
    """Is it personal data? So are special categories (GDPR 9); what is anonymous is not (recital 26)."""
    if isinstance(stated := said.get("personal"), bool):
        return stated
    if said.get("special_category") is True:
        return True
    return False if said.get("asset_kind") == "anonymous" else None


def _at_least(value: Value | None, asked: float) -> bool | None:
    return value >= asked if isinstance(value, int | float) and not isinstance(value, bool) else None


def _grouped(pairs: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: sorted(found[key]) for key in sorted(found)}
