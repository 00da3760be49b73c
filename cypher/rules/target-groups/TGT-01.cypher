/*
title      = { sv = "Direkt nytta för målgrupper går före intern effektivisering", en = "Direct benefit to target groups comes before internal efficiency" }
severity   = "error"
source     = "TGT-01"
subject    = "Project"
why        = { sv = "Programmet säger att tydlig och direkt nytta för invånare, företag och besökare prioriteras. Om en intern vinst går före utan skäl är det programmet som får vänta.", en = "The programme says that clear and direct benefit to residents, businesses and visitors is given priority. If an internal gain comes first without a reason, it is the programme that has to wait." }
fix        = { sv = "Flytta ned projektet i prioriteringen, eller skriv varför det ändå bör gå före.", en = "Move the project down the ranking, or state why it should come first all the same." }
population = """
MATCH (p:Project) WHERE p.`end` IS NULL OR p.`end` >= $today
RETURN count(p) AS count
"""
unknown    = """
MATCH (p:Project) WHERE (p.`end` IS NULL OR p.`end` >= $today) AND p.benefit IS NULL
RETURN p.id AS id, 'benefit' AS missing
UNION ALL
MATCH (p:Project) WHERE (p.`end` IS NULL OR p.`end` >= $today) AND p.benefit IS NOT NULL AND p.rank IS NULL
RETURN p.id AS id, 'rank' AS missing
"""
message    = { sv = "{name} ger bara intern nytta men har prioritet {rank}, före {count} projekt med direkt nytta för målgrupper, till exempel {example}. Skäl saknas.", en = "{name} gives internal benefit only but has rank {rank}, before {count} projects of direct benefit to target groups, as {example}. No reason is given." }

[[example]]
graph = [
  "payroll:Project {benefit: internal, rank: 1}", "permit:Project {benefit: direct, rank: 2}",
  "queue:Project {benefit: direct, rank: 3, end: 2026-06-30}", "archive:Project {benefit: internal, rank: 4}",
]
finds = ["payroll"]

[[example]]
graph = [
  "payroll:Project {benefit: internal, rank: 1, rank_reason: Avtalet löper ut}", "permit:Project {benefit: direct, rank: 1}",
  "ledger:Project {benefit: internal, rank: 1}",
]
finds = []

[[example]]
graph = ["payroll:Project {benefit: internal, rank: 1}", "permit:Project {benefit: direct, rank: 2, end: 2026-06-29}"]
finds = []

[[example]]
graph = ["payroll:Project {benefit: internal}", "permit:Project {rank: 2}"]
finds = []
unknown = ["payroll", "permit"]
*/
MATCH (p:Project), (d:Project)
WHERE p.benefit = 'internal' AND p.rank_reason IS NULL AND (p.`end` IS NULL OR p.`end` >= $today)
AND d.benefit = 'direct' AND (d.`end` IS NULL OR d.`end` >= $today) AND p.rank < d.rank
WITH p, count(DISTINCT d.id) AS passed, min(d.name) AS example
RETURN p.id AS id, p.rank AS rank, passed AS count, example AS example
