"""Saved views: a table or pivot under a name, kept in the store with every version it had.

A view says what is asked, not what came out: opened tomorrow it shows the landscape of tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from eagraph.errors import StoreError, UnknownName, nearest_names
from eagraph.locale import both
from eagraph.model.identity import slug
from eagraph.store import Saved, Store
from eagraph.tabulation import Asked
from eagraph.tabulation.conditions import read_condition, read_order

KIND = "view"
LONGEST_TITLE = 120


class View(BaseModel):
    """What is asked, under a title."""

    model_config = ConfigDict(frozen=True)

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)] = Field(
        description="what people call it"
    )
    asked: Asked = Field(description="what is tabulated")

    @property
    def name(self) -> str:
        """What it is kept under, and what an address calls it."""
        return slug(self.title)


class Views:
    """The views of one store."""

    def __init__(self, store: Callable[[], Store], now: Callable[[], str]) -> None:
        self._store = store
        self._now = now

    def all(self) -> tuple[View, ...]:
        """Those in use, by name."""
        last = {saved.name: saved for saved in self._store().saved(KIND)}
        return tuple(_read(saved) for saved in last.values() if saved.content)

    def find(self, name: str) -> View:
        """One of them, by its name.

        Raises:
            UnknownName: there is none, or none any more.
        """
        saved = self._store().saved(KIND, name)
        if saved and saved[-1].content:
            return _read(saved[-1])
        known = [view.name for view in self.all()]
        text = both("There is no view {name}; there are {known}.", name=repr(name), known=", ".join(known) or "–")
        raise UnknownName(text, nearest_names(name, known))

    def keep(self, view: View) -> View:
        """Save it as the next version of its name.

        Raises:
            UsageError: a condition or an order has not the form.
        """
        for condition in view.asked.where:
            read_condition(condition)
        for order in view.asked.sort:
            read_order(order)
        return _read(self._store().save(KIND, view.name, view.model_dump_json(exclude_defaults=True), self._now()))

    def end(self, name: str) -> None:
        """Take it out of use; its versions stay.

        Raises:
            UnknownName: there is none of that name.
        """
        self._store().save(KIND, self.find(name).name, "", self._now())


def _read(saved: Saved) -> View:
    try:
        return View.model_validate_json(saved.content)
    except ValidationError as error:
        text = both("The view {name} in the store cannot be read ({error}).", name=repr(saved.name), error=str(error))
        raise StoreError(text) from error
