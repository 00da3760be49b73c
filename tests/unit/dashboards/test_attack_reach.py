"""An attack's reach reads as the analysis says: figures, cuts, the way step by step; the page stands whatever is asked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboards import address
from dashboards.answers import Answers
from dashboards.components import reached
from dashboards.pages import attack_reach as page
from dashboards.pages.attack_reach import Address
from eagraph.analysis import attack_reach
from eagraph.analysis.attack_reach import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.workspace import Workspace
from tests.unit.analysis.test_attack_reach import SCHOOL
from tests.unit.dashboards.landscapes import snapshot, write

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def school() -> Snapshot:
    return snapshot(SCHOOL)


def ask(landscape: Snapshot, **said: object) -> Answer:
    return attack_reach.run(landscape, Params.model_validate(said))


def text_of(component: Component | None) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def rows_of(section: Any) -> list[dict[str, Any]]:
    """The rows of the one table in it."""
    (grid,) = [found for found in section._traverse() if hasattr(found, "rowData")]
    return list(grid.rowData)


def prose(component: Any) -> str:
    """What is to be read, in order."""
    if isinstance(component, str):
        return component
    children = getattr(component, "children", component)
    return "".join(map(prose, children)) if isinstance(children, list | tuple) else prose(children) if children else ""


def test_the_way_is_drawn_and_told_step_by_step_with_every_barrier_by_name(school: Snapshot) -> None:
    answer = ask(school, inside=("pc",), targets=("report",))
    shown = text_of(reached.way_to(school, answer, "login"))
    for part in ("The cheapest way to Login", "Cost 4, steps: 3, barriers and controls to beat: 2.", "the intruder is here"):
        assert part in shown
    assert r"Servers\nfirewall: 1" in shown
    assert r"Login\ncontrol: 2" in shown
    told = prose(reached.way_to(school, answer, "login"))
    assert "School → Servers (is connected to): past firewall School – Servers (1)" in told
    assert "Servers → Login (is connected to): past control Twofactor (2)" in told
    assert "Pc → School (is connected to): nothing in the way" in told


def test_where_nothing_is_chosen_the_way_to_a_target_is_shown_and_to_what_is_not_reached_none(school: Snapshot) -> None:
    answer = ask(school, inside=("pc",), targets=("pumps", "report"))
    assert "The cheapest way to Report" in text_of(reached.way_to(school, answer, ""))
    assert "The cheapest way to Report" in text_of(reached.way_to(school, answer, "pumps"))
    assert reached.way_to(school, ask(school, inside=("pc",)), "pumps") is None


def test_several_barriers_at_one_step_are_counted_in_the_box_and_named_in_the_text() -> None:
    text = "a:System\nb:System\nx:Control status=verified grade=2\ny:Control status=verified grade=1"
    landscape = snapshot(f"{text}\na HOSTS b\nx PROTECTS b\ny PROTECTS b")
    shown = reached.way_to(landscape, ask(landscape, inside=("a",)), "b")
    assert r"B\n2 barriers: 3" in text_of(shown)
    assert "past control X (2), control Y (1)" in prose(shown)


def test_what_to_secure_is_told_for_each_target_and_for_all(school: Snapshot) -> None:
    told = prose(reached.cuts(ask(school, inside=("pc",), targets=("report", "pumps", "school"))))
    for part in (
        "Reportsecure theseSchool1",
        "Pumpsno known way leads there",
        "Schoolone step away: nothing lies between",
        "all of them togethernot possible for all; secure these for the others",
    ):
        assert part in told
    assert reached.cuts(ask(school, inside=("pc",))) is None


def test_tables_hold_every_row_of_the_answer(school: Snapshot) -> None:
    answer = ask(school, inside=("pupils",))
    for part, ids in (
        (reached.listed, [row.id for row in answer.rows]),
        (reached.exposed, ["marks", "summary"]),
        (reached.untrusted, ["marks", "summary"]),
        (reached.stopping, ["portal"]),
    ):
        section = part(school, answer)
        assert section is not None
        assert [row["id"] for row in rows_of(section)] == ids
    assert "it lies where the intruder is" in text_of(reached.untrusted(school, answer))
    empty = ask(school, inside=("archive",), max_cost=0)
    assert (empty.rows, reached.exposed(school, empty), reached.stopping(school, empty)) == ((), None, None)


def test_every_cost_is_named_with_who_says_so(school: Snapshot) -> None:
    told = prose(reached.costs(ask(school, inside=("pc",), cost_firewall=4)))
    assert "past a firewall4stated" in told
    assert "past a gateway2assumed" in told


def test_the_address_says_it_all_and_comes_back_the_same() -> None:
    state = Address(inside=("a", "b"), targets=("c",), max_cost=2.5, without_suppliers=True, thing="d")
    query = address.write("", state)
    assert address.read(Address, address.parse(query)) == (state, ())
    assert state.question() == {
        "inside": ["a", "b"], "targets": ["c"], "max_cost": 2.5, "through_suppliers": False,
    }  # fmt: skip
    assert Address(inside=("a",)).question() == {"inside": ["a"]}


@pytest.mark.parametrize("odd", ["", "nobody", "<script>", "-1", "nan", "inf", "1e400", "x" * 400])
def test_the_page_stands_whatever_its_address_says(town: Workspace, odd: str) -> None:
    for name in ("inside", "targets", "max_cost", "without_suppliers", "at", "thing"):
        assert page.layout(town, **{name: (odd, odd)})


def test_what_the_address_has_wrong_is_told(town: Workspace) -> None:
    told = text_of(page.layout(town, inside=("nobody",), max_cost=("-1",)))
    assert "There is nothing called 'nobody'" in told
    assert "The address says max_cost=-1" in told


def test_the_settings_hold_on_the_screen_too(town: Workspace, tmp_path: Any) -> None:
    from eagraph.settings import Settings

    settings = Settings(store=f"sqlite:///{tmp_path / 'usual.db'}", analysis={"attack-reach": {"cost_host": 5}})
    workspace = Workspace(settings)
    workspace.load([write(tmp_path / "usual")])
    answers = Answers(workspace)
    assert [row.cost for row in page._ask(answers, Address(inside=("hall-a",))).rows] == [5]
