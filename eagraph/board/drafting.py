"""What a report is drafted with: whose it is, over which days, and figures that remember where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from shlex import quote
from typing import Any

from eagraph.board import Figure, FindingsOfYear, Kind, Query
from eagraph.board.period import Period
from eagraph.board.queries import read
from eagraph.decisions.recording import Recording
from eagraph.decisions.standing import Standing
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification import Aspect
from eagraph.results import Result, Words

Row = Mapping[str, Any]
Source = tuple[Kind, str, dict[str, Any]]
"""Where a figure is from: kind, name or command, and parameters of its own."""
COORDINATOR = ("informationssakerhetssamordnare", "informationssäkerhetssamordnare", "information security coordinator")
"""What registers call the role."""
_OWNERS = frozenset({"Organisation", "Role", "Person"})


@dataclass(frozen=True)
class Means:
    """What a report is made with.

    Attributes:
        rows: answers a Cypher query with parameters.
        ask: asks an analysis, by name and parameters.
        findings: what the rules find with a board; nothing where no rule was asked.
        standing: how decisions stand, by place (id) and aspect.
        recordings: the history of levels, the oldest first.
    """

    rows: Callable[[str, Mapping[str, Any]], Sequence[Row]]
    ask: Callable[[str, Mapping[str, Any]], Result[Any]]
    findings: FindingsOfYear | None
    standing: Mapping[tuple[str, Aspect], Standing]
    recordings: Sequence[Recording]


@dataclass(frozen=True)
class Counted:
    """A figure with its rows."""

    figure: Figure
    rows: tuple[Any, ...]

    @property
    def count(self) -> int:
        """How many."""
        return self.figure.value

    @property
    def ref(self) -> str:
        """Its number in the appendix, as the text has it."""
        return f"[{self.figure.number}]"

    @property
    def told(self) -> str:
        """The figure with its number."""
        return f"{self.count} {self.ref}"


def told_of(snapshot: Snapshot, board: int) -> frozenset[int]:
    """What a board answers for (node numbers), but what falls under protective security."""
    mine = (node for node, answers in boards(snapshot).items() if answers == board)
    return frozenset(node for node in mine if not is_kept_apart(snapshot, node))


def is_kept_apart(snapshot: Snapshot, node: int) -> bool:
    """Does a thing fall under protective security? Then it is handled elsewhere, and not named."""
    return snapshot.nodes[node].properties.get("security_protected") == "yes_elsewhere"


@dataclass
class Draft:
    """One report while it is written: figures are numbered in the order they are first asked for."""

    snapshot: Snapshot
    board: int
    period: Period
    means: Means
    figures: list[Figure] = field(default_factory=list)
    _known: dict[tuple[object, ...], Counted] = field(default_factory=dict)
    _answers: dict[str, Result[Any]] = field(default_factory=dict)

    @cached_property
    def mine(self) -> frozenset[int]:
        """What the board answers for and is told of (node numbers)."""
        return told_of(self.snapshot, self.board)

    @cached_property
    def shared(self) -> dict[str, Any]:
        """The parameters all queries share: whose things, and the days counted from today."""
        owners = sorted(self.snapshot.nodes[i].id for i in self.mine if self.snapshot.nodes[i].label in _OWNERS)
        parts = [id_ for id_ in owners if self.snapshot.nodes[self.snapshot.index[id_]].label == "Organisation"]
        return {"owners": owners, "parts": parts, "coordinator": list(COORDINATOR), **self.period.limits}

    @cached_property
    def who(self) -> dict[str, Text]:
        """What to call the board in a sentence: `board`, and `boards` where something is its."""
        if self.snapshot.nodes[self.board].properties.get("kind") == "company":
            return {"board": both("the company"), "boards": both("the company's")}
        return {"board": both("the board"), "boards": both("the board's")}

    def is_mine(self, id_: str) -> bool:
        """Does the board answer for a thing (id)?"""
        return self.snapshot.index.get(id_) in self.mine

    def is_kept_apart(self, id_: str) -> bool:
        """Does a thing (id) fall under protective security?"""
        return id_ in self.snapshot.index and is_kept_apart(self.snapshot, self.snapshot.index[id_])

    def query(self, name: str, *, what: Text | None = None, **params: str) -> Counted:
        """The rows of a query; every row counts one.

        Args:
            name: of `cypher/board/`.
            what: what is counted, where the title of the query is too wide.
            params: values beside the shared ones.
        """
        asked = read(name)
        own = {key: value for key, value in {**self.period.days, **params}.items() if key in asked.parameters}
        given = {**{key: value for key, value in self.shared.items() if key in asked.parameters}, **own}
        key = (name, tuple(sorted(own.items())))
        if key not in self._known:
            rows = self.means.rows(asked.text, given)
            self._keep(key, what or asked.title, ("query", name, own), rows)
        return self._known[key]

    def before(self, name: str, **params: str) -> Counted:
        """The same in the year before."""
        title = both("{what}, same time the year before", what=read(name).title)
        return self.query(name, what=title, **{**params, **self.period.before.days})

    def answer(self, name: str, params: Mapping[str, Any]) -> Result[Any]:
        """The answer of an analysis, asked once."""
        key = f"{name} {sorted(params.items())}"
        if key not in self._answers:
            self._answers[key] = self.means.ask(name, params)
        return self._answers[key]

    def answers(self) -> list[Result[Any]]:
        """Those that were asked for."""
        return [*self._answers.values()]

    def of_answer(self, result: Result[Any], what: Text, counted: Text, rows: Iterable[Any]) -> Counted:
        """Some rows of an answer; every thing among them counts one.

        Args:
            result: the answer.
            what: what is counted.
            counted: which rows these are, in words that somebody else can follow.
            rows: the rows.
        """
        key = (result.analysis, what.en)
        if key not in self._known:
            self._keep(key, what, ("analysis", command(result), dict(result.params)), rows, counted)
        return self._known[key]

    def told(self, kind: Kind, source: str, what: Text, things: Iterable[str], counted: Text | None = None) -> Counted:
        """A figure from elsewhere."""
        key = (kind, source, what.en)
        if key not in self._known:
            self._keep(key, what, (kind, source, {}), [{"id": id_} for id_ in things], counted)
        return self._known[key]

    def _keep(
        self, key: tuple[object, ...], what: Text, source: Source, rows: Iterable[Any], counted: Text | None = None
    ) -> None:
        """A figure gets its number."""
        kept, (kind, name, params) = tuple(rows), source
        things = {str(row["id"] if isinstance(row, Mapping) else row.id) for row in kept}
        figure = Figure(
            number=len(self.figures) + 1, what=Words.of(what), value=len(things), kind=kind, source=name,
            counted=Words.of(counted) if counted else None, params=params, things=tuple(sorted(things)),
        )  # fmt: skip
        self.figures.append(figure)
        self._known[key] = Counted(figure, kept)

    def queries(self) -> list[Query]:
        """The queries that were asked, in the order they were first."""
        asked = dict.fromkeys(figure.source for figure in self.figures if figure.kind == "query")
        return [Query(name=name, what=Words.of(read(name).title), text=read(name).text) for name in asked]


def command(result: Result[Any]) -> str:
    """The call of the command line that gives an answer; what is as it always is, is left out."""
    options = []
    for name, value in result.params.items():
        option = f"--{name.replace('_', '-')}"
        for part in value if isinstance(value, list | tuple) else [value]:
            if part is True:
                options.append(option)
            elif part not in (None, False, ""):
                options.append(f"{option} {quote(str(part))}")
    return " ".join([f"eagraph analyse {result.analysis}", *options])
