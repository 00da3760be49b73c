"""The register's own level: by the rules in force, at both ends, and as a city has changed them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eagraph.escalation import escalate
from eagraph.escalation.own_register import OwnRegister, own_register
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from tests.property.strategies import node, snapshot_of, tie


def town(certain: int, perhaps: int = 0, schema: Schema | None = None) -> Snapshot:
    """So many systems that hold something of K 3, and so many of which it is not known."""
    things: list[Node] = [node("secret", "InformationAsset", k=3), node("open", "InformationAsset", k=0, k_high=4)]
    ties: list[Relationship] = []
    for i in range(certain + perhaps):
        things.append(node(f"s{i:02}"))
        ties.append(tie(f"s{i:02}", "HOLDS", "secret" if i < certain else "open"))
    return snapshot_of([*things, node("plain")], ties, schema)


def found(certain: int, perhaps: int = 0) -> OwnRegister:
    return own_register(escalate(town(certain, perhaps)))


@pytest.mark.parametrize(("certain", "level"), [(0, 0), (1, 2), (19, 2), (20, 3), (21, 3)])
def test_the_level_follows_the_number_of_sensitive_systems(certain: int, level: int) -> None:
    escalation = escalate(town(certain))
    assert own_register(escalation).level.low == level
    assert own_register(escalation).level == Interval(level, level)


def test_it_tells_the_rules_and_how_many_systems() -> None:
    register = found(20)
    assert (register.systems, register.of_level, register.sensitive) == (21, 3, (20, 20))
    assert register.rules == ("AGG-SECMETA", "AGG-SECMETA-MANY")
    assert register.flags == ("protective_security_review",)


def test_what_is_unknown_widens_it() -> None:
    register = found(1, 19)
    assert (register.level, register.sensitive) == (Interval(2, 3), (1, 20))
    assert (register.rules, register.perhaps) == (("AGG-SECMETA",), ("AGG-SECMETA-MANY",))


def _with_rules(*rules: dict[str, Any]) -> Schema:
    said = ClassificationModel.standard().model_dump(mode="json", by_alias=True, exclude_none=True) | {"rules": list(rules)}
    return replace(Schema.standard(), classification=ClassificationModel.model_validate(said))


def _rule(when: dict[str, Any], **proposes: Any) -> dict[str, Any]:
    words = {"sv": "x", "en": "x"}
    family = {"id": "OWN", "family": "combination", "title": words, "why": words, "source": "assumption"}
    return {**family, "when": [when], **proposes}


@pytest.mark.parametrize(
    ("when", "level"),
    [
        ({"categories": ["architecture"]}, 2),
        ({"categories": ["architecture", "control"]}, 2),
        ({"categories": ["drawing|control"]}, 2),
        ({"categories": ["drawing", "control"]}, 0),
        ({"categories": ["control"], "about_systems": 2, "of_level": 3}, 2),
        ({"categories": ["control"], "about_systems": 3, "of_level": 3}, 0),
        ({"categories": ["control"], "assets": 2}, 0),
        ({"categories": ["control"], "linkable": True}, 0),
        ({"categories": ["control"], "one_with": {"records": 1}}, 0),
        ({"dependants": 1}, 0),
    ],
)
def test_a_rule_counts_as_far_as_it_is_about_what_the_register_holds(when: dict[str, Any], level: int) -> None:
    schema = _with_rules(_rule(when, floor={"k": 2}))
    assert own_register(escalate(town(2, schema=schema))).level.low == level


def test_a_rule_that_raises_raises_no_higher_than_the_cap() -> None:
    schema = _with_rules(_rule({"categories": ["control"]}, **{"raise": {"k": 4}}))
    assert own_register(escalate(town(0, schema=schema))).level.low == ClassificationModel.standard().cap


def test_without_a_rule_there_is_no_level() -> None:
    register = own_register(escalate(town(30, schema=_with_rules())))
    assert (register.level, register.of_level, register.rules) == (Interval(0, 0), 0, ())
