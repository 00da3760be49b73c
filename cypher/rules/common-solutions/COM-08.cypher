/*
title      = { sv = "E-tjänster med ärenden är anslutna till Mina sidor", en = "Digital services with cases are connected to My pages" }
severity   = "error"
source     = "COM-08"
subject    = "DigitalService"
why        = { sv = "Den som har flera ärenden hos staden ska kunna följa dem på ett ställe, och slippa lära sig en inloggning för varje nämnd.", en = "Whoever has several cases with the city is to follow them in one place, and not learn one login for every board." }
fix        = { sv = "Anslut systemet bakom tjänsten till {my_pages} så att ärenden och meddelanden syns där, eller begär undantag av kontrollfunktionen.", en = "Connect the system behind the service to {my_pages}, so that cases and messages show there, or ask the control function for an exemption." }
message    = { sv = "{name} har ärenden med dem den är till för, men är inte ansluten till {my_pages}.", en = "{name} has cases with those it is for, and is not connected to {my_pages}." }
population = """
MATCH (d:DigitalService)
WHERE (d.case_contact IS NULL OR d.case_contact = true)
AND (d.audience IS NULL OR any(one IN d.audience WHERE one IN ['resident', 'business', 'visitor']))
RETURN count(d) AS count
"""
unknown    = """
MATCH (d:DigitalService)
WHERE (d.case_contact IS NULL AND (d.audience IS NULL OR any(one IN d.audience WHERE one IN ['resident', 'business', 'visitor'])))
OR (d.case_contact = true AND d.audience IS NULL)
RETURN d.id AS id, CASE WHEN d.case_contact IS NULL THEN 'case_contact' ELSE 'audience' END AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE d.case_contact = true AND any(one IN d.audience WHERE one IN ['resident', 'business', 'visitor'])
AND NOT EXISTS { MATCH (m:System) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
RETURN d.id AS id, 'common_function' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE d.case_contact = true AND any(one IN d.audience WHERE one IN ['resident', 'business', 'visitor'])
AND EXISTS { MATCH (m:System) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
AND NOT EXISTS { MATCH (:System)-[:REALISES]->(d) } AND NOT EXISTS { MATCH (d)-[:DEPENDS_ON|FLOW]-() }
RETURN d.id AS id, 'REALISES' AS missing
"""

[parameters]
my_pages = "Mina sidor"

[[example]]
graph = [
    "permit:DigitalService {audience: [resident], case_contact: yes} <-REALISES- building:System",
    'pages:System {common_function: my_pages}',
]
finds = ["permit"]

[[example]] # the system behind it sends its cases there through an integration; or the service itself; or it is Mina sidor
graph = [
    "permit:DigitalService {audience: [resident], case_contact: yes} <-REALISES- building:System -FLOW-> link:Integration -FLOW-> pages:System {common_function: my_pages}",
    "queue:DigitalService {audience: [business, employee], case_contact: yes} <-REALISES- homes:System",
    "queue -DEPENDS_ON-> pages",
    "mine:DigitalService {audience: [resident], case_contact: yes} <-REALISES- pages",
    "grants:DigitalService {audience: [visitor], case_contact: yes} <-REALISES- culture:System <-FLOW- pages",
]
finds = []

[[example]] # nothing is asked of what has no cases, or none with those outside
graph = [
    "map:DigitalService {audience: [resident], case_contact: no} <-REALISES- gis:System",
    "plan:DigitalService {audience: [employee, partner], case_contact: yes} <-REALISES- care:System",
    'pages:System {name: "Mina sidor"}',
]
finds = []

[[example]]
graph = [
    "permit:DigitalService {audience: [resident]} <-REALISES- building:System",
    "queue:DigitalService {case_contact: yes} <-REALISES- building",
    "school:DigitalService {audience: [resident], case_contact: yes}",
    "pages:System {common_function: my_pages}",
]
finds = []
unknown = ["permit", "queue", "school"]

[[example]] # which system is Mina sidor is not said
graph = ["permit:DigitalService {audience: [resident], case_contact: yes} <-REALISES- building:System"]
finds = []
unknown = ["permit"]
*/
MATCH (d:DigitalService)
WHERE d.case_contact = true AND any(one IN d.audience WHERE one IN ['resident', 'business', 'visitor'])
AND (EXISTS { MATCH (:System)-[:REALISES]->(d) } OR EXISTS { MATCH (d)-[:DEPENDS_ON|FLOW]-() })
AND EXISTS { MATCH (m:System) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
AND NOT EXISTS { MATCH (m:System)-[:REALISES]->(d) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
AND NOT EXISTS { MATCH (d)-[:FLOW|DEPENDS_ON*1..4]->(m:System) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
AND NOT EXISTS { MATCH (m:System)-[:FLOW*1..4]->(d) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
AND NOT EXISTS { MATCH (d)<-[:REALISES]-(:System)-[:FLOW|DEPENDS_ON*1..4]->(m:System) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
AND NOT EXISTS { MATCH (d)<-[:REALISES]-(:System)<-[:FLOW*1..4]-(m:System) WHERE m.common_function = 'my_pages' OR m.name = $my_pages }
RETURN d.id AS id ORDER BY id
