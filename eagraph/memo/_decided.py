"""What was decided about a place, how that stands, and how its levels came to be, as rows of a memo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eagraph.decisions import Levels
from eagraph.decisions.standing import Standing
from eagraph.locale import both
from eagraph.memo import AspectPart, Memo
from eagraph.memo._words import short_text
from eagraph.model.classification_model import ClassificationModel
from eagraph.report import choice

MOST_ENTRIES = 12
Row = Mapping[str, object]


def decided(part: AspectPart, model: ClassificationModel, names: Mapping[str, str]) -> Iterator[Row]:
    """Every decision, the last with how it stands today, and the landscape's own acceptance; names by id."""
    last = part.decisions[-1].version if part.decisions else 0
    if part.standing is not None and part.standing.settled_by == "landscape":
        asset = names.get(part.standing.settled_by_landscape, part.standing.settled_by_landscape)
        why = both("the landscape has {asset}, with a classification of its own", asset=asset)
        yield {
            "aspect": part.aspect.upper(), "decision": both("accepted"), "decided_by": "", "decided_on": "",
            "reason": str(why), "review_on": "", "standing": both("settled"),
        }  # fmt: skip
    for kept in part.decisions:
        said = kept.decision
        level = "" if said.level is None else f" {model.level_text(said.level)}"
        yield {
            "aspect": part.aspect.upper(), "decision": f"{choice(said.kind)}{level}",
            "decided_by": said.decided_by, "decided_on": str(said.decided_on),
            "reason": " · ".join(filter(None, (said.measure, said.reason))), "review_on": str(said.review_on),
            "standing": _stands(part.standing) if kept.version == last else both("replaced"),
        }  # fmt: skip


def _stands(standing: Standing | None) -> str:
    if standing is None:
        return ""
    reasons = " ".join(str(reason.text) for reason in standing.reasons)
    return ": ".join(filter(None, (str(choice(standing.state)), reasons)))


def history(memo: Memo, model: ClassificationModel) -> list[Row]:
    """The last changes of the levels."""
    shown = {part.aspect for part in memo.aspects}
    entries = [entry for entry in memo.history.rows if entry.aspect in shown]
    rows: list[Row] = [
        {
            "day": entry.day, "aspect": entry.aspect.upper(),
            "decided": _entry(entry.assigned_low, entry.assigned_high, model),
            "required": _entry(entry.required_low, entry.required_high, model),
            "why": f"{choice(entry.why)}" + (f": {choice(entry.decision)}, {entry.decided_by}" if entry.decision else ""),
        }
        for entry in entries[-MOST_ENTRIES:]
    ]  # fmt: skip
    return [*more(len(entries) - MOST_ENTRIES + memo.history.hidden, "day"), *rows]


def _entry(low: int | None, high: int | None, model: ClassificationModel) -> str:
    return "" if low is None or high is None else str(short_text(model, Levels(low=low, high=high)))


def more(count: int, column: str) -> list[Row]:
    """That there are more rows; nothing where there are not."""
    return [{column: both("… and {count} more, in the JSON file", count=count)}] if count > 0 else []
