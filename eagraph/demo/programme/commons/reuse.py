"""What systems need of the common functions, and what procurements say of reusing them."""

from __future__ import annotations

from collections.abc import Collection

_SAID = {
    "login": "Inloggning sker med stadens gemensamma identitetsplattform.",
    "e_signature": "Underskrifter görs i den gemensamma underskriftstjänsten.",
    "integration": "Utbyten går över den gemensamma plattformen (integration).",
    "archive": "Handlingar levereras till e-arkivet.",
    "my_pages": "Ärenden visas på Mina sidor.",
    "payment": "Betalning sker i stadens gemensamma betaltjänst.",
    "service_desk": "Stadens Service Desk är första linjens support.",
}
_NOTHING = "Inga gemensamma funktioner behövs."


def statement(functions: Collection[str]) -> str:
    """What a procurement says of the common functions it needs."""
    return " ".join(_SAID[function] for function in sorted(functions)) or _NOTHING
