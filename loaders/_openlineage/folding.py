"""Many events of one job become one job, and many mentions of a data set one data set: the latest event counts.

What is made of what is told of one run: the data sets that the events of a run write are made of those that they read.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from eagraph.errors import Problem
from eagraph.locale import both
from loaders._documents.part import Part
from loaders._openlineage.facets import Facets, laid_over, without_secrets

Name = tuple[str, str]
"""Namespace and name."""


@dataclass(eq=False)
class Dataset:
    """A data set, with what its latest events say."""

    name: Name
    place: str
    facets: Facets = field(default_factory=dict)
    latest: str = ""
    rows: str = ""


@dataclass(eq=False)
class Access:
    """A job that reads or writes a data set; the facets are those of its latest run."""

    place: str
    facets: Facets = field(default_factory=dict)


@dataclass(eq=False)
class Job:
    """A job, with what its latest events say."""

    name: Name
    place: str
    events: int = 0
    runs: set[str] = field(default_factory=set)
    facets: Facets = field(default_factory=dict)
    run_facets: Facets = field(default_factory=dict)
    latest: str = ""
    state: str = ""
    inputs: dict[Name, Access] = field(default_factory=dict)
    outputs: dict[Name, Access] = field(default_factory=dict)
    parents: dict[Name, str] = field(default_factory=dict)
    needs: dict[Name, Part] = field(default_factory=dict)


@dataclass(eq=False)
class Made:
    """That a data set is made of another: by which jobs, and which columns of which."""

    place: str
    jobs: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Folded:
    """Everything the events of a source say together."""

    jobs: dict[Name, Job] = field(default_factory=dict)
    datasets: dict[Name, Dataset] = field(default_factory=dict)
    made: dict[tuple[Name, Name], Made] = field(default_factory=dict)
    renamed: dict[tuple[Name, Name], Part] = field(default_factory=dict)
    again: list[tuple[Part, Job | Dataset]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def job(self, name: Name, place: str) -> Job:
        """A job by its name."""
        return self.jobs.setdefault(name, Job(name, place))

    def dataset(self, name: Name, place: str) -> Dataset:
        """A data set by its name."""
        return self.datasets.setdefault(name, Dataset(name, place))


def key_of(kind: str, name: Name) -> str:
    """The key of a job or data set: its namespace, a blank and its name."""
    return f"{kind}:{quote(name[0], safe=':/@.-_~+=,()[]&?!*;$')} {name[1]}"


def name_of(part: Part | None) -> Name | None:
    """Namespace and name, without what lets somebody in; None where one of them is missing."""
    name = (without_secrets(part.text("namespace")), part.text("name")) if part else ("", "")
    return name if all(name) else None


def fold(events: Iterable[Part]) -> Folded:
    """Everything some events say together; what is no event is a problem."""
    folded = Folded()
    timed = [(_time(event, folded.problems), number, event) for number, event in enumerate(events)]
    runs: dict[str, list[tuple[Job, Part]]] = defaultdict(list)
    for time, number, event in sorted(timed, key=lambda one: one[:2]):
        dataset = event.get("dataset")
        if event.get("job") is None and dataset is not None:
            _mention(folded, dataset, time, event)
        elif (name := name_of(event.get("job"))) is not None:
            job = _job(folded, name, event, time)
            runs[event.text("run", "runId") or f" {number}"].append((job, event))
        else:
            folded.problems.append(event.expected(_EXPECTED))
    for told in runs.values():
        _made(folded, told)
    return folded


_EXPECTED = both("an OpenLineage event with a job or data set that has a namespace and a name")


def _time(event: Part, problems: list[Problem]) -> str:
    """The time of an event in UTC, so that texts sort as times do; empty where none is stated."""
    text = event.text("eventTime")
    if not text:
        return ""
    try:
        read = dt.datetime.fromisoformat(text)
        utc = read.astimezone(dt.UTC) if read.tzinfo else read.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        part = event.get("eventTime")
        problems.append((part or event).expected(both("a time such as 2026-05-01T12:00:00Z")))
        return ""
    return utc.isoformat()


def _mention(folded: Folded, part: Part, time: str, event: Part | None = None) -> Dataset | None:
    name = name_of(part)
    if name is None:
        folded.problems.append(part.expected(both("a data set with a namespace and a name")))
        return None
    is_known = name in folded.datasets
    dataset = folded.dataset(name, part.place)
    if event is not None and is_known:
        folded.again.append((event, dataset))
    dataset.latest = time or dataset.latest
    laid_over(dataset.facets, part.get("facets"))
    before = part.get("facets", "lifecycleStateChange", "previousIdentifier")
    old = name_of(before)
    if before is not None and old is not None and old != name:
        folded.dataset(old, before.place)
        folded.renamed[old, name] = event or part
    return dataset


def _job(folded: Folded, name: Name, event: Part, time: str) -> Job:
    job = folded.job(name, event.place)
    if job.events:
        folded.again.append((event, job))
    else:
        job.place = event.place
    job.events += 1
    job.latest = time or job.latest
    job.state = event.text("eventType") or job.state
    if run := event.text("run", "runId"):
        job.runs.add(run)
    laid_over(job.facets, event.get("job", "facets"))
    laid_over(job.run_facets, event.get("run", "facets"))
    _accesses(folded, job, event, time)
    _above(folded, job, event)
    return job


def _accesses(folded: Folded, job: Job, event: Part, time: str) -> None:
    for side, accesses in (("inputs", job.inputs), ("outputs", job.outputs)):
        for part in event.parts(side):
            dataset = _mention(folded, part, time)
            if dataset is None:
                continue
            access = accesses.setdefault(dataset.name, Access(part.place))
            laid_over(access.facets, part.get(f"{side.removesuffix('s')}Facets"))
            if rows := part.text("inputFacets", "dataQualityMetrics", "rowCount"):
                dataset.rows = rows


def _above(folded: Folded, job: Job, event: Part) -> None:
    """The jobs that started this one, and those it waits for."""
    for facet in (event.get("run", "facets", "parent"), event.get("run", "facets", "parentRun")):
        if facet is None:
            continue
        parent, root = name_of(facet.get("job")), name_of(facet.get("root", "job"))
        for above in (parent, root):
            if above:
                folded.job(above, facet.place)
        if parent and parent != job.name:
            job.parents[parent] = facet.place
        if root and parent and root not in (parent, job.name):
            folded.jobs[parent].parents.setdefault(root, facet.place)
    for part in event.parts("run", "facets", "jobDependencies", "upstream"):
        if (name := name_of(part.get("job"))) and name != job.name:
            folded.job(name, part.place)
            job.needs[name] = part


def _made(folded: Folded, told: list[tuple[Job, Part]]) -> None:
    """What the events of one run say is made of what: by column where they say so, else all of all."""
    read = {name: p for _, event in told for p in event.parts("inputs") if (name := name_of(p))}
    written = {name: p for _, event in told for p in event.parts("outputs") if (name := name_of(p))}
    job = told[0][0]
    for new, part in written.items():
        for old in read:
            _is_made(folded, new, old, part.place, job)
    for _, event in told:
        for output in event.parts("outputs"):
            for source, words, place in _by_column(output):
                if target := name_of(output):
                    folded.dataset(source, place)
                    _is_made(folded, target, source, output.place, job, words)


def _is_made(folded: Folded, target: Name, source: Name, place: str, job: Job, words: str = "") -> None:
    if target != source:
        made = folded.made.setdefault((target, source), Made(place))
        made.jobs.add(job.name[1])
        made.columns |= {words} if words else set()


def _by_column(output: Part) -> Iterator[tuple[Name, str, str]]:
    lineage = output.get("facets", "columnLineage")
    if lineage is None:
        return
    for column, said in lineage.items("fields"):
        yield from _sources(column, said.parts("inputFields"))
    yield from _sources("*", lineage.parts("dataset"))


def _sources(column: str, fields: Iterable[Part]) -> Iterator[tuple[Name, str, str]]:
    for part in fields:
        name = name_of(part)
        if name is not None:
            how = ", ".join(_how(one) for one in part.parts("transformations"))
            yield name, f"{column} ← {part.text('field')}" + (f" ({how})" if how else ""), part.place


def _how(transformation: Part) -> str:
    words = [transformation.text("type"), transformation.text("subtype")]
    words += ["masking"] if transformation.text("masking") == "true" else []
    return " ".join(word for word in words if word)
