/*
title      = { sv = "Breda införanden föregås av en utvärderad pilot", en = "Wide roll-outs follow an evaluated pilot" }
severity   = "warning"
source     = "PRJ-02"
subject    = "Project"
why        = { sv = "Det som införs brett utan att ha prövats i liten skala blir dyrt att ändra, och ingen vet när man borde ha avbrutit.", en = "What is rolled out widely without having been tried on a small scale is dear to change, and nobody knows when it should have been stopped." }
fix        = { sv = "Pröva förändringen i en verksamhet först, bestäm i förväg när den ska avbrytas, och utvärdera innan den införs i fler.", en = "Try the change in one operation first, decide beforehand when it is to be stopped, and evaluate before it reaches more." }
population = """
MATCH (p:Project) WHERE p.project_kind IS NULL OR p.project_kind = 'pilot'
OR NOT EXISTS { MATCH (p)-[:AFFECTS]->(:Organisation) }
OR COUNT { MATCH (p)-[:AFFECTS]->(o:Organisation) } >= $wide
RETURN count(p) AS count
"""
unknown    = """
MATCH (p:Project) WHERE p.project_kind IS NULL
RETURN p.id AS id, 'project_kind' AS missing
UNION
MATCH (p:Project) WHERE p.project_kind <> 'pilot' AND NOT EXISTS { MATCH (p)-[:AFFECTS]->(:Organisation) }
RETURN p.id AS id, 'AFFECTS' AS missing
UNION
MATCH (p:Project) WHERE p.project_kind = 'pilot' AND p.`end` IS NULL AND p.evaluated_on IS NULL
RETURN p.id AS id, 'end' AS missing
UNION
MATCH (p:Project) WHERE p.project_kind = 'pilot' AND p.`end` < $today AND p.evaluated_on IS NULL
AND NOT EXISTS { MATCH (k:Project) WHERE k.evaluated_on IS NOT NULL }
RETURN p.id AS id, 'evaluated_on' AS missing
UNION
MATCH (p:Project) WHERE p.project_kind = 'pilot' AND p.stop_criteria IS NULL
AND NOT EXISTS { MATCH (k:Project) WHERE k.stop_criteria IS NOT NULL }
RETURN p.id AS id, 'stop_criteria' AS missing
UNION
MATCH (p:Project) WHERE p.project_kind <> 'pilot' AND COUNT { MATCH (p)-[:AFFECTS]->(o:Organisation) } >= $wide
AND NOT EXISTS { MATCH (:Project)-[:PRECEDES]->(:Project) }
RETURN p.id AS id, 'PRECEDES' AS missing
"""

[parameters]
wide = 3

[messages.untried]
sv = "{name} berör {organisations} organisationer utan att en utvärderad pilot har gått före."
en = "{name} concerns {organisations} organisations, and no evaluated pilot has gone before."
[messages.unevaluated]
sv = "Piloten {name} slutade {ended} och är inte utvärderad."
en = "The pilot {name} ended on {ended} and has not been evaluated."
[messages.no_stop]
sv = "Piloten {name} säger inte när den ska avbrytas."
en = "The pilot {name} does not say when it is to be stopped."

[[example]]
graph = [
    "wide:Project {project_kind: project} -AFFECTS-> a:Organisation",
    "wide -AFFECTS-> b:Organisation",
    "wide -AFFECTS-> c:Organisation",
    "wide <-PRECEDES- try:Project {project_kind: pilot, end: 2026-12-01, stop_criteria: Kostnad}",
]
finds = ["wide"]

[[example]] # tried and evaluated; small
graph = [
    "wide:Project {project_kind: project} -AFFECTS-> a:Organisation",
    "wide -AFFECTS-> b:Organisation",
    "wide -AFFECTS-> c:Organisation",
    "wide <-PRECEDES- try:Project {project_kind: pilot, end: 2026-03-01, evaluated_on: 2026-04-01, stop_criteria: Kostnad}",
    "small:Project {project_kind: project} -AFFECTS-> a",
    "small -AFFECTS-> b",
]
finds = []

[[example]] # the day after its end it is to be evaluated
graph = [
    "over:Project {project_kind: pilot, end: 2026-06-29, stop_criteria: Kostnad}",
    "last:Project {project_kind: pilot, end: 2026-06-30, stop_criteria: Kostnad}",
    "done:Project {project_kind: pilot, end: 2026-01-01, evaluated_on: 2026-02-01}",
]
finds = ["over", "done"]

[[example]]
graph = [
    "a:Project {project_kind: project}",
    "b:Project {project_kind: pilot, end: 2026-01-01}",
    "c:Project",
]
finds = []
unknown = ["a", "b", "c"]

[[example]] # nobody records what goes before what
graph = [
    "wide:Project {project_kind: project} -AFFECTS-> a:Organisation",
    "wide -AFFECTS-> b:Organisation",
    "wide -AFFECTS-> c:Organisation",
]
finds = []
unknown = ["wide"]
*/
MATCH (p:Project)-[:AFFECTS]->(o:Organisation) WHERE p.project_kind <> 'pilot'
AND EXISTS { MATCH (:Project)-[:PRECEDES]->(:Project) }
AND NOT EXISTS { MATCH (first:Project)-[:PRECEDES]->(p) WHERE first.project_kind = 'pilot' AND first.evaluated_on <= $today }
WITH p, count(DISTINCT o.id) AS organisations
WHERE organisations >= $wide
RETURN p.id AS id, 'untried' AS wrong, organisations AS organisations, '' AS ended
UNION ALL
MATCH (p:Project) WHERE p.project_kind = 'pilot' AND p.`end` < $today AND p.evaluated_on IS NULL
AND EXISTS { MATCH (k:Project) WHERE k.evaluated_on IS NOT NULL }
RETURN p.id AS id, 'unevaluated' AS wrong, 0 AS organisations, p.`end` AS ended
UNION ALL
MATCH (p:Project) WHERE p.project_kind = 'pilot' AND p.stop_criteria IS NULL
AND EXISTS { MATCH (k:Project) WHERE k.stop_criteria IS NOT NULL }
RETURN p.id AS id, 'no_stop' AS wrong, 0 AS organisations, '' AS ended
