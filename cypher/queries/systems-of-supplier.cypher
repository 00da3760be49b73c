/*
title    = { sv = "En leverantörs system", en = "Systems of a supplier" }
question = { sv = "Vilka system levereras av leverantören, och hur länge?", en = "Which systems does the supplier supply, and for how long?" }

[columns]
id             = { sv = "id", en = "id" }
name           = { sv = "namn", en = "name" }
lifecycle      = { sv = "livscykel", en = "lifecycle" }
criticality    = { sv = "kritikalitet", en = "criticality" }
contract_end   = { sv = "avtalet löper ut", en = "contract ends" }
end_of_support = { sv = "stödet upphör", en = "support ends" }

[parameters.of]
type        = "thing"
labels      = ["Organisation"]
description = { sv = "leverantören", en = "the supplier" }
example     = "Kvistralund Programvara AB"

[[example]]
graph = [
  "crm:System {contract_end: 2027-12-31} -SUPPLIED_BY-> firm:Organisation {kind: supplier}",
  "map:System -SUPPLIED_BY-> other:Organisation",
]
params = { of = "firm" }
rows = [{ id = "crm", contract_end = "2027-12-31" }]

[[example]]
graph = [
  "crm:System",
  "firm:Organisation",
]
params = { of = "firm" }
rows = []
*/
MATCH (s:System)-[u:SUPPLIED_BY]->(o:Organisation)
WHERE o.id = $of AND (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
RETURN DISTINCT s.id AS id, s.name AS name, s.lifecycle AS lifecycle, s.criticality AS criticality,
  s.contract_end AS contract_end, s.end_of_support AS end_of_support
ORDER BY name, id
