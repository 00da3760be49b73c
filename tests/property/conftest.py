"""One way to run Hypothesis: no deadline on a shared machine, the same examples every time where CI says so."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_COMMON = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("person", _COMMON)
settings.register_profile("stable", _COMMON, derandomize=True, database=None)
settings.load_profile("stable" if os.environ.get("CI") else "person")
