"""The rule about exemptions knows the register."""

from __future__ import annotations

from eagraph.graph.in_force import CONTROL_FUNCTION
from eagraph.model.schema import Schema
from eagraph.rules.catalogue import read_catalogue
from eagraph.rules.register import entries


def test_it_knows_every_rule_of_the_programme_and_who_decides() -> None:
    rule = read_catalogue(Schema.standard()).find("COM-06")
    assert rule.parameters["known"] == tuple(entries())
    assert rule.parameters["control_function"] == CONTROL_FUNCTION
