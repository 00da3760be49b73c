/*
title    = { sv = "Tjänster som vilar på ett system", en = "Services that rest on a system" }
question = { sv = "Vilka digitala tjänster förverkligar systemet eller behöver det?", en = "Which digital services does the system realise, or need it?" }

[columns]
id          = { sv = "id", en = "id" }
name        = { sv = "namn", en = "name" }
relation    = { sv = "förhållande", en = "relation" }
audience    = { sv = "målgrupper", en = "audience" }
criticality = { sv = "kritikalitet", en = "criticality" }

[parameters.of]
type        = "thing"
labels      = ["System"]
description = { sv = "systemet", en = "the system" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "crm:System -REALISES-> case:DigitalService {criticality: 3}",
  "login:System <-DEPENDS_ON- crm",
  "news:DigitalService -DEPENDS_ON-> login",
]
params = { of = "login" }
rows = [{ id = "news", relation = "needs" }, { id = "case", relation = "through others", criticality = 3 }]

[[example]]
graph = ["crm:System -REALISES-> case:DigitalService"]
params = { of = "crm" }
rows = [{ id = "case", relation = "realised" }]

[[example]]
graph = ["crm:System"]
params = { of = "crm" }
rows = []
*/
MATCH (s:System)-[e:REALISES]->(d:DigitalService)
WHERE s.id = $of AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
RETURN DISTINCT d.id AS id, d.name AS name, 'realised' AS relation, d.audience AS audience, d.criticality AS criticality
UNION ALL
MATCH (s:System)<-[e:DEPENDS_ON]-(d:DigitalService)
WHERE s.id = $of AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
RETURN DISTINCT d.id AS id, d.name AS name, 'needs' AS relation, d.audience AS audience, d.criticality AS criticality
UNION ALL
MATCH (s:System)<-[:DEPENDS_ON*1..5]-(x:System)
WHERE s.id = $of AND x.id <> s.id
WITH DISTINCT x
MATCH (x)-[:REALISES]->(d:DigitalService)
RETURN DISTINCT d.id AS id, d.name AS name, 'through others' AS relation, d.audience AS audience, d.criticality AS criticality
