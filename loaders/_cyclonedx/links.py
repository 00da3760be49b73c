"""References of CycloneDX: a `bom-ref`, a BOM-Link to one (`urn:cdx:serial/version#ref`), or a package URL, as older tools
write.
"""

from __future__ import annotations

from urllib.parse import unquote

from eagraph.loading import Intake
from loaders._bom.purl import canonical
from loaders._bom.things import Things

FORMAT = "cyclonedx"
_LINK = "urn:cdx:"


class LinkedThings(Things):
    """Things of one document, which BOM-Links may name by its serial number."""

    def __init__(self, intake: Intake, serial: str) -> None:
        super().__init__(intake, FORMAT)
        self._serial = serial.removeprefix("urn:uuid:").casefold()

    def find(self, reference: str) -> str:
        """The key of what a reference means; of another document only what has a package URL can be found."""
        if not reference.startswith(_LINK):
            return super().find(reference)
        document, _, own = reference.removeprefix(_LINK).partition("#")
        own = unquote(own)
        if document.partition("/")[0].casefold() == self._serial:
            return super().find(own)
        return canonical(own) or reference
