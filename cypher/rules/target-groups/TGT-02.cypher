/*
title      = { sv = "Målgruppen medverkar när digitala tjänster utvecklas", en = "Target groups take part when digital services are developed" }
severity   = "error"
source     = "TGT-02"
subject    = "Project"
why        = { sv = "En tjänst som utvecklas utan dem som ska använda den löser lätt fel problem och används sedan inte.", en = "A service developed without those who are to use it easily solves the wrong problem and is then not used." }
fix        = { sv = "Be projektledaren låta invånare, företag eller besökare pröva tjänsten under arbetets gång, och anteckna hur de medverkar.", en = "Ask the project manager to let residents, businesses or visitors try the service during the work, and note how they take part." }
population = """
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System) WHERE p.`end` IS NULL OR p.`end` >= $today
MATCH (s)-[:REALISES]->(d:DigitalService) WHERE d.audience IS NULL OR any(a IN $public WHERE a IN d.audience)
RETURN count(DISTINCT p) AS count
"""
unknown    = """
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System) WHERE p.user_involvement IS NULL AND (p.`end` IS NULL OR p.`end` >= $today)
MATCH (s)-[:REALISES]->(d:DigitalService) WHERE d.audience IS NULL
RETURN p.id AS id, 'audience' AS missing
UNION
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System) WHERE p.user_involvement IS NULL AND (p.`end` IS NULL OR p.`end` >= $today)
AND NOT EXISTS { MATCH (other:Project) WHERE other.user_involvement IS NOT NULL }
MATCH (s)-[:REALISES]->(d:DigitalService) WHERE any(a IN $public WHERE a IN d.audience)
RETURN p.id AS id, 'user_involvement' AS missing
"""
message    = { sv = "{name} utvecklar {service} utan att någon målgrupp sägs medverka.", en = "{name} develops {service}, and no target group is said to take part." }

[parameters]
public = ["resident", "business", "visitor"]

[[example]]
graph = [
  "renewal:Project {end: 2027-01-31} -CHANGES-> portal:System -REALISES-> permit:DigitalService {audience: [resident]}",
  "other:Project {user_involvement: Panel av invånare}",
]
finds = ["renewal + permit"]

[[example]]
graph = [
  "renewal:Project {user_involvement: Panel av invånare} -CHANGES-> portal:System -REALISES-> permit:DigitalService {audience: [resident]}",
  "payroll:Project -DELIVERS-> pay:System -REALISES-> slips:DigitalService {audience: [employee]}",
  "past:Project {end: 2026-06-29} -CHANGES-> portal",
]
finds = []

[[example]]
graph = ["renewal:Project -DELIVERS-> portal:System -REALISES-> permit:DigitalService {audience: [resident]}"]
finds = []
unknown = ["renewal"]

[[example]]
graph = [
  "renewal:Project -DELIVERS-> portal:System -REALISES-> permit:DigitalService", "other:Project {user_involvement: Panel av invånare}",
]
finds = []
unknown = ["renewal"]
*/
MATCH (p:Project)-[:CHANGES|DELIVERS]->(s:System) WHERE p.user_involvement IS NULL AND (p.`end` IS NULL OR p.`end` >= $today)
AND EXISTS { MATCH (other:Project) WHERE other.user_involvement IS NOT NULL }
MATCH (s)-[:REALISES]->(d:DigitalService) WHERE any(a IN $public WHERE a IN d.audience)
RETURN DISTINCT p.id AS id, d.id AS service_id
