"""A package is made: the report is written over a store that is watched, and all it looked at goes with it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from eagraph.packages import FORM, MANIFEST, Manifest, Member, Order, program, versions
from eagraph.packages import _landscape as landscape
from eagraph.packages import _settings as settings
from eagraph.packages._archive import packed
from eagraph.packages._points import timeless
from eagraph.packages._shelf import Watched
from eagraph.packages.contents import contents
from eagraph.rules.catalogue import content_hash
from eagraph.workspace import Workspace


def workspace_on(work: Workspace, day: dt.date, watched: Watched | None = None) -> Workspace:
    """The same workspace on a day of its own, over its store or over that of somebody who watches it."""
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return Workspace(work.settings, clock=lambda: noon, store=watched or work.store)


def made(work: Workspace, order: Order) -> tuple[bytes, dict[str, bytes]]:
    """A package, and the members of the report alone by name.

    Raises:
        EagraphError: the report cannot be written.
    """
    watched = Watched.over(work.store, timeless)
    desk = workspace_on(work, order.date, watched)
    told = contents(desk, order)
    members = {
        **told,
        **landscape.members_of(watched.stored, watched.texts_looked_at()),
        **settings.members_of(work.settings, desk.looks),
    }
    manifest = _manifest(desk, order, members)
    return packed({MANIFEST: landscape.as_json(manifest.model_dump(mode="json")), **dict(sorted(members.items()))}), told


def _manifest(desk: Workspace, order: Order, members: Mapping[str, bytes]) -> Manifest:
    snapshot = desk.snapshot()
    return Manifest(
        form=FORM,
        order=order,
        snapshot=snapshot.hash,
        data_date=snapshot.date[:10],
        scenario=desk.settings.scenario,
        point=desk.settings.point,
        model_hash=desk.schema.classification.hash,
        rules_hash=content_hash(desk.governance.catalogue.rules, desk.settings.rule),
        program=program(),
        libraries=versions(),
        members={name: member(content) for name, content in sorted(members.items())},
    )


def member(content: bytes) -> Member:
    """What a manifest says of a file."""
    return Member(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
