"""A Thing Description (TD 1.1 §5.3.1 and §5.3.4): the Thing, its affordances, their forms and links.

Values of members that are left out are of no meaning here: what a document says is read from the document.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from loaders._wot.data_schema import (
    ABSENT,
    DataSchema,
    Described,
    Language,
    Many,
    MediaType,
    Moment,
    Open,
    Uri,
    UriReference,
    many,
)
from loaders._wot.security_scheme import AnyScheme

CONTEXT = "https://www.w3.org/2022/wot/td/v1.1"
CONTEXT_1_0 = "https://www.w3.org/2019/wot/td/v1"
PropertyOperation = Literal["readproperty", "writeproperty", "observeproperty", "unobserveproperty"]
ActionOperation = Literal["invokeaction", "queryaction", "cancelaction"]
EventOperation = Literal["subscribeevent", "unsubscribeevent"]
ThingOperation = Literal[
    "readallproperties", "writeallproperties", "readmultipleproperties", "writemultipleproperties",
    "observeallproperties", "unobserveallproperties", "queryallactions", "subscribeallevents", "unsubscribeallevents",
]  # fmt: skip
Names = Annotated[list[str], Field(min_length=1), BeforeValidator(many)]


def _of_the_standard(context: list[Any]) -> list[Any]:
    if not all(isinstance(one, str | dict) for one in context):
        raise PydanticCustomError("context_entries", "expected URIs and objects")
    named = [one for one in context if one in (CONTEXT, CONTEXT_1_0)]
    if not named or context[0] != named[0] or (CONTEXT in named and context[len(named) - 1] != CONTEXT):
        raise PydanticCustomError("context", "expected the context of the standard first")
    return context


class Response(Open):
    """What is answered where it differs from what was sent."""

    content_type: MediaType


class AdditionalResponse(Open):
    """What else may be answered."""

    success: bool = False
    content_type: MediaType = ""
    response_schema: str = Field(default="", alias="schema")


class Form(Open):
    """How an operation is carried out: where, and by which protocol."""

    href: UriReference
    content_type: MediaType = ""
    content_coding: str = ""
    security: Names = Field(ABSENT)
    scopes: Many = Field(ABSENT)
    subprotocol: str = ""
    response: Response = Field(ABSENT)
    additional_responses: Annotated[list[AdditionalResponse], BeforeValidator(many)] = Field(ABSENT)


class _PropertyForm(Form):
    op: Annotated[list[PropertyOperation], BeforeValidator(many)] = Field(ABSENT)


class _ActionForm(Form):
    op: Annotated[list[ActionOperation], BeforeValidator(many)] = Field(ABSENT)


class _EventForm(Form):
    op: Annotated[list[EventOperation], BeforeValidator(many)] = Field(ABSENT)


class _ThingForm(Form):
    op: Annotated[list[ThingOperation], BeforeValidator(many)] = Field(ABSENT)


class PropertyAffordance(DataSchema):
    """A state that can be read, written or observed."""

    forms: Annotated[list[_PropertyForm], Field(min_length=1)]
    uri_variables: dict[str, DataSchema] = Field(ABSENT)
    observable: bool = False


class ActionAffordance(Described):
    """A function that can be invoked."""

    forms: Annotated[list[_ActionForm], Field(min_length=1)]
    uri_variables: dict[str, DataSchema] = Field(ABSENT)
    input: DataSchema = Field(ABSENT)
    output: DataSchema = Field(ABSENT)
    safe: bool = False
    idempotent: bool = False
    synchronous: bool = False


class EventAffordance(Described):
    """Something the Thing tells of by itself."""

    forms: Annotated[list[_EventForm], Field(min_length=1)]
    uri_variables: dict[str, DataSchema] = Field(ABSENT)
    subscription: DataSchema = Field(ABSENT)
    data: DataSchema = Field(ABSENT)
    data_response: DataSchema = Field(ABSENT)
    cancellation: DataSchema = Field(ABSENT)


class Link(Open):
    """Something else that belongs to the Thing."""

    href: UriReference
    type: MediaType = ""
    rel: str = ""
    anchor: UriReference = ""
    sizes: str = ""
    hreflang: Annotated[list[Language], BeforeValidator(many)] = Field(ABSENT)


class Version(Open):
    """Versions of the description and of the model it follows."""

    instance: str
    model: str = ""


class Thing(Described):
    """A Thing Description."""

    context: Annotated[list[Any], AfterValidator(_of_the_standard), BeforeValidator(many)] = Field(alias="@context")
    semantic_type: Many = Field(ABSENT, alias="@type")
    id: Uri = ""
    title: str
    version: Version = Field(ABSENT)
    created: Moment = ""
    modified: Moment = ""
    support: Uri = ""
    base: Uri = ""
    properties: dict[str, PropertyAffordance] = Field(ABSENT)
    actions: dict[str, ActionAffordance] = Field(ABSENT)
    events: dict[str, EventAffordance] = Field(ABSENT)
    links: list[Link] = Field(ABSENT)
    forms: Annotated[list[_ThingForm], Field(min_length=1)] = Field(ABSENT)
    security: Names
    security_definitions: Annotated[dict[str, AnyScheme], Field(min_length=1)]
    profile: Annotated[list[Uri], BeforeValidator(many)] = Field(ABSENT)
    schema_definitions: dict[str, DataSchema] = Field(ABSENT)
    uri_variables: dict[str, DataSchema] = Field(ABSENT)
