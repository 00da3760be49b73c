"""What the boards and companies get and have: a report on information security every year, and local instructions."""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import about, boards
from eagraph.locale import both
from eagraph.model.fields import Value

_DECIDING = ("board", "company", "executive_board")
_PARTS = ("work", "risks", "incidents", "other")
_LATE, _NO_RISKS, _NO_INCIDENTS = "org:miljonamnden", "org:trafiknamnden", "org:almhamns-bostader"
_UNDATED, _WITHOUT_PARTS = "org:raddningsnamnden", "org:kulturnamnden"
_WITHOUT, _LAPSED, _LAPSED_DAYS = "org:almhamns-parkering", "org:fastighetsnamnden", 45
_DISTRICTS = "Anvisningar för informationssäkerhet i stadsdelarna"


def build(draft: Draft) -> None:
    """A report to each; instructions of each, those of the districts in common."""
    if not draft.scale.keeps_records:
        return
    chance = draft.stream("reports")
    for board in boards(draft, *_DECIDING):
        key, name = f"rapport-{board.partition(':')[2]}", f"Årsrapport om informationssäkerhet till {draft.name(board)}"
        about(draft, "report", key, name, [board], **_report(draft, board, chance.randint(30, 330)))
    districts = [district.board for district in draft.districts]
    for board in boards(draft, "board", "company"):
        if board not in {_WITHOUT, *districts}:
            key, name = f"anvisningar-{board.partition(':')[2]}", f"Lokala anvisningar för {draft.name(board)}"
            since = draft.day(-chance.randint(100, 900))
            until = draft.day(-_LAPSED_DAYS) if board == _LAPSED else kept(chance, draft.day(chance.randint(100, 900)))
            about(draft, "policy", key, name, [board], valid_from=since, valid_to=until, decided_by=draft.name(board))
    if districts:
        about(draft, "policy", "anvisningar-stadsdelarna", _DISTRICTS, districts, valid_from=draft.day(-400))


def settle(draft: Draft) -> None:
    """Plant what is wrong."""
    if not draft.scale.keeps_records:
        return
    for board, kind, text in (
        (_LATE, "late", both("{thing} has had no report for more than a year.")),
        (_NO_RISKS, "no_risks", both("The report to {thing} says nothing of risks.")),
        (_NO_INCIDENTS, "no_incidents", both("The report to {thing} says nothing of incidents.")),
    ):
        if board in draft.nodes:
            wrong(draft, "ISM-03", board, text, kind=kind)
    if _WITHOUT in draft.nodes:
        wrong(draft, "ISM-04", _WITHOUT, both("{thing} has no local instructions."), kind="none")
    if _LAPSED in draft.nodes:
        wrong(draft, "ISM-04", _LAPSED, both("The local instructions of {thing} hold no longer."), kind="lapsed")


def _report(draft: Draft, board: str, days: int) -> dict[str, Value | None]:
    left_out = {_NO_RISKS: "risks", _NO_INCIDENTS: "incidents"}.get(board)
    covers = tuple(part for part in _PARTS if part != left_out)
    return {
        "date": None if board == _UNDATED else draft.day(-520 if board == _LATE else -days),
        "covers": None if board == _WITHOUT_PARTS else covers,
        "year": draft.today.year,
    }
