"""Is an exemption in force? Decided by whoever may, on or before the day, and not ended before it (the programme, L396-398).

>>> said = {"decided_by": CONTROL_FUNCTION, "decided_on": "2026-01-10", "valid_to": "2027-01-10"}
>>> [is_in_force(said, day) for day in ("2026-01-09", "2026-01-10", "2027-01-10", "2027-01-11")]
[False, True, True, False]
"""

from __future__ import annotations

from collections.abc import Mapping

CONTROL_FUNCTION = "Kontrollfunktion för undantag"
"""Who decides, where the settings name nobody else."""


def is_in_force(said: Mapping[str, object], day: str, control_function: str = CONTROL_FUNCTION) -> bool:
    """Does an exemption, by its properties, hold on a day (ISO 8601)? One that lacks its beginning or its end does not.

    An empty control function: anybody may decide.
    """
    begins = max(str(said.get("decided_on") or "9999"), str(said.get("valid_from") or ""))
    return control_function in ("", said.get("decided_by")) and begins <= day <= str(said.get("valid_to") or "")
