"""eagraph escalation: how sensitive does information become where it is put together? Its rules, read and checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from eagraph.cli._options import AnswerFormat, OutputFile, Point, Scenario, StoreUrl, answer, watching, workspace
from eagraph.locale import both, say

if TYPE_CHECKING:
    from eagraph.model.rules_in_force import ModelInForce, RuleInForce
    from eagraph.report import Document, Table

about = both("Escalation: the rules by which information becomes more sensitive where it is put together.")
OwnFile = Annotated[
    Path | None, typer.Option("--file", help=say("Read and check this file instead of the one in the settings."))
]

_DISCOUNTS = {
    "soft": both("over a dependency that degrades and does not stop"),
    "redundancy": both("of each member where fewer are enough"),
    "buffer": both("where who needs it holds out as long as it may itself be away"),
    "validation": both("behind an independent validation, with evidence (integrity)"),
    "encrypted": both("of who transports what is encrypted from end to end, with evidence (confidentiality)"),
}
_FILTERS = {
    "anonymise": both("nobody can be pointed out"),
    "pseudonymise": both("names are replaced by keys; still personal data"),
    "redact": both("categories are taken out"),
    "generalise": both("place or time is made coarser"),
    "sample": both("only a part is handed on"),
    "delay": both("handed on later"),
    "encrypt": both("only who transports it sees less"),
}


def group() -> typer.Typer:
    """The commands under `escalation`."""
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, help_, command in (
        ("rules", both("The classification model in force with every rule; a file of your own is checked."), rules),
        ("check-proof", both("Check the proof of a level against the landscape, by another path."), check_proof),
        ("memo", both("A classification memo of one place, to read and to sign; it carries its own class."), memo),
    ):
        app.command(name, help=str(help_))(command)
    return app


def rules(file: OwnFile = None, form: AnswerFormat = "text", output: OutputFile = None) -> None:
    """Show and check."""
    from eagraph.model.rules_in_force import model_in_force

    answer(_document(model_in_force(workspace(classification=file).schema.classification)), form, output)


def check_proof(
    file: Annotated[Path, typer.Argument(help=say("A proof as JSON, or an answer with one in it."))],
    store: StoreUrl = None,
    scenario: Scenario = None,
    point: Point = None,
    form: AnswerFormat = "text",
) -> None:
    """Say whether a proof holds; exit code 1 where it does not."""
    from eagraph.escalation.checking import problems, read
    from eagraph.report import Document, Table

    work = workspace(store, scenario=scenario, point=point)
    proof = read(file)
    found = problems(work.snapshot(), proof)
    verdict = both("The proof does not hold: {id}.", id=proof.id) if found else both("The proof holds: {id}.", id=proof.id)
    rows = [{"problem": problem} for problem in found]
    data = {"id": proof.id, "holds": not found, "problems": [problem.as_dict() for problem in found]}
    answer(Document(both("Proof of a level"), verdict, (), (Table.of("problems", rows),) if rows else (), data), form)
    if found:
        raise typer.Exit(1)


def memo(
    of: Annotated[
        str, typer.Argument(metavar="THING", help=say("A place or an information asset: id, source key or unique name."))
    ],
    aspect: Annotated[
        Literal["k", "r", "t", "s"] | None, typer.Option(case_sensitive=False, help=say("This aspect alone: k, r, t or s."))
    ] = None,
    at: Annotated[str, typer.Option(help=say("Only what is valid on this day."))] = "",
    store: StoreUrl = None, scenario: Scenario = None, point: Point = None,
    form: AnswerFormat = "text", output: OutputFile = None,
) -> None:  # fmt: skip
    """Write a memo."""
    from eagraph.memo.document import document

    work = workspace(store, scenario=scenario, point=point)
    with watching(say("Writing the memo")):
        told = work.memo(of, aspect=aspect, at=_day(at))
    answer(document(told, work.schema.classification), form, output)


def _day(said: str) -> dt.date | None:
    """A day as people write it.

    Raises:
        UsageError: it is none.
    """
    from eagraph.errors import UsageError

    try:
        return dt.date.fromisoformat(said) if said else None
    except ValueError as error:
        text = both("{what} is {found}; expected a day as 2026-01-31.", what="--at", found=repr(said))
        raise UsageError(text) from error


def _document(model: ModelInForce) -> Document:
    from dataclasses import replace

    from eagraph.report import Document

    assumptions = sum(rule.source == "assumption" for rule in model.rules)
    summary = both(
        "{id}, version {version}. Rules: {count}, of which assumptions: {assumptions}.",
        id=model.id, version=model.version, count=len(model.rules), assumptions=assumptions,
    )  # fmt: skip
    rules_ = _table("rules", [_line(rule) for rule in model.rules])
    brief = ("id", "title", "applies", "proposes", "source", "laws")
    facts = (
        (both("Classification model"), f"{model.id}, {model.version}"),
        (both("Hash"), model.hash),
        (both("Highest level a rule may propose"), str(model.cap)),
        (both("Residents"), str(model.residents or "–")),
        (both("Changed rules"), _listed(model, "changed")),
        (both("Rules of your own"), _listed(model, "own")),
        (both("Turned off"), ", ".join(model.off) or "–"),
    )
    data = model.model_dump(mode="json", by_alias=True)
    return Document(both("Aggregation rules"), summary, facts, (replace(rules_, brief=brief), *_tables(model)), data)


def _line(rule: RuleInForce) -> dict[str, object]:
    from eagraph.locale import joined
    from eagraph.model.rule_words import FAMILIES, FLAGS
    from eagraph.model.rules_in_force import STANDINGS

    flags = joined([FLAGS[flag] for flag in rule.flags])
    return {
        "id": rule.id, "family": FAMILIES[rule.family], "title": rule.title.text, "applies": rule.applies.text,
        "proposes": rule.proposes.text, "source": rule.source_in_words.text, "laws": rule.laws, "flags": flags,
        "why": rule.why.text, "standing": STANDINGS[rule.standing],
    }  # fmt: skip


def _tables(model: ModelInForce) -> list[Table]:
    """What else is decided, as tables."""
    from eagraph.model.rule_words import source_text

    levels = [{"level": one.number, "name": one.name.text, "harm": one.harm.text} for one in model.levels]
    filters: list[dict[str, Any]] = [
        {
            "name": name, "what": _FILTERS[name], "cap": _levels(effect.cap), "lower": _levels(effect.lower),
            "keeps_link": effect.keeps_link, "removes": effect.removes,
        }
        for name, effect in model.filters.items()
    ]  # fmt: skip
    return [
        _table("levels", levels),
        _table("availability", [row.model_dump() for row in model.availability]),
        _table("discounts", [{"name": name, "what": _DISCOUNTS[name], "levels": value} for name, value in model.discounts]),
        _table("filters", filters),
        _table("controls", [{**row.model_dump(), "source": source_text(row.source)} for row in model.controls]),
    ]


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    from eagraph.report import Table

    return Table.of(name, rows)


def _levels(by_aspect: dict[Any, int]) -> str:
    return ", ".join(f"{aspect.upper()} {level}" for aspect, level in sorted(by_aspect.items()))


def _listed(model: ModelInForce, standing: str) -> str:
    return ", ".join(rule.id for rule in model.rules if rule.standing == standing) or "–"
