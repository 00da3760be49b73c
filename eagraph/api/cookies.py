"""What a browser brings along: the value of one of its cookies, and nothing where they cannot be read."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Scope


def cookie(scope: Scope, name: str) -> str:
    """The value of a cookie; empty where there is none."""
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
