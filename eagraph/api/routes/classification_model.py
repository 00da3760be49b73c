"""Which classification model is in force, and when does which rule apply?"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from eagraph.api.queries import Asked
from eagraph.model.rules_in_force import ModelInForce, model_in_force
from eagraph.workspace import Workspace


def router(workspace: Workspace) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["classification"])

    @routes.get("/classification-model", summary="The classification model in force, with every rule in words")
    def classification_model(asked: Annotated[Asked, Query()]) -> ModelInForce:  # noqa: ARG001
        return model_in_force(workspace.schema.classification)

    return routes
