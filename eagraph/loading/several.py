"""Several sources in one command, each made whole or not at all; when some fail, what became of the others?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eagraph.collector import resting_collector
from eagraph.errors import EagraphError, StoreError
from eagraph.loading import LoadReport
from eagraph.locale import both, joined
from eagraph.work import Cancelled


def load_each(paths: Sequence[str], load: Callable[[str], LoadReport]) -> tuple[list[LoadReport], EagraphError | None]:
    """Load sources in the order given; one that fails does not stop the others, unless the store failed.

    Returns:
        The reports, and what is to be raised: the first error, which, where there are several sources, tells what is wrong
        with each, and which were loaded.
    """
    reports: list[LoadReport] = []
    failed: list[tuple[str, EagraphError]] = []
    with resting_collector():
        for path in paths:
            try:
                reports.append(load(path))
            except EagraphError as error:
                failed.append((path, error))
                if isinstance(error, StoreError | Cancelled):
                    break
    if not failed:
        return reports, None
    first = failed[0][1]
    if len(paths) > 1:
        told = [joined([both("About {path}:", path=path), error.text], "\n") for path, error in failed]
        kept = [report.source for report in reports if not report.dry_run]
        others = both("Loaded, and kept: {kept}.", kept=", ".join(kept)) if kept else both("No other source was loaded.")
        first.text = joined([*told, others], "\n")
    return reports, first
