"""The migration picture: what must move when one of two systems ends, how much of it, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.answers import Answers
from dashboards.components.boxes import Part, aria, columns, row, small, stack, wide
from dashboards.components.frame import figure_card, notice, thing_link
from dashboards.components.result_head import exports, result_head
from eagraph.analysis.migration import Answer, Count
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification_model import ClassificationModel
from eagraph.results import Result

ENDS = "duplicates-ends"
STAGES: dict[str, Text] = {
    "lacking": both("Find a home for what the other lacks"),
    "information": both("Move, archive or erase information"),
    "dependant": both("Reconnect those who need it"),
    "flow": both("Move the other flows"),
    "service": both("Hand over what it does"),
    "use": both("Move the users"),
    "contract": both("End the contract"),
    "end": both("Switch it off"),
}
"""What is done at a stage, in the order of the stages."""
NOTHING: dict[str, Text] = {
    "information": both("no information is recorded in it"),
    "dependant": both("nobody is recorded to need it"),
    "flow": both("no other flow"),
    "service": both("no service, capability or process"),
    "use": both("no users are recorded"),
    "contract": both("no supplier is recorded"),
}
"""Stages of which it is told that there is nothing to do."""
FOLDED = 3
MOST = 60


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps of one kind in a row; a dependant's own flows go with it."""

    kind: str
    rows: tuple[Any, ...]

    @property
    def steps(self) -> str:
        """Their numbers: 2, or 2–7."""
        numbers = [one.step for one in self.rows]
        return str(numbers[0]) if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}"

    @property
    def count(self) -> int:
        """How many things it is about."""
        return sum(one.kind == self.kind for one in self.rows)


def ends(snapshot: Snapshot, a: str, b: str, chosen: str) -> Component:
    """Which of the two ends."""
    data = [{"value": id_, "label": say("{name} ends", name=snapshot.nodes[snapshot.index[id_]].name)} for id_ in (a, b)]
    box = dmc.SegmentedControl(id=ENDS, value=chosen, data=data, **aria(label=say("Which of the two ends")))
    return html.Div(box, className="eagraph-scroll")


def least_tied(snapshot: Snapshot, a: str, b: str) -> str:
    """The one of two on which less hangs; the second where as much hangs on both."""
    tied = [len(snapshot.outgoing.of(i)) + len(snapshot.incoming.of(i)) for i in (snapshot.index[a], snapshot.index[b])]
    return a if tied[0] < tied[1] else b


def shown(answers: Answers, of: str, into: str) -> Component:
    """The whole picture: figures, sums by level, the way, and every step."""
    try:
        answer = cast("Answer", answers.ask("migration", of=of, into=into))
    except EagraphError as error:
        return notice(str(error.text), colour="red")
    snapshot = answers.workspace.snapshot()
    told = stages(answer.rows)
    parts: list[Part] = [
        result_head(cast("Result[Any]", answer)),
        _figures(answer),
        _sums(snapshot, answer),
        html.H3(say("In which order")),
        way(told),
        _nothing(told),
        html.Div([_stage(snapshot, one) for one in told]),
        exports("migration", {"of": of, "into": into}),
    ]
    return stack(parts)


def stages(rows: Iterable[Any]) -> list[Stage]:
    """Rows by stage, in order."""
    by: dict[str, list[Any]] = defaultdict(list)
    told = tuple(rows)
    reconnected = {one.step for one in told if one.kind == "dependant"}
    for one in told:
        by["dependant" if one.step in reconnected else one.kind].append(one)
    return [Stage(kind, tuple(by[kind])) for kind in STAGES if kind in by]


def way(told: Sequence[Stage]) -> Component:
    """The stages as boxes, one leading to the next, each with how many things it is about."""
    boxes = [
        html.Li([
            html.Span(say("step {steps}", steps=one.steps), className="eagraph-count"),
            html.Strong(str(STAGES[one.kind])),
            html.Span(words.number(one.count), className="eagraph-figure"),
        ])
        for one in told
    ]  # fmt: skip
    return wide(
        html.Ol(boxes, className="eagraph-way", **aria(label=say("The stages in order, and how much each is about")))
    )


def _figures(answer: Answer) -> Component:
    covered = None if answer.covered is None else words.percent(int(100 * answer.covered + 1e-9), 100)
    cost = None if answer.cost_saved is None else words.number(round(answer.cost_saved))
    end = words.day(answer.contract_end) if answer.contract_end else None
    archived = sum(one.kind == "information" for one in answer.rows)
    cards = [
        figure_card(say("Flows to move"), words.number(sum(one.count for one in answer.flows_by_class))),
        figure_card(say("Who needs it directly"), words.number(sum(one.count for one in answer.dependants_by_criticality))),
        figure_card(say("Information to move or archive"), words.number(archived)),
        _told(say("Covered by the other"), covered),
        _told(say("Contract ends"), end),
        _told(say("Saved a year (SEK)"), cost),
    ]
    return columns(cards, 6, small=2)


def _told(text: str, value: str | None) -> Component:
    return figure_card(text, "?", note=say("not recorded")) if value is None else figure_card(text, value)


def _sums(snapshot: Snapshot, answer: Answer) -> Component | None:
    model = snapshot.schema.classification
    parts = [
        _counts(say("Flows by the class of what they carry"), answer.flows_by_class, lambda level: _class(level, model)),
        _counts(say("Those who need it, by criticality"), answer.dependants_by_criticality, _criticality),
    ]
    return columns(parts, 2) if any(parts) else None


def _class(level: str, model: ClassificationModel) -> str:
    return words.level(int(level), model) if level.isdigit() else say("unknown")


def _criticality(level: str) -> str:
    return level if level.isdigit() else say("unknown")


def _counts(head: str, counts: Sequence[Count], said: Any) -> Part:
    """Counts as bars with their figures."""
    if not counts:
        return None
    most = max(one.count for one in counts)
    lines = [
        html.Tr([
            html.Th(said(one.level), scope="row"),
            html.Td(html.Span(html.Span(style={"width": f"{100 * one.count / most:.1f}%"}), className="eagraph-count-bar")),
            html.Td(words.number(one.count)),
        ])
        for one in counts
    ]  # fmt: skip
    return html.Table([html.Caption(head), html.Tbody(lines)], className="eagraph-counts")


def _nothing(told: Sequence[Stage]) -> Part:
    """Of which stages nothing is to be done; what is not recorded is not known to be nothing."""
    there = {one.kind for stage in told for one in stage.rows}
    missing = [str(text) for kind, text in NOTHING.items() if kind not in there]
    return small(say("Nothing to do as far as is recorded: {stages}.", stages="; ".join(missing))) if missing else None


def _stage(snapshot: Snapshot, one: Stage) -> Component:
    name = f"{one.steps}. {STAGES[one.kind]} ({words.number(one.count)})"
    several = one.rows[0].step != one.rows[-1].step
    items = [_item(snapshot, row_, several=several) for row_ in one.rows[:MOST]]
    more = len(one.rows) - MOST
    rest = small(say("… and {count} more.", count=words.number(more))) if more > 0 else None
    listed = stack([html.Ul(items, className="eagraph-list"), rest])
    return html.Details([html.Summary(name), listed], open=len(one.rows) <= FOLDED, className="eagraph-fold")


def _item(snapshot: Snapshot, one: Any, *, several: bool) -> Component:
    """One thing to be done; that one relationship is moved is told by its own name."""
    named: Part = thing_link(one.name, one.id) if one.id in snapshot.index else one.name
    about = [say("step {steps}", steps=one.step)] if several else []
    if one.level is not None:
        about.append(say("class {level}", level=words.short_level(one.level, snapshot.schema.classification)))
    if one.criticality is not None:
        about.append(say("criticality {level}", level=one.criticality))
    if one.owner:
        about.append(say("owner: {name}", name=one.owner))
    return html.Li([named, ": ", str(one.says), " ", small("; ".join(about), span=True)])


def head(snapshot: Snapshot, a: str, b: str, chosen: str) -> Component:
    """What the picture is about, and the choice of which of the two ends."""
    about = say("Nothing is changed here: this is what there is to do, from what is recorded.")
    return row([ends(snapshot, a, b, chosen), small(about)])
