"""What does an error of Neo4j's driver mean for the person who asked, and what can he do about it?"""

from __future__ import annotations

from collections.abc import Callable

from eagraph.locale import Text, both


def explained(error: Exception, url: str, *, with_credentials: bool) -> Text:
    """The error in words, with its remedy.

    Args:
        error: of the driver; the server's own has a `code`.
        url: the store, as the user named it.
        with_credentials: was a user and password given?
    """
    code = str(getattr(error, "code", "") or "")
    kind = f"{code} {type(error).__name__} {error}"
    if "Unauthorized" in code and not with_credentials:
        return both("{url} asks for a user and password; set NEO4J_USER and NEO4J_PASSWORD in the environment.", url=url)
    for signs, explain in _MEANINGS:
        if any(sign in kind for sign in signs):
            return explain(url)
    return both("{url}: Neo4j says: {error}.", url=url, error=str(getattr(error, "message", "") or error).rstrip("."))


def _wrong_password(url: str) -> Text:
    return both("{url} refuses the user or password; check NEO4J_USER and NEO4J_PASSWORD in the environment.", url=url)


def _too_many_tries(url: str) -> Text:
    return both(
        "{url} refuses for now, after too many wrong passwords; wait a few seconds, check NEO4J_PASSWORD, try again.",
        url=url,
    )


def _password_is_old(url: str) -> Text:
    return both("{url} wants a new password before it lets anyone in; change it in Neo4j, then set NEO4J_PASSWORD.", url=url)


def _not_allowed(url: str) -> Text:
    return both(
        "{url}: this user may not do that; let it write and make constraints, or name another in NEO4J_USER.",
        url=url,
    )


def _no_database(url: str) -> Text:
    return both(
        "{url}: there is no such database; name one that exists after the host, as in bolt://host/neo4j, or none.",
        url=url,
    )


def _memory(url: str) -> Text:
    return both(
        "{url}: the load is larger than Neo4j's memory for one transaction; nothing was changed. Raise "
        "server.memory.heap.max_size (make neo4j ARGS='--heap 4g' here; a tenth of a million changes takes about 0.4 GB), "
        "or load fewer files at a time.",
        url=url,
    )  # fmt: skip


def _taken(url: str) -> Text:
    return both(
        "{url}: a node that is not eagraph's has an id the load needs, or two have one id; nothing was changed. "
        "Remove it, or use a database of eagraph's own.",
        url=url,
    )  # fmt: skip


def _locked(url: str) -> Text:
    return both("{url} is locked by another load; wait until it has ended, then try again.", url=url)


def _full(url: str) -> Text:
    return both(
        "{url}: Neo4j's disk is full or its files cannot be written; nothing was changed. Make room and try again.",
        url=url,
    )


def _unsure(url: str) -> Text:
    return both(
        "{url}: the connection was lost while the load was being committed; load again, which does no harm.", url=url
    )


def _other_server(url: str) -> Text:
    return both("{url} answers, but not as Neo4j; expected its Bolt port, which is 7687 unless changed.", url=url)


def _certificate(url: str) -> Text:
    return both(
        "{url}: no encrypted connection; the certificate is refused, or the server has none. Check the certificate, or "
        "write bolt+ssc:// for one that signs itself and bolt:// for none.",
        url=url,
    )  # fmt: skip


def _away(url: str) -> Text:
    return both(
        "{url} does not answer; is Neo4j started, and are host and port right? `make neo4j` starts one here.",
        url=url,
    )


_MEANINGS: tuple[tuple[tuple[str, ...], Callable[[str], Text]], ...] = (
    (("AuthenticationRateLimit",), _too_many_tries),
    (("CredentialsExpired",), _password_is_old),
    (("Security.Forbidden", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccess"), _not_allowed),
    (("Neo.ClientError.Security",), _wrong_password),
    (("DatabaseNotFound",), _no_database),
    (("OutOfMemory",), _memory),
    (("ConstraintValidationFailed", "ConstraintCreationFailed", "IndexEntryConflict"), _taken),
    (("LockAcquisitionTimeout", "LockClientStopped", "TransactionTimedOut", "DeadlockDetected"), _locked),
    (("No space left", "DatabasePanicked", "TransactionLogError"), _full),
    (("IncompleteCommit",), _unsure),
    (("certificate", "CERTIFICATE", "SSL", "secure"), _certificate),
    (("UnsupportedServerProduct", "HTTP", "handshake"), _other_server),
    (("ServiceUnavailable", "SessionExpired", "ConnectionAcquisitionTimeout", "DatabaseUnavailable"), _away),
)
