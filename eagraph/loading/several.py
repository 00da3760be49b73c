"""Several sources in one command, each made whole or not at all; when one fails, what became of those before it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eagraph.errors import EagraphError
from eagraph.loading import LoadReport
from eagraph.loading.collector import resting_collector
from eagraph.locale import Text, both, joined


def load_each(paths: Sequence[str], load: Callable[[str], LoadReport]) -> list[LoadReport]:
    """Load sources in the order given, until one fails.

    Raises:
        EagraphError: of the source that failed; where there are several, it says which, and which were loaded before it.
    """
    reports: list[LoadReport] = []
    with resting_collector():
        for path in paths:
            try:
                reports.append(load(path))
            except EagraphError as error:
                if len(paths) > 1:
                    error.text = joined([error.text, _stopped_at(path, reports)], "\n")
                raise
    return reports


def _stopped_at(path: str, before: Sequence[LoadReport]) -> Text:
    kept = ", ".join(report.source for report in before if not report.dry_run)
    if not kept:
        return both("This is about {path}; no other source was loaded.", path=path)
    return both("This is about {path}; loaded before it, and kept: {kept}.", path=path, kept=kept)
