"""The portfolio page: what every view shows, what a filter hides, and what is told of an address."""

from __future__ import annotations

import pytest

from dashboards.answers import Answers
from dashboards.components import portfolio_dialogues, portfolio_kinds, portfolio_remedies, portfolio_view, portfolio_views
from dashboards.pages import portfolio
from eagraph import analysis
from eagraph.workspace import Workspace
from tests.unit.dashboards.reading import text_of

pytestmark = pytest.mark.usefixtures("english")


def look(governed: Workspace, **said: str) -> portfolio_view.Seen:
    state, _ = portfolio_view.read(governed.snapshot(), {name: (value,) for name, value in said.items()})
    return portfolio._seen(Answers(governed), state)


def shown(governed: Workspace, **said: str) -> str:
    state, _ = portfolio_view.read(governed.snapshot(), {name: (value,) for name, value in said.items()})
    return text_of(portfolio._shown(Answers(governed), state))


@pytest.mark.parametrize("view", portfolio_view.NAMES)
def test_every_view_asks_says_shows_and_advises(governed: Workspace, view: str) -> None:
    page = text_of(portfolio.layout(governed, view=(view,)))
    assert str(analysis.find(view).question) in page
    found = shown(governed, view=view)
    seen = look(governed, view=view)
    assert str(seen.answer.summary) in found
    assert "Data of" in found
    assert f"/api/v1/analyses/{view}?limit=100000&format=csv" in found
    for rule in portfolio_views.rules_of(view, governed.governance.catalogue.rules):
        assert f"/governance?rule={rule.id}" in found
    for row in seen.rows:
        assert row.name in found


@pytest.mark.parametrize("view", portfolio_view.NAMES)
def test_every_kind_of_finding_has_a_remedy_unless_nothing_is_wrong(view: str) -> None:
    known = set(portfolio_view.kinds(view))
    assert known
    assert known - portfolio_remedies.REMEDIES.keys() <= {"nothing", "same_owner"}


def test_no_remedy_is_for_what_no_view_finds() -> None:
    found = {kind for view in portfolio_view.NAMES for kind in portfolio_view.kinds(view)}
    assert portfolio_remedies.REMEDIES.keys() <= found


def test_every_rule_that_is_named_beside_a_view_exists(governed: Workspace) -> None:
    known = {rule.id for rule in governed.governance.catalogue.rules}
    assert {rule for view in portfolio_views.VIEWS.values() for rule in view.rules} <= known
    assert portfolio_views.VIEWS.keys() == set(portfolio_view.NAMES)


def test_what_a_filter_hides_is_counted(governed: Workspace) -> None:
    whole, own = look(governed, view="time-quadrants"), look(governed, view="time-quadrants", organisation="social")
    assert {row.id for row in own.rows} == {"cheap", "other"}
    hidden = len(whole.rows) - 2
    assert f"2 of {len(whole.rows)} rows; {hidden} hidden by filter." in shown(
        governed, view="time-quadrants", organisation="social"
    )
    assert f"Rows: {len(whole.rows)}." in shown(governed, view="time-quadrants")


def test_a_filter_is_of_what_is_found_too(governed: Workspace) -> None:
    seen = look(governed, view="capability-matrix", wrong="cost_outlier")
    assert [row.id for row in seen.rows] == ["dear"]
    kinds = text_of(portfolio_kinds.kinds(seen))
    assert '"/portfolio?view=capability-matrix"' in kinds
    assert portfolio_remedies.REMEDIES["cost_outlier"].en in kinds
    assert "wrong=cost_outlier" in shown(governed, view="capability-matrix")


def test_projects_belong_to_whom_they_affect(governed: Workspace) -> None:
    seen = look(governed, view="project-collisions", organisation="social")
    assert {row.wrong for row in seen.rows} == {"too_many_projects", "same_system"}
    assert {row.id for row in look(governed, view="project-collisions", organisation="school").rows} == {"late"}


def test_a_list_is_by_manager_and_counts_whom_to_talk_to(governed: Workspace) -> None:
    rows = look(governed, view="dialogue-lists").rows
    (one,) = [row for row in rows if row.id == "dear"]
    assert (one.owner, one.managed_by) == ("social", "School")
    nobody = one.model_copy(update={"managed_by": None})
    busy = [one.model_copy(update={"managed_by": "Zed", "id": f"s{i}"}) for i in range(3)]
    assert list(portfolio_dialogues.managers([nobody, one, *busy])) == ["Zed", "School", ""]
    assert "Whom to talk to" in shown(governed, view="dialogue-lists")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"view": "nothing"}, "view=nothing"),
        ({"view": "cost-keys", "at": "yesterday"}, "at=yesterday"),
        ({"view": "cost-keys", "organisation": "nobody"}, "nobody"),
        ({"view": "cost-keys", "organisation": "cheap"}, "cheap is no"),
        ({"view": "capability-matrix", "capability": "social"}, "social is no"),
        ({"view": "cost-keys", "wrong": "no_users"}, "wrong=no_users"),
    ],
)
def test_what_an_address_says_wrong_is_told_and_left_out(governed: Workspace, said: dict[str, str], told: str) -> None:
    state, wrong = portfolio_view.read(governed.snapshot(), {name: (value,) for name, value in said.items()})
    assert told in " ".join(map(str, wrong))
    last = list(said)[-1]
    assert not getattr(state, last)
    assert told in text_of(portfolio.layout(governed, **{name: (value,) for name, value in said.items()})).replace(
        "&#x27;", "'"
    )


def test_the_list_names_every_question_and_the_rules_that_ask_it(governed: Workspace) -> None:
    page = text_of(portfolio.layout(governed))
    for view in portfolio_view.NAMES:
        assert str(analysis.find(view).question) in page
        assert f"/portfolio?view={view}" in page
    assert "/governance?rule=PRJ-01" in page


def test_a_table_shows_things_in_place_of_their_names(governed: Workspace) -> None:
    document = portfolio._document(look(governed, view="project-collisions"))
    assert document.tables[0].columns == ("id", "name", "violation", "wrong", "projects", "systems", "first", "last")


# The matrix.
