"""Rules in plain words: every condition and effect there can be, in both languages, with levels as the model shows them."""

from __future__ import annotations

from typing import Any

import pytest

from eagraph.model.aggregation import Condition, Rule
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.rule_words import condition_text, proposal_text, source_text, when_text

STANDARD = ClassificationModel.standard()
BY_NAME = STANDARD.model_copy(update={"show": "name", "residents": 98_000})


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({"assets": 1, "linkable": True}, "about the same kind of subject: one base asset"),
        ({"assets": 3}, "at least 3 base assets"),
        ({"owners": 2, "sources": 4}, "2 boards or companies and information of at least 4 master sources"),
        ({"categories": ["identity", "social|health"]}, "information on identity and on social services or health"),
        ({"one_with": {"subjects": 5000}}, "one asset that concerns at least 5\u00a0000 subjects"),
        ({"one_with": {"subjects": 5000, "share": 0.125}}, "5\u00a0000 subjects, or 12.5 % of the residents"),
        ({"one_with": {"records": 10}}, "one asset that has at least 10 records"),
        ({"one_with": {"resolution_s": 900, "retention_d": 30}}, "at least every 15\u00a0min and is kept at least 30 days"),
        ({"one_with": {"resolution_s": 0.5}}, "every 0.5\u00a0s"),
        ({"one_with": {"personal": True, "special_category": True}},
         "one asset that holds personal data and holds special categories of personal data"),
        ({"dependants": 1}, "another that requires availability 1 or more directly depends on it"),
        ({"dependants": 9, "of_level": 3}, "at least 9 others that require availability 3 or more directly depend on it"),
        ({"categories": ["alarm"], "about_systems": 1, "of_level": 2},
         "information on alarms, about a system that requires confidentiality 2 or more"),
        ({"categories": ["alarm"], "about_systems": 7}, "at least 7 systems that require confidentiality 1 or more"),
    ],
)  # fmt: skip
def test_a_condition_is_told_in_words(condition: dict[str, Any], told: str) -> None:
    assert condition_text(Condition.model_validate(condition), STANDARD).en.endswith(told)


def test_levels_and_residents_are_told_as_the_model_has_them() -> None:
    asked = Condition.model_validate({"dependants": 3, "of_level": 3})
    assert "allvarlig" in condition_text(asked, BY_NAME).sv
    assert "10 % of the 98\u00a0000 residents" in when_text(BY_NAME.rule["AGG-VOLUME"], BY_NAME).en
    assert proposal_text(BY_NAME.rule["AGG-SECMETA"], BY_NAME).en == "K at least significant"


def test_ways_are_joined_and_what_is_published_is_told_apart() -> None:
    hub = when_text(STANDARD.rule["AGG-HUB"], STANDARD).en
    assert hub.count("; or ") == 1
    published = when_text(STANDARD.rule["AGG-PUBLISH"], STANDARD).en
    assert published.startswith(
        "two published sets about the same kind of subject share 2 or more of: location, time, address"
    )


def test_what_is_proposed_stands_in_the_order_of_the_aspects() -> None:
    rule = {
        **STANDARD.rule["AGG-HUB"].model_dump(),
        "raises": {"s": 1, "t": 2, "k": 1},
        "floors": {"r": 2},
        "flags": ["note"],
    }
    assert proposal_text(Rule.model_validate(rule), STANDARD).en == "K +1; R at least 2; T +2; S +1; for information"


def test_an_assumption_is_told_as_one() -> None:
    assert (source_text("assumption").en, source_text("GDPR 9").sv) == ("assumption", "GDPR 9")
