"""eagraph sync: the sources of the settings into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, StoreUrl, answer, progress_bar, workspace
from eagraph.locale import both, joined, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eagraph.locale import Text
    from eagraph.report import Document, Table
    from eagraph.sourcing import Sourcing, Synced
    from eagraph.sourcing.standing import Standing

about = both("Load the sources that eagraph.toml names, in order, or tell how old each is (--list).")
FAILED = 3
STATES = {
    "never": both("never loaded"), "due": both("due"), "fresh": both("in time"), "unscheduled": both("no schedule"),
}  # fmt: skip
EXAMPLE = '[[source]]\nname = "register"\npath = "lists/systems.xlsx"\nevery = "1d"'


def command(
    names: Annotated[list[str] | None, typer.Argument(help=say("Names of sources; all where none is said."))] = None,
    listed: Annotated[bool, typer.Option("--list", help=say("Tell how old each source is and load nothing."))] = False,
    due: Annotated[bool, typer.Option("--due", help=say("Only sources whose time it is, as `every` says."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("Say what would change and change nothing."))] = False,
    store: StoreUrl = None,
    form: AnswerFormat = "text",
) -> None:
    """Load each, and report each; one that fails does not stop the others, but the exit code says it."""
    from eagraph.errors import UsageError
    from eagraph.sourcing import Reading

    sourcing = workspace(store).sourcing
    if not sourcing.settings.source:
        raise UsageError(both("eagraph.toml names no source; for example:\n\n{example}", example=EXAMPLE))
    if listed:
        answer(_ages(sourcing.standings(names or []), sourcing), form)
        return
    with progress_bar(say("Loading")) as progress:
        done = sourcing.sync(names or [], Reading(dry_run=dry_run, progress=progress), due=due)
    answer(_synced(done, sourcing, dry_run=dry_run), form)
    if any(one.error for one in done):
        raise typer.Exit(FAILED)


def _ages(standings: Sequence[Standing], sourcing: Sourcing) -> Document:
    from eagraph.report import Document, Table

    waiting = sum(one.state in ("never", "due") for one in standings)
    summary = both("{count} sources, of which {waiting} should be loaded.", count=len(standings), waiting=waiting)
    tables = [Table.of("sources", [_age(one) for one in standings]), *_strange(sourcing)]
    return Document(both("Sources"), summary, (), tuple(tables), [one.as_dict() for one in standings])


def _age(one: Standing) -> dict[str, object]:
    from eagraph.sourcing.schedule import in_short

    state = say("{state}; the file is newer", state=STATES[one.state]) if one.is_newer else str(STATES[one.state])
    return {
        "name": one.setting.name, "state": state, "age": in_short(one.age), "every": one.setting.every,
        "loaded_at": _minute(one.loaded_at), "changed_at": _minute(one.changed_at), "source": one.known_as,
        "where": one.setting.where,
    }  # fmt: skip


def _minute(moment: str) -> str:
    """A moment (UTC) to the minute."""
    return moment[:16].replace("T", " ")


def _synced(done: Sequence[Synced], sourcing: Sourcing, *, dry_run: bool) -> Document:
    from eagraph.report import Document, Table

    failed = [one for one in done if one.error]
    head = both("{loaded} of {count} sources loaded.", loaded=len(done) - len(failed), count=len(done))
    told = [one.report.summary if one.report else _failure(one) for one in done]
    tables = [Table.of("sources", [_row(one) for one in done])]
    for name in ("skipped", "joined", "hints"):
        entries = [
            {"source": one.before.setting.name, **entry}
            for one in done if one.report
            for entry in one.report.as_dict()[name]  # type: ignore[attr-defined]
        ]  # fmt: skip
        tables += [Table.of(name, entries)] if entries else []
    title = both("Dry run, nothing changed") if dry_run else both("Loaded")
    data = [{**one.before.as_dict(), **_outcome(one)} for one in done]
    return Document(title, joined([head, *told], "\n"), (), (*tables, *_strange(sourcing)), data)


def _failure(one: Synced) -> Text:
    return both("{name} failed: {why}", name=one.before.setting.name, why=one.error)


def _row(one: Synced) -> dict[str, object]:
    from eagraph.sourcing.schedule import in_short

    told: dict[str, object] = {
        "name": one.before.setting.name, "outcome": say("failed") if one.error else say("loaded"),
        "age": in_short(one.before.age), "state": str(STATES[one.before.state]), "every": one.before.setting.every,
    }  # fmt: skip
    for name in ("source", "loader", "created", "updated", "unchanged", "removed"):
        told[name] = getattr(one.report, name, None)
    return {**told, "skipped": len(one.report.skipped) if one.report else None}


def _outcome(one: Synced) -> dict[str, object]:
    if one.error:
        return {"outcome": "failed", "error": {"sv": one.error.sv, "en": one.error.en}}
    return {"outcome": "loaded", "report": one.report.as_dict() if one.report else None}


def _strange(sourcing: Sourcing) -> list[Table]:
    """A table of what the precedence names and nobody has."""
    from eagraph.report import Table

    names = sourcing.strange()
    text = say("[precedence] names this source, which neither the settings nor the store have.")
    return [Table.of("hints", [{"source": name, "what": text} for name in names])] if names else []
