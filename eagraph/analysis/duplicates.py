"""Duplicates: which systems are one record, do what another does, or are one product installed several times?

Three findings that are never mixed. Same record: one system registered twice; to be merged in the registers. Parallel
solution: two systems for one need (rule COM-01); see `parallel-solutions` for its verdict. Several installations: one
product in several places, distinct things of which one might be enough. Offline; what was learned is only the landscape's
own. Fellegi and Sunter (1969); see `eagraph.duplicates`.

One record goes before parallel solution: two local entries of one system do the same because they are the same. How many
pairs are told only as one record is said.

A pair that somebody decided is not one record is not proposed again; how many there are is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._things import found
from eagraph.duplicates.clusters import Cluster, clusters, cut
from eagraph.duplicates.comparison import compare
from eagraph.duplicates.installations import installation_pairs, installations
from eagraph.duplicates.pairs import KINDS, Evidence, Kind, Pair
from eagraph.duplicates.parallel import ParallelPair, parallels
from eagraph.duplicates.same_record import same_record_pairs
from eagraph.duplicates.verdicts import Ids, Verdict, read
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, figure, joined
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Duplicates")
question = both("Which systems are one registered twice, do what another does, or are one product installed several times?")
_TOLD = 3
LIKELY = 0.5
"""From here on two are told as one record rather than as two that do the same."""


class Params(BaseModel):
    """Which kind of duplicates, and how likely they must be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["all", Kind] = Field(
        default="all",
        title="kind of duplicate",
        description="same-record: one system registered twice; parallel-solution: two for one need; "
        "several-installations: one product in several places",
    )
    of: tuple[str, ...] = Field(
        default=(), description="only pairs with one of these things", json_schema_extra={"names": "thing"}
    )
    min_score: float = Field(
        default=0.5, ge=0, le=1, title="least score", description="pairs with a lower score are not told"
    )
    decided: tuple[str, ...] = Field(
        default=(),
        title="pairs decided already",
        description="pairs somebody decided about, as a|b|verdict; from the ledger where nothing is said",
        json_schema_extra={"remembered": "duplicates"},
    )
    at: dt.date | None = Field(default=None, description="the day on which parallel solutions are judged")
    limit: int = Field(default=1000, ge=1, le=1_000_000, description="no more rows than this of any kind")


class Row(Value):
    """One pair."""

    brief: ClassVar = ("kind", "a_name", "b_name", "probability", "because", "decided")

    kind: Kind = Field(title="kind of duplicate", description="which of the three findings it is")
    a: str = Field(title="id of one", description="id of the one; of parallel solutions the local one")
    a_name: str = Field(title="one", description="its name")
    b: str = Field(title="id of the other", description="id of the other")
    b_name: str = Field(title="the other", description="its name")
    score: float = Field(description="by which pairs of one kind are ordered, 0 to 1")
    probability: float = Field(description="how likely it is so, as tuning on made-up registers found it to come true")
    because: Words = Field(description="what speaks most for it")
    evidence: tuple[Evidence, ...] = Field(description="what was compared, what it says and what it weighs in bits")
    would_change: tuple[Words, ...] = Field(title="what would turn it round", description="what would change the verdict")
    decided: Verdict | None = Field(title="decided", description="what somebody decided; empty: nobody has")


class Group(Value):
    """More than two that are one system, or one product."""

    kind: Kind = Field(title="kind of duplicate", description="same record, or several installations")
    members: tuple[str, ...] = Field(description="their ids")
    names: tuple[str, ...] = Field(description="their names")
    cohesion: float | None = Field(description="how likely two of them are one record, on average")
    weak: tuple[str, ...] = Field(title="weak links", description="pairs in it that are not likely by themselves")


class Answer(Result[Row]):
    """Rows are pairs, kind by kind, the likeliest first; beside them what hangs together, and links that were cut."""

    groups: tuple[Group, ...] = Field(default=(), description="what hangs together; pairs are among the rows")
    cut: tuple[str, ...] = Field(
        default=(),
        title="links cut",
        description="likely pairs that are not in one group because the rest speaks against it",
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Pairs of each kind.

    Raises:
        UnknownName: a thing that does not exist.
        UsageError: a decided pair that is not one.
    """
    kinds = KINDS if params.kind == "all" else (params.kind,)
    decided = read(params.decided)
    only = {snapshot.nodes[i].id for i in found(snapshot, params.of)}
    pairs = {kind: [p for p in _FOUND[kind](snapshot, params) if _is_asked(p, params, only)] for kind in kinds}
    records = pairs.get("same-record", [])
    refused = [pair for pair in records if decided.get((pair.a, pair.b)) == "different"]
    pairs["same-record"] = [pair for pair in records if pair not in refused]
    told = {kind: pairs[kind][: params.limit] for kind in kinds}
    more = sum(len(pairs[kind]) - len(told[kind]) for kind in kinds)
    linked, loose = _clusters(snapshot, decided) if "same-record" in kinds else ((), ())
    groups = [*_of_records(snapshot, linked, only), *(_of_products(snapshot, params, only) if KINDS[2] in kinds else ())]
    return Answer(
        analysis="duplicates",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary({kind: len(pairs[kind]) for kind in kinds})),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(_reasons(snapshot, params, len(refused), more), truncated=bool(more)),
        hidden=len(refused),
        rows=tuple(_row(snapshot, pair, decided) for kind in kinds for pair in told[kind]),
        groups=tuple(groups[: params.limit]),
        cut=tuple(f"{a} · {b}" for a, b in loose if not only or only & {a, b})[: params.limit],
    )


def _same(snapshot: Snapshot, params: Params) -> Sequence[Pair]:
    return same_record_pairs(snapshot, least=params.min_score)


def _several(snapshot: Snapshot, params: Params) -> Sequence[Pair]:
    return installation_pairs(snapshot, least=params.min_score)


def _parallel(snapshot: Snapshot, params: Params) -> Sequence[Pair]:
    whole, once = parallels(snapshot, at=params.at), _registered_twice(snapshot, params)
    pairs = (*whole.against_common, *(pair for pair in whole.among_local if pair not in once))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b))


def _registered_twice(snapshot: Snapshot, params: Params) -> list[ParallelPair]:
    """The overlaps of local systems that are likely one record, or were decided to be."""
    judged, decided = compare(snapshot).by_ids, read(params.decided)
    found = []
    for pair in parallels(snapshot, at=params.at).among_local:
        ids = (min(pair.a, pair.b), max(pair.a, pair.b))
        is_likely = ids in judged and judged[ids].same >= LIKELY
        if decided.get(ids) == "same" or (is_likely and decided.get(ids) != "different"):
            found.append(pair)
    return found


_FOUND: Mapping[Kind, Callable[[Snapshot, Params], Sequence[Pair]]] = {
    "same-record": _same, "parallel-solution": _parallel, "several-installations": _several,
}  # fmt: skip


def _is_asked(pair: Pair, params: Params, only: set[str]) -> bool:
    return pair.score >= params.min_score and (not only or bool(only & {pair.a, pair.b}))


def _row(snapshot: Snapshot, pair: Pair, decided: Mapping[Ids, Verdict]) -> Row:
    names = (snapshot.nodes[snapshot.index[id_]].name for id_ in (pair.a, pair.b))
    strongest = [one.says.text for one in pair.evidence if one.weight > 0 and one.feature not in {"prior", "rival"}][:_TOLD]
    return Row(
        **pair.model_dump(include={"kind", "a", "b"}),
        **dict(zip(("a_name", "b_name"), names, strict=True)),
        score=round(pair.score, 4),
        probability=round(pair.probability, 4),
        because=Words.of(_in_a_row(strongest)),
        evidence=pair.evidence,
        would_change=pair.would_change,
        decided=decided.get((min(pair.a, pair.b), max(pair.a, pair.b))) if pair.kind == "same-record" else None,
    )


def _in_a_row(told: Sequence[Text]) -> Text:
    """Texts one after the other: whole sentences as they are, others with a semicolon between."""
    return joined([*told], " " if all(text.en.endswith(".") for text in told) else "; ")


def _clusters(snapshot: Snapshot, decided: Mapping[Ids, Verdict]) -> tuple[tuple[Cluster, ...], tuple[Ids, ...]]:
    """Clusters of records that are one system, as decided where somebody has; and likely pairs that are in none."""
    told = {ids: judged.same for ids, judged in compare(snapshot).by_ids.items()}
    there = {ids: verdict for ids, verdict in decided.items() if ids[0] in snapshot.index and ids[1] in snapshot.index}
    told |= {ids: 1.0 if verdict == "same" else 0.0 for ids, verdict in there.items() if verdict != "later"}
    linked = clusters(told)
    return linked, cut(told, linked)


def _of_records(snapshot: Snapshot, linked: Sequence[Cluster], only: set[str]) -> Iterator[Group]:
    for cluster in linked:
        if len(cluster.members) > 2 and (not only or only & {*cluster.members}):
            weak = tuple(f"{a} · {b}" for a, b in cluster.weak)
            yield _group(snapshot, "same-record", cluster.members, round(cluster.cohesion, 4), weak)


def _of_products(snapshot: Snapshot, params: Params, only: set[str]) -> Iterator[Group]:
    for members in installations(snapshot, least=params.min_score):
        if len(members) > 2 and (not only or only & {*members}):
            yield _group(snapshot, "several-installations", members, None, ())


def _group(snapshot: Snapshot, kind: Kind, ids: tuple[str, ...], cohesion: float | None, weak: tuple[str, ...]) -> Group:
    names = tuple(snapshot.nodes[snapshot.index[id_]].name for id_ in ids)
    return Group(kind=kind, members=ids, names=names, cohesion=cohesion, weak=weak)


_COUNTED: Mapping[Kind, Callable[[int], Text]] = {
    "same-record": lambda count: both("pairs that are likely one record: {count}", count=count),
    "parallel-solution": lambda count: both("parallel solutions: {count}", count=count),
    "several-installations": lambda count: both("pairs of installations of one product: {count}", count=count),
}


def _summary(counts: Mapping[Kind, int]) -> Text:
    if not any(counts.values()):
        return both("No duplicates are likely.")
    return both("Of systems: {told}.", told=joined([_COUNTED[kind](count) for kind, count in counts.items()], ", "))


def _reasons(snapshot: Snapshot, params: Params, refused: int, more: int) -> Iterator[Text]:
    """What limits the answer."""
    if more:
        yield both("{count} more pairs than are shown.", count=more)
    if refused:
        yield both("{count} pairs somebody decided are not one record are not shown.", count=refused)
    if params.kind != "parallel-solution":
        yield from _of_linkage(snapshot)
    if params.kind in {"all", "parallel-solution"}:
        whole = parallels(snapshot, at=params.at)
        yield from (*whole.reasons, *whole.reasons_among_local)
        if once := len(_registered_twice(snapshot, params)):
            yield both(
                "{count} pairs of local systems that do the same are likely one record, and told only as such.", count=once
            )


def _of_linkage(snapshot: Snapshot) -> Iterator[Text]:
    whole = compare(snapshot)
    if not whole.records:
        yield both("The landscape names no systems.")
    if homeless := sum(not record.homes for record in whole.records):
        yield both(
            "{count} of {all} systems do not say which organisation they belong to; "
            "whether two are one record or several installations rests on the rest.",
            count=homeless, all=len(whole.records),
        )  # fmt: skip
    if whole.crowded:
        yield both(
            "{count} systems have so many near names that they are compared with the nearest only.", count=whole.crowded
        )
    if whole.records and whole.pairs:
        yield both(
            "Assumed beside what the landscape shows: of systems, {same} % are registered again.",
            same=figure(100 * whole.weights.rate_same, 2),
        )
