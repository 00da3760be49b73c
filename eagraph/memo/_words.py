"""How a memo says levels and facts: levels by number and name, facts in one sentence."""

from __future__ import annotations

from eagraph.decisions import Levels
from eagraph.escalation.counterfactuals import Change, ChangedTie
from eagraph.escalation.proofs import Fact
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.nodes import ASPECTS


def aspect_text(aspect: Aspect) -> Text:
    """An aspect by name and letter."""
    name, letter = ASPECTS[aspect], aspect.upper()
    return both("{name} ({letter})", name=name, letter=letter)


def capitalised(text: Text) -> Text:
    """The text as it begins a sentence."""
    return Text(text.sv[:1].upper() + text.sv[1:], text.en[:1].upper() + text.en[1:])


def level_text(model: ClassificationModel, level: int) -> Text:
    """A level as the model shows it, and by name where it shows numbers."""
    shown, name = model.level_text(level), model.levels[level].name.text
    return shown if shown == name else both("{level} ({name})", level=shown, name=name)


def levels_text(model: ClassificationModel, low: int, high: int) -> Text:
    """A level, or between which two it is."""
    if low == high:
        return level_text(model, low)
    return both("{low} to {high}", low=model.level_text(low), high=model.level_text(high))


def short_text(model: ClassificationModel, levels: Levels) -> Text:
    """Levels as the model shows them, without their names beside the numbers."""
    low, high = model.level_text(levels.low), model.level_text(levels.high)
    return low if low == high else Text(f"{low.sv}-{high.sv}", f"{low.en}-{high.en}")


def name_text(snapshot: Snapshot, id_: str) -> Text:
    """What a thing is called; by its id where the landscape does not have it."""
    node = snapshot.index.get(id_)
    name = id_ if node is None else snapshot.nodes[node].name
    return Text(name, name)


def fact_text(snapshot: Snapshot, fact: Fact) -> Text:
    """A fact in one sentence."""
    if fact.kind == "relationship":
        return _tie_text(snapshot, fact.source or "", fact.type or "", fact.target or "")
    model, thing = snapshot.schema.classification, name_text(snapshot, fact.thing or "")
    if fact.aspect is None or fact.level is None:
        return thing
    return both("{thing}: {aspect} {level}", thing=thing, aspect=fact.aspect.upper(), level=model.level_text(fact.level))


def change_text(snapshot: Snapshot, aspect: Aspect, change: Change) -> Text:
    """What would bring a level back, and how far."""
    model = snapshot.schema.classification
    ends = joined([_changed(snapshot, tie) for tie in change.relationships])
    told = {"ends": ends, "aspect": aspect.upper(), "level": level_text(model, change.leaves)}
    text = both("If this ends: {ends}; then {aspect} {level} is required.", **told)
    if change.filter_suffices:
        text = joined([text, both("It is enough to anonymise what it brings, with evidence.")], " ")
    return text if change.smallest else joined([text, both("There may be a smaller way.")], " ")


def _changed(snapshot: Snapshot, tie: ChangedTie) -> Text:
    return _tie_text(snapshot, tie.source, tie.type, tie.target)


def _tie_text(snapshot: Snapshot, source: str, type_: str, target: str) -> Text:
    verb = snapshot.schema.relationship[type_].text
    return joined([name_text(snapshot, source), verb, name_text(snapshot, target)], " ")
