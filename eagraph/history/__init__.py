"""History: named points in time. A landscape as it was when somebody kept it, to look at, ask of and compare with again.

A point is whole: whatever is loaded or removed later, its answers stay what they were. Points with the same content share
it, and all of them together take no more room than the settings allow (`history_mb`); what each takes is told.
"""

from __future__ import annotations

from contextvars import ContextVar

NAME = r"^[a-z0-9][a-z0-9._-]{0,59}$"
at_point: ContextVar[str] = ContextVar("point", default="")
"""The point in time a reader looks at the landscape as of; empty is now."""
