"""From a manifest of dbt to the records of an intake: resources, databases, groups and owners, then what ties them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import both
from loaders._dbt.resource import LABELS, SECTIONS, is_stored, label_of, meta, properties_of
from loaders._documents.part import Part


def fill(manifest: Part, intake: Intake) -> None:
    """Give the intake everything a manifest has."""
    _Manifest(manifest, intake).fill()


class _Manifest:
    """One manifest under way."""

    def __init__(self, manifest: Part, intake: Intake) -> None:
        self._manifest, self._intake = manifest, intake
        self._kinds: dict[str, str] = {}
        self._resources: dict[str, Part] = {}
        self._databases: dict[str, str] = {}
        self._owners: set[str] = set()
        for section, default in SECTIONS.items():
            for key, part in manifest.items(section):
                if isinstance(part.value, dict):
                    self._kinds[key], self._resources[key] = _kind(key, part, default), part
                else:
                    intake.problems.append(part.expected(both("a resource of dbt")))
        self._macro_things = _macro_things(manifest, {part.text("package_name") for part in self._resources.values()})

    def fill(self) -> None:
        """Things first, then what ties them."""
        self._macros()
        self._groups()
        for key, part in self._resources.items():
            self._resource(key, part)
        for key, part in self._resources.items():
            self._depends(key, part)
        for key, macro in self._manifest.items("macros"):
            if self._macro_things[key] == key:
                self._uses(key, macro)
        self._told()

    def _node(self, key: str, label: str, said: dict[str, object], place: str) -> None:
        kept = {name: value for name, value in said.items() if value not in ("", (), None)}
        self._intake.node(NodeRecord(key, label, {"source_key": key, **kept}, place))

    def _tie(self, source: str, type_: str, target: str, place: str, **said: object) -> None:
        ends = Reference(source), Reference(target)
        self._intake.relationship(RelationshipRecord(ends[0], type_, ends[1], said, place, is_loose=True))

    def _resource(self, key: str, part: Part) -> None:
        kind = self._kinds[key]
        label = label_of(kind)
        self._intake.explain(part.file, kind, both("a thing of the kind {label}", label=label))
        self._node(key, label, {"name": key, **properties_of(kind, part)}, part.place)
        if is_stored(kind, part):
            self._tie(self._database(part), "HOLDS", key, part.place, how="stored", source_type="database")
        group = part.text("group") or part.text("config", "group")
        if group:
            self._tie(key, "MANAGED_IN", f"group.{part.text('package_name')}.{group}", part.place, source_type="group")
        for owner, source_type in self._owners_of(part):
            self._owned(key, owner, source_type)
        if group and (owned := self._manifest.get("groups", f"group.{part.text('package_name')}.{group}", "owner")):
            self._owned(key, owned, "group.owner", confidence="inferred")

    def _owners_of(self, part: Part) -> Iterator[tuple[Part, str]]:
        if (owner := part.get("owner")) is not None:
            yield owner, "owner"
        noted = meta(part)
        if noted is not None and (owner := noted.get("owner")) is not None:
            yield owner, "meta.owner"

    def _owned(self, key: str, owner: Part, source_type: str, **said: object) -> None:
        """Tie something to its owner: a name, or a name and addresses."""
        emails = [one.as_text for one in owner.parts("email")] if isinstance(owner.value, dict) else []
        name = owner.as_text or owner.text("name") or next(iter(emails), "")
        if not name:
            return
        known = f"owner:{next(iter(emails), '') or name}"
        if known not in self._owners:
            self._owners.add(known)
            more = {"emails": tuple(emails[1:])}
            self._node(
                known, "Role", {"name": name, "email": next(iter(emails), ""), "source_type": "owner", **more}, owner.place
            )
        self._tie(key, "OWNED_BY", known, owner.place, source_type=source_type, source_key=source_type, **said)

    def _database(self, part: Part) -> str:
        """The database something lies in, where databases have no names the schema; the adapter where neither has."""
        adapter = self._manifest.text("metadata", "adapter_type")
        name = part.text("database") or part.text("schema") or adapter or "database"
        key = f"database:{name}"
        if key not in self._databases:
            self._databases[key] = part.place
            said = {"name": name, "source_type": "database", "product": adapter, "system_kind": "platform"}
            self._node(key, "System", dict(said), part.place)
        return key

    def _groups(self) -> None:
        for key, group in self._manifest.items("groups"):
            said = {"name": group.text("name"), "description": group.text("description"), "source_type": "group"}
            said |= {name: group.text(name) for name in ("package_name", "original_file_path")}
            self._node(key, "ManagementObject", dict(said), group.place)
            if (owner := group.get("owner")) is not None:
                self._owned(key, owner, "owner")

    def _macros(self) -> None:
        """Macros of packages that have something besides; those of dbt itself and of tool boxes are one thing a package."""
        known: set[str] = set()
        for key, macro in self._manifest.items("macros"):
            thing, package = self._macro_things[key], macro.text("package_name")
            if thing == key:
                said = {name: macro.text(name) for name in ("name", "description", "package_name", "original_file_path")}
                self._node(key, "ModelElement", {**said, "source_type": "macro"}, macro.place)
                continue
            if thing not in known:
                known.add(thing)
                self._node(thing, "ModelElement", {"name": package, "source_type": "package"}, macro.place)
            why = both("a macro of the package {package}, which is kept as one thing.", package=package)
            self._intake.join(macro.place, key, why, relationship=False)

    def _uses(self, key: str, part: Part) -> None:
        """The macros, or packages of macros, that something uses."""
        used: dict[str, str] = {}
        for macro in part.parts("depends_on", "macros"):
            used.setdefault(self._macro_things.get(macro.as_text, macro.as_text), macro.place)
        for thing, place in used.items():
            if thing and thing != key:
                self._tie(key, "RELATES_TO", thing, place, source_type="depends_on.macros")

    def _depends(self, key: str, part: Part) -> None:
        """What it depends on, by its own words and by the map of parents."""
        parents = self._parents(key, part)
        label = label_of(self._kinds[key])
        for parent, place in parents.items():
            if parent != key:
                type_, said = self._meaning(label, parent)
                self._tie(key, type_, parent, place, source_type="depends_on", **said)
        if label == "DigitalService":
            for database in sorted(self._databases_below(parents)):
                self._tie(key, "DEPENDS_ON", database, part.place, source_type="database", confidence="inferred")
        self._uses(key, part)

    def _parents(self, key: str, part: Part) -> dict[str, str]:
        """Keys of what it depends on, with their places."""
        found: dict[str, str] = {}
        for one in (*part.parts("depends_on", "nodes"), *self._manifest.parts("parent_map", key)):
            if one.as_text and not one.as_text.startswith("macro."):
                found.setdefault(one.as_text, one.place)
        return found

    def _meaning(self, label: str, parent: str) -> tuple[str, dict[str, str]]:
        """The type of a dependency on a parent, by the labels of both."""
        is_asset = label_of(self._kinds.get(parent, parent.partition(".")[0])) == "InformationAsset"
        if label == "Control":
            return "PROTECTS", {}
        if label == "DigitalService" and is_asset:
            return "HOLDS", {"how": "presented"}
        return ("DERIVED_FROM" if label == "InformationAsset" and is_asset else "RELATES_TO"), {}

    def _databases_below(self, keys: Iterable[str]) -> set[str]:
        """The databases of what is nearest among some resources and what they depend on."""
        found: set[str] = set()
        waiting, seen = list(keys), set(keys)
        while waiting:
            key = waiting.pop()
            part = self._resources.get(key)
            if part is not None and is_stored(self._kinds[key], part):
                found.add(self._database(part))
            elif part is not None:
                more = self._parents(key, part).keys() - seen
                seen |= more
                waiting += more
        return found

    def _told(self) -> None:
        """What is in a manifest besides."""
        disabled = self._manifest.get("disabled")
        for key, part in disabled.items() if disabled else ():
            for one in part.parts():
                self._disabled(one, key)
        for one in disabled.parts() if disabled and isinstance(disabled.value, list) else ():
            self._disabled(one, one.text("unique_id") or one.text("name"))
        for key, part in self._manifest.items("docs"):
            why = both("a block of text, which stands in the descriptions it is used in.")
            self._intake.join(part.place, key, why, relationship=False)
        for key, part in self._manifest.items("selectors"):
            self._intake.skip(part.place, key, both("a choice of resources for a run, and no resource."), relationship=False)
        self._intake.explain(
            self._manifest.file, "raw_code, compiled_code, checksum, config", both("how it is built: not kept")
        )

    def _disabled(self, part: Part, key: str) -> None:
        self._intake.skip(part.place, key, both("disabled in the project."), relationship=False)


def _kind(key: str, part: Part, default: str) -> str:
    """What a resource is: as it says, else as its key begins, else as what stands in its section."""
    return part.text("resource_type") or (key.partition(".")[0] if key.partition(".")[0] in LABELS else default)


def _macro_things(manifest: Part, packages: set[str]) -> dict[str, str]:
    """By macro, the key of the thing that stands for it: its own, or its package's where that has nothing but macros."""
    own = packages | {manifest.text("metadata", "project_name")}
    macros = {key: macro.text("package_name") for key, macro in manifest.items("macros")}
    return {key: key if package in own else f"package:{package}" for key, package in macros.items()}
