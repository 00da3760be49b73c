/*
title    = { sv = "Stöd som upphör", en = "Support that ends" }
question = { sv = "För vilka system upphör leverantörens stöd senast en viss dag?", en = "For which systems does the supplier's support end on a day or before?" }
unknown  = """
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.end_of_support IS NULL RETURN s.id AS id, 'end_of_support' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IS NULL RETURN s.id AS id, 'lifecycle' AS missing
"""

[columns]
id             = { sv = "id", en = "id" }
name           = { sv = "namn", en = "name" }
end_of_support = { sv = "stödet upphör", en = "support ends" }
criticality    = { sv = "kritikalitet", en = "criticality" }
vendor         = { sv = "leverantör", en = "supplier" }
product        = { sv = "produkt", en = "product" }

[parameters.before]
type        = "date"
description = { sv = "senast den dagen; annars inom ett år", en = "on that day or before; else within a year" }
example     = "2027-06-30"
default     = "P12M"

[[example]]
graph = [
  "crm:System {lifecycle: live, end_of_support: 2026-12-31}",
  "pay:System {lifecycle: live, end_of_support: 2027-01-01}",
  "old:System {lifecycle: retired, end_of_support: 2026-01-01}",
]
params = { before = "2026-12-31" }
rows = [{ id = "crm", end_of_support = "2026-12-31" }]

# Within a year of 2026-06-30; and one of which it is not known.
[[example]]
graph = [
  "crm:System {lifecycle: live, end_of_support: 2027-06-30}",
  "pay:System {lifecycle: live, end_of_support: 2027-07-01}",
  "map:System {lifecycle: live}",
]
rows = [{ id = "crm" }]
unknown = ["map"]
*/
MATCH (s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.end_of_support <= $before
RETURN s.id AS id, s.name AS name, s.end_of_support AS end_of_support, s.criticality AS criticality, s.vendor AS vendor, s.product AS product
ORDER BY end_of_support, name, id
