"""The recorded checks: what each found that the one before did not, what was gone, and how many there were of whom.

A run is a line of JSON in the store, a version of one text. It says which rules were asked and answered: of a rule that was
not, nothing is known, and its findings stay as they were.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from eagraph.errors import StoreError
from eagraph.locale import both
from eagraph.rules.outcome import Check
from eagraph.store import Saved, Store

KIND, NAME = "check", "runs"
ANSWERED = frozenset({"pass", "fail", "unknown", "nothing"})


@dataclass(frozen=True, slots=True)
class Run:
    """One recorded check. `counts`: by board or company (id; empty: nobody's), then by severity, how many are open."""

    at: str
    today: str
    snapshot: str
    rules_hash: str
    answered: tuple[str, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    exempted: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """When a finding was first and last found, as recorded."""

    first: str
    last: str


def runs(saved: Sequence[Saved]) -> list[Run]:
    """The recorded checks, the oldest first.

    Raises:
        StoreError: a text is not one of ours.
    """
    return [_read(one) for one in sorted(saved, key=lambda one: one.version)]


def seen(recorded: Iterable[Run]) -> dict[str, Seen]:
    """By finding that stands after the last run, since when."""
    standing: dict[str, Seen] = {}
    for run in recorded:
        for finding in run.went:
            standing.pop(finding, None)
        standing |= {finding: Seen(run.today, run.today) for finding in run.came}
        answered = set(run.answered)
        for finding, one in standing.items():
            if rule_of(finding) in answered and one.last != run.today:
                standing[finding] = Seen(one.first, run.today)
    return standing


def gone(recorded: Mapping[str, Seen], check: Check) -> tuple[str, ...]:
    """Findings of the last recorded check that this one asked for and did not find."""
    answered = {outcome.rule for outcome in check.rules if outcome.state in ANSWERED}
    now = {row.finding for row in check.rows}
    return tuple(sorted(f for f in recorded if rule_of(f) in answered and f not in now))


def record(store: Store, check: Check, exempted: frozenset[str], at: str) -> Run:
    """Keep a check as the newest run.

    Args:
        store: where.
        check: what was found.
        exempted: findings that an exemption covers; they are not counted as open.
        at: now (UTC, ISO 8601).
    """
    before = seen(runs(store.saved(KIND)))
    open_ = [row for row in check.rows if row.finding not in exempted]
    counts: dict[str, Counter[str]] = {}
    for row in open_:
        counts.setdefault(row.organisation or "", Counter())[row.severity] += 1
    run = Run(
        at=at,
        today=check.today,
        snapshot=check.snapshot.hash,
        rules_hash=check.rules_hash,
        answered=tuple(sorted(outcome.rule for outcome in check.rules if outcome.state in ANSWERED)),
        came=tuple(sorted({row.finding for row in check.rows} - before.keys())),
        went=gone(before, check),
        counts={org: dict(sorted(told.items())) for org, told in sorted(counts.items())},
        exempted=len(exempted),
        unknown=sum(outcome.unknown for outcome in check.rules),
    )
    store.save(KIND, NAME, json.dumps(asdict(run), ensure_ascii=False, sort_keys=True), at)
    return run


def rule_of(finding: str) -> str:
    """The rule a finding is of."""
    return finding.partition("|")[0]


def _read(saved: Saved) -> Run:
    try:
        said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(saved.content).items()}
        return Run(**said)
    except (ValueError, TypeError) as error:
        text = both(
            "Run {version} of the recorded checks is not one of eagraph's ({error}).", version=saved.version, error=error
        )
        raise StoreError(text) from error
