"""Proof of absence: does any common solution cover what a new local system is needed for? A document to decide on.

COM-04: a new local system is allowed only where common ones are lacking. The need is compared with every common solution
that exists or is planned (see `eagraph.duplicates.parallel`): covered from the threshold on, partly below it. Absence is
proven only against a list that says what its solutions do and whom they are for; otherwise the answer is unknown. The
command line ends with 1 where a common solution covers the need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from eagraph.analysis._parallel.asked_need import Asked, AskedNeed, asked_need
from eagraph.analysis._portfolio.judged import cut
from eagraph.analysis._things import named, owner_names
from eagraph.duplicates.parallel_needs import FEATURES, Feature, day_of, needs
from eagraph.duplicates.parallel_overlap import Overlap, overlap
from eagraph.duplicates.parallel_systems import Compared
from eagraph.duplicates.parallel_weights import model
from eagraph.duplicates.parallel_words import feature_text
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Proof of absence")
question = both("Does any common solution cover what a new local system is needed for?")
Cover = Literal["covered", "partly", "absent", "unknown"]
COVERS: tuple[Cover, ...] = ("covered", "unknown", "partly", "absent")
MOST_OWNERS = 3


class Params(AskedNeed):
    """What is needed, for whom, and what counts as covering it."""


class Row(Named):
    """One common solution beside the need."""

    brief: ClassVar = ("name", "status", "verdict", "covered", "in_scope", "shared", "owner")

    status: str | None = Field(description="planned, pilot, live or phase_out; empty is unknown")
    verdict: Cover = Field(description="whether it covers the need")
    covered: float | None = Field(description="share of the needed capabilities that it has, weighted; empty is unknown")
    probability: float = Field(description="how probable it is that it does the same")
    in_scope: bool | None = Field(
        title="meant for them", description="for those who need it; empty: nobody says whom it is for, or who needs it"
    )
    shared: tuple[str, ...] = Field(title="has", description="names of needed capabilities that it has")
    missing: tuple[str, ...] = Field(title="lacks", description="names of needed capabilities that it lacks")
    information: float | None = Field(title="information covered", description="share; empty is unknown")
    processes: float | None = Field(title="processes covered", description="share; empty is unknown")
    function: str | None = Field(title="common function", description="the needed common function that it is")
    list_date: str | None = Field(title="in the list as of", description="the day it was in the published list")
    owner: str | None = Field(title="ask", description="who owns it; empty where nobody is said to")
    says: Words = Field(title="evidence", description="feature by feature, in words")


class Needed(Value):
    """One thing that is needed, and who has it."""

    feature: Feature = Field(title="kind", description="capabilities, information, processes or users")
    id: str = Field(description="id of the thing")
    name: str = Field(description="its name")
    found_in: tuple[str, ...] = Field(title="in common solutions", description="names of the common solutions that have it")


class Answer(Result[Row]):
    """Common solutions, the nearest first; the need, thing by thing; and what follows."""

    verdict: Cover = Field(default="unknown", description="covered, partly, absent or unknown")
    follows: Words | None = Field(default=None, title="What follows", description="what the programme asks for then")
    compared: Words | None = Field(default=None, title="Compared", description="what the need was compared with")
    measured: Words | None = Field(default=None, title="Measure", description="when a solution counts as covering the need")
    together: float | None = Field(
        default=None,
        title="covered by all together",
        description="share of the needed capabilities that common solutions meant for those who need it have together",
    )
    need: tuple[Needed, ...] = Field(default=(), title="What is needed", description="thing by thing")
    signers: tuple[Words, ...] = Field(default=(), title="to be signed by", description="who is to sign")

    @property
    def is_finding(self) -> bool:
        """Does a pipeline stop here?"""
        return self.verdict == "covered"

    @property
    def signatures(self) -> tuple[Text, ...]:
        """Who signs, where it is told as a document."""
        return tuple(one.text for one in self.signers)

    @property
    def quiet(self) -> tuple[str, ...]:
        """What paper says by its lines to sign."""
        return ("signers",)


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Common solutions beside the need, the nearest first.

    Raises:
        UnknownName: something named does not exist.
        UsageError: nothing is said to be needed, or a thing is named as what it is not.
    """
    known = needs(snapshot, at=params.at)
    asked, systems = asked_need(known, params), Compared(known)
    weights = model(params.threshold)
    overlaps = [
        overlap(known, asked.need, common, "common", weights=weights)
        for common in systems.common
        if common not in asked.systems
    ]
    rows = [_row(systems, params, asked, found) for found in overlaps]
    rows.sort(key=lambda row: (COVERS.index(row.verdict), -(row.covered or 0.0), -row.probability, row.id))
    together = _together(systems, asked, rows)
    verdict = _verdict(asked, rows)
    names = ", ".join(sorted(snapshot.nodes[i].name for i in asked.systems)) or None
    return Answer(
        analysis="proof-of-absence",
        params=params.model_dump(mode="json"),
        summary=Words.of(joined([_question(names), _summary(verdict, rows)], " ")),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut(rows, params.limit), *_reasons(systems, asked, rows)], truncated=len(rows) > params.limit
        ),
        rows=tuple(rows[: params.limit]),
        verdict=verdict,
        follows=Words.of(_follows(verdict)),
        compared=Words.of(_compared(rows, day_of(snapshot, params.at))),
        measured=Words.of(_measure(params)),
        together=together,
        need=tuple(_needed(systems, asked)),
        signers=tuple(map(Words.of, _signers(systems, asked, rows, params.control_function))),
    )  # fmt: skip


def _row(systems: Compared, params: Params, asked: Asked, found: Overlap) -> Row:
    known, snapshot = systems.known, systems.known.snapshot
    said = snapshot.nodes[found.other].properties
    meant = True if params.scope == "city" else systems.is_meant_for(asked.homes, found.other)
    function = str(said.get("common_function") or "")
    texts = [feature_text(known, found.features[feature], snapshot.nodes[found.other].name) for feature in FEATURES]
    return Row(
        **named(snapshot, found.other),
        status=str(said.get("lifecycle") or "") or None,
        verdict=_cover(found, params),
        covered=found.share,
        probability=found.probability,
        in_scope=meant,
        shared=tuple(snapshot.nodes[i].name for i in found.capabilities.shared),
        missing=tuple(snapshot.nodes[i].name for i in found.capabilities.missing),
        information=found.features["information"].share,
        processes=found.features["processes"].share,
        function=function if function in asked.functions else None,
        list_date=str(said.get("list_date") or "") or None,
        owner=owner_names(snapshot, found.other),
        says=Words.of(joined(texts, " ")),
    )


def _cover(found: Overlap, params: Params) -> Cover:
    if found.share is None:
        return "unknown"
    if found.reaches(params.threshold) and found.probability >= params.least_probability:
        return "covered"
    return "partly" if found.capabilities.shared else "absent"


def _verdict(asked: Asked, rows: Sequence[Row]) -> Cover:
    """Of all together: what one covers is covered, and absence is proven only against a list that is known."""
    covering = [row for row in rows if row.verdict == "covered"]
    if any(row.in_scope is not False for row in covering):
        return "covered"
    if covering or not rows or not asked.need.capabilities or any(row.verdict == "unknown" for row in rows):
        return "unknown"
    return "partly" if any(row.verdict == "partly" for row in rows) else "absent"


def _together(systems: Compared, asked: Asked, rows: Sequence[Row]) -> float | None:
    known, wanted = systems.known, asked.need.capabilities
    if not wanted:
        return None
    meant = [known.snapshot.index[row.id] for row in rows if row.in_scope is not False]
    there = {thing for common in meant for thing in known.by_system[common].capabilities}
    apart = [known.by_system[common] for common in meant]
    return known.weight("capabilities", wanted & there, apart) / known.weight("capabilities", wanted, apart)


def _needed(systems: Compared, asked: Asked) -> Iterator[Needed]:
    known, nodes = systems.known, systems.known.snapshot.nodes
    for feature in FEATURES:
        for thing in sorted(asked.need.of(feature)):
            having = [common for common in systems.common if thing in known.by_system[common].of(feature)]
            if feature == "users":
                having = [common for common in systems.common if thing in known.reached(known.by_system[common].users)]
            found_in = tuple(nodes[common].name for common in having if common not in asked.systems)
            yield Needed(feature=feature, id=nodes[thing].id, name=nodes[thing].name, found_in=found_in)


def _question(names: str | None) -> Text:
    if names:
        return both("May {system} be established as a local system, although the city has common solutions?", system=names)
    return both("May a local system be established for this need, although the city has common solutions?")


def _compared(rows: Sequence[Row], day: str) -> Text:
    return both("{count} common solutions that exist or are planned on {day}.", count=len(rows), day=day or "–")


def _measure(params: Params) -> Text:
    return both(
        "Covered: at least {threshold} of the needed capabilities, weighted so that what every system has counts little, "
        "and a probability of at least {probability}; partly: less than that.",
        threshold=f"{params.threshold:.0%}", probability=f"{params.least_probability:.0%}",
    )  # fmt: skip


def _follows(verdict: Cover) -> Text:
    return {
        "covered": both(
            "A common solution covers the need: the local system is not established, unless the control function decides "
            "on an exemption (COM-04, COM-06)."
        ),
        "partly": both(
            "No common solution covers the need alone: the local system may be established, reusing the common functions "
            "that cover parts of it (COM-04, COM-05)."
        ),
        "absent": both("No common solution covers any of it: the local system may be established (COM-04)."),
        "unknown": both(
            "It cannot be told yet. Ask the owners of the solutions below, record what they answer, and ask anew; until "
            "then nothing is proven (COM-04)."
        ),
    }[verdict]


def _signers(systems: Compared, asked: Asked, rows: Sequence[Row], control_function: str) -> Iterator[Text]:
    """Those who need it, the owners of the nearest solutions, and who may exempt."""
    nodes = systems.known.snapshot.nodes
    who = ", ".join(nodes[home].name for home in sorted(asked.homes))
    yield both("For those who need it: {name}", name=who) if who else both("For those who need it")
    near = [row for row in rows if row.verdict != "absent"][:MOST_OWNERS]
    for row in near:
        owner = row.owner or both("nobody is said to own it")
        yield both("Owner of {solution}: {name}", solution=row.name, name=owner)
    yield both("Control function: {name}", name=control_function or "–")


def _reasons(systems: Compared, asked: Asked, rows: Sequence[Row]) -> Iterator[Text]:
    yield from systems.reasons_of_common
    if not asked.need.capabilities:
        yield both("No capability is said to be needed; without one nothing can be proven.")
    if not asked.homes:
        yield both("It is not said who needs it; every common solution counts as meant for them.")
    if count := sum(row.verdict == "covered" and row.in_scope is False for row in rows):
        yield both(
            "{count} solutions cover it, but are not said to be meant for those who need it; ask their owners.", count=count
        )
    if count := sum(row.list_date is None for row in rows):
        yield both(
            "{count} common solutions have no date of the published list; that the list is whole is not known.", count=count
        )
    missing = sorted({*asked.functions} - {row.function for row in rows if row.function})
    if missing:
        yield both(
            "Needed common functions that no common solution is said to be: {functions}.", functions=", ".join(missing)
        )


def _summary(verdict: Cover, rows: Sequence[Row]) -> Text:
    count = Counter(row.verdict for row in rows)
    best = next((row for row in rows if row.covered), None)
    near = (
        both("{name} ({covered})", name=best.name, covered=f"{best.covered:.0%}") if best and best.covered else both("none")
    )
    said = {
        "covered": both("Covered by a common solution."), "partly": both("Not covered, though parts of it are."),
        "absent": both("Not covered by any common solution."), "unknown": both("Not proven."),
    }[verdict]  # fmt: skip
    return both(
        "{said} Nearest: {near}. Of {total} common solutions cover it: {covered}; partly: {partly}; unknown: {unknown}.",
        said=said, near=near, total=len(rows), covered=count["covered"], partly=count["partly"], unknown=count["unknown"],
    )  # fmt: skip
