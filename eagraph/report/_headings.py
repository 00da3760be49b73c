"""What columns, properties and choices are called where people read them; files for machines keep the names of fields.

A field is called by its `title` where it declares one, else by the word below, else by its own name read aloud:
`recall_if_needed` is "recall if needed", `down_from_h` "down from (h)". Below stand only names that many share and that
do not say it themselves, and those of tables that no model declares. Names and choices read aloud are messages like any
other: their Swedish stands in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eagraph.locale import Text, both
from eagraph.results import Result

SHARED: dict[str, Text] = {
    "assigned_high": both("decided at most"),
    "assigned_low": both("decided at least"),
    "assume_needed": both("flows nobody has judged are needed"),
    "at": both("as of"),
    "b_cubed": both("B³"),
    "back_h": both("all is back after (h)"),
    "because": both("because of"),
    "begin_h": both("begins (h)"),
    "birnbaum": both("Birnbaum"),
    "birnbaum_high": both("Birnbaum at most"),
    "bought_h": both("bought by the buffer (h)"),
    "bound_by": both("held there by"),
    "breach": both("too long"),
    "breach_from_h": both("too long from (h)"),
    "break_at": both("breaks at"),
    "broken": both("did not hold"),
    "by_order": both("by number of steps"),
    "consequence": both("what it means"),
    "convergence": both("how the mean settles"),
    "criticality_high": both("criticality at most"),
    "criticality_levels": both("of criticality 0, 1, 2, 3 and 4"),
    "cuts": both("to stop the intruder"),
    "cuts_off": both("cut off"),
    "deadlocks": both("rings to start by hand"),
    "decided_when": both("decided by and on"),
    "degraded": both("goes on worse"),
    "diagnosis_high": both("diagnosis at most"),
    "down_to_h": both("back (h)"),
    "end_h": both("ends (h)"),
    "exposed": both("information that is exposed"),
    "f05": both("F0.5"),
    "failed": both("fails"),
    "failed_kind": both("all of a kind fail"),
    "failed_product": both("all of a product fails"),
    "failed_supplier": both("all of a supplier fails"),
    "failed_zone": both("all in a zone fails"),
    "fewest": both("surely the fewest"),
    "first": both("removed first"),
    "gaps": both("what the relationships do not explain"),
    "hops": both("steps"),
    "horizon_h": both("look ahead (h)"),
    "is_assumed": both("assumed"),
    "item": both("no."),
    "k_high": both("K at most"),
    "k_low": both("K at least"),
    "keeps": both("keeps the limit"),
    "limit": both("no more rows than"),
    "high": both("upper end"),
    "loaded_at": both("loaded"),
    "low": both("lower end"),
    "lowest_f05": both("lowest F0.5"),
    "master_rpo_h": both("RPO of the master (h)"),
    "matters": both("could it matter"),
    "max_cost": both("no further than this cost"),
    "max_size": both("no larger sets than"),
    "may_degrade": both("may go on worse"),
    "may_fail": both("only these kinds may fail"),
    "mean_high": both("mean if high"),
    "mean_low": both("mean if low"),
    "median_f05": both("median F0.5"),
    "min_cut_upper_bound": both("upper bound by cut sets"),
    "min_cut_upper_bound_high": both("upper bound by cut sets at most"),
    "mode": both("strength"),
    "mtpd_h": both("MTPD (h)"),
    "not_for": both("what it must not be used for"),
    "of": both("of what"),
    "of_name": both("of what, by name"),
    "on": both("what is needed"),
    "on_names": both("what is needed, by name"),
    "p_value": both("p-value"),
    "paper_rtos": both("promises on paper only"),
    "passed": both("barriers passed"),
    "path": both("way"),
    "peer_f05": both("F0.5 of the peer"),
    "peer_precision_20": both("precision of the peer's first 20"),
    "personal": both("personal data"),
    "possible": both("perhaps too low"),
    "precision_20": both("precision of the first 20"),
    "probability_high": both("probability at most"),
    "provenance": both("where it is known from"),
    "q05": both("5 %"),
    "q25": both("25 %"),
    "q50": both("median"),
    "q75": both("75 %"),
    "q95": both("95 %"),
    "r_high": both("R at most"),
    "r_low": both("R at least"),
    "raised": both("too low"),
    "rare_event": both("rare-event sum"),
    "rare_event_high": both("rare-event sum at most"),
    "raw": both("RAW"),
    "raw_high": both("RAW at most"),
    "recovered_h": both("recovered after (h)"),
    "repair_h": both("repaired after (h)"),
    "required_declared": both("by what is declared"),
    "required_high": both("required at most"),
    "required_low": both("required at least"),
    "rows": both("answer"),
    "saved_at": both("saved"),
    "rpo_contradictions": both("contradicting RPOs"),
    "rpo_h": both("RPO (h)"),
    "rrw": both("RRW"),
    "rrw_high": both("RRW at most"),
    "rto_h": both("RTO (h)"),
    "services": both("digital services"),
    "shares": both("share"),
    "single": both("single cause"),
    "source_key": both("source's key"),
    "stopped": both("things that stop"),
    "stopping": both("what stops besides"),
    "swept": both("single failures tried"),
    "tick": both("choice"),
    "top": both("how likely it stops"),
    "unowned": both("nobody to call for"),
    "untrusted": both("information no longer to be relied on"),
    "unusable": both("cannot be used"),
    "usable": both("can be used"),
    "users_at_least": both("users, at least"),
    "via": both("by way of"),
    "view": both("what travels"),
    "within_buffers": both("holds while buffers last"),
    "witness": both("way of the level"),
    "worst_count": both("how many of the worst"),
}
"""What is called otherwise than its name reads."""

CHOICES: dict[str, Text] = {
    "adjacent": both("one step away"),
    "all": both("nothing is spare"),
    "any": both("one of many is enough"),
    "blast": both("what it stops alone"),
    "break": both("looser tie"),
    "exists": both("relationship exists"),
    "given": both("its own level"),
    "held": both("held by the intruder"),
    "in_force": both("still holds"),
    "k": both("confidentiality"),
    "no_consequence": both("does not say what it affected"),
    "no_start": both("does not say where it started"),
    "node": both("thing"),
    "r": both("integrity"),
    "s": both("traceability"),
    "smith": both("Smith's ratio"),
    "smith-ahead": both("Smith's ratio, looking ahead"),
    "t": both("availability"),
    "weak": both("weak relationship"),
}
"""Choices that are called otherwise, and not as a column of that name."""


UNDECLARED = (
    "K", "R", "S", "T", "about", "accept", "age", "analyse", "applies", "aspect", "asset", "assigned", "assured",
    "attack", "availability", "between", "both", "brier", "came_true", "cap", "change", "changed_at", "classified_by",
    "classified_on", "conflicts", "controls", "count", "created", "data", "day", "decided", "decided_by", "decided_on",
    "decision", "decisions", "direction", "discounts", "do", "done_by", "en", "every", "exempt", "explained", "fact",
    "fail", "failure", "family", "fields", "figures", "filters", "first_recorded", "flags", "for", "from", "from_h",
    "gap", "gone", "grade", "harm", "hints", "id", "in_force", "in_words", "joined", "keeps_link", "kept", "kind",
    "kinds", "label", "labels", "landscape", "laws", "level", "levels", "loader", "location", "lower",
    "megabytes", "mitigate", "model", "name", "nodes", "op", "organisations", "outcome", "pairs", "pairs_completeness",
    "params", "peer", "peer_seconds", "place", "precision", "problem", "problems", "products", "program", "properties",
    "property", "proposes", "ratio", "re_opened", "read", "read_as", "reason", "recall", "reduction_ratio", "reject",
    "relationships", "remark", "removed", "removes", "required", "requirement", "rests_on", "review_on", "review_overdue",
    "role", "rule", "rules", "run", "says", "scenarios", "seconds", "settled", "skipped", "snapshot_hash", "source",
    "sources", "standing", "state", "stated_by", "stated_on", "suppliers", "sv", "takes", "target", "thing", "things",
    "title", "to", "to_h", "told", "type", "unchanged", "unit", "updated", "value", "verdict", "version", "versions",
    "what", "where", "who", "why", "zones",
)  # fmt: skip
"""Names in tables that no analysis declares (of loads, scenarios, decisions, models, measurements, rules), as they read."""


def heading(name: str, declared: FieldInfo | None = None) -> Text:
    """What a field is called."""
    if declared is not None and declared.title:
        return both(declared.title)
    return SHARED[name] if name in SHARED else both(read_aloud(name))


def read_aloud(name: str) -> str:
    """A name of code as words, hours as their unit."""
    words = f"{name[:-2]} (h)" if name.endswith("_h") else name
    return words.replace("_", " ").replace("-", " ")


def choice(value: str) -> Text:
    """One of a field's few values, as people say it."""
    return CHOICES.get(value) or heading(value)


def is_choice(annotation: object) -> bool:
    """Does a field hold one of few values, or several of them?"""
    return get_origin(annotation) is Literal or any(is_choice(part) for part in get_args(annotation))


def words_of(model: type[BaseModel] | None = None) -> Iterator[str]:
    """Every word of a model that no code holds as it is read: descriptions, headings, choices; of none, the undeclared."""
    if model is None:
        yield from map(read_aloud, UNDECLARED)
        return
    said_elsewhere = Result.model_fields if issubclass(model, Result) else {}
    for name, declared in model.model_fields.items():
        if name in said_elsewhere:
            continue
        if declared.description:
            yield declared.description
        if declared.title or name not in SHARED:
            yield declared.title or read_aloud(name)
        yield from (read_aloud(value) for value in choices(declared.annotation) if value not in CHOICES | SHARED)


def choices(annotation: object) -> tuple[str, ...]:
    """The few values there are; empty where a field holds anything."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return next((found for part in get_args(annotation) if (found := choices(part))), ())
