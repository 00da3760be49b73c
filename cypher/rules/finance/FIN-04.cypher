/*
title      = { sv = "Stora strategiska projekt har ett eget ärende i kommunfullmäktige", en = "Large strategic projects have a matter of their own before the city council" }
severity   = "error"
source     = "FIN-04"
subject    = "Project"
why        = { sv = "Fullmäktige kan inte ta ställning till en satsning vars mål, tidplan, kostnader och nyttor den inte har fått se.", en = "The council cannot decide on an undertaking whose goals, timetable, costs and benefits it has not been shown." }
fix        = { sv = "Ta upp projektet som ett särskilt ärende med alla sju delar: omfattning, syfte, mål, tidplan, kostnader, effekter och nyttor.", en = "Bring the project up as a matter of its own with all seven parts: scope, purpose, goals, timetable, costs, effects and benefits." }
population = """
MATCH (p:Project)
WHERE p.strategic IS NULL OR p.strategic = true OR p.budget IS NULL OR p.budget >= $large
RETURN count(p) AS count
"""
unknown    = """
MATCH (p:Project) WHERE (p.strategic IS NULL OR p.strategic = false) AND p.budget IS NULL
RETURN p.id AS id, 'budget' AS missing
UNION
MATCH (p:Project) WHERE p.strategic IS NULL AND p.budget < $large
RETURN p.id AS id, 'strategic' AS missing
UNION
MATCH (p:Project) WHERE (p.strategic = true OR p.budget >= $large)
AND NOT EXISTS { MATCH (m:Evidence) WHERE m.evidence_kind = 'council_matter' }
RETURN p.id AS id, 'council_matter' AS missing
UNION
MATCH (p:Project)<-[:ABOUT]-(m:Evidence) WHERE (p.strategic = true OR p.budget >= $large)
AND m.evidence_kind = 'council_matter' AND m.covers IS NULL
AND NOT EXISTS { MATCH (p)<-[:ABOUT]-(n:Evidence) WHERE n.evidence_kind = 'council_matter' AND n.covers IS NOT NULL }
RETURN DISTINCT p.id AS id, 'covers' AS missing
"""

[parameters]
large = 10000000
parts = ["scope", "purpose", "goals", "timetable", "costs", "effects", "benefits"]

[messages.none]
sv = "{name} är ett stort strategiskt projekt utan eget ärende i kommunfullmäktige."
en = "{name} is a large strategic project without a matter of its own before the city council."
[messages.scope]
sv = "Ärendet om {name} säger inte vad projektet omfattar."
en = "The matter on {name} does not tell its scope."
[messages.purpose]
sv = "Ärendet om {name} säger inte vilket syfte projektet har."
en = "The matter on {name} does not tell its purpose."
[messages.goals]
sv = "Ärendet om {name} säger inte vilka mål projektet har."
en = "The matter on {name} does not tell its goals."
[messages.timetable]
sv = "Ärendet om {name} saknar tidplan."
en = "The matter on {name} has no timetable."
[messages.costs]
sv = "Ärendet om {name} säger inte vad projektet kostar."
en = "The matter on {name} does not tell the costs."
[messages.effects]
sv = "Ärendet om {name} säger inte vilka effekter som väntas."
en = "The matter on {name} does not tell the effects expected."
[messages.benefits]
sv = "Ärendet om {name} säger inte vilken nytta som väntas."
en = "The matter on {name} does not tell the benefits expected."

[[example]]
graph = [
    "a:Project {strategic: yes, budget: 2000000} <-ABOUT- m:Evidence {evidence_kind: council_matter, covers: [scope, purpose, goals, timetable, costs, effects, benefits]}",
    "b:Project {strategic: yes, budget: 2000000}",
]
finds = ["b"]

[[example]] # ten million is large, one krona less is not
graph = [
    "a:Project {budget: 10000000}",
    "b:Project {strategic: no, budget: 9999999}",
    "c:Project {strategic: no, budget: 400000} <-ABOUT- m:Evidence {evidence_kind: council_matter}",
]
finds = ["a"]

[[example]] # two matters tell it together
graph = [
    "a:Project {strategic: yes} <-ABOUT- m:Evidence {evidence_kind: council_matter, covers: [scope, purpose, goals, timetable]}",
    "a <-ABOUT- n:Evidence {evidence_kind: council_matter, covers: [costs, effects, benefits]}",
]
finds = []

[[example]]
graph = ["a:Project {strategic: yes} <-ABOUT- m:Evidence {evidence_kind: council_matter, covers: [scope, purpose]}"]
finds = ["a"]

[[example]] # every part has its words
graph = ["a:Project {strategic: yes} <-ABOUT- m:Evidence {evidence_kind: council_matter, covers: [attachments]}"]
finds = ["a"]

[[example]]
graph = [
    "a:Project",
    "b:Project {strategic: yes} <-ABOUT- m:Evidence {evidence_kind: council_matter}",
    "c:Project {budget: 9999999}",
]
finds = []
unknown = ["a", "b", "c"]

[[example]] # nobody keeps a register of matters
graph = ["a:Project {strategic: yes}"]
finds = []
unknown = ["a"]
*/
MATCH (p:Project) WHERE (p.strategic = true OR p.budget >= $large)
AND EXISTS { MATCH (m:Evidence) WHERE m.evidence_kind = 'council_matter' }
AND NOT EXISTS { MATCH (p)<-[:ABOUT]-(m:Evidence) WHERE m.evidence_kind = 'council_matter' }
RETURN p.id AS id, 'none' AS wrong
UNION ALL
MATCH (p:Project) WHERE (p.strategic = true OR p.budget >= $large)
AND EXISTS { MATCH (p)<-[:ABOUT]-(m:Evidence) WHERE m.evidence_kind = 'council_matter' AND m.covers IS NOT NULL }
UNWIND $parts AS part
WITH p, part
WHERE NOT EXISTS { MATCH (p)<-[:ABOUT]-(m:Evidence) WHERE m.evidence_kind = 'council_matter' AND part IN m.covers }
RETURN p.id AS id, part AS wrong
