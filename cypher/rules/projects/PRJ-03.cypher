/*
title      = { sv = "De som tar emot ett nytt system är med från början och äger nyttan", en = "Those who receive a new system are involved early and own the benefit" }
severity   = "error"
source     = "PRJ-03"
subject    = "Project"
why        = { sv = "Den som får ett system utan att ha varit med ändrar inte sitt arbetssätt, och då uteblir den nytta som motiverade kostnaden.", en = "Whoever is handed a system without having taken part does not change the way of working, and the benefit that justified the cost never comes." }
fix        = { sv = "Ta in de mottagande verksamheterna i projektet före nästa beslut, och utse någon hos dem som ansvarar för att nyttan hämtas hem.", en = "Bring the receiving operations into the project before the next decision, and appoint somebody there to answer for the benefit." }
population = "MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } RETURN count(p) AS count"
unknown    = """
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND NOT EXISTS { MATCH (p)-[:AFFECTS]->(:Organisation) }
RETURN p.id AS id, 'AFFECTS' AS missing
UNION
MATCH (p:Project)-[:DELIVERS]->(s:System) WHERE NOT EXISTS { MATCH (s)-[:USED_BY]->(:Organisation) }
RETURN DISTINCT p.id AS id, 'USED_BY' AS missing
UNION
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND p.involved_on IS NULL
RETURN p.id AS id, 'involved_on' AS missing
UNION
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND p.decided_on IS NULL
RETURN p.id AS id, 'decided_on' AS missing
UNION
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND NOT EXISTS { MATCH (k:Project) WHERE k.benefit_owner IS NOT NULL }
RETURN p.id AS id, 'benefit_owner' AS missing
UNION
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND p.benefit_owner IS NOT NULL
WITH p, coalesce(p.benefit_owner, '') AS who
WHERE NOT EXISTS { MATCH (o:Organisation) WHERE o.name = who OR o.id = who }
AND NOT EXISTS { MATCH (r:Role)-[:BELONGS_TO]->(:Organisation) WHERE r.name = who OR r.id = who }
AND NOT EXISTS { MATCH (w:Person)-[:BELONGS_TO]->(:Organisation) WHERE w.name = who OR w.id = who }
RETURN p.id AS id, 'benefit_owner' AS missing
"""

[messages.left_out]
sv = "{organisation} ska använda {system} men är inte med bland dem som {name} berör."
en = "{organisation} is to use {system} and is not among those {name} concerns."
[messages.late]
sv = "De som tar emot {name} togs med {involved_on}, efter beslutet {decided_on}."
en = "Those who receive {name} were involved on {involved_on}, after the decision of {decided_on}."
[messages.no_owner]
sv = "Ingen ansvarar för nyttan av {name}."
en = "Nobody answers for the benefit of {name}."
[messages.other_owner]
sv = "{benefit_owner} ansvarar för nyttan av {name} men hör inte till dem som tar emot den."
en = "{benefit_owner} answers for the benefit of {name} and does not belong to those who receive it."

[[example]]
graph = [
    "new:Project {decided_on: 2026-03-01, involved_on: 2026-01-15, benefit_owner: ann} -DELIVERS-> crm:System -USED_BY-> social:Organisation",
    "new -AFFECTS-> social",
    "ann:Role -BELONGS_TO-> social",
]
finds = []

[[example]]
graph = [
    "new:Project {decided_on: 2026-03-01, involved_on: 2026-01-15, benefit_owner: social} -DELIVERS-> crm:System -USED_BY-> social:Organisation",
    "new -AFFECTS-> social",
    "crm -USED_BY-> school:Organisation",
]
finds = ["new + school + crm"]

[[example]] # a unit of those concerned is concerned; involved on the day of the decision is in time
graph = [
    "new:Project {decided_on: 2026-03-01, involved_on: 2026-03-01, benefit_owner: bo} -DELIVERS-> crm:System -USED_BY-> office:Organisation -PART_OF-> social:Organisation",
    "new -AFFECTS-> social",
    "bo:Person -BELONGS_TO-> office",
]
finds = []

[[example]]
graph = [
    "late:Project {decided_on: 2026-03-01, involved_on: 2026-03-02, benefit_owner: it} -DELIVERS-> crm:System -USED_BY-> social:Organisation",
    "late -AFFECTS-> social",
    "it:Organisation",
    "none:Project {decided_on: 2026-03-01, involved_on: 2026-01-02} -DELIVERS-> hr:System -USED_BY-> social",
    "none -AFFECTS-> social",
]
finds = ["late", "none"]

[[example]]
graph = [
    "new:Project -DELIVERS-> crm:System -USED_BY-> social:Organisation",
    "more:Project {decided_on: 2026-03-01, involved_on: 2026-01-02, benefit_owner: Kim} -DELIVERS-> hr:System -USED_BY-> social",
    "more -AFFECTS-> social",
    "old:Project -CHANGES-> hr",
]
finds = ["new"]
unknown = ["more"]

[[example]]
graph = ["new:Project -DELIVERS-> crm:System -USED_BY-> social:Organisation"]
finds = []
unknown = ["new"]
*/
MATCH (p:Project)-[:DELIVERS]->(s:System)-[:USED_BY]->(o:Organisation)
WHERE EXISTS { MATCH (p)-[:AFFECTS]->(:Organisation) } AND (o.kind IS NULL OR NOT o.kind IN ['supplier', 'authority'])
AND NOT EXISTS {
  MATCH (p)-[:AFFECTS]->(x:Organisation)
  WHERE EXISTS { MATCH (o)-[:PART_OF*0..6]->(x:Organisation) } OR EXISTS { MATCH (x)-[:PART_OF*0..6]->(o:Organisation) }
}
RETURN DISTINCT p.id AS id, 'left_out' AS wrong, o.id AS organisation_id, s.id AS system_id,
  '' AS involved_on, '' AS decided_on, '' AS benefit_owner
UNION ALL
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND p.involved_on > p.decided_on
RETURN p.id AS id, 'late' AS wrong, '' AS organisation_id, '' AS system_id,
  p.involved_on AS involved_on, p.decided_on AS decided_on, '' AS benefit_owner
UNION ALL
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND p.benefit_owner IS NULL
AND EXISTS { MATCH (k:Project) WHERE k.benefit_owner IS NOT NULL }
RETURN p.id AS id, 'no_owner' AS wrong, '' AS organisation_id, '' AS system_id,
  '' AS involved_on, '' AS decided_on, '' AS benefit_owner
UNION ALL
MATCH (p:Project) WHERE EXISTS { MATCH (p)-[:DELIVERS]->(:System) } AND EXISTS { MATCH (p)-[:AFFECTS]->(:Organisation) }
WITH p, coalesce(p.benefit_owner, '') AS who
WHERE (EXISTS { MATCH (o:Organisation) WHERE o.name = who OR o.id = who }
  OR EXISTS { MATCH (r:Role)-[:BELONGS_TO]->(:Organisation) WHERE r.name = who OR r.id = who }
  OR EXISTS { MATCH (w:Person)-[:BELONGS_TO]->(:Organisation) WHERE w.name = who OR w.id = who })
AND NOT EXISTS {
  MATCH (p)-[:AFFECTS]->(x:Organisation)
  WHERE EXISTS { MATCH (o:Organisation)-[:PART_OF*0..6]->(x) WHERE o.name = who OR o.id = who }
  OR EXISTS { MATCH (r:Role)-[:BELONGS_TO|PART_OF*1..6]->(x) WHERE r.name = who OR r.id = who }
  OR EXISTS { MATCH (w:Person)-[:BELONGS_TO|PART_OF*1..6]->(x) WHERE w.name = who OR w.id = who }
}
RETURN p.id AS id, 'other_owner' AS wrong, '' AS organisation_id, '' AS system_id,
  '' AS involved_on, '' AS decided_on, who AS benefit_owner
