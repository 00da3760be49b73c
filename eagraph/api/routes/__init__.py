"""One resource a file. A resource is a module with `router(workspace: Workspace) -> APIRouter`.

Routes are plain functions, which FastAPI runs in threads: a long question does not keep others waiting. Every query is
a model that refuses what it does not know (`queries.Asked`), so a misspelt parameter is told and not passed over.
"""
