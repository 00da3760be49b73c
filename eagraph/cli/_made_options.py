"""Options made from parameters: what a pydantic model declares becomes an option each, and pydantic reads the values."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eagraph.locale import say

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

Options = dict[str, tuple[Any, Any]]
"""By name, the annotation for the command line and the default."""


def options_of(params: type[BaseModel]) -> Options:
    """An option for every parameter."""
    return {name: _option(name, field) for name, field in params.model_fields.items()}


def signed(run: Callable[..., None], options: Mapping[str, tuple[Any, Any]]) -> Callable[..., None]:
    """A function of keywords whose signature is made of options."""
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=d, annotation=a) for key, (a, d) in options.items()]
    )
    run.__annotations__ = {key: annotation for key, (annotation, _) in options.items()}
    return run


def _option(name: str, field: FieldInfo) -> tuple[Any, Any]:
    help_ = say(field.description or name)
    flag = f"--{(field.alias or name).replace('_', '-')}"
    if field.annotation is bool:
        return Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=help_, show_default=False)], None
    if "tuple" in str(field.annotation):
        return Annotated[list[str] | None, typer.Option(flag, help=help_, metavar="TEXT …", show_default=False)], None
    shown = str(field.default) if not field.is_required() and field.default not in (None, "") else False
    return Annotated[str | None, typer.Option(flag, help=help_, metavar="TEXT", show_default=shown)], None
