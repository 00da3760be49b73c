"""Governance: the programme's rules, one `.cypher` file each, asked of the store and answered pass, fail or unknown.

A rule is one file that pastes into Neo4j Browser and runs: a TOML header in a Cypher block comment, then one query.

    /*
    title      = { sv = "…", en = "…" }
    severity   = "error"                    # error, warning, info
    source     = "OWN-01"                   # of the rule register (`cypher/register.json`): the programme's line and words
    subject    = "System"                   # the label a finding is about; a list where there are several
    why        = { sv = "…", en = "…" }
    fix        = { sv = "…", en = "…" }
    message    = { sv = "{name} …", en = "{name} …" }     # where the title does not say it; {columns} of the row, {name}
    population = "MATCH … RETURN count(s) AS count"       # several rows, as UNION ALL gives, are added up
    unknown    = "MATCH … RETURN s.id AS id, 'lifecycle' AS missing"    # of whom it cannot be told, and what is missing

    [parameters]                            # values the query asks for as $name; the settings may say others
    most = 3
    [dates]                                 # days counted from today, as ISO 8601 durations; $name
    year_ago = "-P12M"

    [[example]]
    graph = ["crm:System {lifecycle: live} -OWNED_BY-> ann:Role"]
    finds = []
    unknown = []
    */
    MATCH (s:System) … RETURN s.id AS id ORDER BY id

The query returns `id`, the subject. A column whose name ends in `_id` names a further thing; `wrong` tells kinds of finding
apart (then `[messages.<kind>]` holds the words of each); every other column is a detail the message may use. `{name}` is
the subject's name, `{owner}` that of what `owner_id` names. `$today` and `$year`, a whole number, are always there. Where
a reach beyond six steps is needed, `[asks]` names an analysis instead of a query, or beside it:

    [asks]
    analysis   = "dialogue-lists"
    parameters = { at = "$today" }
    finds      = { violation = "yes" }      # rows that are findings: column = value, or one of several
    unknowns   = { violation = "unknown" }  # rows of whom it cannot be told
    others     = ["owner"]                  # columns that name further things by id
    subject    = "id"                       # the column that names the subject; wrong that of the kind
    missing    = "ABOUT"                    # what those lack of whom it cannot be told, or the column that says it
    rows       = "rows"                     # the list of the answer that is read
    asked      = { violation = ["yes", "no", "unknown"] }   # rows it is asked of, where no population counts them

There a population may also return `id`, of everything the rule is asked of: rows about others are then left out.
A rule with a fault of its own is told with file and place, and the others still run.
"""

from __future__ import annotations
