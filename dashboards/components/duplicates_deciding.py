"""Deciding about a pair that may be one record, what happens next, and the ledger of what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import duplicates_words
from dashboards.components.boxes import Part, Parts, aria, columns, plain_table, row, small, stack
from dashboards.components.frame import button_link, notice, section
from eagraph.duplicates.ledger import Kept, Line
from eagraph.duplicates.verdicts import Verdict
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

NAME = "duplicates-decide"
FIELDS = ("verdict", "decided_by", "reason")
CHOICES: dict[Verdict, Text] = {
    "same": both("One record"), "different": both("Two systems"), "later": both("Decide later"),
}  # fmt: skip


def box(workspace: Workspace, a: str, b: str) -> Component:
    """The form, what was decided before, and what that means; through a scenario nothing is decided."""
    head = say("Are the two one record?")
    before = history(workspace, a, b)
    if in_use.get():
        told = small(say("Decisions are about the landscape as it is. Leave the scenario to decide."))
        return section(head, [told, before])
    return section(head, [_form(), html.Div(before, id=f"{NAME}-history")])


def _form() -> Component:
    data = [{"value": verdict, "label": str(text)} for verdict, text in CHOICES.items()]
    what = dmc.RadioGroup(
        row([dmc.Radio(value=one["value"], label=one["label"]) for one in data], gap="lg"),
        id=f"{NAME}-verdict", label=say("What is decided"), value="",
    )  # fmt: skip
    fields = [
        dmc.TextInput(
            id=f"{NAME}-decided_by", label=say("Who decided"), description=say("A role, as the chief architect"), value=""
        ),
        dmc.Textarea(id=f"{NAME}-reason", label=say("Why"), description=say("So that it need not be asked again"), value="",
                     autosize=True, minRows=1, maxRows=8),
    ]  # fmt: skip
    button = html.Button(
        say("Keep the decision"), id=f"{NAME}-button", n_clicks=0, className="eagraph-button eagraph-primary"
    )
    meaning = html.P("", id=f"{NAME}-meaning", **aria(live="polite"))
    parts: list[Part] = [
        what, meaning, columns(fields, 2), row([button, small(say("Nothing is written before you press."))]),
        html.Div(id=f"{NAME}-said", **aria(live="polite")),
    ]  # fmt: skip
    return stack(parts)


def follows(snapshot: Snapshot, a: str, b: str, verdict: str) -> str:
    """What happens next."""
    if verdict == "same":
        registers = [_register(snapshot, id_) for id_ in (a, b)]
        where = say("in {register}", register=registers[0]) if registers[0] == registers[1] else say(
            "in {one} and {other}", one=registers[0], other=registers[1])  # fmt: skip
        return say(
            "Next: whoever keeps the registers merges the two {where}; the picture below tells what hangs on each. "
            "Nothing is changed here, and the pair stays in the list, marked as decided, until one of them is gone.",
            where=where,
        )
    if verdict == "different":
        return say("Next: nothing. The pair is not proposed again, and neither joins a group because of it.")
    if verdict == "later":
        return say("Next: the pair stays in the list, marked as to be looked at again.")
    return ""


def _register(snapshot: Snapshot, id_: str) -> str:
    if id_ not in snapshot.index:
        return "–"
    node = snapshot.nodes[snapshot.index[id_]]
    return str(node.properties.get("source") or "") or (node.provenance[0].source if node.provenance else "–")


def said(workspace: Workspace, kept: Kept) -> Component:
    """That a decision was kept, and what happens next."""
    one = kept.decision
    told = say("Kept as version {version}.", version=kept.version)
    return notice(f"{told} {follows(workspace.snapshot(), one.a, one.b, one.verdict)}", colour="green")


def history(workspace: Workspace, a: str, b: str) -> Component:
    """Every decision about a pair, the latest first, and what the latest means."""
    try:
        versions = workspace.duplicates.versions(a, b)
    except UnknownName:
        return small(say("Nobody has decided about the two."))
    head = [say("Version"), say("Decision"), say("By"), say("Why"), say("Decided on")]
    rows: list[Parts] = [
        [
            str(kept.version), duplicates_words.decided(kept.decision.verdict), kept.decision.decided_by,
            kept.decision.reason, words.day(kept.decision.decided_on.isoformat()),
        ]
        for kept in reversed(versions)
    ]  # fmt: skip
    last = versions[-1].decision
    return stack([
        html.H3(say("Decided so far")), plain_table(head, rows), small(follows(workspace.snapshot(), a, b, last.verdict)),
    ])  # fmt: skip


def ledger(lines: Sequence[Line]) -> Component:
    """Every pair that somebody decided about, the latest first."""
    head = say("Decisions taken ({count})", count=words.number(len(lines)))
    if not lines:
        return section(head, [small(say("Nobody has decided about a pair yet."))])
    told = [say("Pair"), say("Decision"), say("By"), say("Decided on"), say("Why"), say("In the landscape")]
    ordered = sorted(lines, key=lambda line: (line.decided_on, line.a_name), reverse=True)
    download = html.A("JSON", href=address.link("/api/v1/duplicates"), className="eagraph-button", download="")
    return section(head, [plain_table(told, [_line(line) for line in ordered]), row([small(say("Export:")), download])])


def _line(line: Line) -> Parts:
    name = f"{line.a_name} · {line.b_name}"
    link: Part = name
    if not line.gone:
        link = dcc.Link(name, href=duplicates_words.link("same-record", line.a, line.b), className="eagraph-link")
    there = say("gone: {ids}", ids=", ".join(line.gone)) if line.gone else say("both are there")
    day = words.day(line.decided_on.isoformat())
    return [link, duplicates_words.decided(line.verdict), line.decided_by, day, line.reason, there]


def instead(kind: str, a: str, b: str, marks: Mapping[str, bool]) -> Component:
    """What can be decided about two systems that are not one record.

    Args:
        kind: parallel solutions or several installations.
        a: of parallel solutions the local one.
        b: the other.
        marks: whether the other is common (`common`).
    """
    told: list[Part] = []
    links: list[Part] = []
    if kind == "parallel-solution" and marks.get("common"):
        told += [
            say("End the local one: record in its register that it is replaced by the common one (COM-03)."),
            say("Keep it for a while: an exemption from COM-01, decided by the control function, with an end."),
            say("Show that the common one does not cover the need: a proof of absence (COM-04)."),
        ]
        links.append(button_link(say("Findings and exemptions, COM-01"), address.link("/governance", rule="COM-01")))
        links.append(button_link(say("Proof of absence for it"), absence_link(a)))
    elif kind == "parallel-solution":
        told += [
            say("Let one of them become the common solution, and the other be replaced by it."),
            say("Leave both: no rule forbids it as long as there is no common solution."),
        ]
        links.append(button_link(say("What a common solution is asked to do"), address.link("/governance", rule="COM-01")))
    else:
        told += [
            say("Let one installation serve all: the migration picture below tells what that takes."),
            say("Leave them: their data are apart, and the product's contract may still be one."),
        ]
    links.append(button_link(say("Are the two one record?"), duplicates_words.link("same-record", a, b)))
    listed = html.Ul([html.Li(text) for text in told], className="eagraph-list")
    about = small(say("Nothing is decided here: it is recorded where the systems are, or as an exemption."))
    return section(say("What can be decided"), [listed, row(links), about])


def absence_link(of: str) -> str:
    """The form of a proof of absence with a system filled in."""
    return f"{address.link(duplicates_words.PATH, planned=of)}#duplicates-absence"


def told(a: str, b: str, values: Sequence[Any]) -> dict[str, Any]:
    """What the form says, as the ledger reads it."""
    return {"a": a, "b": b, **{name: value or None for name, value in zip(FIELDS, values, strict=True)}}
