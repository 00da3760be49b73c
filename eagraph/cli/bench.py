"""eagraph bench: measurements, ours beside the peer's in one run."""

from __future__ import annotations

from typing import Annotated

import typer

from eagraph.cli._options import AnswerFormat, answer
from eagraph.locale import both, say

about = both("Measure, beside the peer's figures in one run; all measurements, or one by name.")


def command(
    name: Annotated[str | None, typer.Argument(help=say("Which measurement; all where not given."))] = None,
    form: AnswerFormat = "text",
) -> None:
    """Measure and tell."""
    from eagraph import bench
    from eagraph.report import Document, Table

    tables = []
    for one in [name] if name else bench.names():
        rows = [
            {
                "what": m.what, "seconds": round(m.seconds, 4), "peer": m.peer or None,
                "peer_seconds": m.peer_seconds and round(m.peer_seconds, 4),
                "ratio": m.ratio and round(m.ratio, 2), "megabytes": m.megabytes and round(m.megabytes),
                **{name: round(value, 4) for name, value in m.figures.items()},
            }
            for m in bench.find(one).run()
        ]  # fmt: skip
        tables.append(Table.of(one, rows))
    data = {table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in tables}
    answer(
        Document(
            both("Measurements"), both("Ratios are what to trust; times are of this machine."), (), tuple(tables), data
        ),
        form,
    )
