/*
title      = { sv = "Beslut om finansiering säger hur driftkostnaderna ändras", en = "Funding decisions tell the effect on running costs" }
severity   = "error"
source     = "FIN-05"
subject    = ["Evidence", "Project"]
why        = { sv = "En satsning som har råd att byggas men inte att drivas tränger undan annan verksamhet varje år den lever.", en = "An undertaking that can be built but not run pushes other work aside every year it lives." }
fix        = { sv = "Beräkna vad satsningen kostar eller sparar i drift och förvaltning per år, från vilket år, och skriv det i beslutet.", en = "Work out what the undertaking costs or saves in running and management a year, from which year, and write it into the decision." }
population = """
MATCH (e:Evidence) WHERE e.evidence_kind = 'funding_decision' RETURN count(e) AS count
UNION ALL
MATCH (p:Project) WHERE p.funding IS NOT NULL AND p.decided_on <= $today RETURN count(p) AS count
"""
unknown    = """
MATCH (e:Evidence) WHERE e.evidence_kind = 'funding_decision' AND e.opex_effect IS NULL
AND NOT EXISTS { MATCH (k:Evidence) WHERE k.opex_effect IS NOT NULL } AND NOT EXISTS { MATCH (k:Project) WHERE k.opex_effect IS NOT NULL }
RETURN e.id AS id, 'opex_effect' AS missing
UNION ALL
MATCH (p:Project) WHERE p.funding IS NOT NULL AND p.decided_on <= $today AND p.opex_effect IS NULL
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'funding_decision' AND e.opex_effect IS NOT NULL }
AND NOT EXISTS { MATCH (k:Evidence) WHERE k.opex_effect IS NOT NULL } AND NOT EXISTS { MATCH (k:Project) WHERE k.opex_effect IS NOT NULL }
RETURN p.id AS id, 'opex_effect' AS missing
"""

[parameters] # words for no effect, as a regular expression in lower case
no_effect = "(0|0 kr|0 kronor|ingen|inga|ingen effekt|ingen påverkan|oförändrad|oförändrade|none|no effect|unchanged)[.]?"

[messages.decision]
sv = "{name} säger inte hur driftkostnaderna ändras."
en = "{name} does not tell the effect on running costs."
[messages.project]
sv = "{name} är beslutat utan att det står hur driftkostnaderna ändras."
en = "{name} has been decided without telling the effect on running costs."
[messages.retires]
sv = "{name} avvecklar {system}, som kostar {cost} kronor per år, men sägs inte ändra driftkostnaderna."
en = "{name} retires {system}, which costs {cost} kronor a year, and is said not to change running costs."
[messages.delivers]
sv = "{name} inför {system}, som kostar {cost} kronor per år, men sägs inte ändra driftkostnaderna."
en = "{name} brings {system}, which costs {cost} kronor a year, and is said not to change running costs."

[[example]]
graph = [
    'a:Evidence {evidence_kind: funding_decision, opex_effect: "+300 000 kr per år från 2027"}',
    "b:Evidence {evidence_kind: funding_decision}",
    "c:Evidence {evidence_kind: business_case}",
]
finds = ["b"]

[[example]] # told by the project or by the decision about it; not yet decided; not financed
graph = [
    'a:Project {funding: council, decided_on: 2026-03-01, opex_effect: "-100 000 kr per år"}',
    'b:Project {funding: frame, decided_on: 2026-03-01} <-ABOUT- d:Evidence {evidence_kind: funding_decision, opex_effect: Oförändrad}',
    "c:Project {funding: council, decided_on: 2026-07-01}",
    "e:Project {decided_on: 2026-03-01}",
]
finds = []

[[example]] # decided today
graph = [
    'a:Project {funding: council, decided_on: 2026-06-30}',
    'b:Project {funding: council, decided_on: 2026-03-01, opex_effect: "-100 000 kr per år"}',
]
finds = ["a"]

[[example]] # said to change nothing
graph = [
    "a:Project {funding: frame, decided_on: 2026-03-01, opex_effect: Ingen.} -RETIRES-> old:System {cost_year: 400000}",
    "b:Project {funding: frame, decided_on: 2026-03-01, opex_effect: 0} -DELIVERS-> new:System {cost_year: 900000}",
    "c:Project {funding: frame, decided_on: 2026-03-01, opex_effect: Oförändrad} -DELIVERS-> same:System {cost_year: 900000}",
    "c -RETIRES-> other:System {cost_year: 900000}",
]
finds = ["a + old", "b + new"]

[[example]]
graph = ["a:Evidence {evidence_kind: funding_decision}", "b:Project {funding: council, decided_on: 2026-03-01}"]
finds = []
unknown = ["a", "b"]
*/
MATCH (e:Evidence) WHERE e.evidence_kind = 'funding_decision' AND e.opex_effect IS NULL
AND (EXISTS { MATCH (k:Evidence) WHERE k.opex_effect IS NOT NULL } OR EXISTS { MATCH (k:Project) WHERE k.opex_effect IS NOT NULL })
RETURN e.id AS id, 'decision' AS wrong, '' AS system_id, 0.0 AS cost
UNION ALL
MATCH (p:Project) WHERE p.funding IS NOT NULL AND p.decided_on <= $today AND p.opex_effect IS NULL
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'funding_decision' AND e.opex_effect IS NOT NULL }
AND (EXISTS { MATCH (k:Evidence) WHERE k.opex_effect IS NOT NULL } OR EXISTS { MATCH (k:Project) WHERE k.opex_effect IS NOT NULL })
RETURN p.id AS id, 'project' AS wrong, '' AS system_id, 0.0 AS cost
UNION ALL
MATCH (p:Project)-[:RETIRES]->(s:System)
WHERE p.funding IS NOT NULL AND p.decided_on <= $today AND toLower(p.opex_effect) =~ $no_effect AND s.cost_year > 0
AND NOT EXISTS { MATCH (p)-[:DELIVERS]->(n:System) }
RETURN DISTINCT p.id AS id, 'retires' AS wrong, s.id AS system_id, s.cost_year AS cost
UNION ALL
MATCH (p:Project)-[:DELIVERS]->(s:System)
WHERE p.funding IS NOT NULL AND p.decided_on <= $today AND toLower(p.opex_effect) =~ $no_effect AND s.cost_year > 0
AND NOT EXISTS { MATCH (p)-[:RETIRES]->(n:System) }
RETURN DISTINCT p.id AS id, 'delivers' AS wrong, s.id AS system_id, s.cost_year AS cost
