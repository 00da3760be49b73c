"""Results: rows, one sentence, the parameters, the data's date and hash, and how complete the answer is.

The JSON of every analysis: `{analysis, params, summary: {sv, en}, snapshot, completeness, hidden, rows}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Generic, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined


class Value(BaseModel):
    """A value that passes between rooms: frozen."""

    model_config = ConfigDict(frozen=True)


class Words(Value):
    """One text in both languages, as JSON carries it."""

    sv: str
    en: str

    @classmethod
    def of(cls, text: Text) -> Words:
        """The text as a value."""
        return cls(sv=text.sv, en=text.en)

    @property
    def text(self) -> Text:
        """The value as a text."""
        return Text(self.sv, self.en)

    def __str__(self) -> str:
        return str(self.text)


State = Literal["complete", "incomplete", "truncated", "timed_out"]


class Completeness(Value):
    """Can the answer be trusted to be whole?

    complete: yes. incomplete: something unknown was assumed. truncated: there is more than is shown. timed_out: stopped.
    """

    state: State = "complete"
    reasons: tuple[Words, ...] = ()


class SnapshotInfo(Value):
    """Which data the answer rests on."""

    hash: str
    date: str
    nodes: int
    relationships: int
    scenario: str | None = None
    point: str | None = Field(default=None, description="the point in time it was kept at; none for now")

    @classmethod
    def of(cls, snapshot: Snapshot) -> SnapshotInfo:
        """What a snapshot says of itself."""
        return cls(
            hash=snapshot.hash,
            date=snapshot.date,
            nodes=len(snapshot.nodes),
            relationships=len(snapshot.relationships),
            scenario=snapshot.scenario or None,
            point=snapshot.point or None,
        )


class Named(Value):
    """The start of every row that is about one thing."""

    id: str = Field(description="id of the thing")
    name: str = Field(description="its name")
    label: str = Field(description="its label in the model")


RowT = TypeVar("RowT", bound=BaseModel)


class Result(Value, Generic[RowT]):
    """The answer of one analysis."""

    analysis: str
    params: dict[str, Any]
    summary: Words
    snapshot: SnapshotInfo
    completeness: Completeness = Completeness()
    hidden: int = Field(default=0, ge=0, description="how many relationships or rows a filter hides")
    rows: tuple[RowT, ...] = ()


def completeness(reasons: Iterable[Text], *, truncated: bool = False) -> Completeness:
    """How complete an answer is, given what limits it."""
    told = tuple(Words.of(reason) for reason in reasons)
    state: State = "truncated" if truncated else "incomplete" if told else "complete"
    return Completeness(state=state, reasons=told)


def shortened(result: Result[RowT], most: int) -> Result[RowT]:
    """The answer with no more than so many rows; it says how many more there are."""
    more = len(result.rows) - most
    if more <= 0:
        return result
    reasons = (*result.completeness.reasons, Words.of(both("{count} more rows are not shown.", count=more)))
    return result.model_copy(
        update={"rows": result.rows[:most], "completeness": Completeness(state="truncated", reasons=reasons)}
    )


def as_sentence(told: Completeness) -> Text:
    """The reasons as one text."""
    return joined([reason.text for reason in told.reasons], " ")


def model_in(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds: itself, perhaps nothing, or many of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := model_in(part))), None)


def models_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all models inside it."""
    yield model
    for declared in model.model_fields.values():
        if inner := model_in(declared.annotation):
            yield from models_in(inner)
