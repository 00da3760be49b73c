"""Files as answers: what is in one, of which kind, and what whoever keeps it calls it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from starlette.responses import Response

from eagraph.model.identity import slug

_PLAIN = re.compile("[a-z0-9-]{1,80}")
"""What may stand in the name of a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file; one without a name is shown where it is asked for."""

    content: bytes = field(repr=False)
    media_type: str
    name: str = ""

    @property
    def response(self) -> Response:
        """The file as an answer."""
        headers = {"Content-Disposition": f'attachment; filename="{self.name}"'} if self.name else {}
        return Response(self.content, media_type=self.media_type, headers=headers)


def plain(text: str, otherwise: str) -> str:
    """A text as part of a file's name, or another where it has signs that no name should have."""
    called = slug(text)
    return called if _PLAIN.fullmatch(called) else otherwise
