"""A mapping file (TOML) bends a source to the model: where its records stand, and what each of them becomes.

It is given with `eagraph load SOURCE --mapping FILE`, or as the setting `mapping`. Two parts hold for every loader:

    [properties]                        # the source's name = the model's
    Beschikbaarheid = "t"

    [values.t]                          # the source's word = the model's value
    "hoog" = 3

With `[[nodes]]` and `[[relationships]]` it reads any table (CSV, TSV, Excel, Parquet), any JSON or YAML, and any graph
(GraphML, GEXF, node-link JSON, Neo4j); the source is then read as the file says, whatever other loader may know it:

    [[nodes]]
    at = "services[*]"                  # every item of the list `services`
    id = "name"                         # the key that tells one from another ("id" where nothing is said)
    name = "title"                      # its name ("name"; where it has none, its id)
    label = "System"

    [[relationships]]
    at = "flows[*]"
    source = "sender"                   # keys that hold the ids of the two ends ("source" and "target")
    target = "receiver"
    type = "FLOW"

**Where** (`at`). In JSON and YAML a path: `services[*]` every item of a list (`services` is enough), `zones[*].devices[*]`
lists in lists, `components.*` every value of an object, `"a.b"` a name with a dot. In a workbook or a folder of tables the
name of the sheet or file (`*` and `?` stand for anything); of a single table nothing. In GraphML and GEXF `nodes` and
`edges`; in Neo4j a label or a type, or `nodes` and `edges` (`id = "@key"` is a node's own id there). Without `at`: every
row, every item of the outermost list, or the whole document. `optional = true` where it may be missing; else a path at
which nothing stands is an error.

**Which** (`where`). `where = { kind = "router", state = ["up", "test"], parent = "", tag = "!old*" }`: every line must
hold; case does not matter; `*` and `?` stand for anything, `"*"` is any value, `""` none, `!` not.

**What**. `label` and `type` are one of the model's, or follow a key of the source:

    label = { key = "kind", values = { "db" = "System", "probe" = "Sensor" }, default = "ModelElement" }
    type = { key = "relation", values = { "Runs on" = "HOSTS", "Needs" = "DEPENDS_ON" } }
    turned = ["Runs on"]                # the ends change places for these words; true: always

Of a list of words the one decides that stands first in `values`. A word without translation that is no word of the model
becomes `ModelElement` or `RELATES_TO` and is told. The source's own word is kept as `source_type`.

**Keys** (`id`, `name`, `source`, `target`) are one of: a key `"name"`; a path into the record `"address.city"`, `"pos[0]"`;
one up, the record around it, `"^.name"`; the record itself where it is a plain text `"@"`; what it stands under `"@key"`;
its file or sheet `"@file"`; several laid together `"{host}:{port}"` (in a folder where every file counts from 1:
`"{@file}/{id}"`); or a table:

    source = { key = ["short", "name"] }                        # the first that says anything
    target = { key = "needs", split = ";" }                     # one relationship for each part; so does a list
    target = { key = "owner", by_name = true, labels = ["Role"] }   # found by its name, here or in the store
    source = { key = "zone", values = { "A" = "zone-1" }, default = "zone-0" }
    source = { value = "main-switch" }                          # the same for every record

An end nobody knows is an error; with `loose = true` it is told, and the relationship skipped. A record that is a node and
names another gives both: `[[nodes]]` and `[[relationships]]` with the same `at`; where the key is empty there is no
relationship, and of the record it keeps only what it names. `distinct = true` on nodes: the same id on several records is
one thing (the suppliers that a list of systems names); it too keeps only what it names:

    [[nodes]]                                   # systems.csv: Nr;Namn;Leverantör
    id = "Nr"
    name = "Namn"
    label = "System"

    [[nodes]]
    id = "supplier/{Leverantör}"
    name = "Leverantör"
    label = "Organisation"
    distinct = true

    [[relationships]]
    source = "Nr"
    target = "supplier/{Leverantör}"
    type = "SUPPLIED_BY"

**More**:

    properties = { "Driftstart" = "valid_from", "pos[1]" = "latitude" }   # the source's key = the model's property
    values.lifecycle = { "I drift" = "live", "Avvecklad" = "retired" }    # the source's word = the model's value
    constants = { scope = "local" }     # the same on every record
    leave_out = ["password"]            # keys that are not kept; `keep = false` keeps only what is named

Every other key is kept under its own name, objects as `a.b`. Everything a mapping names is checked, and all that is wrong
is told at once, with file and key: an unknown label, type or key, a path at which nothing stands, a value the model cannot
read. A property that the model does not declare, a key that no record has and a word without translation are told; with
`strict = true`, at the top of the file, they are errors.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from eagraph.errors import InvalidMapping, Problem, SourceError
from eagraph.loading.mapping.entries import Records
from eagraph.loading.mapping.form import TABLES, records_of
from eagraph.loading.mapping.renaming import mapped, unknown_names
from eagraph.locale import both
from eagraph.model.schema import Schema

__all__ = ["Records", "doubts_about", "mapped", "read_mapping", "records_in"]

RECORDS = "records"
"""Where the checked entries stand in what `read_mapping` gives."""
DOUBTS = "doubts"


def read_mapping(path: Path | None, schema: Schema | None = None) -> dict[str, object]:
    """The mapping of a file, its entries checked against a schema; empty without one.

    Raises:
        SourceError: it is not TOML, or not of this form.
        InvalidMapping: all that its entries name and the model does not know.
    """
    if path is None:
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=path, error=error)) from error
    properties, values = document.get("properties", {}), document.get("values", {})
    wrong = document.keys() - set(TABLES)
    fine = isinstance(properties, dict) and all(isinstance(v, str) for v in properties.values())
    if wrong or not fine or not isinstance(values, dict) or not all(isinstance(v, dict) for v in values.values()):
        text = both(
            '{path}: expected [properties] with name = "model name", [values.NAME] with "word" = value, [[nodes]], '
            "[[relationships]] and strict = true or false; found {found}.",
            path=path, found=", ".join(sorted(wrong)) or "–",
        )  # fmt: skip
        raise SourceError(text)
    schema = schema or Schema.standard()
    records = records_of(document, path.name, schema)
    doubts = unknown_names(document, schema, path.name)
    if doubts and document.get("strict"):
        raise InvalidMapping(doubts)
    found = {**document, RECORDS: records} if records else document
    return {**found, DOUBTS: tuple(doubts)} if doubts else found


def doubts_about(mapping: Mapping[str, object]) -> tuple[Problem, ...]:
    """What is told of a mapping that is not strict."""
    found = mapping.get(DOUBTS, ())
    return found if isinstance(found, tuple) else ()


def records_in(mapping: Mapping[str, object]) -> Records | None:
    """The entries of a mapping; None where it has none."""
    found = mapping.get(RECORDS)
    return found if isinstance(found, Records) else None
