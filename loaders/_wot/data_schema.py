"""Data schemas of a Thing Description (TD 1.1 §5.3.2), and the words every part of one is made of."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"\\^`|]+")
_REFERENCE = re.compile(r"[^\s<>\"\\^`]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+(\s*;\s*[\w!#$&^.+-]+=(\"[^\"]*\"|[^\s;\"]+))*\s*;?")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})")


ABSENT: Any = None
"""The value of a member that is left out: of no meaning, and shared by all."""


class Open(BaseModel):
    """A part of a description: what the standard names is checked, what a context adds is let in."""

    model_config = ConfigDict(extra="allow", strict=True, alias_generator=to_camel, frozen=True)


def _matching(pattern: re.Pattern[str], code: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise PydanticCustomError(code, "expected another form of text")
        return text

    return AfterValidator(check)


def many(value: Any) -> Any:
    """One value counts as a list of one."""
    return value if isinstance(value, list) else [value]


def _language_tags(texts: dict[str, str]) -> dict[str, str]:
    if not all(_LANGUAGE.fullmatch(tag) for tag in texts):
        raise PydanticCustomError("language_tags", "expected language tags")
    return texts


def _different(values: list[Any]) -> list[Any]:
    if len({json.dumps(value, sort_keys=True) for value in values}) != len(values):
        raise PydanticCustomError("unique", "expected different values")
    return values


def _not_a_model(types: list[str]) -> list[str]:
    if "tm:ThingModel" in types:
        raise PydanticCustomError("not_a_model", "only the root of a Thing Model is one")
    return types


Uri = Annotated[str, _matching(_URI, "uri")]
UriReference = Annotated[str, _matching(_REFERENCE, "uri_reference")]
MediaType = Annotated[str, _matching(_MEDIA_TYPE, "media_type")]
Moment = Annotated[str, _matching(_MOMENT, "moment")]
Language = Annotated[str, _matching(_LANGUAGE, "language_tags")]
Texts = Annotated[dict[str, str], AfterValidator(_language_tags)]
Many = Annotated[list[str], BeforeValidator(many)]
SemanticTypes = Annotated[list[str], AfterValidator(_not_a_model), BeforeValidator(many)]
Length = Annotated[int, Field(ge=0)]


class Described(Open):
    """What has titles and descriptions for people."""

    semantic_type: SemanticTypes = Field(ABSENT, alias="@type")
    title: str = ""
    titles: Texts = Field(ABSENT)
    description: str = ""
    descriptions: Texts = Field(ABSENT)


class DataSchema(Described):
    """The form of a value: a subset of JSON Schema."""

    type: Literal["boolean", "integer", "number", "string", "object", "array", "null"] = "null"
    const: Any = None
    default: Any = None
    unit: str = ""
    format: str = ""
    read_only: bool = False
    write_only: bool = False
    enum: Annotated[list[Any], Field(min_length=1), AfterValidator(_different)] = Field(ABSENT)
    one_of: list[DataSchema] = Field(ABSENT)
    items: Annotated[list[DataSchema], BeforeValidator(many)] = Field(ABSENT)
    min_items: Length = 0
    max_items: Length = 0
    minimum: float = 0
    maximum: float = 0
    exclusive_minimum: float = 0
    exclusive_maximum: float = 0
    multiple_of: Annotated[float, Field(gt=0)] = 1
    min_length: Length = 0
    max_length: Length = 0
    pattern: str = ""
    content_encoding: str = ""
    content_media_type: str = ""
    properties: dict[str, DataSchema] = Field(ABSENT)
    required: Annotated[list[str], AfterValidator(_different)] = Field(ABSENT)
