/*
title      = { sv = "Det som finansieras särskilt står i kommunstyrelsens planering", en = "What is specially financed is in the executive board's planning" }
severity   = "error"
source     = "FIN-06"
subject    = "Project"
why        = { sv = "Satsningar vid sidan av planeringen får pengar efter vem som frågar, inte efter vad staden behöver mest.", en = "Undertakings beside the planning get money by who asks, not by what the city needs most." }
fix        = { sv = "Lyft projektet till kommunstyrelsens planering, eller finansiera det inom den egna ramen.", en = "Bring the project into the executive board's planning, or finance it within the own frame." }
population = """
MATCH (p:Project) WHERE p.funding IS NULL OR p.funding = 'council'
RETURN count(p) AS count
"""
unknown    = """
MATCH (p:Project) WHERE p.funding IS NULL
RETURN p.id AS id, 'funding' AS missing
UNION ALL
MATCH (p:Project) WHERE p.funding = 'council' AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(:Project) WHERE e.evidence_kind = 'management_plan' AND e.decided_by = $planner
}
RETURN p.id AS id, 'management_plan' AS missing
"""

[parameters]
planner = "Kommunstyrelsen"

[messages.none]
sv = "{name} finansieras särskilt av kommunfullmäktige men står inte i någon plan från {planner}."
en = "{name} is specially financed by the city council and is in no plan of {planner}."
[messages.past]
sv = "{name} står bara i en plan från {planner} som inte gäller i dag."
en = "{name} is only in a plan of {planner} that does not hold today."

[[example]]
graph = [
    "plan:Evidence {evidence_kind: management_plan, decided_by: Kommunstyrelsen, valid_from: 2026-01-01, valid_to: 2026-12-31} -ABOUT-> a:Project {funding: council}",
    "b:Project {funding: council}",
    "c:Project {funding: frame}",
]
finds = ["b"]

[[example]]
graph = ["plan:Evidence {evidence_kind: management_plan, decided_by: Kommunstyrelsen, valid_to: 2026-06-30} -ABOUT-> a:Project {funding: council}"]
finds = []

[[example]] # ended yesterday; another's plan
graph = [
    "plan:Evidence {evidence_kind: management_plan, decided_by: Kommunstyrelsen, valid_to: 2026-06-29} -ABOUT-> a:Project {funding: council}",
    "own:Evidence {evidence_kind: management_plan, decided_by: Socialnämnden} -ABOUT-> b:Project {funding: council}",
]
finds = ["a", "b"]

[[example]]
graph = ["a:Project {funding: council}", "b:Project"]
finds = []
unknown = ["a", "b"]
*/
MATCH (p:Project) WHERE p.funding = 'council'
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:Project) WHERE e.evidence_kind = 'management_plan' AND e.decided_by = $planner }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'management_plan' AND e.decided_by = $planner
}
RETURN p.id AS id, 'none' AS wrong
UNION ALL
MATCH (p:Project) WHERE p.funding = 'council'
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'management_plan' AND e.decided_by = $planner }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'management_plan' AND e.decided_by = $planner
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
RETURN p.id AS id, 'past' AS wrong
