/*
title    = { sv = "Begrepp utan överenskommen definition", en = "Concepts without an agreed definition" }
question = { sv = "Vilka begrepp saknar definition, eller är inte överenskomna?", en = "Which concepts have no definition, or are not agreed?" }

[columns]
id         = { sv = "id", en = "id" }
name       = { sv = "namn", en = "name" }
status     = { sv = "status", en = "status" }
definition = { sv = "definition", en = "definition" }
types      = { sv = "används av informationsslag", en = "used by information types" }

[[example]]
graph = [
  "child:Concept {status: agreed, definition: under 18}",
  "pupil:Concept {status: agreed}",
  "case:Concept {status: proposed, definition: a matter} <-DENOTES- matter:InformationType",
]
rows = [{ id = "pupil", status = "agreed", types = 0 }, { id = "case", status = "proposed", types = 1 }]

[[example]]
graph = ["child:Concept {status: agreed, definition: under 18}"]
rows = []
*/
MATCH (c:Concept)
WHERE c.definition IS NULL OR c.status IS NULL OR c.status <> 'agreed'
OPTIONAL MATCH (c)<-[:DENOTES]-(t:InformationType)
RETURN c.id AS id, c.name AS name, c.status AS status, c.definition AS definition, count(DISTINCT t.id) AS types
ORDER BY name, id
