/*
title      = { sv = "Systemets klassning omprövas löpande, och när det som finns där kräver mer", en = "A system's classification is reviewed at intervals, and when what is in it requires more" }
severity   = "error"
source     = "CLS-03"
subject    = ["System", "DigitalService"]
why        = { sv = "System byggs på med nya uppgifter, kopplingar och beroenden. En klassning som ingen ser över blir för låg utan att någon har beslutat det.", en = "Systems grow by new data, links and dependencies. A classification that nobody reviews becomes too low without anybody having decided so." }
fix        = { sv = "Ompröva klassningen tillsammans med informationsägarna och skriv in nivåer och datum. Ska nivån inte höjas: ta bort eller filtrera det flöde som kräver den.", en = "Review the classification with the information owners and enter levels and date. If the level is not to be raised: end or filter the flow that requires it." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'] RETURN s.id AS id
UNION ALL
MATCH (d:DigitalService) RETURN d.id AS id
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.classified_on IS NULL
RETURN s.id AS id, 'classified_on' AS missing
UNION ALL
MATCH (d:DigitalService) WHERE d.classified_on IS NULL
RETURN d.id AS id, 'classified_on' AS missing
"""

[dates]
sensitive_since = "-P12M"   # level 3 or 4 in any aspect
usual_since     = "-P24M"   # level 2
other_since     = "-P36M"

[asks]
analysis   = "escalation"
parameters = { at = "$today", labels = ["System", "DigitalService", "Integration"], unsettled = true }
finds      = { raised = true, aggregation = false }
unknowns   = { possible = true, aggregation = false }
missing    = "origin_name"
wrong      = "aspect"

[messages.due]
sv = "{name} klassades senast {classified_on} och skulle ha omprövats senast {interval} månader därefter."
en = "{name} was last classified on {classified_on} and should have been reviewed within {interval} months."
[messages.k]
sv = "{name} är klassad för konfidentialitet {assigned_high}, men {origin_name} kräver minst {required_low}."
en = "{name} is classified for confidentiality {assigned_high}, but {origin_name} requires at least {required_low}."
[messages.r]
sv = "{name} är klassad för riktighet {assigned_high}, men {origin_name} kräver minst {required_low}."
en = "{name} is classified for integrity {assigned_high}, but {origin_name} requires at least {required_low}."
[messages.t]
sv = "{name} är klassad för tillgänglighet {assigned_high}, men {origin_name} kräver minst {required_low}."
en = "{name} is classified for availability {assigned_high}, but {origin_name} requires at least {required_low}."
[messages.s]
sv = "{name} är klassad för spårbarhet {assigned_high}, men {origin_name} kräver minst {required_low}."
en = "{name} is classified for traceability {assigned_high}, but {origin_name} requires at least {required_low}."

# 2026-06-30: level 3 is reviewed within 12 months, level 2 within 24, others within 36.
[[example]]
graph = [
  "a:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1, classified_on: 2025-06-29}",
  "b:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1, classified_on: 2025-06-30}",
  "c:System {lifecycle: live, k: 1, r: 2, t: 1, s: 1, classified_on: 2024-06-29}",
  "d:System {lifecycle: live, k: 1, r: 2, t: 1, s: 1, classified_on: 2025-06-29}",
  "e:DigitalService {k: 1, r: 1, t: 1, s: 1, classified_on: 2023-06-29}",
  "f:System {lifecycle: retired, k: 3, r: 1, t: 1, s: 1, classified_on: 2020-01-01}",
]
finds = ["a", "c", "e"]

[[example]]
graph = ["a:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1, classified_on: 2026-01-15} -HOLDS-> x:InformationAsset {k: 1, r: 1, t: 1, s: 1}"]
finds = []

# Reviewed lately, but more sensitive data have come since.
[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1, classified_on: 2026-01-15} -HOLDS-> records:InformationAsset {k: 3, r: 1, t: 1, s: 1}",
  "clinic -FLOW {carries: [records], mode: replicate}-> list:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1, classified_on: 2026-01-15}",
]
finds = ["list"]

# What comes in says nothing of its level; and one that nobody has dated.
[[example]]
graph = [
  "list:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1, classified_on: 2026-01-15} -HOLDS-> notes:InformationAsset",
  "log:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1}",
]
finds = []
unknown = ["list", "log"]
*/
MATCH (s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.classified_on < $sensitive_since
AND (s.k >= 3 OR s.r >= 3 OR s.t >= 3 OR s.s >= 3)
RETURN s.id AS id, 'due' AS wrong, s.classified_on AS classified_on, 12 AS interval
UNION ALL
MATCH (s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.classified_on < $usual_since
AND coalesce(s.k, 0) < 3 AND coalesce(s.r, 0) < 3 AND coalesce(s.t, 0) < 3 AND coalesce(s.s, 0) < 3
AND (s.k = 2 OR s.r = 2 OR s.t = 2 OR s.s = 2)
RETURN s.id AS id, 'due' AS wrong, s.classified_on AS classified_on, 24 AS interval
UNION ALL
MATCH (s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.classified_on < $other_since
AND coalesce(s.k, 0) < 2 AND coalesce(s.r, 0) < 2 AND coalesce(s.t, 0) < 2 AND coalesce(s.s, 0) < 2
RETURN s.id AS id, 'due' AS wrong, s.classified_on AS classified_on, 36 AS interval
UNION ALL
MATCH (d:DigitalService)
WHERE d.classified_on < $sensitive_since AND (d.k >= 3 OR d.r >= 3 OR d.t >= 3 OR d.s >= 3)
RETURN d.id AS id, 'due' AS wrong, d.classified_on AS classified_on, 12 AS interval
UNION ALL
MATCH (d:DigitalService)
WHERE d.classified_on < $usual_since
AND coalesce(d.k, 0) < 3 AND coalesce(d.r, 0) < 3 AND coalesce(d.t, 0) < 3 AND coalesce(d.s, 0) < 3
AND (d.k = 2 OR d.r = 2 OR d.t = 2 OR d.s = 2)
RETURN d.id AS id, 'due' AS wrong, d.classified_on AS classified_on, 24 AS interval
UNION ALL
MATCH (d:DigitalService)
WHERE d.classified_on < $other_since
AND coalesce(d.k, 0) < 2 AND coalesce(d.r, 0) < 2 AND coalesce(d.t, 0) < 2 AND coalesce(d.s, 0) < 2
RETURN d.id AS id, 'due' AS wrong, d.classified_on AS classified_on, 36 AS interval
