"""eagraph show: what is loaded, one thing, or the model in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from eagraph.cli._options import AnswerFormat, StoreUrl, answer, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.model.schema import Schema
    from eagraph.report import Document

about = both("Show what is loaded, or one thing with all it is tied to, or the model (--model).")


def command(
    thing: Annotated[str | None, typer.Argument(help=say("An id, a source key or a unique name."))] = None,
    model: Annotated[
        bool, typer.Option("--model", help=say("The labels, the relationship types and what travels along them."))
    ] = False,
    store: StoreUrl = None,
    form: AnswerFormat = "text",
) -> None:
    """Show."""
    work = workspace(store)
    if model:
        answer(_model(work.schema), form)
    elif thing is not None:
        answer(_thing(work.thing(thing)), form)
    else:
        answer(_overview(work.overview()), form)


def _overview(told: dict[str, Any]) -> Document:
    from eagraph.report import Document, Table

    tables = [
        Table.of(kind, [{"kind": name, "count": count} for name, count in told[kind].items()])
        for kind in ("nodes", "relationships")
    ]
    if told["sources"]:
        tables.append(Table.of("sources", told["sources"]))
    summary = both(
        "{nodes} nodes and {relationships} relationships from {sources} sources.",
        nodes=told["nodes"]["total"], relationships=told["relationships"]["total"], sources=len(told["sources"]),
    )  # fmt: skip
    facts = (
        (both("Data"), f"{told['date']} · {told['hash']}"),
        (both("Removed by their sources"), str(told["removed"])),
    )
    return Document(both("Landscape"), summary, facts, tuple(tables), told)


def _thing(told: dict[str, Any]) -> Document:
    from eagraph.report import Document, Table

    ties = [
        {
            "direction": t["direction"],
            "type": t["type"],
            **{k: t["other"][k] for k in ("id", "name", "label")},
            "properties": t["properties"] or None,
        }
        for t in told["relationships"]
    ]
    conflicts = [
        {
            "property": one["property"],
            "source": said["source"],
            "value": said["value"],
            "in_force": said["value"] == one["counts"],
        }
        for one in told["conflicts"]
        for said in one["said"]
    ]
    tables = (
        Table.of("properties", [{"property": k, "value": v} for k, v in told["properties"].items()]),
        *([Table.of("conflicts", conflicts)] if conflicts else []),
        Table.of("relationships", ties, ("direction", "type", "id", "name", "label", "properties")),
        Table.of("provenance", told["provenance"]),
    )
    summary = both("{label} {id}, tied to {count} others.", label=told["label"], id=told["id"], count=len(ties))
    return Document(both("{name}", name=told["name"]), summary, (), tables, told)


def _model(schema: Schema) -> Document:
    from eagraph.model.description import described
    from eagraph.report import Document, Table

    told = described(schema)
    tables = tuple(Table.of(name, told[name]) for name in ("labels", "relationships", "fields"))
    summary = both(
        "{labels} labels and {types} relationship types.", labels=len(told["labels"]), types=len(told["relationships"])
    )
    return Document(both("The model"), summary, (), tables, told)
