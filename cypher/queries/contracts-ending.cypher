/*
title    = { sv = "Avtal som löper ut", en = "Contracts that end" }
question = { sv = "Vilka avtal löper ut senast en viss dag?", en = "Which contracts end on a day or before?" }
unknown  = """
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.contract_end IS NULL RETURN s.id AS id, 'contract_end' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IS NULL RETURN s.id AS id, 'lifecycle' AS missing
"""

[columns]
id           = { sv = "id", en = "id" }
name         = { sv = "namn", en = "name" }
contract_end = { sv = "avtalet löper ut", en = "contract ends" }
criticality  = { sv = "kritikalitet", en = "criticality" }
vendor       = { sv = "leverantör", en = "supplier" }
product      = { sv = "produkt", en = "product" }

[parameters.before]
type        = "date"
description = { sv = "senast den dagen; annars inom ett år", en = "on that day or before; else within a year" }
example     = "2027-06-30"
default     = "P12M"

[[example]]
graph = [
  "crm:System {lifecycle: live, contract_end: 2026-12-31}",
  "pay:System {lifecycle: live, contract_end: 2027-01-01}",
  "old:System {lifecycle: retired, contract_end: 2026-01-01}",
]
params = { before = "2026-12-31" }
rows = [{ id = "crm", contract_end = "2026-12-31" }]

# Within a year of 2026-06-30; and one of which it is not known.
[[example]]
graph = [
  "crm:System {lifecycle: live, contract_end: 2027-06-30}",
  "pay:System {lifecycle: live, contract_end: 2027-07-01}",
  "map:System {lifecycle: live}",
]
rows = [{ id = "crm" }]
unknown = ["map"]
*/
MATCH (s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.contract_end <= $before
RETURN s.id AS id, s.name AS name, s.contract_end AS contract_end, s.criticality AS criticality, s.vendor AS vendor, s.product AS product
ORDER BY contract_end, name, id
