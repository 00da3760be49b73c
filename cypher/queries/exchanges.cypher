/*
title    = { sv = "Utbyten", en = "Exchanges" }
question = { sv = "Vilka utbyter systemet uppgifter med, och hur?", en = "With whom does the system exchange data, and how?" }

[columns]
id        = { sv = "id", en = "id" }
name      = { sv = "namn", en = "name" }
direction = { sv = "riktning", en = "direction" }
exchange  = { sv = "genom", en = "by" }
pattern   = { sv = "metod", en = "method" }
frequency = { sv = "frekvens", en = "frequency" }

[parameters.of]
type        = "thing"
labels      = ["System"]
description = { sv = "systemet", en = "the system" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "crm:System -FLOW-> post:Integration {pattern: file} -FLOW-> pay:System",
  "map:System -FLOW-> crm",
]
params = { of = "crm" }
rows = [
  { id = "pay", direction = "to", exchange = "post", pattern = "file" },
  { id = "map", direction = "from", exchange = "" },
]

# A flow that has ended.
[[example]]
graph = ["crm:System -FLOW {valid_to: 2025-12-31}-> pay:System"]
params = { of = "crm" }
rows = []
*/
MATCH (s:System)-[f:FLOW]->(i:Integration)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
MATCH (i)-[g:FLOW]->(y)
WHERE y.id <> s.id AND (g.valid_from IS NULL OR g.valid_from <= $today) AND (g.valid_to IS NULL OR g.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'to' AS direction, i.name AS exchange, i.pattern AS pattern, i.frequency AS frequency
UNION ALL
MATCH (s:System)<-[f:FLOW]-(i:Integration)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
MATCH (i)<-[g:FLOW]-(y)
WHERE y.id <> s.id AND (g.valid_from IS NULL OR g.valid_from <= $today) AND (g.valid_to IS NULL OR g.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'from' AS direction, i.name AS exchange, i.pattern AS pattern, i.frequency AS frequency
UNION ALL
MATCH (s:System)-[f:FLOW]->(y:System)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'to' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)<-[f:FLOW]-(y:System)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'from' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)-[f:FLOW]->(y:DigitalService)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'to' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)<-[f:FLOW]-(y:DigitalService)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'from' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)-[f:FLOW]->(y:Sensor)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'to' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)<-[f:FLOW]-(y:Sensor)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'from' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)-[f:FLOW]->(y:Device)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'to' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)<-[f:FLOW]-(y:Device)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'from' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)-[f:FLOW]->(y:Organisation)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'to' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
UNION ALL
MATCH (s:System)<-[f:FLOW]-(y:Organisation)
WHERE s.id = $of AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, 'from' AS direction, '' AS exchange, '' AS pattern, '' AS frequency
