"""Which project goes first, what it is good for, and how those it is for take part; who jumps the queue is planted."""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import of_label
from eagraph.locale import both

_DIRECT = frozenset({
    "mobilt-omsorgsstod", "trygga-placeringar", "skyfallsvarning", "biblioteket-dygnet-runt", "alla-elever",
    "beslutsstod-bistand", "parkering-i-mobilen", "enklare-hyra", "en-vag-in", "en-vag-in-pilot", "besok-i-skolan",
    "larmmottagning", "bokning-i-tva-hallar", "bokning-for-alla", "trygg-hemtjanst", "digital-bygglov", "rosttolkning",
})  # fmt: skip
_AHEAD, _AHEAD_WITH_REASON = ("project:driftservrar", "project:sakrare-nycklar"), "project:larmlankar"
_UNINVOLVED = "project:larmmottagning"
_WAYS = ("Panel av invånare", "Prövning med användare varje månad", "Referensgrupp", "Enkät före och efter")


def settle(draft: Draft) -> None:
    """Rank them all, direct benefit first; then let some go ahead."""
    chance = draft.stream("priorities")
    projects = of_label(draft, "Project")
    ranks = {"direct": 0, "internal": len(projects)}
    for project in projects:
        benefit = "direct" if project.partition(":")[2] in _DIRECT else "internal"
        ranks[benefit] += 1
        said = {"benefit": kept(chance, benefit), "rank": kept(chance, len(_AHEAD) + 1 + ranks[benefit])}
        draft.facts(project).update((name, value) for name, value in said.items() if value is not None)
        if project != _UNINVOLVED:
            draft.facts(project)["user_involvement"] = chance.choice(_WAYS)
    _first(draft)
    _alone(draft)


def _first(draft: Draft) -> None:
    """Internal projects before one that is of direct benefit and surely still runs."""
    draft.facts("project:skyfallsvarning").update(benefit="direct", rank=len(_AHEAD) + 2)
    for rank, project in enumerate((*_AHEAD, _AHEAD_WITH_REASON), start=1):
        if project in draft.nodes:
            draft.facts(project).update(benefit="internal", rank=rank)
    if _AHEAD_WITH_REASON in draft.nodes:
        draft.facts(_AHEAD_WITH_REASON)["rank_reason"] = "Avtalet om de gamla länkarna upphör i år."
    for project in _AHEAD:
        if project in draft.nodes:
            text = both(
                "{project} is for the city itself and goes before what residents wait for.", project=draft.name(project)
            )
            broken(draft, "TGT-01", project, text)


def _alone(draft: Draft) -> None:
    if _UNINVOLVED in draft.nodes:
        text = both("{thing} changes what residents use, and none of them takes part.")
        wrong(draft, "TGT-02", _UNINVOLVED, text, "service:trygghetslarm-dygnet-runt")
