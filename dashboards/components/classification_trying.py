"""What the switches do: set them as a smallest set says, work out what would be required, keep it as a scenario to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component

from dashboards import address
from dashboards.answers import Answers
from dashboards.callbacks import in_browser, on
from dashboards.components import classification_switches, keeping
from dashboards.components.boxes import small
from dashboards.components.classification_switches import ANONYMOUS, ENDED, NAME, SET, SWITCH, Switched
from dashboards.components.frame import notice, section
from eagraph.analysis.classification_proof import Answer
from eagraph.errors import EagraphError
from eagraph.escalation import escalate
from eagraph.escalation.trying import attempt, compare, find_ties
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.model.classification import Aspect
from eagraph.results import Words
from eagraph.scenarios import in_use
from eagraph.scenarios.book import Kept
from eagraph.workspace import Workspace

Chosen = dict[str, str]


def switched(ids: Sequence[dict[str, str]], values: Sequence[str | None]) -> dict[str, str]:
    """What is switched, by relationship."""
    return {id_["tie"]: value for id_, value in zip(ids, values, strict=True) if value in (ENDED, ANONYMOUS)}


def said(turned: Switched) -> dict[str, tuple[str, ...]]:
    """The same as an address has it."""
    return {how: tuple(name for name, value in turned.items() if value == how) for how in (ENDED, ANONYMOUS)}


def register(app: Dash, answers: Answers) -> None:
    """Attach what switches and buttons do."""
    switch = {"type": SWITCH, "tie": ALL}
    ids, values = State(switch, "id"), State(switch, "value")
    visit = Output(f"{NAME}-visit", "modified_timestamp"), Input(f"{NAME}-visit", "data")
    in_browser(app, "visit", *visit, initially=False)

    @on(app, Output(f"{NAME}-switches", "children"), Input(f"{NAME}-chosen", "data"), State(f"{NAME}-begun", "data"))
    def offer(chosen: Chosen, begun: dict[str, Any]) -> Component | None:
        turned = {name: how for how in (ENDED, ANONYMOUS) for name in begun[how]} if is_of(begun, chosen) else {}
        try:
            return _offered(answers, chosen, turned)
        except EagraphError as error:
            return notice(str(error.text), colour="red")

    pressed = Input({"type": SET, "set": ALL, "how": ALL}, "n_clicks")

    @on(app, Output(switch, "value"), pressed, ids, State(f"{NAME}-sets", "data"), initially=False)
    def turn(clicks: list[int], ids_: list[dict[str, str]], sets: list[list[str]]) -> Any:
        if not any(clicks):
            return [no_update] * len(ids_)
        cause: Any = ctx.triggered_id
        meant = sets[cause["set"]] if cause["set"] >= 0 else []
        return [cause["how"] if id_["tie"] in meant else "" for id_ in ids_]

    @on(app, Output(f"{NAME}-tried", "children"), Input(switch, "value"), ids, State(f"{NAME}-chosen", "data"))
    def try_(values_: list[str | None], ids_: list[dict[str, str]], chosen: Chosen) -> Component:
        return tried(answers.workspace.snapshot(), chosen, switched(ids_, values_))

    kept = Output(f"{NAME}-visit", "data"), Output(f"{NAME}-kept", "children")

    @on(app, *kept, Input(f"{NAME}-try", "n_clicks"), ids, values, State(f"{NAME}-chosen", "data"), initially=False)
    def keep(clicks: int | None, ids_: list[dict[str, str]], values_: list[str | None], chosen: Chosen) -> Any:
        if not clicks:
            return no_update, no_update
        try:
            name = as_scenario(answers.workspace, chosen, switched(ids_, values_)).scenario.name
        except EagraphError as error:
            return no_update, notice(str(error.text), colour="red")
        return address.link("/classification", scenario=name, thing=chosen["thing"], of=chosen["of"]), None


def tried(snapshot: Snapshot, chosen: Chosen, turned: Switched) -> Component:
    """What the switches come to."""
    aspect, node = cast("Aspect", chosen["of"]), snapshot.index[chosen["thing"]]
    found, ties = escalate(snapshot), find_ties(snapshot, turned)
    ended = [tie for name, tie in ties.items() if turned[name] == ENDED]
    filtered = [tie for name, tie in ties.items() if turned[name] == ANONYMOUS]
    after = attempt(found, ended=ended, filtered=filtered) if ties else found
    return classification_switches.shown(snapshot, compare(found, after, node, aspect), (node, aspect), turned)


def as_scenario(workspace: Workspace, chosen: Chosen, turned: Switched) -> Kept:
    """Keep a try beside the scenario that is looked through, or beside the landscape as it is."""
    snapshot = workspace.snapshot()
    base = workspace.find_scenario(in_use.get()).scenario if in_use.get() else None
    thing = snapshot.nodes[snapshot.index[chosen["thing"]]].name
    name = _free_name(workspace, keeping.slug(f"{thing} {chosen['of']}"))
    ended, filtered = (sum(how == one for how in turned.values()) for one in (ENDED, ANONYMOUS))
    title = both(
        "{thing}, {aspect}: {ended} ended, {filtered} filtered",
        thing=thing, aspect=chosen["of"].upper(), ended=ended, filtered=filtered,
    )  # fmt: skip
    changes = classification_switches.changes_of(snapshot, find_ties(snapshot, turned), turned, name)
    return workspace.scenarios.keep(classification_switches.scenario(name, base, Words.of(title), changes))


def _offered(answers: Answers, chosen: Chosen, turned: Switched) -> Component | None:
    snapshot = answers.workspace.snapshot()
    if not chosen["thing"] or not chosen["of"]:
        return None
    answers.ask("escalation")
    aspect, node = cast("Aspect", chosen["of"]), snapshot.index[chosen["thing"]]
    if not escalate(snapshot).is_raised(node, aspect):
        return None
    answer = cast("Answer", answers.ask("classification-proof", of=chosen["thing"], aspect=aspect))
    ties = find_ties(snapshot, classification_switches.names_of(answer))
    if not ties:
        return section(say("What would bring it back?"), [small(say("It rests on no relationship that could end."))])
    return classification_switches.switches(snapshot, answer, ties, turned)


def is_of(begun: dict[str, Any], chosen: Chosen) -> bool:
    """Is what the address began with about the level that is chosen?"""
    return (begun["thing"], begun["of"]) == (chosen["thing"], chosen["of"])


def _free_name(workspace: Workspace, base: str) -> str:
    taken = {kept.scenario.name for kept in workspace.scenarios.all()}
    stem = base[: keeping.LONGEST_NAME - 4].strip("-")
    return next(name for i in range(1, len(taken) + 2) if (name := f"{stem}-{i}") not in taken)
