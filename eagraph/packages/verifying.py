"""A package is verified: everything is worked out again from the landscape inside, and every difference is named.

What differs: a file whose sum is not that of the manifest, one that is missing or too many, a landscape of another hash, and
every value that comes out otherwise. With a store, the same is worked out from what that store holds too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from eagraph import report
from eagraph.errors import EagraphError, SourceError
from eagraph.history import at_point
from eagraph.loading.changes import Stored
from eagraph.locale import Text, both
from eagraph.packages import FORM, MANIFEST, Manifest, program, versions
from eagraph.packages import _landscape as landscape
from eagraph.packages import _settings as settings
from eagraph.packages._archive import unpacked
from eagraph.packages._comparing import Difference, compared
from eagraph.packages._points import timeless
from eagraph.packages._shelf import Shelf, Watched
from eagraph.packages.contents import WORKED_OUT, contents
from eagraph.packages.making import member
from eagraph.rules.catalogue import content_hash
from eagraph.scenarios import in_use
from eagraph.settings import Settings
from eagraph.store import Store
from eagraph.workspace import Workspace

WRITTEN_BY = {"pdf": "typst", "docx": "python-docx", "xlsx": "openpyxl"}
"""By ending, the library that the bytes of a file hang on."""
OTHERWISE = both("comes out otherwise")
FAILED = ""
"""The name of no member: why nothing could be worked out."""


@dataclass(frozen=True)
class Verified:
    """What came out: the package's own words, what differs, and what is to be known beside that."""

    manifest: Manifest
    differences: tuple[Difference, ...]
    notes: tuple[Text, ...]
    files: int
    """How many files were worked out again."""

    @property
    def holds(self) -> bool:
        """Is everything as it says?"""
        return not self.differences


def verified(path: Path, store: Store | None = None) -> Verified:
    """Verify a package.

    Args:
        path: the file.
        store: a store that should give the same report.

    Raises:
        UsageError: there is no such file.
        SourceError: it is no package, or has something in it that no package has.
    """
    members = unpacked(path)
    manifest = _manifest(members)
    found = list(_sums(manifest, members))
    notes = list(_notes(manifest))
    with TemporaryDirectory() as folder:
        said = settings.restored(members, Path(folder))
        shelf = landscape.restored(members, Workspace(said, store=Shelf(Stored())).schema)
        here = _workspace(said, manifest, shelf)
        fresh = _again(here, manifest)
        notes += [both("{member} is not compared.", member=name) for name in sorted(_not_comparable(manifest, fresh))]
        found += _worked_out(here, manifest, members, fresh)
        if store is not None:
            there = _workspace(said, manifest, Watched.over(store, timeless, day=shelf.stored.date))
            found += [one.inside(store.url) for one in _worked_out(there, manifest, members, _again(there, manifest))]
            if (loaded := store.read().date[:10]) != manifest.data_date:
                text = both(
                    "The store was last loaded on {there}, the data of the package on {here}.", there=loaded,
                    here=manifest.data_date,
                )  # fmt: skip
                notes.append(text)
    return Verified(manifest, tuple(dict.fromkeys(found)), tuple(notes), len(fresh))


def _manifest(members: Mapping[str, bytes]) -> Manifest:
    told = landscape.from_json(members, MANIFEST)
    try:
        manifest = Manifest.model_validate(told)
    except ValidationError as error:
        text = both("{member}: is no manifest of a package ({error}).", member=MANIFEST, error=error.errors()[0]["msg"])
        raise SourceError(text) from error
    if manifest.form != FORM:
        text = both("{member}: is of form {found}; expected {form}.", member=MANIFEST, found=manifest.form, form=FORM)
        raise SourceError(text)
    for name in manifest.order.formats:
        report.find(name)
    return manifest


def _sums(manifest: Manifest, members: Mapping[str, bytes]) -> Iterator[Difference]:
    """Files that are missing, too many, or not as the manifest has them."""
    for name in sorted({*manifest.members, *members} - {MANIFEST}):
        if name not in members:
            yield Difference(name, "", "", "", both("is missing from the package"))
        elif name not in manifest.members:
            yield Difference(name, "", "", "", both("is not in the manifest"))
        elif member(members[name]) != manifest.members[name]:
            sums = manifest.members[name].sha256[:12], member(members[name]).sha256[:12]
            yield Difference(name, "SHA-256", *sums, both("is not as the manifest has it"))


def _notes(manifest: Manifest) -> Iterator[Text]:
    """Versions that differ from those here: then the bytes of a report may differ though it says the same."""
    here = {**versions(), "eagraph": program()}
    for name, then in sorted({**manifest.libraries, "eagraph": manifest.program}.items()):
        if here.get(name) != then:
            yield both(
                "{name} is {here} here; the package was made with {then}.", name=name, here=here.get(name, "–"), then=then
            )


def _workspace(said: Settings, manifest: Manifest, store: Store) -> Workspace:
    noon = dt.datetime.combine(manifest.order.date, dt.time(12), dt.UTC)
    return Workspace(said, clock=lambda: noon, store=store)


def _again(work: Workspace, manifest: Manifest) -> dict[str, bytes]:
    """What follows from a landscape; where nothing does, why."""
    with _looking_through(manifest):
        try:
            return contents(work, manifest.order)
        except EagraphError as error:
            return {FAILED: str(error.text).encode()}


def _worked_out(
    work: Workspace, manifest: Manifest, members: Mapping[str, bytes], fresh: Mapping[str, bytes]
) -> Iterator[Difference]:
    """What comes out otherwise than the package has it."""
    with _looking_through(manifest):
        facts = {"snapshot": work.snapshot().hash, "data_date": work.snapshot().date[:10]}
    for name, value in {**facts, **_in_force(work, manifest)}.items():
        if getattr(manifest, name) != value:
            yield Difference(MANIFEST, name, str(getattr(manifest, name)), value, OTHERWISE)
    if FAILED in fresh:
        yield Difference("report", "", "", "", both("cannot be worked out: {error}", error=fresh[FAILED].decode()))
        return
    apart = _not_comparable(manifest, fresh)
    for name in sorted({*fresh, *(name for name in members if name.startswith(WORKED_OUT))} - apart):
        if name not in fresh:
            yield Difference(name, "", "", "", both("does not follow from the landscape"))
        elif name not in members:
            yield Difference(name, "", "", "", both("is missing from the package"))
        elif members[name] != fresh[name]:
            yield from compared(name, members[name], fresh[name])


def _in_force(work: Workspace, manifest: Manifest) -> dict[str, str]:
    """The model and the rules in force here, where this program is the one that made the package: it brings its own."""
    if manifest.program != program():
        return {}
    rules = content_hash(work.governance.catalogue.rules, work.settings.rule)
    return {"model_hash": work.schema.classification.hash, "rules_hash": rules}


def _not_comparable(manifest: Manifest, fresh: Mapping[str, bytes]) -> set[str]:
    """Files whose bytes another version of a library would write otherwise though they say the same."""
    here = versions()
    others = {suffix for suffix, library in WRITTEN_BY.items() if manifest.libraries.get(library) != here[library]}
    return {name for name in fresh if name.startswith("report/") and name.rpartition(".")[2] in others}


@contextmanager
def _looking_through(manifest: Manifest) -> Iterator[None]:
    """The scenario and the point in time of a package, for as long as it is looked at."""
    tokens = in_use.set(manifest.scenario), at_point.set(manifest.point)
    try:
        yield
    finally:
        in_use.reset(tokens[0])
        at_point.reset(tokens[1])
