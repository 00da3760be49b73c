"""Risk analyses: each object analyses its systems within the year; what was left out or has changed since is planted."""

from __future__ import annotations

import random
from collections.abc import Iterator

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import (
    about,
    by_itself,
    evidence_about,
    highest,
    of_label,
    of_objects,
    pairs,
    properties,
    recorded_once,
    sources,
    systems_in_use,
    targets,
    untie,
    without_date,
)
from eagraph.locale import both
from eagraph.model.identity import slug

_KIND, _WORDS = "risk_analysis", "Riskanalys för"
_EARLIEST, _LATEST = 85, 40
_NEVER = 2
_OLD = ((3, 430), (2, 830))
"""From which level on an analysis so many days old is too old; two cases."""
_NEW = 10
_SERIOUS, _SIGNIFICANT = 3, 2
_MOST_UNDATED = 9


def build(draft: Draft) -> None:
    """The analyses of the year, also of what sensors measure."""
    _analysed(draft)


def settle(draft: Draft) -> None:
    """Analyse what came last too; then leave some out, leave some at an old analysis, and let one change."""
    _analysed(draft)
    rooted = {root for _, root in pairs(draft, "STARTED_IN")}
    free = {system: one for system, one in recorded_once(draft, _KIND).items() if system not in rooted}
    chance, holds = draft.stream("risk analyses missed"), targets(draft, "HOLDS")
    _missed(draft, chance, free, {system for system in free if system not in holds})
    copies = [(s, a) for s in sorted(free) for a in holds.get(s, ()) if draft.facts(a).get("asset_kind") == "copy"]
    sensitive = [pair for pair in copies if (highest(draft, pair[0]) or 0) >= _SIGNIFICANT]
    for system, asset in sensitive and [chance.choice(sensitive)]:
        properties(draft, system, "HOLDS", asset)["since"] = draft.day(-_NEW)
    changed = set(_changed(draft))
    without_date(draft, _KIND, free.keys() - changed, most=_MOST_UNDATED)


def _missed(draft: Draft, chance: random.Random, free: dict[str, str], without_information: set[str]) -> None:
    """Of systems that hold nothing, so that nothing else is without an analysis then; those missed are no longer free."""
    bare = {system: level for system in sorted(without_information) if (level := highest(draft, system))}
    fit = [system for system, level in bare.items() if level >= _SIGNIFICANT]
    for system in chance.sample(fit, k=min(_NEVER, len(fit))):
        untie(draft, free.pop(system), "ABOUT", system)
        del bare[system]
        wrong(draft, "ISM-06", system, both("There is no risk analysis of {thing}."), kind="never")
    for least, days in _OLD:
        fit = [system for system, level in bare.items() if level >= _SERIOUS or level == least]
        for system in fit and [chance.choice(fit)]:
            del bare[system], free[system]
            by_itself(draft, _KIND, _WORDS, system, days)
            text = both("The risk analysis of {system} is of {day}.", system=draft.name(system), day=draft.day(-days))
            broken(draft, "ISM-06", system, text, wrong="too_old")


def _analysed(draft: Draft) -> None:
    """Of every object; the smallest cities have one analysis of all."""
    if draft.scale.keeps_records:
        of_objects(draft, _KIND, _WORDS, earliest=_EARLIEST, latest=_LATEST)
    else:
        about(draft, _KIND, "riskanalys-staden", "Riskanalys för stadens system", systems_in_use(draft), date=draft.day(-60))
    _measured(draft)


def _changed(draft: Draft) -> Iterator[str]:
    """Systems to which something came after their last risk analysis; each is planted."""
    days = {
        system: max(str(draft.facts(one).get("date", "")) for one in analyses)
        for system, analyses in evidence_about(draft, _KIND).items()
    }
    for system, assets in targets(draft, "HOLDS").items():
        since = {asset: str(properties(draft, system, "HOLDS", asset).get("since", "")) for asset in assets}
        later = [asset for asset in assets if since[asset] > days.get(system, "9999")]
        if later and draft.nodes[system].label == "System" and (highest(draft, system) or 0) >= _SIGNIFICANT:
            names = {"asset": draft.name(later[0]), "system": draft.name(system)}
            text = both("{asset} came to {system} after its risk analysis.", **names)
            broken(draft, "ISM-06", system, text, later[0], wrong="outdated")
            yield system


def _measured(draft: Draft) -> None:
    """One analysis of each owner of what no system holds, about all of it."""
    holders, owners = sources(draft, "HOLDS"), targets(draft, "OWNED_BY")
    for asset in of_label(draft, "InformationAsset"):
        if not any(draft.nodes[holder].label == "System" for holder in holders.get(asset, ())):
            owned = owners.get(asset)
            owner = draft.name(owned[0]).partition(", ")[2] if owned else "Almhamns stad"
            key, name = f"riskanalys-givare-{slug(owner)}", f"Riskanalys för mätvärden, {owner}"
            about(draft, _KIND, key, name, [asset], date=draft.day(-120))
