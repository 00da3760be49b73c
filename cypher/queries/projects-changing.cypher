/*
title    = { sv = "Projekt som ändrar ett system", en = "Projects that change a system" }
question = { sv = "Vilka pågående och kommande projekt rör systemet?", en = "Which current and coming projects touch the system?" }

[columns]
id           = { sv = "id", en = "id" }
name         = { sv = "namn", en = "name" }
what         = { sv = "gör", en = "does" }
project_kind = { sv = "slag", en = "kind" }
start        = { sv = "start", en = "start" }
last_day     = { sv = "slut", en = "end" }

[parameters.of]
type        = "thing"
labels      = ["System"]
description = { sv = "systemet", en = "the system" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "new:Project {start: 2026-01-01} -CHANGES-> crm:System",
  "out:Project -RETIRES-> crm",
  "done:Project {end: 2026-06-29} -CHANGES-> crm",
]
params = { of = "crm" }
rows = [{ id = "new", what = "changes", start = "2026-01-01" }, { id = "out", what = "retires" }]

[[example]]
graph = ["crm:System"]
params = { of = "crm" }
rows = []
*/
MATCH (p:Project)-[:CHANGES]->(s:System)
WHERE s.id = $of AND (p.`end` IS NULL OR p.`end` >= $today)
RETURN DISTINCT p.id AS id, p.name AS name, 'changes' AS what, p.project_kind AS project_kind, p.start AS start, p.`end` AS last_day
UNION ALL
MATCH (p:Project)-[:DELIVERS]->(s:System)
WHERE s.id = $of AND (p.`end` IS NULL OR p.`end` >= $today)
RETURN DISTINCT p.id AS id, p.name AS name, 'delivers' AS what, p.project_kind AS project_kind, p.start AS start, p.`end` AS last_day
UNION ALL
MATCH (p:Project)-[:RETIRES]->(s:System)
WHERE s.id = $of AND (p.`end` IS NULL OR p.`end` >= $today)
RETURN DISTINCT p.id AS id, p.name AS name, 'retires' AS what, p.project_kind AS project_kind, p.start AS start, p.`end` AS last_day
