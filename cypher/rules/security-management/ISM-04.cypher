/*
title      = { sv = "Varje nämnd och bolag har lokala anvisningar som gäller", en = "Every board and company has local instructions in force" }
severity   = "error"
source     = "ISM-04"
subject    = "Organisation"
why        = { sv = "Ledningssystemet består av programmet, kommunstyrelsens anvisningar och de lokala anvisningarna och besluten. Saknas det sista, eller har det gått ut, vet medarbetarna inte vad som gäller hos dem.", en = "The management system is the programme, the executive board's instructions and the local instructions and decisions. If the last are lacking or have lapsed, the staff do not know what holds where they work." }
fix        = { sv = "Besluta lokala anvisningar för informationssäkerhet, eller förläng dem som har gått ut, och anteckna hur länge de gäller.", en = "Decide local instructions on information security, or renew those that have lapsed, and note how long they hold." }
population = """
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN count(o) AS count
"""
unknown    = """
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:Organisation) WHERE e.evidence_kind = 'policy' }
RETURN o.id AS id, 'policy' AS missing
"""

[messages.none]
sv = "{name} har inga lokala anvisningar för informationssäkerhet."
en = "{name} has no local instructions on information security."
[messages.lapsed]
sv = "De lokala anvisningarna för {name} slutade gälla {until}."
en = "The local instructions of {name} ceased to hold on {until}."

[[example]]
graph = [
  "policy:Evidence {evidence_kind: policy, valid_to: 2026-06-30} -ABOUT-> care:Organisation {kind: board}",
  "water:Organisation {kind: company}",
]
finds = ["water"]

[[example]]
graph = [
  "first:Evidence {evidence_kind: policy, valid_to: 2026-06-29} -ABOUT-> care:Organisation {kind: board}",
  "second:Evidence {evidence_kind: policy, valid_to: 2025-12-31} -ABOUT-> water:Organisation {kind: company}",
  "third:Evidence {evidence_kind: policy, valid_from: 2026-01-01} -ABOUT-> water",
]
finds = ["care"]

[[example]]
graph = ["policy:Evidence {evidence_kind: policy} -ABOUT-> care:Organisation {kind: board}"]
finds = []

[[example]]
graph = ["care:Organisation {kind: board}"]
finds = []
unknown = ["care"]
*/
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'policy' AND (e.valid_from IS NULL OR e.valid_from <= $today)
}
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:Organisation) WHERE e.evidence_kind = 'policy' }
RETURN o.id AS id, 'none' AS wrong, '' AS until
UNION ALL
MATCH (e:Evidence)-[:ABOUT]->(o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND e.evidence_kind = 'policy' AND (e.valid_from IS NULL OR e.valid_from <= $today)
WITH o, max(coalesce(e.valid_to, '9999-12-31')) AS until WHERE until < $today
RETURN o.id AS id, 'lapsed' AS wrong, until AS until
