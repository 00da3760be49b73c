"""Queries inside the portable subset, and queries outside it with what is said of them and where."""

from __future__ import annotations

_ACCEPTED = r"""
MATCH (s:System) RETURN s.id AS id

MATCH (s:System) WHERE s.lifecycle <> 'retired' RETURN count(s) AS count

MATCH (s:System) WHERE s.lifecycle IS NULL RETURN s.id AS id ORDER BY id

MATCH (s:System) WHERE s.lifecycle IN ['live', 'pilot'] AND NOT EXISTS { MATCH (s)-[:OWNED_BY]->() }
RETURN s.id AS id, s.name AS name ORDER BY id

MATCH (s:System) WHERE COUNT { MATCH (s)-[:OWNED_BY]->(:Role) } > 1 RETURN s.id AS id

MATCH (s:System)
WHERE COUNT { MATCH (s)-[o:OWNED_BY]->() WHERE o.valid_to IS NULL OR o.valid_to >= $today } <> 1
RETURN s.id AS id

MATCH (s:System) OPTIONAL MATCH (s)-[o:OWNED_BY]->(r:Role) WHERE r.active = true WITH s, count(r) AS owners
WHERE owners <> 1 RETURN s.id AS id, owners AS found

MATCH (s:System) WHERE s.last_verified < $year_ago OR s.last_verified IS NULL
RETURN s.id AS id, s.last_verified AS since

MATCH (d:Device)
WHERE EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) } AND NOT EXISTS { MATCH (d)-[:PART_OF]->() }
RETURN d.id AS id

MATCH (i:Integration) WHERE NOT EXISTS { MATCH (i)-[:CARRIES]->(:InformationAsset) } RETURN i.id AS id

MATCH (a:InformationAsset) OPTIONAL MATCH (a)<-[:HOLDS]-(s:System) WITH a, count(s) AS holders
WHERE holders = 0 RETURN a.id AS id

MATCH (a:InformationAsset)
WHERE NOT EXISTS { MATCH (a)-[:OF_TYPE]->(:InformationType)-[:DENOTES]->(:Concept) } RETURN a.id AS id

MATCH (t:InformationType) MATCH (t)<-[:MASTER_OF]-(s:System) WITH t, count(DISTINCT s.id) AS masters
WHERE masters >= 2 RETURN t.id AS id, masters AS found ORDER BY found DESC, id

MATCH (f:System)-[flow:FLOW {mode: 'update'}]->(t:System) WHERE flow.carries IS NOT NULL
RETURN f.id AS id, t.id AS receiver

MATCH (s:System)-[f:FLOW]->(:System), (a:InformationAsset)
WHERE any(x IN f.carries WHERE x = a.id) AND a.personal RETURN DISTINCT s.id AS id, a.id AS asset

MATCH (a:InformationAsset) WHERE NOT EXISTS { MATCH (:System)-[f:FLOW]->() WHERE a.id IN f.carries }
RETURN a.id AS id

MATCH (s:System) WHERE 'external' IN s.tags OR NOT 'internal' IN s.tags RETURN s.id AS id

MATCH (c:System {scope: 'common'})-[:SUPPORTS]->(k:Capability)
MATCH (k)<-[:SUPPORTS]-(s:System {scope: 'local'}) WITH s, c, count(DISTINCT k.id) AS shared WHERE shared >= 1
RETURN s.id AS id, c.id AS common, shared AS capabilities

MATCH (a:System)-[:SUPPORTS]->(k:Capability) WITH a, count(DISTINCT k.id) AS all_of_them
MATCH (a)-[:SUPPORTS]->(c:Capability) MATCH (c)<-[:SUPPORTS]-(b:System) WHERE a.id < b.id
WITH a, b, all_of_them, count(DISTINCT c.id) AS shared WHERE shared >= 0.5 * all_of_them
RETURN a.id AS id, b.id AS other, shared AS shared_capabilities

MATCH (s:System)-[:DEPENDS_ON*1..6]->(t:System) WHERE t.lifecycle = 'phase_out'
RETURN DISTINCT s.id AS id, t.id AS needed

MATCH (s:System)
WHERE EXISTS { MATCH (s)-[:DEPENDS_ON|FLOW*1..3]->(t:System) WHERE t.end_of_support < $today }
RETURN s.id AS id

MATCH (s:System)-[:DEPENDS_ON*0..2]->(t:System) RETURN s.id AS id, count(DISTINCT t.id) AS reach

MATCH (s:System)-[:DEPENDS_ON*1..3]->(t:System) RETURN t.id AS id, max(s.criticality) AS highest

MATCH (a:Organisation)-[:PART_OF]-(b:Organisation) RETURN DISTINCT a.id AS id, b.id AS other

MATCH (s:System) WHERE EXISTS { MATCH (s)-[:RELATES_TO]-() } RETURN s.id AS id

MATCH (s:System) RETURN s.id AS id UNION ALL MATCH (d:DigitalService) RETURN d.id AS id

MATCH (s:System) WHERE s.criticality >= 3 RETURN s.id AS id, 'system' AS sort UNION MATCH (d:DigitalService)
WHERE d.criticality >= 3 RETURN d.id AS id, 'service' AS sort

MATCH (p:Project)-[:CHANGES]->(s:System) MATCH (s)<-[:CHANGES]-(q:Project)
WHERE p.id < q.id AND p.start <= q.`end` AND q.start <= p.`end`
RETURN p.id AS id, q.id AS other, s.id AS system

MATCH (o:Organisation) WHERE o.kind IN ['board', 'company'] OPTIONAL MATCH (o)<-[:AFFECTS]-(p:Project)
WITH o, count(p) AS running WHERE running > coalesce(o.change_capacity, 3)
RETURN o.id AS id, running AS projects

MATCH (e:Evidence {evidence_kind: 'cost_key'})-[a:ABOUT]->(:System) WITH e, coalesce(sum(a.share), 0) AS total
WHERE total < 0.999999 OR total > 1.000001 RETURN e.id AS id, total AS shares

MATCH (x:Exemption) WHERE x.valid_to >= $today AND x.valid_to < $soon AND x.rule =~ 'COM-[0-9]+'
RETURN x.id AS id

MATCH (i:Incident)
WHERE i.personal = true AND (i.notified_after_h > 72 OR i.notified_after_h IS NULL) AND i.notification_reason IS NULL
RETURN i.id AS id

MATCH (s:System)
RETURN s.id AS id, CASE WHEN s.criticality >= 3 THEN 'high' WHEN s.criticality IS NULL THEN 'unknown'
    ELSE 'low' END AS class

MATCH (s:System)
RETURN CASE s.scope WHEN 'common' THEN 1 ELSE 0 END AS common, count(*) AS count ORDER BY common

MATCH (s:System)
RETURN coalesce(sum(CASE WHEN s.scope = 'local' THEN 1 ELSE 0 END), 0) AS locals, avg(s.cost_year) AS mean,
    min(s.name) AS first_name

MATCH (o:Organisation)<-[:BELONGS_TO]-(r:Role)<-[:OWNED_BY]-(s:System)
RETURN o.id AS id, collect(DISTINCT s.id) AS systems, size(collect(DISTINCT r.id)) AS roles

MATCH (s:System)
WHERE toLower(s.name) CONTAINS 'vård' AND s.name STARTS WITH 'V' AND NOT s.name ENDS WITH 'test'
RETURN s.id AS id

MATCH (s:System) WHERE size(s.required_functions) > 0 UNWIND s.required_functions AS needed WITH s, needed
WHERE NOT EXISTS { MATCH (s)-[:DEPENDS_ON]->(c:System) WHERE c.common_function = needed }
RETURN s.id AS id, needed AS function

UNWIND $ids AS wanted MATCH (s:System) WHERE s.id = wanted RETURN s.id AS id

MATCH (s:System) WHERE s.id IN $ids RETURN s.id AS id ORDER BY s.cost_year DESC, s.id SKIP 1 LIMIT $limit

MATCH (s:System) WITH s ORDER BY s.criticality DESC, s.id LIMIT 3 MATCH (s)-[:SUPPLIED_BY]->(o:Organisation)
RETURN s.id AS id, o.name AS supplier

MATCH (s:System) WITH count(s) AS total MATCH (t:System) WHERE t.scope = 'local'
WITH total, count(t) AS locals RETURN 100 * locals / total AS share

MATCH (s:System) WITH s, EXISTS { MATCH (s)-[:MANAGED_IN]->() } AS managed WHERE NOT managed RETURN s.id AS id

MATCH (s:System)
WHERE (s.functional_fit + s.technical_fit) / 2 < -(-2) AND NOT (s.users > 100 OR s.scope = 'common')
RETURN s.id AS id

match (s:System) where s.users is not null with distinct s.scope as scope
return scope as scope order by scope desc

MATCH (s:System) OPTIONAL MATCH (s)-[:REPLACED_BY]->(n:System) WITH s, n WHERE n IS NULL RETURN s.id AS id

MATCH (s:System) WITH s, s.name AS title WITH *, s.users AS people
RETURN s.id AS id, title AS name, people AS users

MATCH (s:System)-[r:FLOW|DEPENDS_ON]->(t) WHERE r.mode = 'hard'
RETURN s.id AS id, t.id AS other, r.mode AS mode

MATCH (s:`System`) WHERE s.`name` = 'it\'s /* no comment */ // at all' RETURN s.`id` AS `the id` // the end
;

/* asks */ MATCH (s:System) // of systems
WHERE NOT any(x IN s.tags WHERE x IN ['a', 'b'])
RETURN s.id AS id

MATCH (s:System) WHERE none(x IN s.tags WHERE x = coalesce(s.scope, '')) AND all(y IN s.tags WHERE y <> 'x')
RETURN s.id AS id

MATCH (s:System) WHERE s.users IS NOT NULL
AND EXISTS { MATCH (s)-[:FLOW]->(t:System) WHERE t.users > s.users OR s.users > 1 } RETURN s.id AS id

MATCH (s:System)
WHERE NOT EXISTS { MATCH (o:Organisation) WHERE o.id = s.steward OR o.name = s.steward } RETURN s.id AS id

MATCH (s:System) WITH s, coalesce(s.users, 0) AS people OPTIONAL MATCH (s)-[:FLOW]->(t:System)
WHERE people > 1 OR t.scope = 'local' RETURN s.id AS id, t.id AS other

MATCH (a:System), (b:System) WHERE a.id < b.id AND a.product_id = b.product_id
RETURN a.id AS id, b.id AS other

MATCH (s:System)-[:FLOW]->(t:System) WITH s, collect(t) AS receivers UNWIND receivers AS t
RETURN s.id AS id, t.id AS to_whom

MATCH (s:System) WHERE date(s.last_verified) < date($today) RETURN s.id AS id

MATCH (n)-[:PART_OF]->() WHERE n.last_verified IS NULL RETURN DISTINCT n.id AS id, n.name AS name
"""
ACCEPTED: tuple[str, ...] = tuple(query.strip() for query in _ACCEPTED.split("\n\n"))
"""Questions of governance, a blank line between."""

REFUSED: tuple[tuple[str, int, int, str], ...] = (
    # 1 read-only, one statement
    ("CREATE (s:System)", 1, 1, "only reads"),
    ("MATCH (s:System) SET s.name = 'x'", 1, 18, "SET writes"),
    ("MATCH (s:System) DETACH DELETE s", 1, 18, "DETACH writes"),
    ("MATCH (s:System) MERGE (t:System) RETURN s.id AS id", 1, 18, "MERGE writes"),
    ("MATCH (s:System) RETURN s.id AS id; MATCH (s:System) RETURN s.id AS id", 1, 37, "One statement"),
    ("LOAD CSV FROM 'x' AS row RETURN row", 1, 1, "LOAD writes"),
    ("CALL db.labels() YIELD label RETURN label", 1, 1, "No CALL"),
    ("MATCH (s:System) CALL { WITH s RETURN 1 AS x } RETURN s.id AS id", 1, 18, "No CALL"),
    ("MATCH (s:System)", 1, 17, "ends with RETURN"),
    ("", 1, 1, "ends with RETURN"),
    ("MATCH (s:System) RETURN s.id AS id MATCH (t:System) RETURN t.id AS id", 1, 36, "Nothing but UNION"),
    ("MATCH (s:System) WERE s.users > 1 RETURN s.id AS id", 1, 18, "WHERE"),
    ("EXPLAIN MATCH (s:System) RETURN s.id AS id", 1, 1, "take EXPLAIN away"),
    ("MATCH (s:System) RETURN s.id AS id ORDER BY id OFFSET 1", 1, 48, "SKIP instead of OFFSET"),
    ("MATCH (s:System) RETURN s.id AS id WHERE s.users > 1", 1, 36, "before RETURN"),
    # 2 one of each type in a MATCH
    ("MATCH (a:System)-[:FLOW]->(b:System)-[:FLOW]->(c:System) RETURN c.id AS id", 1, 37, "Two steps of FLOW"),
    ("MATCH (a:System)-[:FLOW]->(b), (c:System)-[:FLOW]->(b) RETURN c.id AS id", 1, 42, "second MATCH"),
    ("MATCH (a:System)-[:FLOW|VIA]->(b)-[:VIA|HOSTS]->(c) RETURN c.id AS id", 1, 34, "Two steps of VIA"),
    ("MATCH (a:System)-[:FLOW]->(b)-->(c) RETURN c.id AS id", 1, 30, "any type"),
    ("MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->()-[:FLOW]->(s) } RETURN s.id AS id", 1, 54, "Two steps"),
    ("MATCH (s:System) WHERE COUNT { MATCH ()-[:FLOW]->(s)-[:FLOW]->() } > 1 RETURN s.id AS id", 1, 53, "Two steps"),
    ("MATCH (a:System)-[:FLOW]->(b) MATCH (c:System)-[:VIA]->(b) RETURN c.id AS id", 1, 37, "Begin at b"),
    ("MATCH (a:System)-[f:FLOW]->(b) MATCH (a)-[f:FLOW]->(c) RETURN c.id AS id", 1, 43, "another name"),
    # 3 several hops
    ("MATCH (a:System)-[:FLOW*]->(b) RETURN DISTINCT b.id AS id", 1, 17, "*1..n"),
    ("MATCH (a:System)-[:FLOW*..3]->(b) RETURN DISTINCT b.id AS id", 1, 17, "*1..n"),
    ("MATCH (a:System)-[:FLOW*2..3]->(b) RETURN DISTINCT b.id AS id", 1, 17, "*1..n"),
    ("MATCH (a:System)-[:FLOW*3]->(b) RETURN DISTINCT b.id AS id", 1, 17, "*1..n"),
    ("MATCH (a:System)-[:FLOW*1..]->(b) RETURN DISTINCT b.id AS id", 1, 17, "*1..n"),
    ("MATCH (a:System)-[:FLOW*1..7]->(b) RETURN DISTINCT b.id AS id", 1, 17, "more than 6"),
    ("MATCH (a:System)-[:FLOW*1..3]-(b) RETURN DISTINCT b.id AS id", 1, 17, "has a direction"),
    ("MATCH (a:System)-[:FLOW*1..3]->(b) RETURN b.id AS id", 1, 17, "DISTINCT"),
    ("MATCH (a:System)-[:FLOW*1..3]->(b) RETURN a.id AS id, count(b) AS found", 1, 17, "DISTINCT"),
    ("MATCH (a:System)-[:FLOW*1..3]->(b) WITH a, b RETURN DISTINCT b.id AS id", 1, 17, "DISTINCT"),
    ("MATCH (a:System)-[f:FLOW*1..3]->(b) RETURN DISTINCT b.id AS id", 1, 25, "no variable"),
    ("MATCH (a:System) WHERE COUNT { MATCH (a)-[:FLOW*1..3]->() } > 1 RETURN a.id AS id", 1, 41, "ask EXISTS"),
    ("MATCH p = (a:System)-[:FLOW]->(b) RETURN b.id AS id", 1, 7, "No paths"),
    ("MATCH shortestPath((a:System)-[:FLOW*1..6]->(b)) RETURN DISTINCT b.id AS id", 1, 7, "No paths"),
    ("MATCH ANY SHORTEST (a:System)-[:FLOW*1..6]->(b) RETURN DISTINCT b.id AS id", 1, 7, "No paths"),
    ("MATCH (a:System)-[:FLOW]->{1,3}(b) RETURN b.id AS id", 1, 27, "No repeated patterns"),
    ("MATCH (a:System)-[:FLOW]->+(b) RETURN b.id AS id", 1, 27, "No repeated patterns"),
    ("MATCH (a:System) ((x)-[:FLOW]->(y)){1,3} (b) RETURN b.id AS id", 1, 18, "begins no clause"),
    # 4 labels, types and properties of the model
    ("MATCH (s:System:Device) RETURN s.id AS id", 1, 16, "One label"),
    ("MATCH (s:System|Device) RETURN s.id AS id", 1, 16, "UNION ALL"),
    ("MATCH (s:!System) RETURN s.id AS id", 1, 10, "One label"),
    ("MATCH (s:System&Device) RETURN s.id AS id", 1, 16, "One label"),
    ("MATCH (s) WHERE s:System OR s:Device RETURN s.id AS id", 1, 19, "MATCH (s:System)"),
    ("MATCH (s:Sytem) RETURN s.id AS id", 1, 10, "System"),
    ("MATCH (s:System)-[:OWNEDBY]->() RETURN s.id AS id", 1, 20, "OWNED_BY"),
    ("MATCH (s:System) WHERE s.lifecycel = 'live' RETURN s.id AS id", 1, 26, "lifecycle"),
    ("MATCH (s:System {scop: 'local'}) RETURN s.id AS id", 1, 18, "scope"),
    ("MATCH (s:System)-[f:FLOW {modes: 'read'}]->() RETURN s.id AS id", 1, 27, "mode"),
    ("MATCH (s:System)-[f:FLOW]->() WHERE f.lifecycle = 'live' RETURN s.id AS id", 1, 39, "declares no lifecycle of FLOW"),
    ("MATCH (s:System)-[f:FLOW]->() RETURN f.id AS id", 1, 40, "declares no id of FLOW"),
    ("MATCH (r:Role) WHERE r.lifecycle = 'live' RETURN r.id AS id", 1, 24, "of Role"),
    ("MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->(t:System) WHERE t.usres > 1 } RETURN s.id AS id", 1, 71, "users"),
    ("MATCH (s:System) MATCH (s:Device) RETURN s.id AS id", 1, 25, "System already"),
    ("MATCH (s:System)-[:!FLOW]->() RETURN s.id AS id", 1, 20, "Name the types"),
    ("MATCH (s:System)-[f:FLOW]->() WHERE f.group = 'a' RETURN s.id AS id", 1, 39, "`group`"),
    ("MATCH (s:System {id: 'a'} WHERE s.users > 1) RETURN s.id AS id", 1, 27, "after the whole pattern"),
    ("MATCH (s:System $all) RETURN s.id AS id", 1, 17, "one by one"),
    # 5 subqueries
    ("MATCH (s:System) RETURN COLLECT { MATCH (s)-[:FLOW]->(t) RETURN t.id } AS ids", 1, 25, "collect() in WITH"),
    ("MATCH (s:System) RETURN [x IN s.tags WHERE x = 'a' | x] AS found", 1, 25, "No list comprehension"),
    ("MATCH (s:System) RETURN [(s)-[:FLOW]->(t) | t.id] AS found", 1, 25, "No list comprehension"),
    ("MATCH (s:System) RETURN reduce(a = 0, x IN s.tags | a + 1) AS found", 1, 25, "reduce()"),
    ("MATCH (s:System) RETURN s {.id, .name} AS found", 1, 27, "No map projection"),
    ("MATCH (s:System) RETURN {id: s.id} AS found", 1, 25, "No maps"),
    ("MATCH (s:System) WHERE NOT (s)-[:OWNED_BY]->() RETURN s.id AS id", 1, 28, "EXISTS { MATCH (s)-[:OWNED_BY]->() }"),
    ("MATCH (s:System) WHERE EXISTS { (s)-[:OWNED_BY]->() } RETURN s.id AS id", 1, 31, "Write MATCH inside"),
    ("MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->(t) RETURN t } RETURN s.id AS id", 1, 56, "one MATCH"),
    ("MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->(t) MATCH (t)-[:VIA]->() } RETURN s.id AS id", 1, 56, "one MATCH"),
    ("MATCH (s:System) WHERE any(x IN s.tags WHERE EXISTS { MATCH (t:System) WHERE t.id = x }) RETURN s.id AS id", 1, 46,
     "No subquery inside any()"),
    # 6 identity, and scalars returned
    ("MATCH (s:System) RETURN id(s) AS id", 1, 25, "s.id"),
    ("MATCH (s:System) RETURN elementId(s) AS id", 1, 25, "s.id"),
    ("MATCH (s) RETURN labels(s) AS id", 1, 18, "name the label"),
    ("MATCH (s:System)-[r]->() RETURN type(r) AS kind", 1, 33, "relationship type"),
    ("MATCH (s:System) RETURN properties(s) AS all_of_it", 1, 25, "properties()"),
    ("MATCH (s:System) RETURN s", 1, 25, "whole node"),
    ("MATCH (s:System)-[f:FLOW]->() RETURN f AS flow", 1, 38, "whole node or relationship"),
    ("MATCH (s:System) RETURN collect(s) AS all_of_them", 1, 25, "whole node"),
    ("MATCH (s:System) RETURN *", 1, 18, "Name what is returned"),
    ("MATCH (a:System), (b:System) WHERE a <> b RETURN a.id AS id", 1, 38, "a.id <> b.id"),
    # 7 functions and operators
    ("MATCH (s:System) RETURN sum(s.users) AS total", 1, 25, "coalesce(sum(s.users), 0)"),
    ("MATCH (s:System) RETURN substring(s.name, 0, 2) AS short", 1, 25, "CONTAINS"),
    ("MATCH (s:System) RETURN head(s.tags) AS first_tag", 1, 25, "UNWIND"),
    ("MATCH (s:System) RETURN toInteger(s.users) AS found", 1, 25, "one kind"),
    ("MATCH (s:System) RETURN round(s.users, 1) AS found", 1, 25, "round()"),
    ("MATCH (s:System) WHERE s.last_verified < date() RETURN s.id AS id", 1, 42, "$today"),
    ("MATCH (s:System) WHERE s.last_verified < date('2026-01-01') RETURN s.id AS id", 1, 40, "without date()"),
    ("MATCH (s:System) WHERE date('yesterday') = date($today) RETURN s.id AS id", 1, 29, "'2026-01-31'"),
    ("MATCH (s:System) WHERE s.last_verified < datetime() RETURN s.id AS id", 1, 42, "ISO texts"),
    ("MATCH (s:System) RETURN duration('P1Y') AS found", 1, 25, "ISO texts"),
    ("MATCH (s:System) RETURN apoc.text.join(s.tags, ',') AS found", 1, 25, "apoc.text.join()"),
    ("MATCH (s:System) RETURN toLowr(s.name) AS found", 1, 25, "toLower"),
    ("MATCH (s:System) RETURN s.tags[0] AS first_tag", 1, 31, "No index"),
    ("MATCH (s:System) RETURN s.tags[0..2] AS few", 1, 31, "slice"),
    ("MATCH (s:System) RETURN s.name + 'x' AS found", 1, 25, "only numbers"),
    ("MATCH (s:System) RETURN s.users ^ 2 AS found", 1, 33, "x * x"),
    ("MATCH (s:System) WHERE exists(s.users) RETURN s.id AS id", 1, 24, "IS NOT NULL"),
    ("MATCH (s:System) WHERE s.name =~ '(?=a).*' RETURN s.id AS id", 1, 34, "Look-around"),
    ("MATCH (s:System) WHERE s.name =~ '(?i)vård' RETURN s.id AS id", 1, 34, "toLower"),
    ("MATCH (s:System) WHERE s.name =~ '\\d+' RETURN s.id AS id", 1, 34, "\\\\d"),
    ("MATCH (s:System) WHERE count(s) > 1 RETURN s.id AS id", 1, 24, "in a WITH before"),
    ("MATCH (s:System) RETURN s.scope AS scope, max(count(s)) AS found", 1, 47, "inside another"),
    ("MATCH (s:System)-[:FLOW]->(t) RETURN s.users - count(t) AS found", 1, 38, "beside an aggregate"),
    # 8 like with like
    ("MATCH (s:System) WHERE s.users = '10' RETURN s.id AS id", 1, 32, "a number is compared with a text"),
    ("MATCH (s:System) WHERE s.personal_data = 'true' RETURN s.id AS id", 1, 40, "true or false is compared with a text"),
    ("MATCH (s:System) WHERE s.users IN ['a'] RETURN s.id AS id", 1, 32, "one kind"),
    ("MATCH (s:System) WHERE s.scope IN ['local', 1] RETURN s.id AS id", 1, 45, "one kind"),
    ("MATCH (s:System {users: 'many'}) RETURN s.id AS id", 1, 25, "another kind"),
    ("MATCH (s:System) RETURN coalesce(s.users, 'none') AS found", 1, 43, "beside a number"),
    ("MATCH (s:System) RETURN CASE WHEN s.users > 1 THEN 1 ELSE 'x' END AS found", 1, 59, "beside a number"),
    ("MATCH (s:System) WHERE s.tags CONTAINS 'x' RETURN s.id AS id", 1, 31, "IN s.tags"),
    ("MATCH (s:System) WHERE s.name RETURN s.id AS id", 1, 24, "compare it"),
    ("MATCH (s:System) WHERE s.name = null RETURN s.id AS id", 1, 33, "IS NULL"),
    ("MATCH (s:System) WHERE s.name IN ['a', null] RETURN s.id AS id", 1, 40, "No null in a list"),
    ("MATCH (s:System) WHERE 1 < s.users < 9 RETURN s.id AS id", 1, 36, "a < b AND b < c"),
    ("MATCH (s:System) WHERE s.personal_data XOR s.users > 1 RETURN s.id AS id", 1, 40, "(a OR b) AND NOT (a AND b)"),
    ("MATCH (s:System) WHERE s.name != 'x' RETURN s.id AS id", 1, 31, "<>"),
    ("MATCH (s:System) WHERE s.users + 1 IN [2] RETURN s.id AS id", 1, 24, "(s.users + 1)"),
    ("MATCH (s:System) WHERE NOT any(x IN s.tags WHERE x = s.scope) RETURN s.id AS id", 1, 28, "coalesce"),
    ("MATCH (s:System) WHERE none(x IN s.tags WHERE x = s.scope) RETURN s.id AS id", 1, 24, "coalesce"),
    ("MATCH (s:System) RETURN s.id AS id, 'a' IN [s.scope, 'b'] AS found", 1, 44, "OR"),
    # 9 names and order
    ("MATCH (s:System) RETURN s.id AS s", 1, 33, "variable in scope"),
    ("MATCH (s:System)-[:FLOW]->(t) WITH s, count(t) AS t RETURN s.id AS id", 1, 51, "variable in scope"),
    ("MATCH (s:System) UNWIND s.tags AS s RETURN s AS id", 1, 35, "variable in scope"),
    ("MATCH (s:System) WHERE any(s IN ['a'] WHERE s = 'a') RETURN s.id AS id", 1, 28, "in scope already"),
    ("MATCH (s:System), (S:System) RETURN s.id AS id", 1, 20, "one name"),
    ("MATCH (s:System) RETURN t.id AS id", 1, 25, "not in scope"),
    ("MATCH (s:System) WITH s.scope AS scope RETURN s.id AS id", 1, 47, "not in scope"),
    ("MATCH (s:System) WITH s.scope AS scope WHERE s.users > 1 RETURN scope AS found", 1, 46, "not in scope"),
    ("MATCH (s:System) RETURN s.id AS id, s.name AS id", 1, 47, "Two columns"),
    ("MATCH (s:System) RETURN s.id AS id, count(*)", 1, 37, "Name the column"),
    ("MATCH (s:System) WITH s, s.name RETURN s.id AS id", 1, 26, "Name the column"),
    ("MATCH (s:System) WITH s ORDER BY s.id RETURN s.id AS id", 1, 34, "LIMIT"),
    ("MATCH (s:System) RETURN s.id AS id LIMIT 3", 1, 42, "ORDER BY before"),
    ("MATCH (s:System) RETURN s.id AS id SKIP 3", 1, 41, "ORDER BY before"),
    ("MATCH (s:System) RETURN s.scope AS scope, count(*) AS count ORDER BY s.name", 1, 70, "not in scope"),
    ("MATCH (s:System) RETURN s.id AS order", 1, 33, "`order`"),
    ("MATCH (s:System) RETURN s.id AS id UNION MATCH (r:Role) RETURN r.id AS other", 1, 36, "same columns"),
    ("MATCH (s:System) RETURN s.id AS id UNION MATCH (r) RETURN r.id AS id UNION ALL MATCH (p) RETURN p.id AS id", 1, 70,
     "not mixed"),
    # 10 the order of rows
    ("MATCH (s:System) RETURN s.id AS id ORDER BY s.users DESC LIMIT 3", 1, 64, "with an id"),
    # 11 steps without direction
    ("MATCH (s:System)-[:FLOW]-(t) RETURN s.id AS id", 1, 17, "DISTINCT"),
    ("MATCH (s:System)-[:FLOW]-(t) RETURN s.id AS id, collect(t.id) AS others", 1, 17, "DISTINCT"),
    ("MATCH (s:System) WHERE COUNT { MATCH (s)-[:FLOW]-() } > 1 RETURN s.id AS id", 1, 41, "ask EXISTS"),
    ("MATCH (s:System)<-[:FLOW]->(t) RETURN DISTINCT s.id AS id", 1, 17, "one point"),
    # what may be absent outside a subquery or an OPTIONAL MATCH
    ("MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->(t:System) WHERE s.users IS NULL OR t.k = 1 } "
     "RETURN s.id AS id", 1, 69, "s.users may be absent"),
    ("MATCH (s:System) OPTIONAL MATCH (s)-[:FLOW]->(t:System) WHERE coalesce(s.users, 0) = t.users "
     "RETURN s.id AS id, t.id AS to_it", 1, 72, "coalesce(…) AS …"),
    ("MATCH (s:System) OPTIONAL MATCH (s)-[:FLOW]->(t) WHERE s.users > 1 "
     "RETURN s.id AS id, t.id AS other", 1, 64, "with CASE"),
    ("MATCH (s:System)-[:FLOW]->(t) MATCH (t:System) WHERE t.users > 1 RETURN s.id AS id", 1, 37, "bound already"),
    ("MATCH (s:System) RETURN EXISTS { MATCH (t:System) WHERE t.scope = s.scope } "
     "AS alike, count(*) AS count", 1, 25, "in a WITH before"),
    # what cannot be read
    ("MATCH (s:System RETURN s.id AS id", 1, 7, "( is not closed"),
    ("MATCH (s:System)) RETURN s.id AS id", 1, 17, ") closes nothing"),
    ("MATCH (s:System) WHERE s.tags IN ['a') RETURN s.id AS id", 1, 34, "[ is not closed"),
    ("MATCH (s:System)\nWHERE s.name = 'x RETURN s.id AS id", 2, 16, "not ended"),
    ("MATCH (s:System) /* asks\nRETURN s.id AS id", 1, 18, "*/"),
    ("MATCH (s:`System) RETURN s.id AS id", 1, 10, "`"),
    ("MATCH (s:System) WHERE s.users > \u00a7 RETURN s.id AS id", 1, 34, "no meaning"),
    ("MATCH (s:System)\n  WHERE\n    s.users >\nRETURN s.id AS id", 4, 1, "a value"),
    ("MATCH s:System RETURN s.id AS id", 1, 7, "Expected ("),
    ("MATCH (s:System) WHERE RETURN s.id AS id", 1, 24, "Expected a value"),
    ("MATCH (s:System) WHERE s.users > 1 AND RETURN s.id AS id", 1, 40, "found 'RETURN'"),
    ("MATCH (s:System) RETURN s.id AS id,", 1, 36, "the end of the query"),
)  # fmt: skip
