"""A SensorThings service asked over HTTP: page by page, never beyond the origin it was asked at, within limits."""

from __future__ import annotations

import ssl
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from eagraph.errors import SourceError
from eagraph.locale import Text, both
from eagraph.work import Progress
from loaders._documents.json_document import json_of
from loaders._documents.part import Part
from loaders._sensorthings.kinds import NAVIGATION, SETS

PAGE = 200
MOST_PAGES = 20_000
LARGEST_PAGE = 50_000_000
MOST_BYTES = 1_000_000_000
TIMEOUT_S = 30.0
RETRIES = 3
MOST_REDIRECTS = 5
NEXT = "@iot.nextLink"
QUERIES = (
    ("Things", "Locations"), ("Datastreams", "Thing,Sensor,ObservedProperty"), ("Sensors", ""), ("ObservedProperties", ""),
)  # fmt: skip
"""What is asked for, and what comes expanded with it; sensors and properties that no datastream leads to come last."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one service."""

    pages: int = MOST_PAGES
    page_bytes: int = LARGEST_PAGE
    all_bytes: int = MOST_BYTES
    timeout_s: float = TIMEOUT_S


class Service:
    """One service, while it is read."""

    def __init__(self, url: str, progress: Progress, limits: Limits | None = None) -> None:
        self.url = without_user(url)
        self._url, self._progress, self._limits = url, progress, limits or Limits()
        self._pages = self._bytes = self._done = 0
        self._total: int | None = None
        self._seen: set[str] = set()

    def documents(self) -> Iterator[tuple[Part, str]]:
        """Every page with the name of the entity set it is of.

        Raises:
            SourceError: it does not answer, answers something else, leads elsewhere, or has more than is read.
        """
        transport = httpx.HTTPTransport(retries=RETRIES)
        user = urlsplit(self._url)
        auth = (user.username or "", user.password or "") if user.username else None
        headers = {"Accept": "application/json"}
        with httpx.Client(transport=transport, timeout=self._limits.timeout_s, auth=auth, headers=headers) as client:
            yield from self._asked(client)

    def _asked(self, client: httpx.Client) -> Iterator[tuple[Part, str]]:
        named = urlsplit(self.url).path.rstrip("/").rpartition("/")[2].partition("(")[0]
        if named in SETS:
            yield from self._set(client, self.url, named)
            return
        root = self._page(client, self.url)
        offered = {part.text("name"): part.text("url") for part in root.parts("value")}
        if "Things" not in offered:
            raise SourceError(both("{url}: not the root of a SensorThings service (…/v1.1).", url=self.url))
        for name, expand in QUERIES:
            if name in offered:
                address = urljoin(self.url.rstrip("/") + "/", offered[name] or name)
                query = f"$top={PAGE}&$count=true" + (f"&$expand={expand}" if expand else "")
                yield from self._set(client, f"{address}?{query}", name)

    def _set(self, client: httpx.Client, address: str, name: str) -> Iterator[tuple[Part, str]]:
        """The pages of an entity set, and those that continue a list inside an entity."""
        waiting: deque[_Link] = deque([_Link(address, name)])
        while waiting:
            link = waiting.popleft()
            page = self._page(client, link.address)
            self._tell(page, is_inner=link.owner is not None)
            yield (page, link.name) if link.owner is None else (_inside(link.owner, link.name, page), link.owner_name)
            waiting += _next_links(page, link)

    def _tell(self, page: Part, *, is_inner: bool) -> None:
        total = page.value.get("@iot.count")
        self._total = total if isinstance(total, int) and not is_inner else self._total
        self._done += sum(1 for _ in page.parts("value"))
        self._progress(self._done, max(self._total, self._done) if self._total is not None else None)

    def _page(self, client: httpx.Client, address: str) -> Part:
        for _ in range(MOST_REDIRECTS):
            self._check(address)
            response, data = self._answer(client, address)
            if response.is_redirect:
                address = urljoin(address, response.headers.get("location", ""))
                continue
            self._seen.add(address)
            return self._read(response, data, address)
        raise SourceError(both("{url}: redirected again and again.", url=address))

    def _check(self, address: str) -> None:
        if _origin(address) != _origin(self.url):
            text = both(
                "{url}: leads to {other}, another host than was asked; it is not followed.", url=self.url, other=address
            )
            raise SourceError(text)
        if address in self._seen:
            raise SourceError(both("{url}: the pages go round in a ring.", url=address))
        self._pages += 1
        if self._pages > self._limits.pages:
            raise SourceError(both("{url}: more than {most} pages.", url=self.url, most=self._limits.pages))

    def _answer(self, client: httpx.Client, address: str) -> tuple[httpx.Response, bytes]:
        held = bytearray()
        try:
            with client.stream("GET", address) as response:
                for chunk in response.iter_bytes():
                    held += chunk
                    self._bytes += len(chunk)
                    if len(held) > self._limits.page_bytes or self._bytes > self._limits.all_bytes:
                        raise SourceError(both("{url}: more bytes than are read.", url=address))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceError(both("{url}: {why}", url=address, why=_why(error, self._limits.timeout_s))) from error
        return response, bytes(held)

    def _read(self, response: httpx.Response, data: bytes, address: str) -> Part:
        if response.status_code != httpx.codes.OK:
            told, hint = (
                f"{response.status_code} {response.reason_phrase}".strip(),
                _HINTS.get(response.status_code, Text("", "")),
            )
            raise SourceError(both("{url}: answers {told}. {hint}", url=address, told=told, hint=hint))
        kind = response.headers.get("content-type", "")
        if "html" in kind or data.lstrip()[:1] == b"<":
            raise SourceError(
                both("{url}: answers a web page, not JSON; expected the root of the service (…/v1.1).", url=address)
            )
        try:
            page = json_of(data, urlsplit(address).path)
        except SourceError as error:
            raise SourceError(both("{url}: {why}", url=address, why=error.text)) from error
        if not isinstance(page.value, dict):
            raise SourceError(both("{url}: not a page of SensorThings.", url=address))
        return page


@dataclass(frozen=True, slots=True)
class _Link:
    """A page to ask for: of which set, and of which entity's list where it is one."""

    address: str
    name: str
    owner: Part | None = None
    owner_name: str = ""


def _next_links(page: Part, link: _Link) -> Iterator[_Link]:
    """Where the page goes on, and where a list inside one of its entities does."""
    if further := page.text(NEXT):
        yield replace(link, address=urljoin(link.address, further))
    waiting = [(part, link.name) for part in page.parts("value") if isinstance(part.value, dict)] or [(page, link.name)]
    while waiting:
        entity, name = waiting.pop()
        for key, part in entity.items():
            inner = key.partition("@")[0]
            if key.endswith(NEXT) and inner in SETS and part.as_text:
                yield _Link(urljoin(link.address, part.as_text), inner, entity, name)
            elif key in NAVIGATION:
                waiting += [(child, key) for child in part.parts() if isinstance(child.value, dict)]


def _inside(owner: Part, name: str, page: Part) -> Part:
    """A page of a list inside an entity, as if it had been expanded in it."""
    said = {key: owner.value[key] for key in ("@iot.id", "@iot.selfLink") if key in owner.value}
    return Part({"value": [{**said, name: page.value.get("value", [])}]}, page.file)


def without_user(url: str) -> str:
    """The URL without a user's name and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return "", None, None


_HINTS = {
    401: both("Give user and password in the URL: https://user:password@host/…"),
    403: both("Give user and password in the URL: https://user:password@host/…"),
    404: both("Is this the root of the service (…/v1.1)?"),
}


def _why(error: Exception, timeout_s: float) -> Text:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return both("the certificate or the encryption is not accepted ({error}).", error=cause.reason or cause)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return both("no answer within {seconds} s.", seconds=f"{timeout_s:g}")
    return both("cannot be reached ({error}).", error=str(error) or type(error).__name__)
