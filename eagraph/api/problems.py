"""What went wrong with a request? One answer for all of it: `application/problem+json` (RFC 9457).

Title and detail are in the reader's language. `type` leads to the list of kinds on the API's own page. What is wrong
with the question is 4xx, a store that does not answer is 503, and what we do wrong is 500 with nothing of our insides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from eagraph.errors import EagraphError, InvalidDecision, InvalidLandscape, SourceError, StoreError, UnknownName, UsageError
from eagraph.locale import Text, both, joined
from eagraph.wrong_values import in_words

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/v1/"
RETRY_AFTER_S = 5


class Wrong(BaseModel):
    """One thing that is wrong, and where."""

    where: str = Field(description="the parameter, or the place in a source")
    what: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="which kind of problem")
    title: str = Field(description="the kind in words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what happened this time, and what to do")
    nearest: tuple[str, ...] | None = Field(default=None, description="for an unknown name: what may have been meant")
    errors: tuple[Wrong, ...] | None = Field(
        default=None, description="every single thing that is wrong, where there may be several"
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem."""

    name: str
    status: int
    title: Text


UNKNOWN_NAME = Kind("unknown-name", 404, both("Unknown name"))
NOT_FOUND = Kind("not-found", 404, both("Nothing at this address"))
NO_SUCH_METHOD = Kind("no-such-method", 405, both("Method not possible here"))
WRONG_USE = Kind("wrong-use", 400, both("Wrong use"))
WRONG_VALUES = Kind("wrong-values", 422, both("Wrong values"))
UNREADABLE_SOURCE = Kind("unreadable-source", 422, both("Unreadable source"))
TOO_LARGE = Kind("too-large", 413, both("Too large"))
NO_STORE = Kind("no-store", 503, both("The store does not answer"))
UNEXPECTED = Kind("unexpected", 500, both("A fault in eagraph"))
KINDS = (
    UNKNOWN_NAME, NOT_FOUND, NO_SUCH_METHOD, WRONG_USE, WRONG_VALUES, UNREADABLE_SOURCE, TOO_LARGE, NO_STORE, UNEXPECTED,
)  # fmt: skip
_BY_ERROR: dict[type, Kind] = {
    UnknownName: UNKNOWN_NAME,
    UsageError: WRONG_USE,
    InvalidDecision: WRONG_VALUES,
    SourceError: UNREADABLE_SOURCE,
    StoreError: NO_STORE,
}


def install(app: FastAPI) -> None:
    """Let an application answer everything that goes wrong with a problem."""
    app.add_exception_handler(EagraphError, _of_error)
    app.add_exception_handler(RequestValidationError, _of_values)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_fault)


def answer(kind: Kind, detail: Text, **more: Any) -> Response:
    """A problem as a response."""
    problem = Problem(type=f"{PAGE}#{kind.name}", title=str(kind.title), status=kind.status, detail=str(detail), **more)
    headers = {"Retry-After": str(RETRY_AFTER_S)} if kind is NO_STORE else None
    return Response(problem.model_dump_json(exclude_none=True), kind.status, headers, MEDIA_TYPE)


def no_such_address(path: str) -> Response:
    """The answer to an address nothing stands at."""
    return answer(NOT_FOUND, both("There is nothing at {path}; {page} lists what there is.", path=path, page=PAGE))


async def _of_error(_request: Request, error: Exception) -> Response:
    kind = next((_BY_ERROR[base] for base in type(error).__mro__ if base in _BY_ERROR), WRONG_USE)
    more: dict[str, Any] = {}
    if isinstance(error, UnknownName):
        more["nearest"] = error.nearest
    if isinstance(error, InvalidLandscape):
        more["errors"] = _listed((problem.where, problem.text) for problem in error.problems)
    return answer(kind, error.text if isinstance(error, EagraphError) else Text("", ""), **more)


async def _of_values(_request: Request, error: Exception) -> Response:
    found = list(in_words(error.errors())) if isinstance(error, RequestValidationError) else []
    told = joined([Text(f"{where}: {text.sv}", f"{where}: {text.en}") for where, text in found])
    return answer(WRONG_VALUES, both("{told}.", told=told), errors=_listed(found))


async def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == NOT_FOUND.status:
        return no_such_address(request.scope["path"])
    if status == NO_SUCH_METHOD.status:
        return _no_such_method(request, getattr(error, "headers", None) or {})
    phrase = HTTPStatus(status).phrase
    detail = both("{method} {path}: {phrase}.", method=request.method, path=request.scope["path"], phrase=phrase)
    response = answer(Kind(phrase.lower().replace(" ", "-"), status, Text(phrase, phrase)), detail)
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def _no_such_method(request: Request, headers: Mapping[str, str]) -> Response:
    possible = ", ".join(sorted(headers.get("Allow", "").split(", ")))
    told = both(
        "{method} is not possible at {path}; possible: {methods}.",
        method=request.method,
        path=request.scope["path"],
        methods=possible,
    )
    response = answer(NO_SUCH_METHOD, told)
    response.headers.update(headers)
    return response


async def _of_fault(_request: Request, _error: Exception) -> Response:
    return answer(UNEXPECTED, both("The fault is ours, not the question's; the log of the server tells where."))


def _listed(found: Iterable[tuple[str, Text]]) -> tuple[Wrong, ...]:
    return tuple(Wrong(where=where, what=str(text)) for where, text in found)
