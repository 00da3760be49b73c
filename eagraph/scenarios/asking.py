"""Which parameters does a scenario give a question? What it says fails, when, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel

from eagraph.scenarios import Failing, Scenario

FIELDS = {
    "failed": "things", "failed_kind": "kinds", "failed_zone": "zones", "failed_supplier": "suppliers",
    "failed_product": "products",
}  # fmt: skip
"""The parameters of a question that begins with a failure, and what a scenario calls them."""


def params_of(
    scenario: Scenario, params: type[BaseModel], things_of: Callable[[dict[str, tuple[str, ...]]], Iterable[str]]
) -> dict[str, Any]:
    """The parameters, as far as the question takes them.

    Args:
        scenario: what if.
        params: what the question takes; hours only where it takes `outage` (`thing=from..to`). With hours for one thing
            all have them: what has no end is not repaired, also where others are.
        things_of: the ids of all that fails by itself, given parameters as of `FIELDS`.
    """
    known = params.model_fields
    given: dict[str, Any] = {}
    timed = scenario.fail if "outage" in known and any(map(_has_window, scenario.fail)) else ()
    for parameter, field in FIELDS.items():
        said = [thing for failing in scenario.fail if failing not in timed for thing in getattr(failing, field)]
        if said and parameter in known:
            given[parameter] = tuple(dict.fromkeys(said))
    if timed:
        given["outage"] = tuple(f"{id_}={_window(f)}" for f in timed for id_ in things_of(starts_of([f])))
        given |= {"repair": True} if "repair" in known else {}
    if scenario.date and "at" in known:
        given["at"] = scenario.date
    return given


def starts_of(fail: Iterable[Failing]) -> dict[str, tuple[str, ...]]:
    """What fails, as the parameters of a question that begins with a failure."""
    fail = tuple(fail)
    said = {name: tuple(dict.fromkeys(t for f in fail for t in getattr(f, field))) for name, field in FIELDS.items()}
    return {name: things for name, things in said.items() if things}


def _has_window(failing: Failing) -> bool:
    return bool(failing.from_h) or failing.to_h is not None


def _window(failing: Failing) -> str:
    return f"{_digits(failing.from_h)}..{'' if failing.to_h is None else _digits(failing.to_h)}"


def _digits(hours: float) -> str:
    """Hours in plain digits, as an outage is written."""
    return f"{hours:.7f}".rstrip("0").rstrip(".")
