"""An exemption is outgrown when what it spares is larger than it was when it was decided."""

from __future__ import annotations

from eagraph.analysis.outgrown_exemptions import Params, Row, run
from eagraph.model.schema import Schema
from eagraph.results import Result
from eagraph.rules.examples import drawn


def asked(extent: str, *lines: str) -> Result[Row]:
    graph = [
        f"e:Exemption {{rule: COM-01{extent}}} -EXEMPTS-> pool:System {{users: 120}}",
        "pool -FLOW-> crm:System",
        *lines,
    ]
    return run(drawn(graph, Schema.standard()), Params())


def test_growth_is_told_by_measure() -> None:
    (row,) = asked(
        ", extent: [pool flows=1, pool users=100]", "hr:System -FLOW-> pool", "pool -SUPPORTS-> c:Capability"
    ).rows
    assert (row.violation, row.wrong, row.thing) == ("yes", "outgrown", "pool")
    assert row.grown == ("capabilities: 0 → 1", "flows: 1 → 2", "users: 100 → 120")


def test_what_is_as_large_or_a_little_larger_is_as_decided() -> None:
    (row,) = asked(", extent: [pool flows=3, pool users=110]").rows
    assert (row.violation, row.wrong, row.grown) == ("no", "as_decided", ())


def test_what_was_not_written_down_is_unknown() -> None:
    answer = asked("")
    assert [(row.violation, row.wrong) for row in answer.rows] == [("unknown", "extent_unknown")]
    assert "1 exemptions do not say" in str(answer.completeness.reasons[0])
