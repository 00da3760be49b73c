"""What a check answers: every finding, and for every rule how many were looked at, fail, pass, and cannot be told."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from eagraph.results import Named, Result, Value, Words
from eagraph.rules.register import entries
from eagraph.rules.rule import Severity

State = Literal["pass", "fail", "unknown", "nothing", "timed_out", "error"]


class Missing(Named):
    """A thing of which a rule cannot tell, and what is missing."""

    missing: str = Field(default="", description="the property or relationship that is missing")


class Programme(Value):
    """Where the programme says it."""

    id: str = Field(description="id in the register of rules")
    norm: str = Field(description="S: must or must not; O: ought; A: follows from the text")
    section: str = Field(description="section of the programme")
    lines: str = Field(description="lines of the programme's text")
    quote: str = Field(description="its words, in Swedish")

    @classmethod
    def of(cls, source: str) -> Programme | None:
        """Where it says what a rule asks for; None of a rule that is not the programme's."""
        said = entries().get(source)
        if said is None or not said.is_of_programme:
            return None
        return cls(id=said.id, norm=said.norm, section=said.section, lines=said.lines, quote=said.quote_sv)


class Finding(Named):
    """Something a rule finds wrong. `id`, `name` and `label` are its subject's."""

    brief: ClassVar[tuple[str, ...]] = ("severity", "rule", "name", "message", "owner", "organisation")

    finding: str = Field(description="what it is known by: the rule and its subjects, the same from run to run")
    rule: str = Field(description="id of the rule")
    theme: str = Field(description="theme of the rule")
    severity: Severity = Field(description="error, warning or info")
    message: Words = Field(title="what is wrong", description="what is wrong, in words")
    assumed: tuple[str, ...] = Field(
        default=(),
        title="rests on assumptions",
        description="what it rests on that is assumed; then it is a warning at most",
    )
    wrong: str = Field(default="", description="kind of finding, where the rule tells several apart")
    others: tuple[str, ...] = Field(default=(), description="ids of further things it is about")
    details: dict[str, Any] = Field(default_factory=dict, description="further columns of the rule's row")
    owner: str | None = Field(default=None, description="who owns the subject")
    organisation: str | None = Field(default=None, description="id of the board or company that answers for the subject")
    organisation_name: str | None = Field(default=None, title="board or company", description="its name")


class Outcome(Value):
    """How one rule came out."""

    brief: ClassVar[tuple[str, ...]] = ("rule", "title", "severity", "state", "population", "failed", "unknown", "passed")

    rule: str = Field(description="id of the rule")
    title: Words = Field(description="what it asks for")
    theme: str = Field(description="its theme")
    severity: Severity = Field(description="error, warning or info")
    state: State = Field(description="how it came out; nothing: there is nobody to ask it of")
    population: int = Field(default=0, title="asked of", description="how many it was asked of")
    failed: int = Field(default=0, title="broken by", description="of how many it finds something")
    unknown: int = Field(default=0, title="cannot be told of", description="of how many it cannot be told")
    passed: int = Field(default=0, title="followed by", description="how many follow it")
    findings: int = Field(default=0, description="how many findings")
    missing: tuple[Missing, ...] = Field(default=(), description="of whom it cannot be told, and what is missing")
    trouble: Words | None = Field(default=None, description="why it could not be answered")
    why: Words = Field(description="why it matters")
    fix: Words = Field(description="what to do")
    source: str = Field(description="the programme's rule, or where the city's own rule stands")
    programme: Programme | None = Field(default=None, description="what the programme says")
    file: str = Field(description="the file it stands in")
    seconds: float = Field(default=0.0, exclude=True, description="how long it took")


class Check(Result[Finding]):
    """The answer of a check. Rows: the gravest first, then by rule and subject."""

    rules: tuple[Outcome, ...] = Field(description="every rule that was asked")
    rules_hash: str = Field(description="hash of the rules and their parameters")
    today: str = Field(description="the day the rules were asked for")
