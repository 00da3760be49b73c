"""How do findings stand? A check beside the recorded ones, the exemptions in force, and a baseline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from eagraph.findings.baseline import Baseline
from eagraph.findings.exempting import Exempting
from eagraph.findings.found import Checked, Found
from eagraph.findings.runs import Seen, gone
from eagraph.rules.outcome import Check, Finding

_ORDER = ("open", "known", "exempted")


def standing(check: Check, exemptions: Exempting, recorded: Mapping[str, Seen], baseline: Baseline | None = None) -> Checked:
    """Every finding of a check with its status and history.

    Args:
        check: what was found.
        exemptions: those in force.
        recorded: since when each finding of the last recorded check stands.
        baseline: findings that are known.
    """
    known = baseline.findings if baseline else frozenset()
    rows = [_found(row, exemptions.covering(row), recorded.get(row.finding), known, check.today) for row in check.rows]
    rows.sort(key=lambda row: _ORDER.index(row.status))
    counts = {status: sum(row.status == status for row in rows) for status in _ORDER}
    told = {name: getattr(check, name) for name in type(check).model_fields}
    return Checked(**{**told, "rows": tuple(rows)}, **counts, gone=gone(recorded, check))


def _found(row: Finding, exemption: str | None, seen: Seen | None, known: frozenset[str], today: str) -> Found:
    told = {name: getattr(row, name) for name in type(row).model_fields}
    age = (dt.date.fromisoformat(today) - dt.date.fromisoformat(seen.first)).days if seen else None
    return Found(
        **told,
        status="exempted" if exemption else "known" if row.finding in known else "open",
        exemption=exemption,
        first_seen=seen.first if seen else None,
        last_seen=seen.last if seen else None,
        age_d=age,
    )
