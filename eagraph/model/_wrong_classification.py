"""What is wrong with a city's own classification file, where, what was expected, and why must it be so?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from eagraph.errors import nearest_names
from eagraph.locale import Text, both
from eagraph.model._classification_file import KEYS, Located, Source, key_of
from eagraph.wrong_values import Finding, in_words

UPWARD = both("a condition can only ask for at least so much: more information may never lower a level")
_UPWARD_RULE = both("a rule can only raise a level or set a least one: more information may never lower a level")
_FILTERS = both("a filter takes from confidentiality and traceability only; integrity and availability pass as they are")
_DOWNWARD_KEY = re.compile(
    r"(^|_)(at_?most|most|max|maximum|fewer|less|below|under|without|not|no|none|only|exactly|equals|except|unless|absent"
    r"|lower|lowers|minus|until|up_?to|before|ceiling|hogst|färre|farre|mindre|utan|inte|ej)(_|$)"
)
_DOWNWARD_VALUE = re.compile(r"<|!|^=|^-|^(not|no|without|utan|inte|ej)\b")
_BOUNDS = ("greater_than", "greater_than_equal", "literal_error")


def wrong(findings: Sequence[Finding], document: Mapping[str, Any], own: Source, form: type[BaseModel]) -> Iterator[Located]:
    """pydantic's findings as problems: where, what was expected and found, and why it must be so."""
    places = [tuple(finding["loc"]) for finding in findings]
    for finding, place in zip(findings, places, strict=True):
        within = any(len(other) > len(place) and other[: len(place)] == place for other in places)
        if within and finding["type"] == "too_short":
            continue
        keys = [part for part in place if part != "[key]"]
        shown, entry = _shown(keys, document, own)
        named = next((str(part) for part in reversed(keys) if isinstance(part, str)), "")
        line = own.line(str(keys[0]), "" if named in KEYS else named, entry)
        yield own.located(_told(finding, keys, form), shown, line=line)


def _shown(place: list[str | int], document: Mapping[str, Any], own: Source) -> tuple[str, int | None]:
    """A place as people find it, `AGG-COUNT.when[1].assets` or `levels[2].name`, and of which entry."""
    name, entry, shown = str(place[0]), None, list(place)
    if len(place) > 1 and name in KEYS and isinstance(place[1], int):
        keys, there = KEYS[name], document[name][place[1]]
        key = key_of(there, keys)
        mine = own.says.get(name)
        listed = mine if isinstance(mine, list) else []
        entry = next((i for i, one in enumerate(listed) if one is there or (key and key_of(one, keys) == key)), None)
        shown[1] = place[1] if entry is None else entry
        if name == "rules" and key:
            shown[:2] = [str(key[0])]
    path = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in shown)
    return path.removeprefix("."), entry


def _told(finding: Finding, place: list[str | int], form: type[BaseModel]) -> Text:
    kind = str(finding["type"])
    what = _unknown(str(place[-1]), _form_at(form, place)) if kind == "extra_forbidden" else _said(kind, finding)
    why = _why(finding, place)
    return both("{what}: {why}", what=what, why=why) if why else what


def _said(kind: str, finding: Finding) -> Text:
    """What a finding says, in the words of a TOML file where pydantic's are those of JSON or of Python."""
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return both("expected a table")
    if kind in ("too_short", "string_too_short"):
        return both("is empty") if finding["ctx"]["min_length"] == 1 else both("is too short")
    if kind == "finite_number":
        return both("expected a number")
    if kind == "string_pattern_mismatch":
        return both(
            "{found} is no id; expected capital letters, digits and hyphens, as AGG-COUNT", found=repr(finding["input"])
        )
    return next(text for _, text in in_words([finding]))


def _unknown(name: str, form: type[BaseModel]) -> Text:
    """A key that is not known, with the nearest ones, or all there are."""
    known = [field.alias or key for key, field in form.model_fields.items()]
    if near := nearest_names(name, known):
        return both("is not known here; nearest: {names}", names=", ".join(near))
    return both("is not known here; there are {names}", names=", ".join(known))


def _form_at(form: type[BaseModel], place: list[str | int]) -> type[BaseModel]:
    """The declaration that a place in the document is read by."""
    for part in place[:-1]:
        field = next((f for name, f in form.model_fields.items() if part in (name, f.alias)), None)
        form = (_model_in(field.annotation) if field else None) or form
    return form


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _why(finding: Finding, place: list[str | int]) -> Text | None:
    """Why what was said cannot be said, where it would let more information lower a level."""
    names, kind, said = [part for part in place if isinstance(part, str)], str(finding["type"]), finding.get("input")
    if place[0] == "filters" and names[-2:-1] in (["cap"], ["lower"]) and kind == "literal_error":
        return _FILTERS
    if place[0] != "rules" or len(names) == 1:
        return None
    downward = kind == "extra_forbidden" and _DOWNWARD_KEY.search(names[-1].casefold())
    downward = downward or (isinstance(said, str) and kind != "literal_error" and _DOWNWARD_VALUE.search(said.strip()))
    is_bound = kind in _BOUNDS and (kind != "literal_error" or said is False)
    if "when" in names and (downward or is_bound):
        return UPWARD
    if kind == "extra_forbidden" and downward:
        return _UPWARD_RULE
    return _UPWARD_RULE if is_bound and names[1] in ("raise", "floor") else None
