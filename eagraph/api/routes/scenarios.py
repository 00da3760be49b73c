"""Which what-ifs are kept, what does each lead to, and how do they differ?"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from eagraph import analysis, report
from eagraph.api.queries import Asked
from eagraph.api.waiting import awaited
from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.rehearsal import Rehearsal
from eagraph.report import Document
from eagraph.scenarios import Scenario
from eagraph.scenarios.book import Kept
from eagraph.scenarios.comparing import Comparison
from eagraph.scenarios.document import read, write
from eagraph.workspace import Workspace

MOST_LETTERS = 1_000_000
Name = Annotated[str, Path(description="the scenario: name, or name@version")]


class KeptScenario(BaseModel):
    """A scenario as it is kept."""

    scenario: Scenario
    version: int
    saved_at: str


class Version(BaseModel):
    """One version of a scenario."""

    version: int
    saved_at: str
    in_use: bool = Field(description="false where the scenario was taken out of use")


class Versions(KeptScenario):
    """A scenario with its history."""

    versions: tuple[Version, ...]


class Written(Asked):
    """How the answer is written."""

    format: str = Field(
        default="json", description="how the answer is written", json_schema_extra={"enum": list(report.names())}
    )


class Compared(Written):
    """Which scenarios to compare."""

    name: tuple[str, ...] = Field(description="two to five scenarios: name, or name@version")


class Toml(BaseModel):
    """A scenario as a file has it."""

    toml: str = Field(max_length=MOST_LETTERS, description="the scenario as TOML")


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["scenarios"])
    _kept_ones(routes, workspace)
    _changed_ones(routes, workspace)

    @routes.post("/scenarios/{name}/run", summary="Run a scenario: every question it asks", response_model=Rehearsal)
    async def run_scenario(request: Request, name: Name, asked: Annotated[Written, Query()]) -> Response:
        def work() -> Response:
            told = workspace.rehearse(name)
            titled = [(analysis.find(result.analysis).title, result) for result in told.results]
            title = both("Scenario {name}", name=name)
            document = report.of_results(title, told.summary.text, titled, told.model_dump(mode="json"))
            return _written(document, asked.format, name)

        return await awaited(request, work)

    return routes


def _kept_ones(routes: APIRouter, workspace: Workspace) -> None:
    @routes.get("/scenarios", summary="The scenarios there are, by name")
    def scenarios(asked: Annotated[Asked, Query()]) -> list[KeptScenario]:  # noqa: ARG001
        return [_as_kept(found) for found in workspace.scenarios.all()]

    @routes.get("/scenarios/compare", summary="Two to five scenarios side by side", response_model=Comparison)
    async def compare_scenarios(request: Request, asked: Annotated[Compared, Query()]) -> Response:
        def work() -> Response:
            told = workspace.compare(asked.name)
            return _written(report.of_result(both("Comparison of scenarios"), told), asked.format, "scenarios")

        return await awaited(request, work)

    @routes.get("/scenarios/{name}", summary="One scenario with its versions")
    def scenario(name: Name, asked: Annotated[Asked, Query()]) -> Versions:  # noqa: ARG001
        found = workspace.find_scenario(name)
        versions = workspace.scenarios.versions(found.scenario.name)
        told = (Version(version=v.version, saved_at=v.saved_at, in_use=bool(v.content)) for v in versions)
        return Versions(**dict(_as_kept(found)), versions=tuple(told))

    @routes.get("/scenarios/{name}/toml", summary="One scenario as a TOML file, to hand on")
    def scenario_as_toml(name: Name, asked: Annotated[Asked, Query()]) -> Response:  # noqa: ARG001
        found = workspace.find_scenario(name)
        named = {"Content-Disposition": f'attachment; filename="{found.scenario.name}.toml"'}
        return Response(write(found.scenario), media_type="application/toml", headers=named)


def _changed_ones(routes: APIRouter, workspace: Workspace) -> None:
    @routes.put("/scenarios/{name}", summary="Keep a scenario; what was kept under the name stays as a version")
    def keep_scenario(name: Name, said: Annotated[Scenario, Body()], asked: Annotated[Asked, Query()]) -> KeptScenario:  # noqa: ARG001
        if said.name != name:
            raise UsageError(both("The scenario is called {found}; expected {name}.", found=said.name, name=name))
        return _as_kept(workspace.scenarios.keep(said))

    @routes.post("/scenarios", summary="Take in a scenario from a TOML file", status_code=201)
    def take_in_scenario(file: Annotated[Toml, Body()], asked: Annotated[Asked, Query()]) -> KeptScenario:  # noqa: ARG001
        return _as_kept(workspace.scenarios.keep(read(file.toml, "toml")))

    @routes.delete("/scenarios/{name}", summary="Take a scenario out of use; its versions stay", status_code=204)
    def end_scenario(name: Name, asked: Annotated[Asked, Query()]) -> None:  # noqa: ARG001
        workspace.scenarios.end(name)


def _as_kept(kept: Kept) -> KeptScenario:
    return KeptScenario(scenario=kept.scenario, version=kept.version, saved_at=kept.saved_at)


def _written(document: Document, form: str, name: str) -> Response:
    found: Any = report.find(form)
    content, headers = found.render(document), {}
    if form != "json":
        headers = {"Content-Disposition": f'attachment; filename="{name.partition("@")[0]}.{found.suffix}"'}
    return Response(content, media_type=found.media_type, headers=headers)
