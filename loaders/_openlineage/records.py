"""From folded events to the records of an intake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import both
from loaders._documents.part import Part
from loaders._openlineage import facets as _facets
from loaders._openlineage.folding import Dataset, Folded, Job, Name, key_of, name_of
from loaders._rings import ringed

_AUTHORITY = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>[^/?#]+)", re.IGNORECASE)
_UNIQUE_SCHEMES = ("s3", "s3a", "s3n", "gs")
_TAKEN_UP = ("documentation", "tags", "schema", "ownership", "columnLineage", "symlinks", "lifecycleStateChange")
_OF_A_RUN = ("parent", "parentRun", "jobDependencies")
_LABELS = {"user": "Person", "person": "Person", "team": "Organisation", "group": "Organisation", "org": "Organisation"}


def keep(folded: Folded, intake: Intake) -> None:
    """Give the intake everything; the order is that of the events."""
    _Records(folded, intake).keep()


class _Records:
    """One source under way."""

    def __init__(self, folded: Folded, intake: Intake) -> None:
        self._folded, self._intake = folded, intake
        self._alias = dict(_aliases(folded))
        self._owners: dict[str, str] = {}

    def keep(self) -> None:
        """Things first, then what ties them."""
        for namespace, place in self._namespaces().items():
            self._node(f"namespace:{namespace}", "System", _system(namespace), place)
        for dataset in self._folded.datasets.values():
            self._dataset(dataset)
        for job in self._folded.jobs.values():
            self._job(job)
        for event, first in self._folded.again:
            why = both("taken up in what is said of {name} before.", name=first.name[1])
            self._intake.join(event.place, event.text("eventType") or "event", why, relationship=False)
        self._made()
        self._renamed()
        self._parts()

    def _node(self, key: str, label: str, said: Mapping[str, object], place: str) -> None:
        properties = {name: value for name, value in said.items() if value not in ("", (), None)}
        self._intake.node(NodeRecord(key, label, {"source_key": key, **properties}, place))

    def _tie(self, source: str, type_: str, target: str, place: str, **said: object) -> None:
        properties = {name: value for name, value in said.items() if value not in ("", ())}
        ends = Reference(source), Reference(target)
        self._intake.relationship(RelationshipRecord(ends[0], type_, ends[1], properties, place))

    def _namespaces(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for dataset in self._folded.datasets.values():
            if dataset.name not in self._alias:
                found.setdefault(dataset.name[0], dataset.place)
        for job in self._folded.jobs.values():
            found.setdefault(job.name[0], job.place)
        return found

    def _key(self, name: Name) -> str:
        return key_of("dataset", self._alias.get(name, name))

    def _dataset(self, dataset: Dataset) -> None:
        if dataset.name in self._alias:
            why = both("another name of {name}, by its symlinks.", name=" ".join(self._alias[dataset.name]))
            self._intake.join(dataset.place, " ".join(dataset.name), why, relationship=False)
            return
        self._intake.explain(_file(dataset.place), "dataset", both("a thing of the kind {label}", label="InformationAsset"))
        key, facets = self._key(dataset.name), dataset.facets
        links = facets["symlinks"].parts("identifiers") if "symlinks" in facets else ()
        said: dict[str, object] = {
            "name": dataset.name[1], "source_type": "dataset", "namespace": dataset.name[0], **_facets.described(facets),
            "schema": _facets.columns(facets), "symlinks": tuple(" ".join(n) for link in links if (n := name_of(link))),
            "records": dataset.rows if dataset.rows.isdecimal() else "", "last_verified": dataset.latest[:10],
            **_facets.flat(facets, without=_TAKEN_UP), **_lifecycle(dataset),
        }  # fmt: skip
        if is_unique(dataset.name[0]):
            said["external_id"] = f"{dataset.name[0].rstrip('/')}/{dataset.name[1].lstrip('/')}"
        self._node(key, "InformationAsset", said, dataset.place)
        self._tie(f"namespace:{dataset.name[0]}", "HOLDS", key, dataset.place, how="stored", source_type="namespace")
        self._owned(key, facets)

    def _job(self, job: Job) -> None:
        label = "Integration" if job.inputs or job.outputs else "Process"
        key, facets = key_of("job", job.name), job.facets
        self._intake.explain(_file(job.place), "job", both("a thing of the kind {label}", label=label))
        kind = facets.get("jobType")
        said: dict[str, object] = {
            "name": job.name[1], "source_type": kind.text("jobType") if kind else "", "namespace": job.name[0],
            **_facets.described(facets), **_facets.flat(facets, without=_TAKEN_UP), "last_verified": job.latest[:10],
            "last_event": job.latest, "last_state": job.state, "runs": len(job.runs) or "",
            **{f"run.{k}": v for k, v in _facets.flat(self._of_runs(job)).items()},
        }  # fmt: skip
        said["source_type"] = said["source_type"] or "job"
        if label == "Integration" and kind and kind.text("processingType").upper() == "STREAMING":
            said["pattern"] = "stream"
        self._node(key, label, said, job.place)
        runs_in = {"source_type": "runs in", "source_key": "runs in"}
        self._tie(key, "DEPENDS_ON", f"namespace:{job.name[0]}", job.place, confidence="inferred", **runs_in)
        self._owned(key, facets)
        self._flows(job, key)
        for name, part in job.needs.items():
            said = {"source_type": "jobDependencies", "source_key": "jobDependencies", **_waits(part)}
            self._tie(key, "DEPENDS_ON", key_of("job", name), part.place, **said)

    def _of_runs(self, job: Job) -> _facets.Facets:
        """Facets of the latest run that say something in few words; the others are told, and not kept."""
        kept: _facets.Facets = {}
        for name, facet in job.run_facets.items():
            if name in _OF_A_RUN:
                continue
            if name in ("nominalTime", "processing_engine", "errorMessage", "externalQuery"):
                kept[name] = facet
            else:
                told = both("a fact of single runs, which is not kept")
                self._intake.explain(facet.file, f"run.facets.{name}", told)
        return kept

    def _flows(self, job: Job, key: str) -> None:
        """A job cannot run without what it reads from and writes to; that others need what it writes is not known."""
        written: dict[str, str] = {}
        seen: set[tuple[str, str]] = set()
        for side, accesses in (("input", job.inputs), ("output", job.outputs)):
            for name, access in accesses.items():
                asset = self._key(name)
                if (side, asset) in seen:
                    continue
                seen.add((side, asset))
                place = f"namespace:{self._alias.get(name, name)[0]}"
                said: dict[str, object] = {
                    "carries": (asset,), "source_type": side, "source_key": f"{side} {asset}", **_facets.flat(access.facets)
                }  # fmt: skip
                if side == "input":
                    self._tie(place, "FLOW", key, access.place, needed="true", mode="read", **said)
                else:
                    self._tie(key, "FLOW", place, access.place, mode="update", **said)
                    written.setdefault(place, access.place)
        for place, where in written.items():
            writes = {"source_type": "writes to", "source_key": "writes to"}
            self._tie(key, "DEPENDS_ON", place, where, confidence="inferred", **writes)

    def _owned(self, key: str, facets: _facets.Facets) -> None:
        named = {(owner.text("name"), owner.text("type")): owner for owner in _facets.owners(facets)}
        for (text, type_), owner in named.items():
            if not text:
                continue
            kind, _, name = text.rpartition(":")
            if text not in self._owners:
                self._owners[text] = f"owner:{text}"
                said = {"name": name or text, "source_type": kind or "owner"}
                self._node(f"owner:{text}", _LABELS.get(kind.lower(), "Role"), said, owner.place)
            self._tie(key, "OWNED_BY", self._owners[text], owner.place, source_type=type_ or "owner", source_key=type_)

    def _made(self) -> None:
        found: dict[tuple[str, str], tuple[str, set[str], set[str]]] = {}
        for (new, old), made in self._folded.made.items():
            ends = self._key(new), self._key(old)
            if ends[0] != ends[1]:
                _, jobs, columns = found.setdefault(ends, (made.place, set(), set()))
                jobs |= made.jobs
                columns |= made.columns
        for (target, source), (place, jobs, columns) in found.items():
            said = {"jobs": tuple(sorted(jobs)), "columns": tuple(sorted(columns))}
            self._tie(target, "DERIVED_FROM", source, place, confidence="stated" if columns else "inferred",
                      source_type="columnLineage" if columns else "run", **said)  # fmt: skip

    def _renamed(self) -> None:
        for (old, new), part in self._folded.renamed.items():
            if self._key(old) != self._key(new):
                said = {"date": part.text("eventTime")[:10], "source_type": "lifecycleStateChange"}
                self._tie(self._key(old), "REPLACED_BY", self._key(new), part.place, **said)

    def _parts(self) -> None:
        ties = [(job.name, parent, place) for job in self._folded.jobs.values() for parent, place in job.parents.items()]
        rings = ringed([(key_of("job", child), key_of("job", parent)) for child, parent, _ in ties])
        for (child, parent, place), in_ring in zip(ties, rings, strict=True):
            type_ = "RELATES_TO" if in_ring else "PART_OF"
            self._tie(key_of("job", child), type_, key_of("job", parent), place, source_type="parent", source_key="parent")


def _aliases(folded: Folded) -> Iterator[tuple[Name, Name]]:
    """Names that are another data set's by its symlinks: where only one lays claim to it, and it lays claim to none."""
    claims: dict[Name, set[Name]] = defaultdict(set)
    for dataset in folded.datasets.values():
        for link in dataset.facets["symlinks"].parts("identifiers") if "symlinks" in dataset.facets else ():
            if (name := name_of(link)) and name != dataset.name:
                claims[name].add(dataset.name)
    for name, by in claims.items():
        other = folded.datasets.get(name)
        if other is not None and len(by) == 1 and "symlinks" not in other.facets:
            yield name, next(iter(by))


def is_unique(namespace: str) -> bool:
    """Is a namespace the address of one place in the world: a URI with a host that others could find, or a bucket?"""
    found = _AUTHORITY.match(namespace)
    if not found:
        return False
    host = found["host"].rpartition("@")[2].partition(":")[0]
    return found["scheme"].lower() in _UNIQUE_SCHEMES or (
        "." in host and re.search("[a-z]", host, re.IGNORECASE) is not None
    )


def _system(namespace: str) -> dict[str, object]:
    said: dict[str, object] = {"name": namespace, "source_type": "namespace"}
    if found := _AUTHORITY.match(namespace):
        said["product"] = found["scheme"]
    if is_unique(namespace):
        said["external_id"] = namespace.rstrip("/")
    return said


def _lifecycle(dataset: Dataset) -> dict[str, object]:
    facet: Part | None = dataset.facets.get("lifecycleStateChange")
    state = facet.text("lifecycleStateChange") if facet else ""
    return {"lifecycleStateChange": state, **({"valid_to": dataset.latest[:10]} if state == "DROP" else {})}


def _waits(part: Part) -> dict[str, object]:
    """How a job waits for another, in the words of the facet."""
    words = ("dependency_type", "sequence_trigger_rule", "status_trigger_rule")
    return {word: part.text(word) for word in words}


def _file(place: str) -> str:
    """The file of a place."""
    return re.sub(r"(#.*|:\d+)$", "", place)
