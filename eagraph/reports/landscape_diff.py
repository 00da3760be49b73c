"""Landscape diff: what changed between two points in time, what of it weighs most, and why answers changed with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph import analysis
from eagraph.errors import EagraphError, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.history import at_point
from eagraph.locale import both
from eagraph.report import Document
from eagraph.reports import Desk, _attributed
from eagraph.reports._differing import Compared, important, in_sum
from eagraph.reports._draft import Draft, Section
from eagraph.reports._telling import told
from eagraph.work import counted

title = both("What changed, and why the answers did")
about = both("What changed between two points in time, what of it weighs most, and which changes moved the answers.")
QUESTIONS = ("single-points",)
"""Each may be asked a hundred times and more, so that only those that are soon answered are asked unbidden."""
BLAST_RADIUS = "blast-radius"


class Params(BaseModel):
    """Between which two, and of which answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    old: str = Field(title="from", description="the point in time to compare from")
    new: str = Field(default="", title="to", description="the point in time to compare with; else now")
    questions: tuple[str, ...] = Field(
        default=QUESTIONS, description="analyses whose answers are compared; each is asked as it is usual here"
    )
    failed: tuple[str, ...] = Field(
        default=(), description="things whose blast radius is compared; where none is named, the most critical thing",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    most: int = Field(
        default=200, ge=4, le=5000, title="askings at most", description="how many times each question may be asked"
    )
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such point in time, or no such question.
        UsageError: the two points in time are one, or a question needs to be told more than is usual.
    """
    new = params.new or at_point.get()
    if params.old == new:
        raise UsageError(both("A point in time does not differ from itself; name two."))
    for question in params.questions:
        analysis.find(question)
    draft = _Draft(desk, "landscape-diff", params, old=params.old, new=new)
    ends = {"old": params.old, **({"new": new} if new else {})}
    asked = draft.keep("landscape", desk.comparing.since(params.old, new), ends)
    compared = Compared(draft, draft.before, draft.snapshot, asked)
    sections = [in_sum(compared), important(compared, params.limit)]
    sections += [
        _why(compared, question, said, params) for question, said in counted(list(_questions(compared, params)), None)
    ]
    heading = both("What changed: {old} to {new}", old=params.old, new=new or both("now"))
    return told(draft, heading, asked.answer.summary.text, sections)


@dataclass
class _Draft(Draft):
    """A draft about the later of two landscapes, which masks what either keeps apart."""

    old: str = ""
    new: str = ""

    @cached_property
    def snapshot(self) -> Snapshot:
        """The later one."""
        return self.desk.comparing.at(self.new)

    @cached_property
    def before(self) -> Snapshot:
        """The earlier one."""
        return self.desk.comparing.at(self.old)

    @cached_property
    def _apart(self) -> list[str]:
        both_ = (*self.before.nodes, *self.snapshot.nodes)
        names = {node.name for node in both_ if node.properties.get("security_protected") == "yes_elsewhere"}
        return sorted(names, key=lambda name: (-len(name), name))


def _questions(compared: Compared, params: Params) -> Iterator[tuple[str, dict[str, Any]]]:
    """The questions with what is said of each: as usual, and what stops when each thing fails."""
    for question in params.questions:
        if question != BLAST_RADIUS:
            yield question, {}
    failed = [compared.draft.snapshot.nodes[compared.draft.find(thing)].id for thing in params.failed]
    for id_ in failed or _most_critical(compared):
        yield BLAST_RADIUS, {"failed": [id_]}


def _most_critical(compared: Compared) -> list[str]:
    """The system that is there before and after of the highest criticality, on which most rests."""
    new = compared.new
    found = [
        (compared.criticality(node.id) or 0, len(new.incoming.of(i)), node.id)
        for i, node in enumerate(new.nodes)
        if node.label == "System" and node.id in compared.old.index and not compared.draft.is_apart(i)
    ]
    return [max(found, key=lambda one: (one[0], one[1], one[2]))[2]] if found else []


def _why(compared: Compared, question: str, said: dict[str, Any], params: Params) -> Section:
    draft: Any = compared.draft
    try:
        found = draft.desk.comparing.why(question, said, old=draft.old, new=draft.new, most=params.most)
    except UsageError:
        raise
    except EagraphError as error:
        return _attributed.not_to_be_had(draft, question, error)
    ends = {"old": draft.old, **({"new": draft.new} if draft.new else {})}
    return _attributed.section(
        draft, compared, draft.keep("landscape", found, {**ends, "why": question, **said}), params.limit
    )
