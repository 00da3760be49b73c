"""Queries inside the portable subset."""

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
