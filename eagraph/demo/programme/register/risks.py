"""Risk analyses: each object analyses its systems within the year; what was left out or has changed since is planted."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme.register._records import (
    about,
    are_kept,
    by_itself,
    highest,
    of_label,
    of_objects,
    pairs,
    properties,
    recorded_once,
    sources,
    targets,
    untie,
    without_date,
)
from eagraph.locale import both

_KIND, _WORDS = "risk_analysis", "Riskanalys för"
_EARLIEST, _LATEST = 190, 40
_NEVER = 2
_OLD = ((3, 430), (2, 830))
"""From which level on an analysis so many days old is too old; two cases."""
_NEW = 10
_SERIOUS, _SIGNIFICANT = 3, 2
_MOST_UNDATED = 9


def build(draft: Draft) -> None:
    """The analyses of the year, also of what sensors measure."""
    if are_kept(draft):
        of_objects(draft, _KIND, _WORDS, earliest=_EARLIEST, latest=_LATEST)
        _measured(draft)


def settle(draft: Draft) -> None:
    """Analyse what came last too; then leave some out, leave some at an old analysis, and let one change."""
    if not are_kept(draft):
        return
    of_objects(draft, _KIND, _WORDS, earliest=_EARLIEST, latest=_LATEST)
    _measured(draft)
    rooted = {root for _, root in pairs(draft, "STARTED_IN")}
    free = {system: one for system, one in recorded_once(draft, _KIND).items() if system not in rooted}
    holds = targets(draft, "HOLDS")
    bare = {system: level for system in sorted(free) if system not in holds and (level := highest(draft, system))}
    chance = draft.stream("risk analyses missed")
    fit = [system for system, level in bare.items() if level >= _SIGNIFICANT]
    for system in chance.sample(fit, k=min(_NEVER, len(fit))):
        untie(draft, free.pop(system), "ABOUT", system)
        del bare[system]
        text = both("There is no risk analysis of {system}.", system=draft.name(system))
        broken(draft, "ISM-06", system, text, wrong="never")
    for least, days in _OLD:
        fit = [s for s, level in bare.items() if level >= _SERIOUS or level == least]
        for system in fit and [chance.choice(fit)]:
            del bare[system], free[system]
            by_itself(draft, _KIND, _WORDS, system, days)
            text = both("The risk analysis of {system} is of {day}.", system=draft.name(system), day=draft.day(-days))
            broken(draft, "ISM-06", system, text, wrong="too_old")
    fit = [s for s in sorted(free) if s in holds and (highest(draft, s) or 0) >= _SIGNIFICANT]
    for system in fit and [chance.choice(fit)]:
        del free[system]
        _changed(draft, system, holds[system][0])
    without_date(draft, _KIND, free, most=_MOST_UNDATED)


def _changed(draft: Draft, system: str, asset: str) -> None:
    properties(draft, system, "HOLDS", asset)["since"] = draft.day(-_NEW)
    text = both(
        "{asset} came to {system} after its risk analysis.", asset=draft.name(asset), system=draft.name(system)
    )
    broken(draft, "ISM-06", system, text, asset, wrong="outdated")


def _measured(draft: Draft) -> None:
    """One analysis of each owner of what no system holds, about all of it."""
    holders, owners = sources(draft, "HOLDS"), targets(draft, "OWNED_BY")
    for asset in of_label(draft, "InformationAsset"):
        if not any(draft.nodes[holder].label == "System" for holder in holders.get(asset, ())):
            owner = owners.get(asset, [""])[0].partition("-")[2] or "alla"
            key, name = f"riskanalys-givare-{owner}", f"Riskanalys för givare ({owner})"
            about(draft, _KIND, key, name, [asset], date=draft.day(-120))
