"""What columns, properties and choices are called where people read them; files for machines keep the names of fields.

A field is called by its `title` where it declares one, else by the word below, else by its own name read aloud:
`recall_if_needed` is "recall if needed", `down_from_h` "down from (h)". Below stand only names that many share and that
do not say it themselves, and those of tables that no model declares. Names and choices read aloud are messages like any
other: their Swedish stands in the catalogue.
"""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from eagraph.locale import Text, both

SHARED: dict[str, Text] = {
    "about": both("about"),
    "aspect": both("aspect"),
    "assigned_high": both("decided at most"),
    "assigned_low": both("decided at least"),
    "assumed": both("assumed"),
    "at_least": both("at least"),
    "barriers": both("barriers"),
    "because": both("because of"),
    "break_at": both("breaks at"),
    "broken_group": both("broken group"),
    "change": both("change"),
    "changes": both("changes"),
    "cost": both("cost"),
    "costs": both("costs"),
    "count": both("count"),
    "created": both("created"),
    "criticality": both("criticality"),
    "cuts": both("to stop the intruder"),
    "degraded": both("goes on worse"),
    "direction": both("direction"),
    "exact": both("exact"),
    "exposed": both("information that is exposed"),
    "group": both("group"),
    "held": both("held"),
    "hints": both("hints"),
    "hops": both("steps"),
    "hours": both("hours"),
    "joined": both("joined"),
    "k_high": both("K at most"),
    "k_low": both("K at least"),
    "keeps": both("keeps the limit"),
    "kept": both("kept"),
    "kind": both("kind"),
    "label": both("label"),
    "labels": both("labels"),
    "loaded_at": both("loaded"),
    "loader": both("loader"),
    "location": both("location"),
    "lost": both("lost"),
    "members": both("members"),
    "mode": both("strength"),
    "name": both("name"),
    "names": both("names"),
    "needed": both("needed"),
    "not_for": both("what it must not be used for"),
    "nodes": both("nodes"),
    "on": both("what is needed"),
    "on_names": both("what is needed, by name"),
    "owner": both("owner"),
    "passed": both("barriers passed"),
    "path": both("way"),
    "personal": both("personal data"),
    "place": both("place"),
    "places": both("places"),
    "possible": both("perhaps too low"),
    "price": both("price"),
    "properties": both("properties"),
    "property": both("property"),
    "proposal": both("proposal"),
    "proposals": both("proposals"),
    "provenance": both("where it is known from"),
    "r_high": both("R at most"),
    "r_low": both("R at least"),
    "raised": both("too low"),
    "read": both("read"),
    "relationships": both("relationships"),
    "removed": both("removed"),
    "required_high": both("required at most"),
    "required_low": both("required at least"),
    "rows": both("answer"),
    "rules": both("rules"),
    "run": both("run"),
    "services": both("digital services"),
    "skipped": both("skipped"),
    "source": both("source"),
    "sources": both("sources"),
    "state": both("state"),
    "stopped": both("things that stop"),
    "stopping": both("what stops besides"),
    "target": both("target"),
    "type": both("type"),
    "unchanged": both("unchanged"),
    "untrusted": both("information no longer to be relied on"),
    "updated": both("updated"),
    "value": both("value"),
    "via": both("by way of"),
    "wave": both("wave"),
    "what": both("what"),
    "where": both("where"),
    "why": both("why"),
    "witness": both("way of the level"),
}


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
    return both(read_aloud(value))


def is_choice(annotation: object) -> bool:
    """Does a field hold one of few values, or several of them?"""
    return get_origin(annotation) is Literal or any(is_choice(part) for part in get_args(annotation))


def choices(annotation: object) -> tuple[str, ...]:
    """The few values there are; empty where a field holds anything."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return next((found for part in get_args(annotation) if (found := choices(part))), ())
