"""Why one level is required: the claim, the witness as picture and steps, the facts with their age, unknowns and norms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import levels
from dashboards.components.boxes import Part, aria, chip, plain_table, row, small, stack
from dashboards.components.frame import button_link, thing_link
from dashboards.components.picture import picture
from dashboards.figures.way import Stop, way
from dashboards.figures.witness import witness
from eagraph.analysis.classification_proof import Answer
from eagraph.analysis.escalation import Row
from eagraph.escalation.proofs import Fact, Proof, ProofStep
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.rule_words import FLAGS, condition_text, proposal_text, source_text, when_text

PICTURE = "classification-picture"
MOST_VALUES = 8
VALUES: dict[str, Text] = {
    "assets": both("information"), "owners": both("boards and companies"), "sources": both("master sources"),
    "categories": both("categories"), "systems": both("systems it is about"), "dependants": both("who depends on it"),
    "subjects": both("subjects, most"), "records": both("records, most"), "resolution_s": both("seconds between values"),
    "retention_d": both("days kept"), "asked": both("asked for"), "of_level": both("at level"),
}  # fmt: skip
"""What satisfied a rule, by the name a proof gives it."""


def title_of(snapshot: Snapshot, found: Row) -> Component:
    """What is looked at, as a heading that can be gone to."""
    model = snapshot.schema.classification
    parts: list[Part] = [say("Why {name}", name=found.name), ": ", levels.letter(found.aspect), " "]
    decided = words.levels(found.assigned_low, found.assigned_high, model)
    required = words.levels(found.required_low, found.required_high, model)
    return html.H2([*parts, f"{decided} → {required} {levels.SIGNS[levels.verdict_of(found)]}"], tabIndex=-1)


def proven(snapshot: Snapshot, found: Row, answer: Answer, today: dt.date) -> list[Part]:
    """The proof of what is required for certain."""
    proof, model = answer.proof, snapshot.schema.classification
    names = _names(snapshot)
    drawing = witness(proof, names, model)
    told = say("The way of the level, from the information to {name}; the steps beside say the same.", name=found.name)
    left = small(say("{count} boxes are left out.", count=words.number(drawing.left_out))) if drawing.left_out else None
    return [
        html.P(levels.sentence(snapshot, found), className="eagraph-sentence", **aria(live="polite")),
        _marks(snapshot, found),
        picture(PICTURE, told, drawing),
        left,
        *_steps(snapshot, answer, today),
    ]


def for_certain(snapshot: Snapshot, answer: Answer, today: dt.date) -> Component:
    """The proof of what is required for certain, where more is only possible."""
    summary = html.Summary(say("What is required for certain, and why"))
    return html.Details(
        [summary, stack([html.P(str(answer.proof.claim)), *_steps(snapshot, answer, today)])], className="eagraph-fold"
    )


def _steps(snapshot: Snapshot, answer: Answer, today: dt.date) -> list[Part]:
    """The steps in words, the facts, what is unknown, and norms."""
    proof, model = answer.proof, snapshot.schema.classification
    steps = html.Ol([_step(snapshot, step) for step in proof.steps], className="eagraph-list eagraph-steps")
    head = html.H3(say("Step by step"))
    return [head, steps, _facts(snapshot, proof, today), _unknown(answer, model), _norms(proof)]


def unproven(snapshot: Snapshot, found: Row) -> list[Part]:
    """The way of a level that nothing requires for certain: what may, and how it would come."""
    told = say("The way of the level: {way}", way=levels.way_words(snapshot, found))
    stops = [
        Stop(id_, name, "", 2 if i == 0 else None)
        for i, (id_, name) in enumerate(zip(found.witness, levels.way_names(snapshot, found), strict=True))
    ]
    drawn = [small(told), picture(PICTURE, told, way(stops))] if len(stops) > 1 else []
    why = say("Nothing that is known requires more for certain, so there is nothing to prove; this is how it may come.")
    return [
        html.P(levels.sentence(snapshot, found), className="eagraph-sentence", **aria(live="polite")),
        _marks(snapshot, found),
        small(why) if found.possible else None,
        *drawn,
    ]


def links(found: Row) -> Component:
    """Where to go on from here."""
    return row([
        button_link(say("All about {name}", name=found.name), address.link("/thing", id=found.id)),
        button_link(say("What would a new flow to it raise?"), address.link("/precheck", to=found.id)),
    ])  # fmt: skip


def _marks(snapshot: Snapshot, found: Row) -> Part:
    """What the rules ask for besides a level, what was assumed, and what safeguards give."""
    told = [chip(str(FLAGS[flag]), warn=True) for flag in found.flags]
    if found.assumed:
        told.append(chip(say("rests on a flow of which nobody says what it carries"), warn=True))
    best = words.level(found.assured_high, snapshot.schema.classification)
    if found.gap:
        told.append(chip(say("assured at best {level}: {gap} below what is required", level=best, gap=found.gap), warn=True))
    elif found.assured_low:
        least = words.level(found.assured_low, snapshot.schema.classification)
        told.append(chip(say("assured at least {level}", level=least)))
    return row(told) if told else None


def _step(snapshot: Snapshot, step: ProofStep) -> Component:
    model = snapshot.schema.classification
    parts: list[Part] = [str(step.says)]
    if step.level:
        parts = [levels.chip(step.aspect, step.level, model), " ", *parts]
    rule = model.rule.get(step.rule)
    if rule is not None and step.kind == "rule":
        parts.append(_rule(snapshot, step, model))
    return html.Li(parts)


def _rule(snapshot: Snapshot, step: ProofStep, model: ClassificationModel) -> Component:
    """The rule as the model has it, with the values that satisfied it here."""
    rule = model.rule[step.rule]
    said: list[tuple[str, Part]] = [(say("applies when"), str(when_text(rule, model)))]
    met = [
        condition_text(one, model)
        for one in rule.when
        if one.model_dump(mode="json", exclude_defaults=True) == step.condition
    ]
    if met and len(rule.when) > 1:
        said.append((say("here"), str(met[0])))
    said += [(_value_name(name), _value(snapshot, value)) for name, value in step.values.items() if value not in (None, [])]
    said.append((say("proposes"), str(proposal_text(rule, model))))
    said.append((say("says who"), str(source_text(rule.source))))
    rows = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in said]
    return html.Details(
        [html.Summary(say("The rule and what satisfied it")), html.Dl(rows, className="eagraph-meanings")], open=True
    )


def _value_name(name: str) -> str:
    return str(VALUES[name]) if name in VALUES else name


def _value(snapshot: Snapshot, value: object) -> Part:
    if not isinstance(value, list | tuple):
        return words.figure(value) if isinstance(value, int | float) else str(value)
    model, names = snapshot.schema.classification, _names(snapshot)
    listed = [str(model.categories[one].text) if one in model.categories else names(str(one)) for one in value]
    more = say("{count} more", count=words.number(len(listed) - MOST_VALUES)) if len(listed) > MOST_VALUES else ""
    return ", ".join(filter(None, [*listed[:MOST_VALUES], more]))


def _facts(snapshot: Snapshot, proof: Proof, today: dt.date) -> Component:
    """What it rests on, and how old that is."""
    oldest = words.age(proof.oldest, today) if proof.oldest else ""
    said = say("Without any one of these the claim falls.")
    if oldest:
        said += " " + say("The oldest dated fact is from {day}, {age}.", day=words.day(proof.oldest or ""), age=oldest)
    if proof.undated:
        said += " " + say("Without a date: {count} of {total}.", count=proof.undated, total=len(proof.facts))
    head = [say("Fact"), say("Says"), say("Date"), say("Age of data")]
    rows = [_fact(snapshot, fact, today) for fact in proof.facts]
    summary = html.Summary(say("The facts it rests on ({count})", count=words.number(len(rows))))
    return html.Details([summary, stack([small(said), plain_table(head, rows)])], open=len(rows) <= 6)


def _fact(snapshot: Snapshot, fact: Fact, today: dt.date) -> list[Part]:
    names = _names(snapshot)
    dated = _whole(words.day(fact.stated_on) if fact.stated_on else say("no date"))
    age = _whole(words.age(fact.stated_on, today) if fact.stated_on else "–")
    if fact.kind == "classification" and fact.thing and fact.aspect:
        level = levels.chip(fact.aspect, fact.level or 0, snapshot.schema.classification)
        by = say("decided by {who}", who=fact.decided_by) if fact.decided_by else say("by whom is not stated")
        return [thing_link(names(fact.thing), fact.thing), html.Span([level, f" {by}"]), dated, age]
    source, target = fact.source or "", fact.target or ""
    ends = html.Span([thing_link(names(source), source), " → ", thing_link(names(target), target)])
    tie = words.tie(snapshot.schema, fact.type or "")
    carried = [names(one) for one in fact.carries or ()]
    said = say("{tie}: {what}", tie=tie, what=", ".join(carried)) if carried else tie
    return [ends, said, dated, age]


def _whole(text: str) -> Component:
    """A text that stays on one line."""
    return html.Span(text, className="eagraph-nowrap")


def _unknown(answer: Answer, model: ClassificationModel) -> Component:
    """What is open, and whether it could matter."""
    if not answer.unknown:
        return stack([html.H3(say("What is unknown")), small(say("All information there is classified in this aspect."))])
    items = []
    for one in answer.unknown:
        could = say("could require more here") if one.could_raise else say("could not require more here")
        between = words.levels(one.low, one.high, model)
        link = dcc.Link(one.thing.name, href=address.link("/thing", id=one.thing.id), className="eagraph-link")
        mark = f"{levels.SIGNS['possible']} " if one.could_raise else ""
        items.append(html.Li([mark, link, f": {between} – {could}"]))
    return stack([html.H3(say("What is unknown")), html.Ul(items, className="eagraph-list")])


def _norms(proof: Proof) -> Component:
    told = say("Norms: {norms}.", norms=", ".join(proof.norms))
    model = say("Classification model {id} {version}, {hash}.", id=proof.model_id, version=proof.model_version,
                hash=proof.model_hash[:12])  # fmt: skip
    return small(f"{told} {model}")


def _names(snapshot: Snapshot) -> Callable[[str], str]:
    """Names of things by id; what the landscape does not have keeps its id."""
    return lambda id_: snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_
