"""Why did an answer change from one landscape to another? The question asked anew with parts of the changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from eagraph.analysis import Analysis
from eagraph.attribution import Answer, Cause, Role, Row
from eagraph.attribution.changes import Between, Step
from eagraph.attribution.differences import Rows, keyed, known_by
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.model.landscape import Node
from eagraph.model.saying import fields_of, label_text, property_text, value_text
from eagraph.model.schema import Schema
from eagraph.results import Result, SnapshotInfo, Words, completeness
from eagraph.work import advanced

MOST_ASKINGS = 400
ARROW = " → "
NAMED = 3
"""Causes named in the sentence of a row."""
_ROLES: dict[Role, int] = {"cause": 0, "enough": 1, "needed": 2, "part": 3}


def explained(question: Analysis, name: str, params: BaseModel, between: Between, *, most: int = MOST_ASKINGS) -> Answer:
    """Every difference between the answers on the old and the new landscape, with the changes that brought it.

    Args:
        question: the analysis.
        name: what it is called.
        params: its parameters, the same for both landscapes.
        between: the two landscapes.
        most: how many times the question may be asked; what is not split by then is told as unexplained.

    Raises:
        EagraphError: the question cannot be asked of one of the two landscapes.
    """
    work = _Explaining(question, params, between, most)
    rows = tuple(work.row(key) for key in work.differing)
    unexplained = sum(not row.causes for row in rows)
    reasons: list[Text] = []
    if work.unsplit:
        reasons.append(both("{count} changes were not told apart within {most} askings.", count=work.unsplit, most=most))
    if unexplained:
        reasons.append(both("{count} differences have no change that moves them by itself.", count=unexplained))
    summary = both(
        "{rows} rows of the answer differ; {changes} changes lie between, of which {causes} matter.",
        rows=len(rows), changes=len(between.steps), causes=len({i for one in work.found.values() for i in one}),
    )  # fmt: skip
    return Answer(
        analysis="attribution", params={"question": name, **params.model_dump(mode="json")}, summary=Words.of(summary),
        snapshot=SnapshotInfo.of(between.new), completeness=completeness(reasons), rows=rows, question=name,
        asked=params.model_dump(mode="json"), old_summary=work.before.summary, new_summary=work.after.summary,
        changes=len(between.steps), askings=work.askings,
    )  # fmt: skip


@dataclass
class _Explaining:
    """The search under way."""

    question: Analysis
    params: BaseModel
    between: Between
    most: int
    askings: int = 0
    unsplit: int = 0
    found: dict[str, dict[int, Role]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        self.before, self.after = self._asked(self.between.old), self._asked(self.between.new)
        self._fields = known_by(self.before, self.after)
        self.old, self.new = keyed(self.before, self._fields), keyed(self.after, self._fields)
        keys = sorted(self.old.keys() | self.new.keys())
        self.differing = tuple(key for key in keys if self.old.get(key) != self.new.get(key))
        if self.differing and self.between.steps:
            self._search()

    def _search(self) -> None:
        waiting: list[Sequence[int]] = [range(len(self.between.steps))]
        while waiting:
            group = waiting.pop()
            half = len(group) // 2
            parts = (group[:half], group[half:]) if half else (group,)
            for part in parts:
                if self.askings + 2 > self.most:
                    self.unsplit += len(part)
                    continue
                roles = self._roles(part)
                if len(part) == 1:
                    for key, role in roles.items():
                        self.found[key][part[0]] = role
                elif roles:
                    waiting.append(part)

    def _roles(self, part: Sequence[int]) -> Mapping[str, Role]:
        """What a group of changes has to do with every difference that it moves."""
        alone, without = self._rows(self.between.with_only(part)), self._rows(self.between.without(part))
        roles: dict[str, Role] = {}
        for key in self.differing:
            old, new = self.old.get(key), self.new.get(key)
            is_enough, is_needed = alone.get(key) == new, without.get(key) != new
            if is_enough and is_needed:
                roles[key] = "cause"
            elif is_enough:
                roles[key] = "enough"
            elif is_needed:
                roles[key] = "needed"
            elif alone.get(key) != old:
                roles[key] = "part"
        return roles

    def _rows(self, snapshot: Snapshot) -> Rows:
        """The rows of an answer; none where the question cannot be asked, as when what it is about is not there."""
        try:
            return keyed(self._asked(snapshot), self._fields)
        except EagraphError:
            return {}

    def _asked(self, snapshot: Snapshot) -> Result[Any]:
        self.askings += 1
        advanced(self.askings, None)
        return self.question.run(snapshot, self.params)

    def row(self, key: str) -> Row:
        """One difference with its causes, the strongest first."""
        old, new = self.old.get(key), self.new.get(key)
        either = new or old or {}
        names = sorted((old or {}).keys() | (new or {}).keys())
        fields = {n: ((old or {}).get(n), (new or {}).get(n)) for n in names} if old and new else {}
        roles = sorted(self.found.get(key, {}).items(), key=lambda one: (_ROLES[one[1]], one[0]))
        causes = tuple(self._cause(self.between.steps[i], role) for i, role in roles)
        beside = ", ".join(self._name(str(either[name])) for name in self._fields or () if name != "id")
        return Row(
            what="appeared" if old is None else "gone" if new is None else "changed",
            id=str(either.get("id", key)), name=str(either.get("name", "")) or beside, label=str(either.get("label", "")),
            beside=beside if "name" in either else "",
            fields={name: pair for name, pair in fields.items() if pair[0] != pair[1]},
            because=Words.of(_sentence(causes, self.between.new.schema)), causes=causes,
        )  # fmt: skip

    def _cause(self, step: Step, role: Role) -> Cause:
        item = step.item
        told: dict[str, Any] = {
            "role": role, "what": step.what, "property": step.name, "before": step.before, "after": step.after,
        }  # fmt: skip
        if isinstance(item, Node):
            return Cause(kind="node", id=item.id, name=item.name, label=item.label, **told)
        return Cause(
            kind="relationship", id=" ".join(str(part) for part in item.key if part not in ("", 0)),
            name=f"{self._name(item.source)}{ARROW}{self._name(item.target)}", label=item.type,
            source=item.source, target=item.target, **told,
        )  # fmt: skip

    def _name(self, id_: str) -> str:
        for snapshot in (self.between.new, self.between.old):
            if id_ in snapshot.index:
                return snapshot.nodes[snapshot.index[id_]].name
        return id_


def _sentence(causes: Sequence[Cause], schema: Schema) -> Text:
    if not causes:
        return both("No single change explains it.")
    told = joined([change_text(cause, schema) for cause in causes[:NAMED]], "; ")
    more = len(causes) - NAMED
    return both("{told}; and {count} more.", told=told, count=more) if more > 0 else both("{told}.", told=told)


def change_text(cause: Cause, schema: Schema) -> Text:
    """What changed, in one clause."""
    label = label_text(schema, cause.label)
    if cause.kind == "node":
        what = both("{label} {name}", label=label, name=cause.name)
    else:
        source, _, target = cause.name.partition(ARROW)
        what = both("\u201c{source} {does} {target}\u201d", source=source, does=label, target=target)
    if cause.what == "added":
        return both("{what} was added", what=what)
    if cause.what == "removed":
        return both("{what} was removed", what=what)
    fields = fields_of(schema, cause.kind, cause.label)
    before, after = (value_text(schema, fields, cause.property, value) for value in (cause.before, cause.after))
    return both(
        "{property} of {what} went from {before} to {after}",
        property=property_text(fields, cause.property), what=what, before=before, after=after,
    )  # fmt: skip
