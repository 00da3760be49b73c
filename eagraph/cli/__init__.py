"""The command line: one command a file. A command module has `about` (one sentence) and a function `command`.

Results go to stdout, progress and log to stderr. Exit codes: 0 clean, 1 findings, 2 wrong use, 3 source or store failed,
130 interrupted. Every option is a setting too (`EAGRAPH_…`, eagraph.toml).
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise

from eagraph.locale import LANGUAGES, Language, current


def main() -> None:
    """Run the command line of this process."""
    current.set(_language(sys.argv))
    from eagraph.cli._application import run

    raise SystemExit(run(sys.argv[1:]))


def _language(arguments: list[str]) -> Language:
    """The language of the help texts, needed before any option is read: --language, EAGRAPH_LANGUAGE, then the locale."""
    said = [b for a, b in pairwise(arguments) if a == "--language"]
    said += [a.partition("=")[2] for a in arguments if a.startswith("--language=")]
    said += [os.environ.get(name, "") for name in ("EAGRAPH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = [word[:2].lower() for word in said if word]
    return next((language for word in spoken for language in LANGUAGES if word == language), "en")
