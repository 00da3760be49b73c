"""Counterfactuals as switches: each relationship of a witness stays, ends or is filtered, and what that would come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import levels
from dashboards.components.boxes import Part, aria, card, row, small, stack
from dashboards.components.frame import section, thing_link
from eagraph.analysis.classification_proof import Answer
from eagraph.escalation.counterfactuals import Change as Undoing
from eagraph.escalation.trying import ANONYMISED, FILTERED, Tried
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.model.classification import Aspect
from eagraph.model.landscape import Relationship
from eagraph.results import Words
from eagraph.scenarios import Ask, Scenario
from eagraph.scenarios.changes import Change, RemoveRelationship, SetRelationship

NAME = "classification"
SWITCH = f"{NAME}-switch"
SET = f"{NAME}-set"
ENDED, ANONYMOUS, STAYS = "ended", "filtered", ""
MOST_NAMED = 12
Switched = Mapping[str, str]
"""By relationship, as a proof names it: ended or filtered; what stays is not in it."""


def switches(snapshot: Snapshot, answer: Answer, ties: Mapping[str, int], switched: Switched) -> Component:
    """A switch a relationship, the smallest sets that would do, and the place where it is said what that comes to."""
    aspect = answer.proof.aspect
    parts: list[Part] = [
        small(say("Nothing is changed by a switch; it is worked out what would be required then.")),
        _sets(snapshot, answer, ties),
        html.Ul([_switch(snapshot, name, tie, aspect, switched.get(name, STAYS)) for name, tie in ties.items()],
                className="eagraph-switches"),
        html.Div(id=f"{NAME}-tried", **aria(live="polite")),
    ]  # fmt: skip
    return section(say("What would bring it back?"), parts)


def names_of(answer: Answer) -> list[str]:
    """The relationships that can be switched, as a proof names them; what would undo it comes first."""
    undoing = [tie_name(one) for change in answer.undone_by or () for one in change.relationships]
    facts = [fact for fact in answer.facts if fact.kind == "relationship"]
    facts.sort(key=lambda fact: (fact.type == "HOLDS", fact.type != "FLOW"))
    return list(dict.fromkeys([*undoing, *(fact.id for fact in facts)]))


def tie_name(tie: Any) -> str:
    """A relationship as a proof names it."""
    return f"{tie.source} {tie.type} {tie.target}" + (f" #{tie.ordinal}" if tie.ordinal else "")


def _sets(snapshot: Snapshot, answer: Answer, ties: Mapping[str, int]) -> Part:
    sets = answer.undone_by or ()
    if not sets:
        return small(say("No set of relationships was found that would bring it back."))
    data = [[tie_name(one) for one in change.relationships] for change in sets]
    items = [_set(snapshot, i, change, [ties[name] for name in data[i] if name in ties]) for i, change in enumerate(sets)]
    back = html.Button(
        say("All as it is"), id={"type": SET, "set": -1, "how": STAYS}, n_clicks=0, className="eagraph-button"
    )
    return stack([
        html.P(say("Smallest sets that would do:") if sets[0].smallest else say("This would do, though fewer might:")),
        dcc.Store(id=f"{NAME}-sets", data=data),
        html.Ol(items, className="eagraph-list eagraph-sets"),
        row([back]),
    ])  # fmt: skip


def _set(snapshot: Snapshot, number: int, change: Undoing, ties: Sequence[int]) -> Component:
    model = snapshot.schema.classification
    named = "; ".join(tie_words(snapshot, snapshot.relationships[tie]) for tie in ties)
    left = say("then {level} is left", level=words.level(change.leaves, model))
    how = [(ENDED, say("End these") if len(ties) > 1 else say("End it"))]
    if change.filter_suffices:
        how.append((ANONYMOUS, say("Filter these") if len(ties) > 1 else say("Filter it")))
    buttons = [
        html.Button(text, id={"type": SET, "set": number, "how": name}, n_clicks=0, className="eagraph-button",
                    **aria(label=f"{text}: {named}"))
        for name, text in how
    ]  # fmt: skip
    return html.Li(row([html.Span(f"{named} – {left}"), *buttons]))


def _switch(snapshot: Snapshot, name: str, tie: int, aspect: Aspect, value: str) -> Component:
    told = snapshot.relationships[tie]
    options = [(STAYS, say("stays")), (ENDED, _ending(told))]
    if told.type == "FLOW" and aspect in FILTERED:
        options.append((ANONYMOUS, say("is filtered")))
    said = tie_words(snapshot, told)
    data = [{"value": value, "label": text} for value, text in options]
    known = {value for value, _ in options}
    box = dmc.SegmentedControl(
        id={"type": SWITCH, "tie": name}, value=value if value in known else STAYS, data=data, size="xs", **aria(label=said)
    )
    return html.Li([html.Span(_linked(snapshot, told)), box])


def _ending(tie: Relationship) -> str:
    if tie.type == "FLOW":
        return say("this flow ends")
    return say("is not kept there") if tie.type == "HOLDS" else say("this tie ends")


def tie_words(snapshot: Snapshot, tie: Relationship) -> str:
    """A relationship on one line: from, to, and what it is or carries."""
    names = [snapshot.nodes[snapshot.index[id_]].name for id_ in (tie.source, tie.target)]
    return f"{names[0]} → {names[1]} ({_about(snapshot, tie)})"


def _linked(snapshot: Snapshot, tie: Relationship) -> list[Part]:
    names = [snapshot.nodes[snapshot.index[id_]].name for id_ in (tie.source, tie.target)]
    ends: list[Part] = [thing_link(names[0], tie.source), " → ", thing_link(names[1], tie.target)]
    return [*ends, " ", small(_about(snapshot, tie), span=True)]


def _about(snapshot: Snapshot, tie: Relationship) -> str:
    carries = tie.properties.get("carries")
    said = words.tie(snapshot.schema, tie.type)
    if not isinstance(carries, tuple):
        return said
    listed = [snapshot.nodes[snapshot.index[str(a)]].name if str(a) in snapshot.index else str(a) for a in carries]
    return f"{said}: {', '.join(listed)}"


def shown(snapshot: Snapshot, tried: Tried, place: tuple[int, Aspect], switched: Switched) -> Component:
    """What a try comes to: the level there, how many places in all, and the button that keeps it."""
    node, aspect = place
    model, name = snapshot.schema.classification, snapshot.nodes[node].name
    if not switched:
        return small(say("Turn a switch, and what would be required is said here."))
    then = words.levels(tried.required.low, tried.required.high, model)
    verdict = (
        say("still too low") if tried.is_raised
        else say("no longer too low for certain, perhaps still") if tried.is_perhaps_raised
        else say("no longer too low")
    )  # fmt: skip
    sign = levels.SIGNS["raised" if tried.is_raised else "possible" if tried.is_perhaps_raised else "enough"]
    there = say("{name}: {aspect} {level} would be required; {verdict}.", name=name, aspect=aspect.upper(), level=then,
                verdict=verdict)  # fmt: skip
    in_all = say(
        "In all {settled} of {raised} levels would no longer be too low.",
        settled=words.number(len(tried.settled)), raised=words.number(tried.raised_before),
    )  # fmt: skip
    button = html.Button(say("Try it"), id=f"{NAME}-try", n_clicks=0, className="eagraph-button eagraph-primary")
    about = small(say("Keeps it as a scenario of your own and opens that."))
    return card([
        html.P([html.Span(f"{sign} ", **aria(hidden="true")), there], className="eagraph-sentence"),
        html.P(in_all), _settled(snapshot, tried.settled), row([button, about]),
    ])  # fmt: skip


def _settled(snapshot: Snapshot, settled: Iterable[tuple[int, Aspect]]) -> Part:
    listed = list(settled)
    items = []
    for node, aspect in listed[:MOST_NAMED]:
        thing = snapshot.nodes[node]
        href = address.link("/classification", thing=thing.id, of=aspect)
        items.append(html.Li([dcc.Link(thing.name, href=href, className="eagraph-link"), " ", levels.letter(aspect)]))
    if listed[MOST_NAMED:]:
        items.append(html.Li(say("{count} more", count=words.number(len(listed) - MOST_NAMED))))
    return html.Ul(items, className="eagraph-list") if items else None


def scenario(name: str, base: Scenario | None, title: Words, changes: Iterable[Change]) -> Scenario:
    """The scenario a try is kept as, on top of the one that is looked through."""
    before = base.change if base else ()
    told: dict[str, Any] = {"name": name, "title": title, "change": (*before, *changes)}
    told |= {"fail": base.fail, "date": base.date} if base else {}
    return Scenario.model_validate({**told, "analyse": (Ask(name="escalation"),)})


def changes_of(snapshot: Snapshot, ties: Mapping[str, int], switched: Switched, by: str) -> Iterable[Change]:
    """What is switched as changes of a scenario; a filter counts only with evidence, so it gets the scenario as its own."""
    for name, tie in ties.items():
        told = snapshot.relationships[tie]
        key = str(told.properties.get("source_key") or "")
        ends = {"source": told.source, "type": told.type, "target": told.target, "source_key": key}
        if switched.get(name) == ENDED:
            yield RemoveRelationship(do="remove_relationship", **ends)
        elif switched.get(name) == ANONYMOUS:
            for property_, value in _evidence(snapshot, by).items():
                yield SetRelationship(do="set_relationship", **ends, property=property_, value=value)


def _evidence(snapshot: Snapshot, by: str) -> dict[str, str]:
    day = dt.date.fromisoformat(snapshot.date[:10])
    supposed = str(both("supposed in the scenario {name}", name=by))
    told = dict.fromkeys(("filter_method", "filter_decision", "filter_decided_by", "filter_evidence"), supposed)
    review = day + dt.timedelta(days=365)
    return {"filter": ANONYMISED, **told, "filter_date": day.isoformat(), "filter_review": review.isoformat()}
