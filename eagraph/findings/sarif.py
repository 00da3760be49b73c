"""SARIF 2.1.0: findings as code scanners tell theirs, so that whoever reads those reads these. Source: OASIS SARIF 2.1.0.

A finding is known by its `partialFingerprints`; an exempted one carries a suppression, one of the baseline is `unchanged`.
What it is about is a logical location: the landscape has no files.
"""

from __future__ import annotations

import json
from typing import Any

from eagraph.findings.found import Checked, Found
from eagraph.locale import current
from eagraph.results import Words
from eagraph.rules.outcome import Outcome

media_type = "application/sarif+json"
suffix = ".sarif"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(checked: Checked) -> bytes:
    """A check as SARIF."""
    numbers = {outcome.rule: number for number, outcome in enumerate(checked.rules)}
    run = {
        "tool": {"driver": {"name": "eagraph", "rules": [_rule(outcome) for outcome in checked.rules]}},
        "language": current.get(),
        "results": [_result(row, numbers[row.rule]) for row in checked.rows],
        "invocations": [{"executionSuccessful": all(outcome.trouble is None for outcome in checked.rules)}],
        "properties": {
            "snapshot": checked.snapshot.hash, "date": checked.snapshot.date, "today": checked.today,
            "rulesHash": checked.rules_hash, "completeness": checked.completeness.state,
        },
    }  # fmt: skip
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _rule(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.rule,
        "shortDescription": _message(outcome.title),
        "fullDescription": _message(outcome.why),
        "help": _message(outcome.fix),
        "defaultConfiguration": {"level": _LEVELS[outcome.severity]},
        "properties": {
            "theme": outcome.theme, "source": outcome.source, "population": outcome.population, "failed": outcome.failed,
            "unknown": outcome.unknown, "state": outcome.state,
        },
    }  # fmt: skip


def _result(row: Found, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": row.rule,
        "ruleIndex": number,
        "level": _LEVELS[row.severity],
        "kind": "fail",
        "message": _message(row.message),
        "locations": [{"logicalLocations": [{"name": row.name, "fullyQualifiedName": row.id, "kind": row.label}]}],
        "partialFingerprints": {"eagraph/v1": row.finding},
    }
    if row.status == "exempted":
        told["suppressions"] = [{"kind": "external", "status": "accepted", "justification": row.exemption}]
    if row.status == "known":
        told["baselineState"] = "unchanged"
    return told


def _message(words: Words) -> dict[str, str]:
    return {"text": str(words)}
