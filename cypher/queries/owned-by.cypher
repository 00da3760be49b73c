/*
title    = { sv = "Allt som någon äger", en = "Everything somebody owns" }
question = { sv = "Vad äger rollen, personen eller organisationen?", en = "What does the role, person or organisation own?" }

[columns]
id     = { sv = "id", en = "id" }
name   = { sv = "namn", en = "name" }
kind   = { sv = "slag", en = "kind" }
holder = { sv = "ägs genom", en = "owned as" }

[parameters.of]
type        = "thing"
labels      = ["Role", "Person", "Organisation"]
description = { sv = "rollen, personen eller organisationen", en = "the role, person or organisation" }
example     = "Systemägare, Socialförvaltningen"

[[example]]
graph = [
  "crm:System -OWNED_BY-> owner:Role -HELD_BY-> ann:Person",
  "customers:InformationAsset -OWNED_BY-> ann",
  "pay:System -OWNED_BY-> bo:Person",
]
params = { of = "ann" }
rows = [
  { id = "crm", kind = "System", holder = "owner" },
  { id = "customers", kind = "InformationAsset", holder = "ann" },
]

[[example]]
graph = ["crm:System -OWNED_BY {valid_to: 2025-12-31}-> ann:Role"]
params = { of = "ann" }
rows = []
*/
MATCH (x:System)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'System' AS kind, w.name AS holder
UNION ALL
MATCH (x:DigitalService)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'DigitalService' AS kind, w.name AS holder
UNION ALL
MATCH (x:Integration)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'Integration' AS kind, w.name AS holder
UNION ALL
MATCH (x:InformationAsset)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'InformationAsset' AS kind, w.name AS holder
UNION ALL
MATCH (x:Sensor)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'Sensor' AS kind, w.name AS holder
UNION ALL
MATCH (x:Device)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'Device' AS kind, w.name AS holder
UNION ALL
MATCH (x:Facility)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'Facility' AS kind, w.name AS holder
UNION ALL
MATCH (x:ManagementObject)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'ManagementObject' AS kind, w.name AS holder
UNION ALL
MATCH (x:Project)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:HELD_BY*0..1]->(p)
WHERE p.id = $of
RETURN DISTINCT x.id AS id, x.name AS name, 'Project' AS kind, w.name AS holder
