/*
title      = { sv = "Projektens kostnader räknas hem", en = "The costs of projects are recouped" }
severity   = "error"
source     = "FIN-02"
subject    = "Project"
why        = { sv = "Utan kalkyl vet ingen om pengarna kommer tillbaka som lägre kostnader eller bättre kvalitet.", en = "Without a business case nobody knows whether the money comes back as lower costs or better quality." }
fix        = { sv = "Gör en kalkyl över kostnader och nyttor, och skriv vilken kvalitet som vinns om pengarna inte räknas hem.", en = "Make a business case of costs and benefits, and write which quality is gained if the money is not recouped." }
population = "MATCH (p:Project) RETURN count(p) AS count"
unknown    = """
MATCH (p:Project)
WHERE NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'business_case' }
AND NOT EXISTS { MATCH (e:Evidence) WHERE e.evidence_kind = 'business_case' }
RETURN p.id AS id, 'business_case' AS missing
UNION
MATCH (p:Project)
WHERE EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'business_case' }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'business_case' AND e.amount IS NOT NULL }
RETURN p.id AS id, 'amount' AS missing
"""

[messages.none]
sv = "{name} har ingen kalkyl över kostnader och nyttor."
en = "{name} has no business case."
[messages.loss]
sv = "{name} räknas inte hem: nyttan är {loss} kronor mindre än kostnaden, och ingen vunnen kvalitet anges som skäl."
en = "{name} is not recouped: the benefits are {loss} kronor less than the costs, and no quality gained is given as the reason."

[[example]] # amount is the benefits less the costs over the lifetime, as a net present value
graph = [
    "a:Project <-ABOUT- case:Evidence {evidence_kind: business_case, amount: 250000}",
    "b:Project",
]
finds = ["b"]

[[example]]
graph = [
    "a:Project <-ABOUT- case:Evidence {evidence_kind: business_case, amount: -250000}",
    'b:Project <-ABOUT- quality:Evidence {evidence_kind: business_case, amount: -250000, purpose: "Säkrare läkemedel"}',
    "c:Project <-ABOUT- even:Evidence {evidence_kind: business_case, amount: 0}",
]
finds = ["a"]

[[example]] # the newest counts
graph = [
    "a:Project <-ABOUT- old:Evidence {evidence_kind: business_case, amount: -250000, date: 2025-01-10}",
    "a <-ABOUT- new:Evidence {evidence_kind: business_case, amount: 10000, date: 2026-01-10}",
]
finds = []

[[example]]
graph = ["a:Project"]
finds = []
unknown = ["a"]

[[example]]
graph = ["a:Project <-ABOUT- case:Evidence {evidence_kind: business_case}"]
finds = []
unknown = ["a"]
*/
MATCH (p:Project)
WHERE NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(p) WHERE e.evidence_kind = 'business_case' }
AND EXISTS { MATCH (e:Evidence) WHERE e.evidence_kind = 'business_case' }
RETURN p.id AS id, 'none' AS wrong, 0.0 AS loss
UNION
MATCH (e:Evidence)-[:ABOUT]->(p:Project)
WHERE e.evidence_kind = 'business_case' AND e.amount < 0 AND e.purpose IS NULL AND e.outcome IS NULL
AND NOT EXISTS {
  MATCH (newer:Evidence)-[:ABOUT]->(p)
  WHERE newer.evidence_kind = 'business_case' AND newer.date > e.date AND newer.amount IS NOT NULL
}
WITH p, max(-e.amount) AS most
RETURN p.id AS id, 'loss' AS wrong, most AS loss
