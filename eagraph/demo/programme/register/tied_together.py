"""What is in the map and tied to nothing: systems that stand alone or hold nothing, integrations that carry nothing said,
information that is stored nowhere or denotes no concept. The city knows each case, and each is planted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from eagraph.demo._draft import Draft
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import of_label, pairs, systems_in_use, targets
from eagraph.locale import both

_HOLDERS = frozenset({"business", "platform", "iot_platform"})
_TIES = frozenset({
    "FLOW", "DEPENDS_ON", "VIA", "HOSTS", "CONTROLS_ACCESS_TO", "REALISES", "HOLDS", "CONNECTED_TO", "PART_OF",
})  # fmt: skip
_STORED = frozenset({"", "stored", "processed"})


def settle(draft: Draft) -> None:
    """Plant each."""
    tied = {end for type_ in _TIES for ends in pairs(draft, type_) for end in ends}
    holders = {source for source, _ in pairs(draft, "HOLDS")}
    alone, bare = both("{thing} stands alone in the map."), both("{thing} is not said to hold any information.")
    for system in systems_in_use(draft):
        if system not in tied:
            wrong(draft, "MAP-01", system, alone, kind="alone")
        if system not in holders and draft.facts(system).get("system_kind") in _HOLDERS:
            wrong(draft, "MAP-03", system, bare, kind="no_information")
    _integrations(draft)
    _information(draft)


def _integrations(draft: Draft) -> None:
    said = {source for source, _ in pairs(draft, "CARRIES")}
    for tie in draft.ties.of_type("FLOW"):
        if tie.properties.get("carries"):
            said |= {tie.source, tie.target}
    for link in of_label(draft, "Integration"):
        if link not in said:
            wrong(draft, "MAP-03", link, both("{thing} does not say what it carries."), kind="nothing_carried")


def _information(draft: Draft) -> None:
    parents, types, concepts = targets(draft, "DERIVED_FROM"), targets(draft, "OF_TYPE"), targets(draft, "DENOTES")
    kept = {t.target for t in draft.ties.of_type("HOLDS") if str(t.properties.get("how", "")) in _STORED}

    def somewhere(fits: Callable[[str], bool]) -> Callable[[str], bool]:
        """Does it hold of an asset, or of any that it is derived from?"""

        @cache
        def holds(asset: str) -> bool:
            return fits(asset) or any(holds(parent) for parent in parents.get(asset, ()))

        return holds

    is_stored = somewhere(kept.__contains__)
    is_meant = somewhere(lambda asset: any(type_ in concepts for type_ in types.get(asset, ())))
    for asset in of_label(draft, "InformationAsset"):
        if not is_stored(asset):
            wrong(draft, "MAP-03", asset, both("{thing} is stored in no system that is known."), kind="not_stored")
        if not is_meant(asset):
            wrong(draft, "MAP-03", asset, both("{thing} is tied to no concept."), kind="no_concept")
