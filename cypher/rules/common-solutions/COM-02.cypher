/*
title      = { sv = "Gemensamma lösningar går före lokala system som huvudkälla", en = "Common solutions come before local systems as the master source" }
severity   = "error"
source     = "COM-02"
subject    = "System"
why        = { sv = "När ett lokalt system styr uppgifter som den gemensamma lösningen också svarar för vet ingen vilka som gäller, och alla andra ärver felet.", en = "When a local system rules data that the common solution answers for too, nobody knows which hold, and all others inherit the fault." }
fix        = { sv = "Låt den gemensamma lösningen vara huvudkälla och det lokala systemet läsa ur den, eller låt kommunstyrelsen besluta att det lokala systemet är huvudkälla.", en = "Let the common solution be the master and the local system read from it, or let the executive board decide that the local system is the master." }
population = """
MATCH (s:System)
WHERE (s.scope IS NULL OR s.scope = 'local') AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND EXISTS { MATCH (s)-[:MASTER_OF]->(:InformationType) }
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System)
WHERE (s.scope IS NULL OR (s.scope = 'local' AND s.lifecycle IS NULL))
AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND EXISTS { MATCH (s)-[:MASTER_OF]->(:InformationType) }
RETURN s.id AS id, CASE WHEN s.scope IS NULL THEN 'scope' ELSE 'lifecycle' END AS missing
UNION
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
MATCH (t)<-[:MASTER_OF]-(c:System) WHERE c.scope = 'common' AND c.lifecycle IS NULL
RETURN DISTINCT s.id AS id, 'lifecycle' AS missing
UNION
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)<-[:OF_TYPE]-(a:InformationAsset)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
MATCH (s)-[f:FLOW]->(c:System)
WHERE a.id IN f.carries AND f.mode IN ['update', 'replicate']
AND c.scope = 'common' AND c.common_function IS NULL AND c.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (:System)-[d:MASTER_OF]->(:InformationType) WHERE d.decided_by IS NOT NULL }
RETURN DISTINCT s.id AS id, 'decided_by' AS missing
UNION
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)<-[:OF_TYPE]-(a:InformationAsset)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
WITH s, a
MATCH (s)-[f:FLOW]->(i:Integration) WHERE a.id IN f.carries AND f.mode IN ['update', 'replicate']
MATCH (i)-[g:FLOW]->(c:System)
WHERE a.id IN g.carries AND c.id <> s.id
AND c.scope = 'common' AND c.common_function IS NULL AND c.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (:System)-[d:MASTER_OF]->(:InformationType) WHERE d.decided_by IS NOT NULL }
RETURN DISTINCT s.id AS id, 'decided_by' AS missing
UNION
MATCH (s:System)-[:FLOW]->(c:System)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND c.scope = 'common' AND c.common_function IS NULL
AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
AND EXISTS { MATCH (s)-[m:MASTER_OF]->(:InformationType) WHERE m.decided_by IS NULL }
AND EXISTS { MATCH (s)-[f:FLOW]->(c) WHERE f.carries IS NULL AND (f.mode IS NULL OR f.mode IN ['update', 'replicate']) }
RETURN DISTINCT s.id AS id, 'carries' AS missing
UNION
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)<-[:OF_TYPE]-(a:InformationAsset)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
MATCH (s)-[f:FLOW]->(c) WHERE a.id IN f.carries AND f.mode IS NULL
AND (EXISTS { MATCH (x:System) WHERE x.id = c.id AND x.scope = 'common' AND x.common_function IS NULL }
  OR EXISTS { MATCH (c)-[g:FLOW]->(x:System) WHERE a.id IN g.carries AND x.scope = 'common' AND x.common_function IS NULL })
RETURN DISTINCT s.id AS id, 'mode' AS missing
"""

[parameters]
scope = "city" # city: a common solution is meant for everybody; users: for those who use it

[messages.competes]
sv = "{name} är huvudkälla för {type}, fast {common} också är det och är gemensam."
en = "{name} is the master of {type}, though {common} is too, and is common."
[messages.feeds]
sv = "{name} är huvudkälla för {type} och matar den gemensamma {common}, utan beslut om det."
en = "{name} is the master of {type} and feeds the common {common}, with no decision on it."

[[example]]
graph = [
    "book:System {scope: local, lifecycle: live} -MASTER_OF-> bookings:InformationType",
    "all:System {scope: common, lifecycle: live} -MASTER_OF-> bookings",
]
finds = ["book + all + bookings"]

[[example]] # decided; planned, and so not yet master; not in use
graph = [
    "book:System {scope: local, lifecycle: live} -MASTER_OF {decided_by: Kommunstyrelsen}-> bookings:InformationType",
    "all:System {scope: common, lifecycle: live} -MASTER_OF-> bookings",
    "old:System {scope: local, lifecycle: retired} -MASTER_OF-> bookings",
    "gis:System {scope: local, lifecycle: live} -MASTER_OF-> maps:InformationType",
    "next:System {scope: common, lifecycle: planned} -MASTER_OF-> maps",
]
finds = []

[[example]] # meant for everybody, whoever uses it today
graph = [
    "book:System {scope: local, lifecycle: live} -MASTER_OF-> bookings:InformationType",
    "all:System {scope: common, lifecycle: live} -MASTER_OF-> bookings",
    "book -USED_BY-> pool:Organisation {kind: administration} -PART_OF-> sport:Organisation {kind: board} -PART_OF-> council:Organisation {kind: council}",
    "all -USED_BY-> schools:Organisation {kind: board} -PART_OF-> council",
]
finds = ["book + all + bookings"]

[[example]] # feeds the common one through an integration; that others are decided tells that decisions are kept
graph = [
    "pupils:System {scope: local, lifecycle: live} -MASTER_OF-> pupil:InformationType <-OF_TYPE- list:InformationAsset",
    "pupils -FLOW {carries: [list], mode: replicate}-> link:Integration -FLOW {carries: [list], mode: replicate}-> portal:System {scope: common, lifecycle: live}",
    "pupils -FLOW {carries: [list], mode: update}-> archive:System {scope: common, lifecycle: live, common_function: archive}",
    "hr:System {scope: common, lifecycle: live} -MASTER_OF {decided_by: Kommunstyrelsen}-> staff:InformationType",
]
finds = ["pupils + portal + pupil"]

[[example]] # straight; what is only read is not fed
graph = [
    "pupils:System {scope: local, lifecycle: live} -MASTER_OF-> pupil:InformationType <-OF_TYPE- list:InformationAsset",
    "pupils -FLOW {carries: [list], mode: update}-> portal:System {scope: common, lifecycle: live}",
    "grades:System {scope: local, lifecycle: live} -MASTER_OF-> grade:InformationType <-OF_TYPE- marks:InformationAsset",
    "grades -FLOW {carries: [marks], mode: read}-> portal",
    "hr:System {scope: common, lifecycle: live} -MASTER_OF {decided_by: Kommunstyrelsen}-> staff:InformationType",
]
finds = ["pupils + portal + pupil"]

[[example]]
graph = [
    "pupils:System {scope: local, lifecycle: live} -MASTER_OF-> pupil:InformationType <-OF_TYPE- list:InformationAsset",
    "pupils -FLOW {carries: [list], mode: update}-> portal:System {scope: common, lifecycle: live}",
    "book:System {scope: local} -MASTER_OF-> bookings:InformationType",
    "gis:System {lifecycle: live} -MASTER_OF-> maps:InformationType <-MASTER_OF- atlas:System {scope: common}",
    "plan:System {scope: local, lifecycle: live} -MASTER_OF-> maps",
]
finds = []
unknown = ["pupils", "book", "gis", "plan"]

[[example]] # how, or what, it sends is not said
graph = [
    "pupils:System {scope: local, lifecycle: live} -MASTER_OF-> pupil:InformationType <-OF_TYPE- list:InformationAsset",
    "pupils -FLOW {carries: [list]}-> link:Integration -FLOW {carries: [list]}-> portal:System {scope: common, lifecycle: live}",
    "grades:System {scope: local, lifecycle: live} -MASTER_OF-> grade:InformationType",
    "grades -FLOW-> portal",
    "hr:System {scope: common, lifecycle: live} -MASTER_OF {decided_by: Kommunstyrelsen}-> staff:InformationType",
]
finds = []
unknown = ["pupils", "grades"]
*/
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
MATCH (t)<-[:MASTER_OF]-(c:System)
WHERE c.scope = 'common' AND c.lifecycle IN ['pilot', 'live', 'phase_out']
AND ($scope = 'city' OR NOT EXISTS { MATCH (s)-[:USED_BY]->(:Organisation) } OR NOT EXISTS { MATCH (c)-[:USED_BY]->(:Organisation) } OR EXISTS {
  MATCH (s)-[:USED_BY|PART_OF*1..6]->(o:Organisation)
  WHERE (o.kind IS NULL OR o.kind <> 'council') AND EXISTS { MATCH (c)-[:USED_BY|PART_OF*1..6]->(o) }
} OR EXISTS { MATCH (c)-[:USED_BY]->(whole:Organisation) WHERE whole.kind = 'council' })
RETURN DISTINCT s.id AS id, 'competes' AS wrong, t.id AS type_id, c.id AS common_id
UNION
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)<-[:OF_TYPE]-(a:InformationAsset)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
MATCH (s)-[f:FLOW]->(c:System)
WHERE a.id IN f.carries AND f.mode IN ['update', 'replicate']
AND c.scope = 'common' AND c.common_function IS NULL AND c.lifecycle IN ['pilot', 'live', 'phase_out']
AND EXISTS { MATCH (:System)-[d:MASTER_OF]->(:InformationType) WHERE d.decided_by IS NOT NULL }
RETURN DISTINCT s.id AS id, 'feeds' AS wrong, t.id AS type_id, c.id AS common_id
UNION
MATCH (s:System)-[m:MASTER_OF]->(t:InformationType)<-[:OF_TYPE]-(a:InformationAsset)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND m.decided_by IS NULL
WITH s, t, a
MATCH (s)-[f:FLOW]->(i:Integration) WHERE a.id IN f.carries AND f.mode IN ['update', 'replicate']
MATCH (i)-[g:FLOW]->(c:System)
WHERE a.id IN g.carries AND c.id <> s.id
AND c.scope = 'common' AND c.common_function IS NULL AND c.lifecycle IN ['pilot', 'live', 'phase_out']
AND EXISTS { MATCH (:System)-[d:MASTER_OF]->(:InformationType) WHERE d.decided_by IS NOT NULL }
RETURN DISTINCT s.id AS id, 'feeds' AS wrong, t.id AS type_id, c.id AS common_id
