"""The concepts: which are agreed, which are only proposed, and which stand for more than one thing."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import Ends, of_label
from eagraph.locale import both

_PROPOSED = "type:larmaterial"
_UNSAID = 0.06


def build(draft: Draft) -> None:
    """Take back that some are agreed, and plant what has no concept, a proposed one, or one that others have too."""
    chance, ends = draft.stream("concepts"), Ends(draft, {"DENOTES"})
    proposed = ends.out("DENOTES", _PROPOSED)
    for concept in of_label(draft, "Concept"):
        types = ends.into("DENOTES", concept)
        if concept in proposed:
            draft.facts(concept)["status"] = "proposed"
        elif chance.random() < _UNSAID:
            del draft.facts(concept)["status"]
        if len(types) > 1:
            names = {"concept": draft.name(concept), "count": len(types)}
            broken(
                draft,
                "INF-04",
                concept,
                both("{count} types denote one concept, {concept}.", **names),
                *types,
                wrong="synonym",
            )
    if proposed:
        names = {"information": draft.name(_PROPOSED), "concept": draft.name(proposed[0])}
        text = both("{information} denotes {concept}, which is only proposed.", **names)
        broken(draft, "INF-04", _PROPOSED, text, *proposed, wrong="proposed")
    for type_ in of_label(draft, "InformationType") if of_label(draft, "Concept") else ():
        if not ends.out("DENOTES", type_):
            text = both("{information} is tied to no concept.", information=draft.name(type_))
            broken(draft, "INF-04", type_, text, wrong="none")
