"""What tables and columns are called where people read them; files for machines keep the names of fields."""

from __future__ import annotations

from eagraph.locale import Text, both
from eagraph.report import Cell, Table

_HEADINGS: dict[str, Text] = {
    "about": both("about"),
    "aspect": both("aspect"),
    "assigned_high": both("decided at most"),
    "assigned_low": both("decided at least"),
    "assumed": both("assumed"),
    "because": both("because of"),
    "break_at": both("breaks at"),
    "broken_group": both("broken group"),
    "count": both("count"),
    "created": both("created"),
    "criticality": both("criticality"),
    "degraded": both("goes on worse"),
    "direction": both("direction"),
    "exact": both("exact"),
    "group": both("group"),
    "held": both("held"),
    "hints": both("hints"),
    "hops": both("steps"),
    "joined": both("joined"),
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
    "nodes": both("nodes"),
    "owner": both("owner"),
    "path": both("way"),
    "place": both("place"),
    "possible": both("perhaps too low"),
    "properties": both("properties"),
    "property": both("property"),
    "provenance": both("where it is known from"),
    "raised": both("too low"),
    "read": both("read"),
    "relationships": both("relationships"),
    "removed": both("removed"),
    "required_high": both("required at most"),
    "required_low": both("required at least"),
    "rows": both("answer"),
    "rules": both("rules"),
    "run": both("run"),
    "skipped": both("skipped"),
    "source": both("source"),
    "sources": both("sources"),
    "type": both("type"),
    "unchanged": both("unchanged"),
    "updated": both("updated"),
    "value": both("value"),
    "wave": both("wave"),
    "what": both("what"),
    "where": both("where"),
    "why": both("why"),
    "witness": both("way of the level"),
}


def heading(name: str) -> str:
    """A name as people say it; one that is missing above keeps its own, without underscores."""
    return str(_HEADINGS[name]) if name in _HEADINGS else name.replace("_", " ")


def titled(table: Table) -> str:
    """What stands over a table."""
    return f"{table.title}: {heading(table.name)}" if table.title else heading(table.name)


def shown(value: Cell) -> str:
    """A cell as people read it."""
    if isinstance(value, bool):
        return str(both("yes") if value else both("no"))
    return "" if value is None else str(value)
