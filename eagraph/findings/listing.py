"""The rules there are, as rows."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from eagraph.results import Value, Words
from eagraph.rules.catalogue import Catalogue
from eagraph.rules.outcome import Programme
from eagraph.rules.rule import Rule, Severity


class Line(Value):
    """One rule."""

    brief: ClassVar[tuple[str, ...]] = ("rule", "theme", "severity", "title")

    rule: str = Field(description="id of the rule")
    theme: str = Field(description="its theme")
    severity: Severity = Field(description="error, warning or info")
    title: Words = Field(description="what it asks for")
    why: Words = Field(description="why it matters")
    fix: Words = Field(description="what to do")
    subject: tuple[str, ...] = Field(description="labels it is about")
    analysis: str | None = Field(description="the analysis that answers, where no query does")
    source: str = Field(description="the programme's rule, or where the city's own rule stands")
    programme: Programme | None = Field(description="what the programme says")
    exemptible: bool = Field(title="can be exempted from", description="may the control function spare a thing from it?")
    examples: int = Field(description="how many examples it has")
    file: str = Field(description="the file it stands in")

    @classmethod
    def of(cls, rule: Rule) -> Line:
        """The row of one."""
        return cls(
            rule=rule.id, theme=rule.theme, severity=rule.severity, title=Words.of(rule.title), why=Words.of(rule.why),
            fix=Words.of(rule.fix), subject=rule.subject, analysis=rule.asks.analysis if rule.asks else None,
            source=rule.source, programme=Programme.of(rule.source), exemptible=rule.is_exemptible,
            examples=len(rule.examples), file=rule.file,
        )  # fmt: skip


class Listed(Value):
    """All of them, the names of the themes, and what is wrong with files that are no rule."""

    rules: tuple[Line, ...]
    themes: dict[str, Words]
    problems: tuple[str, ...] = ()


def listed(catalogue: Catalogue) -> Listed:
    """The rules of a catalogue."""
    return Listed(
        rules=tuple(map(Line.of, catalogue.rules)),
        themes={theme: Words.of(text) for theme, text in catalogue.themes.items()},
        problems=tuple(map(str, catalogue.problems)),
    )
