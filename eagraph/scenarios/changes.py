"""What a scenario can change: one class a kind of change, told apart by `do`; each says what it needs to find."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Written = Annotated[Any, BeforeValidator(lambda value: "" if value is None else value)]
"""What a property is to be; nothing at all is the empty value, which TOML can say."""


class _Change(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _OfTie(_Change):
    """A relationship by its ends (things) and type; `source_key` tells parallel ones apart, all where it is empty."""

    source: str
    type: str
    target: str
    source_key: str = ""


class Add(_Change):
    """A new thing."""

    do: Literal["add"]
    id: str = Field(min_length=1)
    label: str
    properties: dict[str, Any] = {}


class Retire(_Change):
    """A thing goes, with all its relationships."""

    do: Literal["retire"]
    thing: str


class SetValue(_Change):
    """A property of a thing gets another value; an empty value makes it unknown."""

    do: Literal["set"]
    thing: str
    property: str
    value: Written


class AddRelationship(_OfTie):
    """A new relationship."""

    do: Literal["add_relationship"]
    properties: dict[str, Any] = {}


class RemoveRelationship(_OfTie):
    """A relationship goes."""

    do: Literal["remove_relationship"]


class SetRelationship(_OfTie):
    """A property of a relationship gets another value; an empty value makes it unknown."""

    do: Literal["set_relationship"]
    property: str
    value: Written


class AddRedundancy(_OfTie):
    """An alternative beside a dependency: the needer works as long as `k` of the group, the alternative included, do.

    The relationship found and the new one to `alternative` form a group, or the new one joins the group there is; then that
    says how many must work, where `k` is not given.
    """

    do: Literal["add_redundancy"]
    alternative: str
    k: int = Field(default=1, ge=1)


Change = Add | Retire | SetValue | AddRelationship | RemoveRelationship | SetRelationship | AddRedundancy
