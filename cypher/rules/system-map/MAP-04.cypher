/*
title      = { sv = "Kommunstyrelsen svarar för överblicken, nämnder och bolag för detaljerna", en = "The executive board keeps the overview, boards and companies the detail" }
severity   = "error"
source     = "MAP-04"
subject    = ["System", "Integration", "InformationAsset", "Organisation"]
why        = { sv = "Dokumentationen är sammanhållen bara om överblicken har en förvaltare och alla andra bidrar med detaljer i samma verktyg. Annars finns flera kartor som säger emot varandra.", en = "Documentation hangs together only if the overview has one keeper and all others add detail in the same tool. Else there are several maps that contradict each other." }
fix        = { sv = "Låt kommunstyrelsen ta över uppgiften i översikten, eller för ned den till detaljlagret. Be nämnden eller bolaget utse någon som för in och verifierar sina egna system.", en = "Let the executive board take over the record of the overview, or move it to the detail layer. Ask the board or company to appoint somebody who enters and verifies its own systems." }
population = """
MATCH (x:System) WHERE x.layer = 'overview' AND (x.lifecycle IS NULL OR x.lifecycle <> 'retired') RETURN count(x) AS count
UNION ALL
MATCH (x:Integration) WHERE x.layer = 'overview' AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN count(x) AS count
UNION ALL
MATCH (x:InformationAsset) WHERE x.layer = 'overview' AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN count(x) AS count
UNION ALL
MATCH (o:Organisation) WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN count(o) AS count
"""
unknown    = """
MATCH (x:System) WHERE x.layer = 'overview' AND (x.lifecycle IS NULL OR x.lifecycle <> 'retired')
WITH x, coalesce(x.steward, '') AS steward
WHERE NOT EXISTS { MATCH (o:Organisation) WHERE o.id = steward OR o.name = steward }
RETURN x.id AS id, 'steward' AS missing
UNION ALL
MATCH (x:Integration) WHERE x.layer = 'overview' AND (x.valid_to IS NULL OR x.valid_to >= $today)
WITH x, coalesce(x.steward, '') AS steward
WHERE NOT EXISTS { MATCH (o:Organisation) WHERE o.id = steward OR o.name = steward }
RETURN x.id AS id, 'steward' AS missing
UNION ALL
MATCH (x:InformationAsset) WHERE x.layer = 'overview' AND (x.valid_to IS NULL OR x.valid_to >= $today)
WITH x, coalesce(x.steward, '') AS steward
WHERE NOT EXISTS { MATCH (o:Organisation) WHERE o.id = steward OR o.name = steward }
RETURN x.id AS id, 'steward' AS missing
UNION ALL
MATCH (o:Organisation) WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (x) WHERE x.layer = 'detail' AND x.steward IS NOT NULL }
RETURN o.id AS id, 'steward' AS missing
"""

[messages.overview]
sv = "{name} hör till översikten men förvaltas av {keeper}, inte av kommunstyrelsen."
en = "{name} belongs to the overview but is kept by {keeper}, not by the executive board."
[messages.no_detail]
sv = "{name} har inte fört in eller verifierat någon detalj i kartan det senaste året."
en = "{name} has entered or verified no detail in the map for a year."

[dates]
verified_since = "-P12M"

[[example]]
graph = [
  "ks:Organisation {kind: executive_board}", "office:Organisation {kind: administration} -PART_OF-> ks",
  "care:Organisation {kind: board}", "login:System {layer: overview, steward: office}",
  "mail:System {layer: overview, steward: care}",
  "journal:System {layer: detail, steward: care, last_verified: 2025-06-30}",
]
finds = ["mail + care"]

[[example]]
graph = [
  "ks:Organisation {kind: executive_board}", "schools:Organisation {kind: board}",
  "care:Organisation {kind: board}", "admin:Organisation {kind: administration} -PART_OF-> care",
  "journal:System {layer: detail, steward: admin, last_verified: 2025-06-29}",
  "grades:InformationAsset {layer: detail, steward: schools, last_verified: 2026-06-01}",
]
finds = ["care"]

[[example]]
graph = [
  "ks:Organisation {kind: executive_board}", "care:Organisation {kind: company}",
  "login:System {layer: overview}", "mail:Integration {layer: overview, steward: Somebody}",
  "journal:System {layer: detail, last_verified: 2026-06-01}",
]
finds = []
unknown = ["care", "login", "mail"]

[[example]]
graph = ["care:Organisation {kind: board}", "journal:System {layer: detail, steward: care, last_verified: 2026-06-01}"]
finds = []
*/
MATCH (x:System), (o:Organisation)
WHERE x.layer = 'overview' AND (x.lifecycle IS NULL OR x.lifecycle <> 'retired') AND (o.id = x.steward OR o.name = x.steward)
AND NOT EXISTS { MATCH (o)-[:PART_OF*0..6]->(k:Organisation) WHERE k.kind = 'executive_board' }
RETURN x.id AS id, 'overview' AS wrong, o.id AS keeper_id
UNION ALL
MATCH (x:Integration), (o:Organisation)
WHERE x.layer = 'overview' AND (x.valid_to IS NULL OR x.valid_to >= $today) AND (o.id = x.steward OR o.name = x.steward)
AND NOT EXISTS { MATCH (o)-[:PART_OF*0..6]->(k:Organisation) WHERE k.kind = 'executive_board' }
RETURN x.id AS id, 'overview' AS wrong, o.id AS keeper_id
UNION ALL
MATCH (x:InformationAsset), (o:Organisation)
WHERE x.layer = 'overview' AND (x.valid_to IS NULL OR x.valid_to >= $today) AND (o.id = x.steward OR o.name = x.steward)
AND NOT EXISTS { MATCH (o)-[:PART_OF*0..6]->(k:Organisation) WHERE k.kind = 'executive_board' }
RETURN x.id AS id, 'overview' AS wrong, o.id AS keeper_id
UNION ALL
MATCH (x) WHERE x.layer = 'detail' AND x.steward IS NOT NULL
WITH collect(DISTINCT x.steward) AS anybody,
  collect(DISTINCT CASE WHEN x.last_verified >= $verified_since THEN x.steward ELSE '' END) AS keepers
MATCH (b:Organisation)
WHERE size(anybody) > 0 AND b.kind IN ['board', 'company'] AND (b.valid_to IS NULL OR b.valid_to >= $today)
AND NOT EXISTS { MATCH (o:Organisation)-[:PART_OF*0..6]->(b) WHERE o.id IN keepers OR o.name IN keepers }
RETURN b.id AS id, 'no_detail' AS wrong, '' AS keeper_id
