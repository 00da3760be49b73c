/*
title      = { sv = "Inget system är oskäligt dyrt för sin förmåga eller står oanvänt", en = "No system costs out of proportion to its capability or stands unused" }
severity   = "info"
source     = "MAP-07"
subject    = "System"
why        = { sv = "Det som kostar flera gånger så mycket som andra system för samma förmåga, eller som ingen använder, tar resurser från det som behövs.", en = "What costs several times as much as other systems for the same capability, or what nobody uses, takes resources from what is needed." }
fix        = { sv = "Pröva med systemägaren om systemet kan avvecklas, avtalet omförhandlas eller en gemensam lösning användas i stället.", en = "Consider with the system owner whether the system can be retired, the contract renegotiated or a common solution used instead." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN s.id AS id
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.cost_year IS NULL
RETURN s.id AS id, 'cost_year' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.users IS NULL
AND NOT EXISTS { MATCH (s)-[:USED_BY]->() } AND NOT EXISTS { MATCH (s)-[:REALISES]->() }
AND (s.system_kind IS NULL OR s.system_kind IN ['business', 'platform'])
RETURN s.id AS id, 'users' AS missing
"""

[messages.cost_outlier]
sv = "{name} kostar {value} kr per år; medianen för förmågan {capability} är {median} kr."
en = "{name} costs {value} SEK a year; the median for the capability {capability} is {median} SEK."
[messages.no_users]
sv = "{name} har inga användare."
en = "{name} has no users."
[messages.no_flows]
sv = "{name} har inte tagit emot eller lämnat några uppgifter på länge."
en = "{name} has neither received nor sent any data for a long time."

[parameters]
times_the_median = 3.0
idle_months = 12

[asks]
analysis   = "capability-matrix"
parameters = { at = "$today", factor = "$times_the_median", months = "$idle_months", limit = 100000 }
finds      = { wrong = ["cost_outlier", "no_users", "no_flows"], violation = "yes" }
wrong      = "wrong"
others     = ["capability"]

[[example]]
graph = [
  "a:System {lifecycle: live, cost_year: 100, users: 10} -SUPPORTS-> care:Capability",
  "b:System {lifecycle: live, cost_year: 100, users: 10} -SUPPORTS-> care",
  "c:System {lifecycle: live, cost_year: 301, users: 10} -SUPPORTS-> care",
]
finds = ["c"]

[[example]]
graph = ["old:System {lifecycle: live, cost_year: 100, users: 0, system_kind: business} -FLOW-> crm:System {lifecycle: live, cost_year: 100, users: 50}"]
finds = ["old"]

[[example]]
graph = [
  "a:System {lifecycle: live, cost_year: 100, users: 10} -FLOW {valid_to: 2025-03-31}-> b:System {lifecycle: retired, cost_year: 100, users: 0}",
]
finds = ["a"]

[[example]]
graph = ["a:System {lifecycle: live, cost_year: 100, users: 10, system_kind: business}", "b:System {lifecycle: planned, users: 0}"]
finds = []

[[example]]
graph = ["a:System {lifecycle: live, users: 10}", "b:System {cost_year: 100, users: 10}", "c:System {lifecycle: live, cost_year: 100}"]
finds = []
unknown = ["a", "b", "c"]
*/
