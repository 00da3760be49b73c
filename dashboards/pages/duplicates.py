"""Which systems are registered twice, do what another does, or are installed several times; what to do about it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import on
from dashboards.components import (
    duplicates_absence,
    duplicates_deciding,
    duplicates_migration,
    duplicates_pair,
    duplicates_pairs,
    duplicates_words,
    row_window,
    search_box,
)
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from dashboards.components.result_head import exports, result_head
from eagraph.duplicates.pairs import KINDS, Kind
from eagraph.errors import EagraphError, InvalidDecision
from eagraph.locale import both, current, say
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

title = both("Duplicates")
path = duplicates_words.PATH
order = 41
NAME = "duplicates"
CONTROLS = (f"{NAME}-kind", f"{NAME}-organisation")
ABSENCE = duplicates_absence.FIELDS


class Address(BaseModel):
    """What the address says: the kind, whose, which pair, which of the two ends, and a need to prove the absence of."""

    kind: Kind = "same-record"
    organisation: str = ""
    a: str = ""
    b: str = ""
    ends: str = ""
    planned: str = ""
    capabilities: tuple[str, ...] = ()
    information: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    found: dict[str, list[str]] = {}
    problems = list(told)
    for name in ("a", "b", "ends", "planned", "organisation", "capabilities", "information", "processes", "whom"):
        said = getattr(state, name)
        found[name], unknown = address.meant(snapshot, [said] if isinstance(said, str) and said else said or [])
        problems += unknown
    pair = {name: (found[name] or [""])[0] for name in ("a", "b")}
    if pair["a"] and pair["a"] == pair["b"]:
        problems.append(both("Two different systems are needed to compare; the address names {id} twice.", id=pair["a"]))
    content = [
        _controls(workspace, state.kind, (found["organisation"] or [""])[0]),
        answer_place(f"{NAME}-answer"),
        answer_place(f"{NAME}-pair"),
        html.Div(id=f"{NAME}-ledger"),
        duplicates_absence.form(snapshot, found),
        dcc.Store(id=f"{NAME}-chosen", data=pair),
        dcc.Store(id=f"{NAME}-begun", data={"ends": (found["ends"] or [""])[0]}),
        dcc.Store(id=f"{NAME}-decided"),
        address.store(NAME),
    ]
    return page_frame(title, content, told=problems)


def register(app: Dash, workspace: Workspace) -> None:
    """The pairs of a kind, the one that is chosen, what is decided about it, and proofs of absence."""
    answers = Answers(workspace)
    search_box.register(app, workspace, f"{duplicates_absence.NAME}-planned")
    _register_pairs(app, answers)
    _register_pair(app, answers)
    _register_deciding(app, workspace)
    _register_absence(app, answers)
    _register_address(app)


def _register_pairs(app: Dash, answers: Answers) -> None:
    workspace = answers.workspace
    inputs = [Input(id_, "value") for id_ in CONTROLS]
    decided = Input(f"{NAME}-decided", "data")

    @on(app, Output(f"{NAME}-answer", "children"), *inputs, decided)
    def answer(kind: Kind, organisation: str | None, _: str | None) -> Component:
        try:
            return _listed(answers, kind, organisation or "")
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    @on(app, Output(f"{NAME}-ledger", "children"), decided)
    def ledger(_: str | None) -> Component:
        try:
            return duplicates_deciding.ledger(workspace.duplicates.lines())
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    @on(app, Output(f"{NAME}-chosen", "data"), inputs[0], initially=False)
    def other_kind(_: str) -> dict[str, str]:
        return {"a": "", "b": ""}

    @lru_cache(maxsize=4)
    def listed(_seen: tuple[Any, ...], kind: Kind, organisation: str) -> list[dict[str, Any]]:
        snapshot = workspace.snapshot()
        kept = duplicates_pairs.kept(snapshot, duplicates_pairs.found(answers, kind), organisation)
        return duplicates_pairs.rows(snapshot, kind, kept, organisation)

    def rows(kind: Kind, organisation: str | None) -> list[dict[str, Any]]:
        seen = (workspace.snapshot().hash, current.get(), in_use.get(), workspace.duplicates.told())
        return listed(seen, kind, organisation or "")

    row_window.register(app, duplicates_pairs.TABLE, rows, [State(id_, "value") for id_ in CONTROLS])


def _register_pair(app: Dash, answers: Answers) -> None:
    kind, begun = State(CONTROLS[0], "value"), State(f"{NAME}-begun", "data")
    chosen = f"{NAME}-chosen", "data"

    @on(app, Output(f"{NAME}-pair", "children"), Input(*chosen), kind, begun)
    def pair(chosen_: dict[str, str], kind_: Kind, begun_: dict[str, str]) -> Component | None:
        if not is_pair(chosen_):
            return None
        try:
            return duplicates_pair.shown(answers, kind_, chosen_["a"], chosen_["b"], begun_["ends"])
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    @on(app, Output(f"{NAME}-migration", "children"), Input(duplicates_migration.ENDS, "value"), State(*chosen))
    def migration(ends: str | None, chosen_: dict[str, str]) -> Component | None:
        if not ends or ends not in chosen_.values():
            return None
        into = chosen_["b"] if ends == chosen_["a"] else chosen_["a"]
        return duplicates_migration.shown(answers, ends, into)


def _register_deciding(app: Dash, workspace: Workspace) -> None:
    name, fields = duplicates_deciding.NAME, duplicates_deciding.FIELDS
    said = [State(f"{name}-{field}", "value") for field in fields]
    errors = [Output(f"{name}-{field}", "error") for field in fields]
    chosen = State(f"{NAME}-chosen", "data")

    @on(app, Output(f"{name}-meaning", "children"), Input(f"{name}-verdict", "value"), chosen, initially=False)
    def meaning(verdict: str, chosen_: dict[str, str]) -> str:
        return duplicates_deciding.follows(workspace.snapshot(), chosen_["a"], chosen_["b"], verdict)

    kept_ = Output(f"{name}-said", "children"), Output(f"{name}-history", "children"), Output(f"{NAME}-decided", "data")

    @on(app, *kept_, *errors, Input(f"{name}-button", "n_clicks"), chosen, *said, initially=False)
    def decide(clicks: int | None, chosen_: dict[str, str], *values: Any) -> tuple[Any, ...]:
        if not clicks or in_use.get():
            return (no_update,) * (3 + len(fields))
        a, b = chosen_["a"], chosen_["b"]
        try:
            kept = workspace.duplicates.decide(duplicates_deciding.told(a, b, values))
        except InvalidDecision as error:
            wrong = {problem.where: str(problem.text) for problem in error.problems}
            other = [text for field, text in wrong.items() if field not in fields]
            shown = notice(" ".join([say("Nothing was kept; see what is marked."), *other]), colour="red")
            return shown, no_update, no_update, *(wrong.get(field) for field in fields)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update, no_update, *(None for _ in fields)
        history = duplicates_deciding.history(workspace, a, b)
        return duplicates_deciding.said(workspace, kept), history, kept.saved_at, *(None for _ in fields)


def _register_absence(app: Dash, answers: Answers) -> None:
    inputs = [Input(f"{duplicates_absence.NAME}-{field}", "value") for field in ABSENCE]

    @on(app, Output(f"{duplicates_absence.NAME}-answer", "children"), *inputs)
    def absence(*values: Any) -> Component:
        return duplicates_absence.shown(answers, _need(values))


def _register_address(app: Dash) -> None:
    """The address follows what is chosen."""
    need = [Input(f"{duplicates_absence.NAME}-{field}", "value") for field in ABSENCE]
    inputs = [Input(id_, "value") for id_ in CONTROLS]
    ends = Input(duplicates_migration.ENDS, "value", allow_optional=True)

    @on(app, Output(f"{NAME}-address", "data"), *inputs, Input(f"{NAME}-chosen", "data"), ends, *need)
    def write(kind: str, organisation: str | None, chosen: dict[str, str], ends_: str | None, *values: Any) -> str:
        told: dict[str, Sequence[str]] = {"kind": (kind,), **_need(values)}
        told |= {name: (value,) for name, value in chosen.items() if value}
        told |= {"organisation": (organisation,)} if organisation else {}
        told |= {"ends": (ends_,)} if ends_ and ends_ in chosen.values() else {}
        state = address.read(Address, {name: tuple(values_) for name, values_ in told.items()})[0]
        return address.write(path, state)


def is_pair(chosen: Mapping[str, str]) -> bool:
    """Are two different systems chosen?"""
    return bool(chosen["a"] and chosen["b"] and chosen["a"] != chosen["b"])


def _need(values: Sequence[Any]) -> dict[str, Sequence[str]]:
    said = zip(ABSENCE, values, strict=True)
    return {name: [value] if isinstance(value, str) else list(value) for name, value in said if value}


def _controls(workspace: Workspace, kind: Kind, organisation: str) -> Component:
    snapshot = workspace.snapshot()
    data = [{"value": one, "label": str(duplicates_words.KINDS[one])} for one in KINDS]
    kinds = dmc.SegmentedControl(id=CONTROLS[0], value=kind, data=data, **aria(label=say("Kind of duplicates")))
    offered = duplicates_pairs.organisations(snapshot)
    ordered = sorted(offered.items(), key=lambda pair: pair[1].casefold())
    whose = dmc.Select(
        id=CONTROLS[1], label=say("Board or company"), data=[{"value": id_, "label": name} for id_, name in ordered],
        value=organisation if organisation in offered else None, clearable=True, searchable=len(ordered) > 9,
        placeholder=say("All"), w=260, nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return row([html.Div(kinds, className="eagraph-scroll"), whose], gap="lg", align="flex-end")


def _listed(answers: Answers, kind: Kind, organisation: str) -> Component:
    snapshot = answers.workspace.snapshot()
    pairs = duplicates_pairs.found(answers, kind)
    shown = duplicates_pairs.kept(snapshot, pairs, organisation)
    parts: list[Part] = [
        html.P(str(duplicates_words.MEANINGS[kind]), className="eagraph-reason"),
        _head(answers, kind),
        duplicates_pairs.listed(snapshot, kind, shown, len(pairs), organisation),
        small(say("The files hold every pair of the kind, with all evidence.")),
        _files(kind),
    ]
    return stack(parts)


def _head(answers: Answers, kind: Kind) -> Component:
    """What is found in all; of parallel solutions as the programme has it, with what is no pair."""
    if kind != "parallel-solution":
        return result_head(cast("Any", duplicates_pairs.ask(answers, kind)))
    answer = duplicates_pairs.ask_programme(answers)
    rules = sorted({one.rule for one in answer.rows if one.rule not in (None, "COM-01") and one.violation != "no"} - {None})
    links = [dcc.Link(str(rule), href=address.link("/governance", rule=rule), className="eagraph-link") for rule in rules]
    about = row([small(say("Upgrades and masters are no pairs; they are findings of:")), *links]) if links else None
    return stack([result_head(answer), about])


def _files(kind: Kind) -> Component:
    if kind == "parallel-solution":
        return exports("parallel-solutions", {"among_local": True})
    return exports("duplicates", {"kind": kind})
