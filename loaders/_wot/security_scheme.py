"""Security schemes of a Thing Description (TD 1.1 §5.3.3), one class a scheme."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from loaders._wot.data_schema import ABSENT, Many, Open, SemanticTypes, Texts, Uri, UriReference

Place = Literal["header", "query", "body", "cookie", "auto"]
KeyPlace = Literal["header", "query", "body", "cookie", "uri", "auto"]
SCHEMES = ("nosec", "auto", "combo", "basic", "digest", "apikey", "bearer", "psk", "oauth2")
OTHER = "other"


class SecurityScheme(Open):
    """What every scheme may say."""

    scheme: str
    semantic_type: SemanticTypes = Field(ABSENT, alias="@type")
    description: str = ""
    descriptions: Texts = Field(ABSENT)
    proxy: UriReference = ""


class _Combo(SecurityScheme):
    one_of: Annotated[list[str], Field(min_length=2)] = Field(ABSENT)
    all_of: Annotated[list[str], Field(min_length=2)] = Field(ABSENT)


class _Basic(SecurityScheme):
    place: Place = Field(default="header", alias="in")
    name: str = ""


class _Digest(_Basic):
    qop: Literal["auth", "auth-int"] = "auth"


class _ApiKey(SecurityScheme):
    place: KeyPlace = Field(default="query", alias="in")
    name: str = ""


class _Bearer(_Basic):
    authorization: UriReference = ""
    alg: str = ""
    format: str = ""


class _PreSharedKey(SecurityScheme):
    identity: str = ""


class _OAuth2(SecurityScheme):
    flow: str
    authorization: UriReference = ""
    token: Uri = ""
    refresh: UriReference = ""
    scopes: Many = Field(ABSENT)


class _Unknown(SecurityScheme):
    scheme: Literal["nosec", "auto", "combo", "basic", "digest", "apikey", "bearer", "psk", "oauth2"]


def kind(value: Any) -> str:
    """Which class reads a scheme: by its name; one with a prefix is of a context extension."""
    scheme = value.get("scheme") if isinstance(value, dict) else None
    if not isinstance(scheme, str):
        return "unknown"
    prefix, colon, name = scheme.partition(":")
    return scheme if scheme in SCHEMES else OTHER if prefix and colon and name else "unknown"


AnyScheme = Annotated[
    Annotated[SecurityScheme, Tag("nosec")]
    | Annotated[SecurityScheme, Tag("auto")]
    | Annotated[SecurityScheme, Tag(OTHER)]
    | Annotated[_Combo, Tag("combo")]
    | Annotated[_Basic, Tag("basic")]
    | Annotated[_Digest, Tag("digest")]
    | Annotated[_ApiKey, Tag("apikey")]
    | Annotated[_Bearer, Tag("bearer")]
    | Annotated[_PreSharedKey, Tag("psk")]
    | Annotated[_OAuth2, Tag("oauth2")]
    | Annotated[_Unknown, Tag("unknown")],
    Discriminator(kind),
]
