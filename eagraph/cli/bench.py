"""eagraph bench: measurements, ours beside the peer's in one run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from eagraph.cli._options import AnswerFormat, answer
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.bench import Measurement

about = both("Measure, beside the peer's figures in one run; all measurements, or one by name.")


def command(
    name: Annotated[str | None, typer.Argument(help=say("Which measurement; all where not given."))] = None,
    form: AnswerFormat = "text",
) -> None:
    """Measure and tell."""
    from eagraph import bench
    from eagraph.report import Document, Table

    tables, data = [], {}
    for one in [name] if name else bench.names():
        measured = bench.find(one).run()
        data[one] = [{**_figures(m), **{name: round(value, 4) for name, value in m.figures.items()}} for m in measured]
        rows = [{**_figures(m), "figures": _in_words(m.figures)} for m in measured]
        said = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
        tables.append(Table.of(one, [{name: row[name] for name in said} for row in rows]))
    answer(
        Document(
            both("Measurements"), both("Ratios are what to trust; times are of this machine."), (), tuple(tables), data
        ),
        form,
    )


def _figures(measured: Measurement) -> dict[str, object]:
    return {
        "what": measured.what, "seconds": round(measured.seconds, 4), "peer": measured.peer or None,
        "peer_seconds": measured.peer_seconds and round(measured.peer_seconds, 4),
        "ratio": measured.ratio and round(measured.ratio, 2),
        "megabytes": measured.megabytes and round(measured.megabytes),
    }  # fmt: skip


def _in_words(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:.4g}" for name, value in figures.items())
