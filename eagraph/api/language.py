"""Which language does the reader want? Pure ASGI, so that it holds for every route, screens and API alike.

What the address says (`?lang=sv`), else the cookie, else what the browser prefers, else the setting. A page whose
address says it leaves the cookie behind: the page's own later requests have no such address.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eagraph.api.cookies import cookie
from eagraph.locale import LANGUAGES, Language, current

COOKIE = "eagraph_language"
_YEAR_S = 365 * 24 * 3600
_SPOKEN = ("text/html", "text/csv", "text/markdown", "text/plain", "application/json", "application/problem+json")


class ReadersLanguage:
    """Sets `eagraph.locale.current` for everything behind it."""

    def __init__(self, app: ASGIApp, default: Language) -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request in one language."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        language = chosen(scope, self.default)
        token = current.set(language)
        try:
            await self.app(scope, receive, _telling(send, language, None if _is_api(scope) else _of_query(scope)))
        finally:
            current.reset(token)


def chosen(scope: Scope, default: Language) -> Language:
    """The language of one request."""
    headers = Headers(scope=scope)
    said = _of_query(scope) or _known(iter([cookie(scope, COOKIE)]))
    return said or _preferred(headers.get("accept-language", "")) or default


def _is_api(scope: Scope) -> bool:
    """Is it not a page that is asked for? What the API writes as a page is a file, and leaves nothing behind."""
    return str(scope.get("path", "")).startswith("/api/")


def _telling(send: Send, language: Language, said: Language | None) -> Send:
    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kind = headers.get("content-type", "").partition(";")[0]
            if kind in _SPOKEN:
                headers["Content-Language"] = language
                headers.add_vary_header("Accept-Language")
                headers.add_vary_header("Cookie")
            if kind == "text/html" and said:
                headers.append("Set-Cookie", f"{COOKIE}={said}; Path=/; Max-Age={_YEAR_S}; SameSite=Lax")
        await send(message)

    return tell


def _known(words: Iterator[str]) -> Language | None:
    return next((language for word in words for language in LANGUAGES if word == language), None)


def _of_query(scope: Scope) -> Language | None:
    return _known(iter(parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", ())))


def _preferred(accept: str) -> Language | None:
    """The language with the highest weight of those we speak (RFC 9110, 12.5.4).

    >>> _preferred("nb, sv-FI;q=0.8, en;q=0.5")
    'sv'
    """
    weighed = sorted((-weight, place, word) for place, (word, weight) in enumerate(_ranges(accept)) if weight > 0)
    return _known(word for _, _, word in weighed)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        word, _, weight = part.partition(";")
        try:
            yield word.strip()[:2].lower(), float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
