/*
title    = { sv = "Sensorer och enheter i en nätzon", en = "Sensors and devices of a network zone" }
question = { sv = "Vilka sensorer och enheter sitter i zonen?", en = "Which sensors and devices are in the zone?" }

[columns]
id                = { sv = "id", en = "id" }
name              = { sv = "namn", en = "name" }
kind              = { sv = "slag", en = "kind" }
observed_property = { sv = "mäter", en = "observes" }
firmware          = { sv = "fast programvara", en = "firmware" }
number            = { sv = "antal", en = "number" }
criticality       = { sv = "kritikalitet", en = "criticality" }

[parameters.of]
type        = "thing"
labels      = ["NetworkZone"]
description = { sv = "nätzonen", en = "the network zone" }
example     = "Sakernas nät"

[[example]]
graph = [
  "meter:Sensor {observed_property: level, count: 12} -CONNECTED_TO-> field:NetworkZone",
  "valve:Device -CONNECTED_TO-> field",
  "crm:System -CONNECTED_TO-> field",
]
params = { of = "field" }
rows = [
  { id = "meter", kind = "Sensor", observed_property = "level", number = 12 },
  { id = "valve", kind = "Device", number = 1 },
]

[[example]]
graph = ["meter:Sensor -CONNECTED_TO {valid_to: 2025-12-31}-> field:NetworkZone"]
params = { of = "field" }
rows = []
*/
MATCH (x:Sensor)-[c:CONNECTED_TO]->(z:NetworkZone)
WHERE z.id = $of AND (c.valid_from IS NULL OR c.valid_from <= $today) AND (c.valid_to IS NULL OR c.valid_to >= $today)
RETURN DISTINCT x.id AS id, x.name AS name, 'Sensor' AS kind, x.observed_property AS observed_property, x.firmware AS firmware,
  coalesce(x.`count`, 1) AS number, x.criticality AS criticality
UNION ALL
MATCH (x:Device)-[c:CONNECTED_TO]->(z:NetworkZone)
WHERE z.id = $of AND (c.valid_from IS NULL OR c.valid_from <= $today) AND (c.valid_to IS NULL OR c.valid_to >= $today)
RETURN DISTINCT x.id AS id, x.name AS name, 'Device' AS kind, x.observed_property AS observed_property, x.firmware AS firmware,
  coalesce(x.`count`, 1) AS number, x.criticality AS criticality
