/*
title      = { sv = "Projekt har mätbara mål som följs upp", en = "Projects have measurable goals that are followed up" }
severity   = "error"
source     = "PRJ-04"
subject    = "Project"
why        = { sv = "Ett mål som inte går att mäta kan ingen nå eller missa, och pengarna går vidare utan att någon vet om de gjorde nytta.", en = "A goal that cannot be measured can be neither reached nor missed, and money goes on without anyone knowing whether it did any good." }
fix        = { sv = "Ange ett mått, ett värde att nå och en dag för varje mål, och mät när dagen är inne.", en = "State a measure, a value to reach and a day for every goal, and measure when the day has come." }
population = "MATCH (p:Project) RETURN count(p) AS count"
unknown    = """
MATCH (p:Project) WHERE p.goal IS NULL AND NOT EXISTS { MATCH (k:Project) WHERE k.goal IS NOT NULL }
RETURN p.id AS id, 'goal' AS missing
UNION
MATCH (p:Project) WHERE p.goal IS NOT NULL AND p.metric IS NOT NULL AND p.target IS NOT NULL
AND p.due IS NULL AND p.measured_on IS NULL
RETURN p.id AS id, 'due' AS missing
"""

[messages.no_goal]
sv = "{name} har inget mål."
en = "{name} has no goal."
[messages.no_metric]
sv = "{name} har ett mål men inget mått på det: {goal}"
en = "{name} has a goal and no measure of it: {goal}"
[messages.no_target]
sv = "{name} ska mätas i {metric} men säger inte vilket värde som ska nås."
en = "{name} is to be measured in {metric} and does not say which value is to be reached."
[messages.unmeasured]
sv = "Målet för {name} skulle vara nått {due}, men har inte mätts."
en = "The goal of {name} was due on {due}, and has not been measured."

[[example]]
graph = ['a:Project {goal: "Kortare handläggning", metric: "dagar till beslut", baseline: 40, target: 20, due: 2026-12-31}']
finds = []

[[example]]
graph = ['a:Project {goal: "Nöjdare invånare", due: 2026-12-31}', 'b:Project {goal: "Kortare handläggning", metric: dagar, due: 2026-12-31}', "c:Project"]
finds = ["a", "b", "c"]

[[example]] # on the day itself it is not yet late; measured once, it has been
graph = [
    'a:Project {goal: "Kortare handläggning", metric: dagar, target: 20, due: 2026-06-29}',
    'b:Project {goal: "Kortare handläggning", metric: dagar, target: 20, due: 2026-06-30}',
    'c:Project {goal: "Kortare handläggning", metric: dagar, target: 20, due: 2026-01-31, measured_on: 2026-02-10}',
]
finds = ["a"]

[[example]]
graph = ["a:Project"]
finds = []
unknown = ["a"]

[[example]]
graph = ['a:Project {goal: "Kortare handläggning", metric: dagar, target: 20}']
finds = []
unknown = ["a"]
*/
MATCH (p:Project) WHERE p.goal IS NULL AND EXISTS { MATCH (k:Project) WHERE k.goal IS NOT NULL }
RETURN p.id AS id, 'no_goal' AS wrong, '' AS goal, '' AS metric, '' AS due
UNION ALL
MATCH (p:Project) WHERE p.goal IS NOT NULL AND p.metric IS NULL
RETURN p.id AS id, 'no_metric' AS wrong, p.goal AS goal, '' AS metric, '' AS due
UNION ALL
MATCH (p:Project) WHERE p.goal IS NOT NULL AND p.metric IS NOT NULL AND p.target IS NULL
RETURN p.id AS id, 'no_target' AS wrong, p.goal AS goal, p.metric AS metric, '' AS due
UNION ALL
MATCH (p:Project) WHERE p.due < $today AND p.measured_on IS NULL
RETURN p.id AS id, 'unmeasured' AS wrong, '' AS goal, '' AS metric, p.due AS due
