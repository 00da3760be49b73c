"""Which classification model is in force, in words: every rule, where it comes from, and what a city changed?"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eagraph.locale import Text, both
from eagraph.model.aggregation import Named, Rule
from eagraph.model.classification_model import Choices, ClassificationModel
from eagraph.model.rule_words import proposal_text, source_text, when_text

Standing = Literal["shipped", "changed", "own"]
STANDINGS: dict[Standing, Text] = {"shipped": both("as shipped"), "changed": both("changed"), "own": both("your own")}


class RuleInForce(Rule):
    """A rule in words."""

    standing: Standing = Field(description="as shipped, changed by the city, or the city's own")
    applies: Named = Field(description="when it applies")
    proposes: Named = Field(description="what it then proposes")
    source_in_words: Named = Field(description="the norm it comes from, or that it is an assumption")


class ModelInForce(Choices):
    """Everything that is decided, with every rule in words."""

    hash: str = Field(description="hash of the classification model in force")
    rules: tuple[RuleInForce, ...]
    off: tuple[str, ...] = Field(description="shipped rules that the city turned off")


def model_in_force(model: ClassificationModel) -> ModelInForce:
    """A classification model in words."""
    rules = tuple(_in_words(rule, model) for rule in model.rules)
    off = tuple(sorted(ClassificationModel.standard().rule.keys() - model.rule.keys()))
    choices = {name: getattr(model, name) for name in Choices.model_fields}
    return ModelInForce(**choices, hash=model.hash, rules=rules, off=off)


def standing(rule: Rule) -> Standing:
    """Is a rule as shipped, changed, or a city's own?"""
    shipped = ClassificationModel.standard().rule.get(rule.id)
    if shipped is None:
        return "own"
    return "shipped" if shipped == rule else "changed"


def _in_words(rule: Rule, model: ClassificationModel) -> RuleInForce:
    said = {name: getattr(rule, name) for name in Rule.model_fields}
    return RuleInForce(
        **said, standing=standing(rule), applies=_named(when_text(rule, model)),
        proposes=_named(proposal_text(rule, model)), source_in_words=_named(source_text(rule.source)),
    )  # fmt: skip


def _named(text: Text) -> Named:
    return Named(sv=text.sv, en=text.en)
