"""eagraph diff OLD NEW: what differs between two landscapes."""

from __future__ import annotations

from typing import Annotated

import typer

from eagraph.cli._options import AnswerFormat, answer, workspace
from eagraph.locale import both, say

about = both("Say what was added, changed and removed from one landscape to another.")


def command(
    old: Annotated[str, typer.Argument(help=say("A source on disk, or the URL of a store."))],
    new: Annotated[str, typer.Argument(help=say("A source on disk, or the URL of a store."))],
    form: AnswerFormat = "text",
) -> None:
    """Compare."""
    from eagraph.report import of_result

    work = workspace()
    answer(of_result(both("Differences"), work.comparing.diff(old, new, work.settings.mapping)), form)
