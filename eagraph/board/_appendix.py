"""The appendix: every figure with the query or analysis that gives it, its parameters, and the date and hash of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import BoardReport, Figure
from eagraph.locale import Text, both, plain
from eagraph.report import Chapter, Table

_WORDS = 3
"""Of a command on paper: its options stand among the parameters. JSON has all of it."""


def appendix(report: BoardReport) -> Chapter:
    """Figures, queries, and the values queries share."""
    says = [
        both(
            "All figures are from data of {date}, hash {hash}. A query is Cypher: it pastes into Neo4j Browser as it "
            "stands, with the shared values, and those beside the figure, as parameters. An analysis or a check is asked on "
            "the command line. The same data always gives the same figures.",
            date=report.snapshot.date, hash=report.snapshot.hash,
        )
    ]  # fmt: skip
    if report.assumed:
        says.append(both("What the analyses assumed where the register is silent, in the whole city:"))
    return Chapter(
        both("Appendix: where the figures come from"),
        says=tuple(says),
        points=tuple((plain(""), words.text) for words in report.assumed),
        tables=tuple(_tables(report)),
        on_new_page=True,
    )


def _tables(report: BoardReport) -> Iterator[Table]:
    headings = {
        "item": both("No."), "what": both("What is counted"), "value": both("Figure"), "source": both("Query or analysis"),
        "params": both("Parameters"),
    }  # fmt: skip
    figures = [
        {
            "item": f"[{one.number}]", "what": one.what.text, "value": one.value, "source": _source(one),
            "params": _params(one.params),
        }
        for one in report.figures
    ]  # fmt: skip
    yield Table.of("figures", figures, called=both("The figures"), headed=headings)
    queries = [{"name": query.name, "text": query.text} for query in report.queries]
    headings = {"name": both("Query"), "text": both("Cypher")}
    yield Table.of("queries", queries, called=both("The queries"), headed=headings)
    shared = [{"name": f"${name}", "value": _value(value)} for name, value in report.shared.items()]
    headings = {"name": both("Parameter"), "value": both("Value")}
    yield Table.of("shared", shared, called=both("Values the queries share"), headed=headings)


def _source(figure: Figure) -> Text:
    if figure.counted is None:
        return both("query {name}", name=figure.source)
    command = " ".join(figure.source.split()[:_WORDS])
    return both("{command}: {counted}", command=command, counted=figure.counted.text)


def _params(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={_value(value)}" for name, value in params.items() if value not in (None, False, ""))


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
