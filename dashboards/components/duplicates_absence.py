"""Proof of absence: what is needed and by whom, whether a common solution covers it, and the document to decide on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.answers import Answers
from dashboards.components import search_box
from dashboards.components.boxes import Part, Parts, chip, columns, plain_table, row, small, stack
from dashboards.components.frame import notice, section, thing_link
from dashboards.components.result_head import result_head
from eagraph.analysis.proof_of_absence import Answer
from eagraph.analysis.proof_of_absence import Row as Solution
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.results import Result

NAME = "duplicates-absence"
OFFERED: dict[str, tuple[str, ...]] = {
    "capabilities": ("Capability",), "information": ("Concept", "InformationType"), "processes": ("Process",),
    "whom": ("Organisation", "TargetGroup"),
}  # fmt: skip
"""What a field offers, by label."""
FIELDS = ("planned", *OFFERED)
COVERS: dict[str, tuple[str, Text]] = {
    "covered": ("✗", both("covered: no new local system")), "partly": ("∩", both("covered in part")),
    "absent": ("✓", both("not covered")), "unknown": ("?", both("cannot be told")),
}  # fmt: skip
DOCUMENTS = (("pdf", "PDF"), ("docx", "Word"), ("html", "HTML"))
NEAREST = 8


def form(snapshot: Snapshot, said: Mapping[str, Sequence[str]]) -> Component:
    """What is to be said of the need."""
    labels = {
        "capabilities": say("Capabilities it needs"), "information": say("Information it needs"),
        "processes": say("Processes it is to support"), "whom": say("For whom"),
    }  # fmt: skip
    planned = search_box.search_box(f"{NAME}-planned", say("Planned system or project, if recorded"), snapshot,
                                    said.get("planned", ()), clearable=True)  # fmt: skip
    boxes = [_box(snapshot, name, text, said.get(name, ())) for name, text in labels.items()]
    about = say(
        "A new local system is allowed only where common solutions are lacking (COM-04). Say what it is needed for; the "
        "answer names every common solution, existing or planned, and becomes a document to sign."
    )
    place = html.Div(id=f"{NAME}-answer")
    return section(say("Proof of absence"), [small(about), columns([*boxes, planned], 3), place], id=NAME)


def _box(snapshot: Snapshot, name: str, label: str, chosen: Sequence[str]) -> Component:
    data = offered(snapshot, name)
    there = {one["value"] for one in data}
    box: Component = dmc.MultiSelect(
        id=f"{NAME}-{name}", label=label, data=data, value=[id_ for id_ in chosen if id_ in there], searchable=True,
        clearable=True, limit=60, hidePickedOptions=True, nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return box


def offered(snapshot: Snapshot, name: str) -> list[dict[str, str]]:
    """The things a field offers, by name; the id beside names that several have."""
    things = [node for node in snapshot.nodes if node.label in OFFERED[name] and node.properties.get("kind") != "supplier"]
    seen: dict[str, int] = {}
    for node in things:
        seen[node.name] = seen.get(node.name, 0) + 1
    told = [(node.name if seen[node.name] == 1 else f"{node.name} · {node.id}", node.id) for node in things]
    return [{"value": id_, "label": text} for text, id_ in sorted(told, key=lambda pair: (pair[0].casefold(), pair[1]))]


def asked(said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The same as the analysis takes it."""
    names = {"whom": "organisation"}
    told: dict[str, Any] = {names.get(name, name): list(said[name]) for name in OFFERED if said.get(name)}
    if said.get("planned"):
        told["of"] = said["planned"][0]
    return told


def shown(answers: Answers, said: Mapping[str, Sequence[str]]) -> Component:
    """Whether the need is covered, by what, what follows, and the document."""
    params = asked(said)
    if not params or params.keys() == {"organisation"}:
        return small(say("Choose at least one capability, a process, some information, or a planned system."))
    try:
        answer = cast("Answer", answers.ask("proof-of-absence", **params))
    except EagraphError as error:
        return notice(str(error.text), colour="red")
    sign, text = COVERS[answer.verdict]
    links = [
        html.A(name, href=address.link("/api/v1/analyses/proof-of-absence", **params, format=form_),
               className="eagraph-button", download="")
        for form_, name in DOCUMENTS
    ]  # fmt: skip
    whole = dcc.Link(
        say("All that can be said of it"),
        href=address.link("/questions", ask="proof-of-absence", **params, asked=True), className="eagraph-link",
    )  # fmt: skip
    parts: list[Part] = [
        row([chip(f"{sign} {text}", warn=answer.verdict != "absent")]),
        result_head(cast("Result[Any]", answer)),
        html.P(str(answer.follows)) if answer.follows else None,
        _nearest(answer.rows),
        row([small(say("The document:")), *links, whole]),
    ]
    return stack(parts)


def _nearest(rows: Sequence[Solution]) -> Part:
    near = [one for one in rows if one.verdict != "absent"][:NEAREST]
    if not near:
        return None
    head = [say("Common solution"), say("Covers"), say("Has"), say("Lacks"), say("Ask")]
    return plain_table(head, [_solution(one) for one in near])


def _solution(one: Solution) -> Parts:
    sign, text = COVERS[one.verdict]
    share = f" {words.percent(int(100 * one.covered + 1e-9), 100)}" if one.covered is not None else ""
    owner = one.owner or say("nobody is said to own it")
    return [thing_link(one.name, one.id), f"{sign} {text}{share}", ", ".join(one.shared), ", ".join(one.missing), owner]
