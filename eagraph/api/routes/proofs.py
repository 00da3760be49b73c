"""Does a proof of a level hold on the landscape as it is here?"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field

from eagraph.api.queries import Asked
from eagraph.escalation.checking import problems
from eagraph.escalation.proofs import Proof
from eagraph.results import Words
from eagraph.workspace import Workspace


class Verdict(BaseModel):
    """Whether it holds, and all that is wrong with it."""

    id: str = Field(description="the proof: thing, aspect and level")
    holds: bool
    problems: tuple[Words, ...]


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["classification"])

    @routes.post("/proofs/check", summary="Check the proof of a level against the landscape, by another path")
    def check_proof(proof: Annotated[Proof, Body()], asked: Annotated[Asked, Query()]) -> Verdict:  # noqa: ARG001
        found = problems(workspace.snapshot(), proof)
        return Verdict(id=proof.id, holds=not found, problems=tuple(map(Words.of, found)))

    return routes
