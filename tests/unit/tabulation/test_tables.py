"""Which columns there are, what is left of an address that is older than the landscape, and what goes out."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import current
from eagraph.report import find
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import offered, shown
from eagraph.tabulation.documents import pivoted, summary, table
from eagraph.tabulation.meaning import meant
from eagraph.tabulation.pivoting import pivot
from eagraph.tabulation.selecting import selected
from eagraph.tabulation.telling import selection
from tests.property.strategies import node, snapshot_of, tie


@pytest.fixture
def town() -> Snapshot:
    return snapshot_of(
        [
            node("org", "Organisation", name="Nämnden"),
            node("role", "Role", name="Systemägare"),
            node("a", name="=1+1", lifecycle="live", criticality=4, cost_year=10.5, k=3, antal="12", ort="007"),
            node("b", name="Bygglov", lifecycle="planned", cost_year=2.5, antal="3", personal_data=True),
            node("c", name="Arkiv", antal="4,5", tags=("moln", "drift")),
        ],
        [
            tie("role", "BELONGS_TO", "org"), tie("a", "OWNED_BY", "role"), tie("b", "OWNED_BY", "org"),
            tie("a", "DEPENDS_ON", "b", mode="soft"), tie("c", "DEPENDS_ON", "b"),
        ],
    )  # fmt: skip


def test_a_label_has_its_fields_its_sources_own_and_what_is_worked_out(town: Snapshot) -> None:
    columns = {column.name: column for column in offered(town, "things", ["System"])}
    assert columns["criticality"].known == 1
    assert columns["rto_h"].known == 0
    assert columns["rto_h"].unit == "h"
    assert (columns["antal"].kind, columns["ort"].kind) == ("number", "text")
    assert {"~out.DEPENDS_ON", "~in.DEPENDS_ON", "~out.OWNED_BY"} <= columns.keys()
    assert "~in.OWNED_BY" not in columns
    assert "~out.BELONGS_TO" not in columns
    rows = selected(town, Asked(label=("System",), column=("~id", "~owner", "~organisation", "~ties", "antal"))).rows()
    assert rows == [
        ("a", ("Systemägare",), "Nämnden", 2, 12), ("b", ("Nämnden",), "Nämnden", 3, 3), ("c", None, None, 1, 4.5),
    ]  # fmt: skip


def test_a_relationship_has_the_columns_of_both_its_ends(town: Snapshot) -> None:
    asked = Asked(what="relationships", type=("DEPENDS_ON",), column=("~from.name", "~to.lifecycle", "mode", "~ends"))
    assert selected(town, asked).rows() == [("=1+1", "planned", "soft", ("a", "b")), ("Arkiv", "planned", None, ("c", "b"))]
    around = Asked(what="relationships", where=("~ends:in:a",), column=("~type",))
    assert selected(town, around).rows() == [("DEPENDS_ON",), ("OWNED_BY",)]


def test_a_column_nobody_has_said_anything_in_is_there_and_one_nobody_knows_is_refused(town: Snapshot) -> None:
    assert selected(town, Asked(where=("rpo_h:unknown",))).total == 5
    with pytest.raises(UnknownName, match="criticality"):
        selected(town, Asked(column=("criticalty",)))
    with pytest.raises(UnknownName, match="System"):
        selected(town, Asked(label=("Sistem",)))
    with pytest.raises(UsageError, match="neither a number nor a day"):
        selected(town, Asked(where=("criticality:above:much",)))


def test_of_what_is_asked_that_which_makes_sense_is_left_and_the_rest_is_told(town: Snapshot) -> None:
    asked = Asked(
        label=("System", "Nothing"), column=("name", "nobody"), where=("name:contains:a", "x", "nobody:known"),
        sort=("name", "name:asc"), by="~label", across="nobody", of="name",
    )  # fmt: skip
    left, told = meant(town, asked)
    assert left == Asked(label=("System",), column=("name",), where=("name:contains:a",), sort=("name:asc",), by="~label")
    assert len(told) == 7


def test_unknown_is_counted_in_words_in_both_languages(town: Snapshot) -> None:
    found = selected(town, Asked(label=("System",), where=("criticality:at-least:3",)))
    assert summary(found).en == "1 of 3 things. 2 more are left out because criticality is unknown."
    assert selection(town, found.asked).en == "things: system; criticality at least 3"
    kept = selected(town, Asked(label=("System",), where=("criticality:in:4|",)))
    assert summary(kept).en == "3 of 3 things."
    assert selection(town, kept.asked).en.endswith("criticality is one of: 4, unknown")


def test_files_have_what_is_seen_run_no_formula_and_say_what_they_rest_on(town: Snapshot) -> None:
    found = selected(
        town, Asked(label=("System",), column=("name", "lifecycle", "cost_year", "k"), sort=("cost_year:desc",))
    )
    rows = list(csv.reader(io.StringIO(find("csv").render(table(found, with_basis=True)).decode("utf-8-sig"))))
    assert rows[0][:2] == ["Name", "Lifecycle"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "Bygglov", "Arkiv"]
    assert rows[1][1:3] == ["in use", "10.5"]
    assert rows[3][1:4] == ["", "", ""]
    assert all(town.hash[:12] in row[-1] and "things: system" in row[-1] for row in rows[1:])
    book = load_workbook(io.BytesIO(find("xlsx").render(table(found))))
    assert book.worksheets[0]["A2"].value == "'=1+1"
    assert book.worksheets[0]["C2"].value == 10.5
    about = " ".join(str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row)
    assert town.hash[:12] in about
    assert "things: system" in about
    data = json.loads(find("json").render(table(found)))
    assert data["rows"][0] == {"name": "=1+1", "lifecycle": "live", "cost_year": 10.5, "k": 3}
    assert data["snapshot"]["hash"] == town.hash
    token = current.set("sv")
    try:
        swedish = find("csv").render(table(found)).decode("utf-8-sig").splitlines()
    finally:
        current.reset(token)
    assert swedish[0].startswith("Namn;Livscykel")
    assert swedish[1].startswith("'=1+1;i drift;10,5")


def test_a_pivot_goes_out_with_its_totals_and_says_what_is_not_known(town: Snapshot) -> None:
    found = selected(town, Asked(label=("System",), by="lifecycle", across="~organisation", measure="sum", of="cost_year"))
    document = pivoted(found, pivot(found))
    assert document.tables[0].rows[-1] == ("All", 13.0, None, 13.0)
    assert document.tables[0].rows[:-1] == (
        ("in use", 10.5, None, 10.5),
        ("planned", 2.5, None, 2.5),
        ("unknown", None, None, None),
    )
    assert "is known for 2 of 3" in document.summary.en
    assert document.data["known"] == (1, 1, 0)
    with pytest.raises(UsageError, match="numbers"):
        pivot(selected(town, Asked(by="name", measure="mean", of="lifecycle")))
    with pytest.raises(UsageError, match="rows"):
        pivot(selected(town, Asked()))


def test_the_usual_columns_are_those_best_known(town: Snapshot) -> None:
    names = [column.name for column in shown(town, Asked(label=("System",)))]
    assert names[:3] == ["name", "~organisation", "~owner"]
    assert {"antal", "lifecycle", "cost_year"} <= set(names)
    assert names[-1] == "~ties"
