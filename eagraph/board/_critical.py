"""What a board cannot do without: figures of what is critical, what stops it, what comes back late, what is too low."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from eagraph.board.drafting import Counted, Draft
from eagraph.locale import both
from eagraph.results import Result

_ALL = 100_000


class Critical:
    """The critical services and systems of a board, and what threatens them. Figures are numbered as they are asked for."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def things(self) -> Counted:
        """Services and systems in use of criticality 3 or 4."""
        return self.draft.query("critical")

    @cached_property
    def _points(self) -> Result[Any]:
        return self.draft.answer("single-points", {"of": self.things.figure.things, "limit": _ALL})

    @cached_property
    def stopping(self) -> Counted | None:
        """Single things whose failure alone stops something critical; nothing where nothing is critical."""
        if not self.things.count:
            return None
        what = both("Single things whose failure alone stops something critical")
        return self.draft.of_answer(self._points, what, both("all rows, each id once"), self._points.rows)

    @cached_property
    def foreign(self) -> Counted | None:
        """Those of them that somebody else, or nobody known, answers for."""
        if not self.things.count:
            return None
        what = both("Of these: things that another board or company, or nobody stated, answers for")
        counted = both("rows whose id does not belong to {board}, each id once", **self.draft.who)
        rows = [row for row in self._points.rows if not self.draft.is_mine(row.id)]
        return self.draft.of_answer(self._points, what, counted, rows)

    @cached_property
    def stops(self) -> list[tuple[str, list[str]]]:
        """Single points (ids) with the names of what each stops, the one that stops most first."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._points.rows if self.things.count else ():
            found[row.id].append(row.of_name)
        return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))

    @cached_property
    def stopped_by(self) -> dict[str, int]:
        """By critical thing (id), how many single things stop it."""
        found: dict[str, int] = defaultdict(int)
        for row in self._points.rows if self.things.count else ():
            found[row.of] += 1
        return found

    @cached_property
    def late(self) -> Counted | None:
        """Critical things that take longer to restore than they tolerate; what lasts longest beyond that first."""
        if not self.things.count:
            return None
        result = self.draft.answer("requirement-gaps", {"certain": True, "limit": _ALL})
        critical = set(self.things.figure.things)
        rows = [row for row in result.rows if row.breach and row.id in critical]
        rows.sort(key=lambda row: ((row.mtpd_h or 0) / max(row.restored_low_h or 0, 1e-9), row.name))
        what = both("Critical services and systems that take longer to restore than they tolerate")
        return self.draft.of_answer(result, what, both("rows where breach is true and id is among the critical"), rows)

    @cached_property
    def raised(self) -> Counted:
        """What lies together requires more than was decided, and no decision in force accepts it."""
        result, standing = self.draft.answer("escalation", {}), self.draft.means.standing
        settled = {key for key, one in standing.items() if one.is_settled}
        rows = [
            row
            for row in result.rows
            if row.raised
            and self.draft.is_mine(row.id)
            and (row.id, row.aspect) not in settled
            and not any(map(self.draft.is_kept_apart, row.witness))
        ]
        what = both("Systems, services and information that are classified too low")
        counted = both(
            "rows where raised is true, id belongs to {board}, no decision in force accepts it, and witness names nothing "
            "under protective security", **self.draft.who,
        )  # fmt: skip
        return self.draft.of_answer(result, what, counted, rows)
