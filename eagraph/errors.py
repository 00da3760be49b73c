"""Every error raised on purpose. Each names the thing and the place, what was expected and found, and what to do.

    EagraphError                 the input or the surroundings are wrong; never the architecture, never us
    ├── UsageError               wrong use: an unknown name, a bad parameter            exit 2, HTTP 400/404/422
    │   └── UnknownName          no such thing, or an unclear one; nearest names given  exit 2, HTTP 404
    ├── SourceError              a source cannot be read as what it claims to be        exit 3
    │   └── InvalidLandscape     everything that is wrong with what was read, at once   exit 3
    │       ├── InvalidMapping   everything wrong with a mapping file, at once          exit 3
    │       ├── InvalidScenario  everything in a scenario that does not fit, at once    exit 3
    │       ├── InvalidClassificationModel  everything wrong with a city's own, at once  exit 3
    │       ├── InvalidRule      everything wrong with a rule file, at once             exit 3
    │       ├── InvalidTemplate  everything wrong with a house's own looks, at once     exit 3
    │       └── InvalidDecision  everything wrong with a decision, at once              exit 2, HTTP 422
    ├── QueryRefused             a database does not take a query                       exit 3
    ├── QueryTooLong             a query was cancelled because it took too long          exit 3
    └── StoreError               the store is away, locked, full or refuses us          exit 3, HTTP 503

What the architecture does wrong is a finding (data); what we do wrong is a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eagraph.locale import Text, both, joined


class EagraphError(Exception):
    """The root: one text in two languages, and the exit code of the command line."""

    exit_code = 3

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UsageError(EagraphError):
    """The question was put wrongly."""

    exit_code = 2


class UnknownName(UsageError):  # noqa: N818
    """A name that means nothing here, or more than one thing; `nearest` holds what may have been meant."""

    def __init__(self, text: Text, nearest: tuple[str, ...] = ()) -> None:
        hint = both("Nearest: {names}.", names=", ".join(nearest)) if nearest else Text("", "")
        super().__init__(Text(f"{text.sv} {hint.sv}".strip(), f"{text.en} {hint.en}".strip()))
        self.nearest = nearest


class SourceError(EagraphError):
    """A source cannot be read."""


class StoreError(EagraphError):
    """The store cannot be reached or written."""


class QueryRefused(EagraphError):  # noqa: N818
    """A database does not take a query."""

    def __init__(self, said: str) -> None:
        super().__init__(both("The database refuses the query: {said}", said=said.strip().partition("\n")[0][:300]))


class QueryTooLong(EagraphError):  # noqa: N818
    """A query was cancelled where it ran."""

    def __init__(self, seconds: float) -> None:
        super().__init__(both("The query was cancelled after {seconds} s.", seconds=f"{seconds:g}"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a source: where it stands, what is wrong, and what would mend it."""

    where: str
    text: Text

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


class InvalidLandscape(SourceError):  # noqa: N818
    """All that is wrong with a landscape, in the order of the source; `problems` holds every one."""

    SHOWN = 20

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [Text(f"{p.where}: {p.text.sv}", f"{p.where}: {p.text.en}") for p in self.problems[: self.SHOWN]]
        head = self.head(len(self.problems))
        more = len(self.problems) - self.SHOWN
        tail = [both("… and {more} more.", more=more)] if more > 0 else []
        super().__init__(joined([head, *lines, *tail], "\n  "))

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("Nothing was loaded; problems: {count}.", count=count)


class InvalidMapping(InvalidLandscape):
    """All that is wrong with a mapping file."""

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("The mapping cannot be used; problems: {count}.", count=count)


class InvalidScenario(InvalidLandscape):
    """All that does not fit between a scenario and the landscape, or between its own changes."""

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("The scenario does not fit the landscape; problems: {count}.", count=count)


class InvalidDecision(InvalidLandscape):
    """All that is wrong with a decision, in itself and beside the landscape."""

    exit_code = 2

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("The decision was not kept; problems: {count}.", count=count)


class InvalidRule(InvalidLandscape):
    """All that is wrong with the file of a rule or a query."""

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("The rule cannot be used; problems: {count}.", count=count)


class InvalidTemplate(InvalidLandscape):
    """All that is wrong with a house's own templates and words."""

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("The templates cannot be used; problems: {count}.", count=count)


class InvalidClassificationModel(InvalidLandscape):
    """All that is wrong with a city's own classification model."""

    SHOWN = 100

    @staticmethod
    def head(count: int) -> Text:
        """The first line."""
        return both("The classification model cannot be used; problems: {count}.", count=count)


def nearest_names(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known names most like a mistyped one, best first (normalised edit distance without substitution, 0.6 or more)."""
    from rapidfuzz import fuzz, process

    by_folded = {k.casefold(): k for k in known}
    found = process.extract(name.casefold(), list(by_folded), scorer=fuzz.ratio, limit=count, score_cutoff=60)
    return tuple(by_folded[match] for match, _, _ in found)
