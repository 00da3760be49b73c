"""eagraph report: something to read and to go on writing in, drafted from the register; one report a file in `_reports`."""

from __future__ import annotations

import typer

from eagraph import plugins
from eagraph.cli import _reports
from eagraph.locale import both

about = both("Reports to read, to hand on and to go on writing in, drafted from the register.")


def group() -> typer.Typer:
    """The commands under `report`: one for every report there is."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_root)
    for name in plugins.member_names(_reports):
        report = plugins.member(_reports, name)
        app.command(name, help=str(report.about))(report.command)
    return app


def _root() -> None:
    """Keeps `report NAME` a group also while there is one name."""
