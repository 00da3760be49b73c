/*
title      = { sv = "Utbyten mellan nämnder går över den gemensamma integrationsplattformen", en = "Exchanges between boards go over the common integration platform" }
severity   = "warning"
source     = "COM-10"
subject    = ["Integration", "System"]
why        = { sv = "Varje koppling direkt mellan två system ska övervakas, skyddas och ändras för sig; med många system blir de fler än någon kan hålla reda på.", en = "Every link straight between two systems has to be watched, protected and changed by itself; with many systems they are more than anyone can keep track of." }
fix        = { sv = "Flytta utbytet till den gemensamma integrationsplattformen när någon av parterna ändå ändras, eller begär undantag av kontrollfunktionen.", en = "Move the exchange to the common integration platform when either party changes anyway, or ask the control function for an exemption." }
population = """
MATCH (i:Integration) RETURN i.id AS id
UNION ALL
MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->(r:System) WHERE r.id <> s.id } RETURN s.id AS id
"""
unknown    = """
MATCH (i:Integration)
WHERE NOT EXISTS { MATCH (i)-[:FLOW]->() } OR NOT EXISTS { MATCH ()-[:FLOW]->(i) }
RETURN i.id AS id, 'FLOW' AS missing
UNION
MATCH (s:System)-[:FLOW]->(r:System)
WHERE s.id <> r.id AND (s.system_kind IS NULL OR s.system_kind <> 'integration') AND (r.system_kind IS NULL OR r.system_kind <> 'integration')
AND (s.common_function IS NULL OR s.common_function <> 'integration') AND (r.common_function IS NULL OR r.common_function <> 'integration')
AND (NOT EXISTS { MATCH (s)-[:OWNED_BY|BELONGS_TO*1..2]->(:Organisation) } OR NOT EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO*1..2]->(:Organisation) })
RETURN DISTINCT s.id AS id, 'OWNED_BY' AS missing
UNION
MATCH (s:System)-[:FLOW]->(r:System)
WHERE s.id <> r.id AND (s.system_kind IS NULL OR s.system_kind <> 'integration') AND (r.system_kind IS NULL OR r.system_kind <> 'integration')
AND (s.common_function IS NULL OR s.common_function <> 'integration') AND (r.common_function IS NULL OR r.common_function <> 'integration')
AND EXISTS { MATCH (s)-[:OWNED_BY|BELONGS_TO*1..2]->(:Organisation) } AND EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO*1..2]->(:Organisation) }
AND NOT EXISTS { MATCH (p:System) WHERE p.scope = 'common' AND (p.system_kind = 'integration' OR p.common_function = 'integration') }
RETURN DISTINCT s.id AS id, 'scope' AS missing
"""

[asks]
analysis   = "platform-share"
parameters = { at = "$today", limit = 100000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
missing    = "OWNED_BY"
wrong      = "wrong"

[messages.point_to_point]
sv = "{name} går direkt mellan system hos {board_names}, inte över den gemensamma integrationsplattformen."
en = "{name} goes straight between systems of {board_names}, not over the common integration platform."
[messages.other_platform]
sv = "{name} går mellan {board_names} över en annan plattform än den gemensamma."
en = "{name} goes between {board_names} over another platform than the common one."
[messages.direct]
sv = "{name} lämnar uppgifter direkt till {receiver}, som en annan nämnd eller ett annat bolag äger."
en = "{name} sends data straight to {receiver}, which another board or company owns."

[[example]]
graph = [
    "care:System {scope: local} -FLOW-> link:Integration {pattern: api} -FLOW-> school:System {scope: local}",
    "care -OWNED_BY-> social:Organisation {kind: board}",
    "school -OWNED_BY-> education:Organisation {kind: board}",
    "bus:System {scope: common, system_kind: integration}",
]
finds = ["link"]

[[example]] # over the platform; within a board; with an authority
graph = [
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> school:System {scope: local}",
    "link -VIA-> bus:System {scope: common, system_kind: integration}",
    "care -OWNED_BY-> social:Organisation {kind: board}",
    "school -OWNED_BY-> education:Organisation {kind: board}",
    "care -FLOW-> own:Integration -FLOW-> aid:System {scope: local} -OWNED_BY-> office:Organisation {kind: administration} -PART_OF-> social",
    "care -FLOW-> out:Integration -FLOW-> journal:System {scope: external} -OWNED_BY-> region:Organisation {kind: authority}",
]
finds = []

[[example]]
graph = [
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> school:System {scope: local}",
    "link -VIA-> other:System {scope: local, system_kind: integration}",
    "care -OWNED_BY-> social:Organisation {kind: board}",
    "school -OWNED_BY-> education:Organisation {kind: board}",
    "bus:System {scope: common, system_kind: integration}",
]
finds = ["link"]

[[example]] # straight from system to system, without an integration; to the platform itself; within the board
graph = [
    "care:System {scope: local} -FLOW-> school:System {scope: local}",
    "care -OWNED_BY-> social:Organisation {kind: board}",
    "school -OWNED_BY-> education:Organisation {kind: board}",
    "school -FLOW-> bus:System {scope: common, common_function: integration} -OWNED_BY-> it:Organisation {kind: executive_board}",
    "aid:System {scope: local} -FLOW-> care",
    "aid -OWNED_BY-> unit:Organisation {kind: unit} -PART_OF-> social",
]
finds = ["care + school"]

[[example]]
graph = [
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> school:System {scope: local}",
    "care -OWNED_BY-> social:Organisation {kind: board}",
    "pay:System {scope: local} -FLOW-> care",
    "half:Integration -FLOW-> care",
    "bus:System {scope: common, system_kind: integration}",
]
finds = []
unknown = ["link", "pay", "half"]
*/
MATCH (s:System)-[:FLOW]->(r:System)
WHERE s.id <> r.id AND (s.system_kind IS NULL OR s.system_kind <> 'integration') AND (r.system_kind IS NULL OR r.system_kind <> 'integration')
AND (s.common_function IS NULL OR s.common_function <> 'integration') AND (r.common_function IS NULL OR r.common_function <> 'integration')
AND EXISTS { MATCH (p:System) WHERE p.scope = 'common' AND (p.system_kind = 'integration' OR p.common_function = 'integration') }
AND EXISTS { MATCH (s)-[:OWNED_BY|BELONGS_TO*1..2]->(o:Organisation) WHERE o.kind IS NULL OR NOT o.kind IN ['authority', 'supplier'] }
AND EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO*1..2]->(o:Organisation) WHERE o.kind IS NULL OR NOT o.kind IN ['authority', 'supplier'] }
AND NOT EXISTS {
  MATCH (s)-[:OWNED_BY|BELONGS_TO|PART_OF*1..6]->(o:Organisation)
  WHERE (o.kind IS NULL OR o.kind <> 'council') AND EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO|PART_OF*1..6]->(o) }
}
RETURN DISTINCT s.id AS id, 'direct' AS wrong, r.id AS receiver_id
