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
