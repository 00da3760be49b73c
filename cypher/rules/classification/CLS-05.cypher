/*
title      = { sv = "Känsligare information har inte svagare skydd", en = "What is more sensitive is not protected less" }
severity   = "warning"
source     = "CLS-05"
subject    = ["System", "DigitalService", "Integration"]
why        = { sv = "Där det som kräver mindre är bättre skyddat än det som kräver mer har pengarna lagts på fel ställe, och det känsliga är den lättaste vägen in.", en = "Where what requires less is protected better than what requires more, the money went to the wrong place, and the sensitive one is the easiest way in." }
fix        = { sv = "Jämför skyddet i de två systemen och höj det i det känsligare; stäm av att klassningen av båda stämmer.", en = "Compare the safeguards of the two and raise those of the more sensitive one; check that both are classified right." }
message    = { sv = "{name} kräver {required} (K R T S) och är skyddad {grades}; {than} kräver {than_required} men är bättre skyddad: {than_grades}.", en = "{name} requires {required} (K R T S) and is protected {grades}; {than} requires {than_required} but is protected better: {than_grades}." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'] RETURN s.id AS id
UNION ALL
MATCH (d:DigitalService) RETURN d.id AS id
UNION ALL
MATCH (i:Integration) RETURN i.id AS id
"""
unknown    = """
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND NOT EXISTS { MATCH (:Control)-[:PROTECTS]->(s) }
RETURN s.id AS id, 'PROTECTS' AS missing
UNION ALL
MATCH (d:DigitalService) WHERE NOT EXISTS { MATCH (:Control)-[:PROTECTS]->(d) }
RETURN d.id AS id, 'PROTECTS' AS missing
UNION ALL
MATCH (i:Integration) WHERE NOT EXISTS { MATCH (:Control)-[:PROTECTS]->(i) }
RETURN i.id AS id, 'PROTECTS' AS missing
"""

[asks]
analysis   = "safeguards"
parameters = { at = "$today", limit = 100000, labels = ["System", "DigitalService", "Integration"], explain = false }
rows       = "anomalies"
finds      = { certain = true }
unknowns   = { certain = false }
missing    = "PROTECTS"
others     = ["than"]

[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1} -HOLDS-> records:InformationAsset {k: 3, r: 1, t: 1, s: 1}",
  "site:System {lifecycle: live, k: 0, r: 1, t: 1, s: 1} -HOLDS-> news:InformationAsset {k: 0, r: 1, t: 1, s: 1}",
  "password:Control {aspects: [k, r, t, s], grade: 1, status: implemented} -PROTECTS-> clinic",
  "card:Control {aspects: [k, r, t, s], grade: 3, status: implemented} -PROTECTS-> site",
]
finds = ["clinic + site"]

[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1} -HOLDS-> records:InformationAsset {k: 3, r: 1, t: 1, s: 1}",
  "site:System {lifecycle: live, k: 0, r: 1, t: 1, s: 1} -HOLDS-> news:InformationAsset {k: 0, r: 1, t: 1, s: 1}",
  "password:Control {aspects: [k, r, t, s], grade: 1, status: implemented} -PROTECTS-> site",
  "card:Control {aspects: [k, r, t, s], grade: 3, status: implemented} -PROTECTS-> clinic",
]
finds = []

# Of one of them nobody has recorded a safeguard.
[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1} -HOLDS-> records:InformationAsset {k: 3, r: 1, t: 1, s: 1}",
  "site:System {lifecycle: live, k: 0, r: 1, t: 1, s: 1} -HOLDS-> news:InformationAsset {k: 0, r: 1, t: 1, s: 1}",
  "card:Control {aspects: [k, r, t, s], grade: 3, status: implemented} -PROTECTS-> site",
]
finds = []
unknown = ["clinic"]
*/
