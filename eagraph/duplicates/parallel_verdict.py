"""What an overlap means under the programme: a violation, or why not; what it rests on, and what would change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from eagraph.duplicates.parallel_needs import Needs
from eagraph.duplicates.parallel_overlap import Overlap
from eagraph.duplicates.parallel_standing import Exempted, exemption, predates, replaced_by
from eagraph.duplicates.parallel_systems import Compared
from eagraph.duplicates.parallel_words import names, under_threshold
from eagraph.locale import Text, both

Verdict = Literal[
    "violation", "legacy-overlap", "exempted", "to-be-replaced", "outside-scope", "unknown", "local-overlap"
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = (
    "violation", "unknown", "outside-scope", "legacy-overlap", "exempted", "to-be-replaced", "local-overlap",
)  # fmt: skip
"""In the order people should read them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict and its grounds. `meant` and `older` are None where unknown; `assumed` says what then counts."""

    verdict: Verdict
    meant: bool | None
    older: bool | None
    exempted: Exempted | None = None
    replaced_on: str | None = None
    assumed: tuple[Text, ...] = ()


def judged(systems: Compared, local: int, found: Overlap, *, everywhere: bool = False, decided_by: str = "") -> Judgement:
    """What an overlap of a local system with another means.

    Args:
        systems: what is compared.
        local: the system.
        found: its overlap with the other, common or local.
        everywhere: every common solution is meant for the whole city.
        decided_by: who may exempt; anybody where empty.
    """
    known, other = systems.known, found.other
    if found.side == "local":
        return Judgement("local-overlap" if found.share is not None else "unknown", None, None)
    meant = True if everywhere else systems.is_meant_for(known.homes(local), other)
    older, decision = predates(known, local, other), exemption(known, local, other, decided_by=decided_by)
    replaced = replaced_by(known, local, other)
    verdict = _verdict(found, meant=meant, older=older, exempted=decision is not None, replaced=replaced is not None)
    assumed = tuple(_assumed(known, other, meant=meant, older=older)) if verdict in ("violation", "legacy-overlap") else ()
    return Judgement(verdict, meant, older, decision, replaced, assumed)


def _verdict(found: Overlap, *, meant: bool | None, older: bool | None, exempted: bool, replaced: bool) -> Verdict:
    if replaced:
        return "to-be-replaced"
    if found.share is None:
        return "unknown"
    if exempted:
        return "exempted"
    if meant is False:
        return "outside-scope"
    return "legacy-overlap" if older else "violation"


def _assumed(known: Needs, other: int, *, meant: bool | None, older: bool | None) -> list[Text]:
    name, told = known.snapshot.nodes[other].name, []
    if meant is None:
        told.append(
            both(
                "Nobody says whom {common} is meant for, or who uses the local system; it counts as meant for it.",
                common=name,
            )
        )
    if older is None:
        told.append(both("It is not known which came first; the local system counts as the later one."))
    return told


def would_change(known: Needs, local: int, found: Overlap, judgement: Judgement, threshold: float) -> list[Text]:
    """What would make the verdict another, in words."""
    told = list(_CHANGES[judgement.verdict](known, local, found.other, judgement))
    pair = (known.by_system[local], known.by_system[found.other])
    if found.reaches(threshold) and (gone := under_threshold(known, found.capabilities, threshold, pair)):
        told.append(both("Without {names} in common the overlap would be under the threshold.", names=names(known, gone)))
    return told


def _called(known: Needs, local: int, common: int) -> dict[str, str]:
    return {"local": known.snapshot.nodes[local].name, "common": known.snapshot.nodes[common].name}


def _violation(known: Needs, local: int, common: int, judgement: Judgement) -> list[Text]:
    called = _called(known, local, common)
    told = [
        both("A decision that {local} is replaced by {common}.", **called),
        both("An exemption from COM-01 for {local}, decided by the control function.", local=called["local"]),
    ]
    if judgement.older is None:
        told.append(both("Dates that show that {local} is older than {common}: then it is a legacy overlap.", **called))
    return told


def _legacy(known: Needs, local: int, common: int, _: Judgement) -> list[Text]:
    called = _called(known, local, common)
    return [both("When {local} is upgraded or replaced, {common} is to replace it (COM-03).", **called)]


def _exempted(_known: Needs, _local: int, _common: int, judgement: Judgement) -> list[Text]:
    until = judgement.exempted.until if judgement.exempted else "–"
    return [both("When the exemption ends ({day}) it is judged anew.", day=until)]


def _replaced(known: Needs, local: int, common: int, _: Judgement) -> list[Text]:
    called = _called(known, local, common)["common"]
    return [both("If the replacement by {common} is called off it is judged anew.", common=called)]


def _outside(known: Needs, local: int, common: int, _: Judgement) -> list[Text]:
    homes, called = names(known, known.homes(local)), _called(known, local, common)["common"]
    return [both("If {common} is meant for {organisations} too, it is a violation.", common=called, organisations=homes)]


def _unknown(known: Needs, local: int, common: int, _: Judgement) -> list[Text]:
    lacking = [system for system in (local, common) if not known.by_system[system].capabilities]
    return [both("Recorded capabilities of {names}.", names=names(known, lacking))]


def _among_local(_known: Needs, _local: int, _other: int, _: Judgement) -> list[Text]:
    return [both("If one becomes common, or a common solution does the same, COM-01 judges it.")]


_CHANGES: dict[Verdict, Callable[[Needs, int, int, Judgement], list[Text]]] = {
    "violation": _violation, "legacy-overlap": _legacy, "exempted": _exempted, "to-be-replaced": _replaced,
    "outside-scope": _outside, "unknown": _unknown, "local-overlap": _among_local,
}  # fmt: skip
