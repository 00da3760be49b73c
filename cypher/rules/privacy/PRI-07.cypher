/*
title      = { sv = "Integritet, informationssäkerhet och klassning ingår i projekt och upphandlingar", en = "Privacy, information security and classification are part of projects and procurements" }
severity   = "error"
source     = "PRI-07"
subject    = "Project"
why        = { sv = "Det som inte är med från början blir dyrt att bygga in i efterhand och är svårt att kräva av en leverantör som redan har avtalet.", en = "What is not in from the beginning is expensive to build in later, and hard to demand of a supplier who has the contract already." }
fix        = { sv = "Lägg till det som saknas i projektplanen eller kravställningen innan arbetet går vidare: integritet (konsekvensbedömning), informationssäkerhet (riskanalys), klassning.", en = "Add what is missing to the plan of the project or the requirements before the work goes on: privacy (impact assessment), information security (risk analysis), classification." }
population = """
MATCH (p:Project) WHERE (p.`end` IS NULL OR p.`end` >= $today) RETURN count(p) AS count
"""
unknown    = """
MATCH (p:Project)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND NOT EXISTS { MATCH (p)-[:CHANGES|DELIVERS|RETIRES]->(:System) }
RETURN p.id AS id, 'CHANGES' AS missing
UNION ALL
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND p.decided_on IS NULL AND p.start IS NULL
AND (s.personal_data = true OR s.k >= 2 OR s.r >= 2 OR s.t >= 2 OR s.s >= 2
  OR EXISTS { MATCH (s)-[:HOLDS]->(a:InformationAsset) WHERE a.personal = true OR a.special_category = true OR a.k >= 2 OR a.r >= 2 OR a.t >= 2 OR a.s >= 2 })
RETURN DISTINCT p.id AS id, 'decided_on' AS missing
UNION ALL
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND p.activities IS NULL
AND NOT EXISTS { MATCH (o:Project) WHERE o.activities IS NOT NULL }
AND (s.personal_data = true OR s.k >= 2 OR s.r >= 2 OR s.t >= 2 OR s.s >= 2
  OR EXISTS { MATCH (s)-[:HOLDS]->(a:InformationAsset) WHERE a.personal = true OR a.special_category = true OR a.k >= 2 OR a.r >= 2 OR a.t >= 2 OR a.s >= 2 })
RETURN DISTINCT p.id AS id, 'activities' AS missing
UNION ALL
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND (p.activities IS NULL OR NOT 'privacy' IN p.activities OR NOT 'infosec' IN p.activities OR NOT 'classification' IN p.activities)
AND s.personal_data IS NULL AND s.k IS NULL AND NOT EXISTS { MATCH (s)-[:HOLDS]->(:InformationAsset) }
RETURN DISTINCT p.id AS id, 'HOLDS' AS missing
"""

[messages.none]
sv = "{name} rör {system} och är beslutat eller påbörjat utan att integritet, informationssäkerhet och klassning ingår."
en = "{name} touches {system} and is decided or begun without privacy, information security and classification being part of it."
[messages.privacy]
sv = "{name} rör {system}, som har personuppgifter; arbetet med integritet ingår inte."
en = "{name} touches {system}, which has personal data; work on privacy is not part of it."
[messages.infosec]
sv = "{name} rör {system}; arbetet med informationssäkerhet ingår inte."
en = "{name} touches {system}; work on information security is not part of it."
[messages.classification]
sv = "{name} rör {system}; klassning ingår inte."
en = "{name} touches {system}; classification is not part of it."

[[example]]
graph = [
  "portal:Project {start: 2026-03-01} -CHANGES-> crm:System -HOLDS-> customers:InformationAsset {personal: yes}",
  "other:Project {start: 2026-01-01, activities: [privacy, infosec, classification]} -CHANGES-> crm",
]
finds = ["portal"]

[[example]]
graph = [
  "portal:Project {start: 2026-03-01, activities: [privacy, infosec, classification]} -CHANGES-> crm:System {personal_data: yes}",
  "map:Project {start: 2026-03-01} -DELIVERS-> roads:System {personal_data: no, k: 0, r: 1, t: 1, s: 0}",
]
finds = []

# Each of the three that is missing is told; privacy only where there are personal data.
[[example]]
graph = ["portal:Project {start: 2026-03-01, activities: [infosec, classification]} -CHANGES-> crm:System {personal_data: yes}"]
finds = ["portal"]

[[example]]
graph = [
  "grid:Project {start: 2026-03-01, activities: [classification]} -DELIVERS-> scada:System {personal_data: no, k: 1, r: 3, t: 3, s: 1}",
  "pay:Project {start: 2026-03-01, activities: [infosec]} -DELIVERS-> scada",
]
finds = ["grid", "pay"]

# Decided later there is time left; begun, or decided today, there is not; what has ended is not asked.
[[example]]
graph = [
  "later:Project {decided_on: 2026-07-01, activities: [infosec]} -CHANGES-> crm:System {personal_data: yes, k: 1}",
  "now:Project {decided_on: 2026-06-30, activities: [infosec, privacy]} -CHANGES-> crm",
  "done:Project {start: 2025-01-01, end: 2025-12-31, activities: [infosec]} -CHANGES-> crm",
]
finds = ["now"]

# What it changes is not known, when it is decided is not known, and nobody says what is in its system.
[[example]]
graph = [
  "vague:Project {start: 2026-03-01, activities: [infosec]}", "some:Project {activities: [infosec]} -CHANGES-> crm:System {personal_data: yes}",
  "new:Project {start: 2026-03-01, activities: [infosec]} -DELIVERS-> box:System",
]
finds = []
unknown = ["vague", "some", "new"]

# Nobody records which activities projects have.
[[example]]
graph = ["portal:Project {start: 2026-03-01} -CHANGES-> crm:System {personal_data: yes}"]
finds = []
unknown = ["portal"]
*/
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND (p.decided_on <= $today OR p.start <= $today) AND p.activities IS NULL
AND EXISTS { MATCH (o:Project) WHERE o.activities IS NOT NULL }
AND (s.personal_data = true OR s.k >= 2 OR s.r >= 2 OR s.t >= 2 OR s.s >= 2
  OR EXISTS { MATCH (s)-[:HOLDS]->(a:InformationAsset) WHERE a.personal = true OR a.special_category = true OR a.k >= 2 OR a.r >= 2 OR a.t >= 2 OR a.s >= 2 })
RETURN p.id AS id, 'none' AS wrong, min(s.name) AS system
UNION ALL
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND (p.decided_on <= $today OR p.start <= $today)
AND p.activities IS NOT NULL AND NOT 'privacy' IN p.activities
AND (s.personal_data = true OR EXISTS { MATCH (s)-[:HOLDS]->(a:InformationAsset) WHERE a.personal = true OR a.special_category = true })
RETURN p.id AS id, 'privacy' AS wrong, min(s.name) AS system
UNION ALL
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND (p.decided_on <= $today OR p.start <= $today)
AND p.activities IS NOT NULL AND NOT 'infosec' IN p.activities
AND (s.personal_data = true OR s.k >= 2 OR s.r >= 2 OR s.t >= 2 OR s.s >= 2
  OR EXISTS { MATCH (s)-[:HOLDS]->(a:InformationAsset) WHERE a.personal = true OR a.special_category = true OR a.k >= 2 OR a.r >= 2 OR a.t >= 2 OR a.s >= 2 })
RETURN p.id AS id, 'infosec' AS wrong, min(s.name) AS system
UNION ALL
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today) AND (p.decided_on <= $today OR p.start <= $today)
AND p.activities IS NOT NULL AND NOT 'classification' IN p.activities
AND (s.personal_data = true OR s.k >= 2 OR s.r >= 2 OR s.t >= 2 OR s.s >= 2
  OR EXISTS { MATCH (s)-[:HOLDS]->(a:InformationAsset) WHERE a.personal = true OR a.special_category = true OR a.k >= 2 OR a.r >= 2 OR a.t >= 2 OR a.s >= 2 })
RETURN p.id AS id, 'classification' AS wrong, min(s.name) AS system
