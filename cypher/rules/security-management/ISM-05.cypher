/*
title      = { sv = "Skyddet av varje system följs upp, oftare ju känsligare det är", en = "The protection of every system is reviewed, the more often the more sensitive it is" }
severity   = "error"
source     = "ISM-05"
subject    = "System"
why        = { sv = "Hot, användning och teknik ändras. Ett skydd som ingen har granskat på flera år är ett antagande.", en = "Threats, use and technology change. A protection nobody has reviewed for years is an assumption." }
fix        = { sv = "Boka en granskning med systemägaren och anteckna dag och utfall. Ta de känsligaste systemen först.", en = "Book a review with the system owner and note its day and outcome. Take the most sensitive systems first." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->() WHERE e.evidence_kind = 'review' }
RETURN s.id AS id, 'review' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(s) WHERE e.evidence_kind = 'review' AND e.date IS NULL }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(s) WHERE e.evidence_kind = 'review' AND e.date >= $grave_since AND e.date <= $today }
RETURN s.id AS id, 'date' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND (s.k IS NULL OR s.r IS NULL OR s.t IS NULL OR s.s IS NULL)
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(s) WHERE e.evidence_kind = 'review' AND e.date >= $slight_since AND e.date < $grave_since }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(s) WHERE e.evidence_kind = 'review' AND e.date >= $grave_since AND e.date <= $today }
RETURN s.id AS id, 'k, r, t, s' AS missing
"""

[messages.never]
sv = "Ingen granskning av skyddet av {name} är antecknad."
en = "No review of the protection of {name} is on record."
[messages.grave]
sv = "Skyddet av {name} granskades senast {last}. Det behöver granskas varje år, för det är klassat på nivå {level}."
en = "The protection of {name} was last reviewed on {last}. It needs a review every year, as it is classified at level {level}."
[messages.middling]
sv = "Skyddet av {name} granskades senast {last}. Det behöver granskas vartannat år, för det är klassat på nivå {level}."
en = "The protection of {name} was last reviewed on {last}. It needs a review every other year, as it is classified at level {level}."
[messages.slight]
sv = "Skyddet av {name} granskades senast {last}. Det är för länge sedan även för ett system med låg klassning."
en = "The protection of {name} was last reviewed on {last}. That is too long ago even for a system classified low."

[dates]
grave_since = "-P12M"
middling_since = "-P24M"
slight_since = "-P36M"

[[example]]
graph = [
  "a:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1} <-ABOUT- first:Evidence {evidence_kind: review, date: 2025-06-29}",
  "b:System {lifecycle: live, k: 1, r: 2, t: 1, s: 1} <-ABOUT- second:Evidence {evidence_kind: review, date: 2024-06-29}",
  "c:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1} <-ABOUT- third:Evidence {evidence_kind: review, date: 2023-06-29}",
  "d:System {lifecycle: live}",
]
finds = ["a", "b", "c", "d"]

[[example]]
graph = [
  "a:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1} <-ABOUT- first:Evidence {evidence_kind: review, date: 2025-06-30}",
  "b:System {lifecycle: live, k: 1, r: 2, t: 1, s: 1} <-ABOUT- second:Evidence {evidence_kind: review, date: 2024-06-30}",
  "c:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1} <-ABOUT- third:Evidence {evidence_kind: review, date: 2023-06-30}",
  "d:System {lifecycle: retired}",
]
finds = []

[[example]]
graph = [
  "a:System {lifecycle: live, k: 2} <-ABOUT- first:Evidence {evidence_kind: review, date: 2025-01-31}",
  "b:System {lifecycle: live, k: 2} <-ABOUT- second:Evidence {evidence_kind: review, date: 2024-01-31}",
  "c:System {lifecycle: live, k: 2} <-ABOUT- third:Evidence {evidence_kind: review}", "d:System",
]
finds = ["b"]
unknown = ["a", "c", "d"]

[[example]]
graph = ["a:System {lifecycle: live, k: 3}"]
finds = []
unknown = ["a"]
*/
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(s) WHERE e.evidence_kind = 'review' AND (e.date IS NULL OR e.date <= $today) }
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->() WHERE e.evidence_kind = 'review' }
RETURN s.id AS id, 'never' AS wrong, '' AS last, 0 AS level
UNION ALL
MATCH (e:Evidence)-[:ABOUT]->(s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND (s.k >= 3 OR s.r >= 3 OR s.t >= 3 OR s.s >= 3)
AND e.evidence_kind = 'review' AND e.date <= $today
WITH s, max(e.date) AS last WHERE last < $grave_since
RETURN s.id AS id, 'grave' AS wrong, last AS last, CASE WHEN s.k = 4 OR s.r = 4 OR s.t = 4 OR s.s = 4 THEN 4 ELSE 3 END AS level
UNION ALL
MATCH (e:Evidence)-[:ABOUT]->(s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND (s.k = 2 OR s.r = 2 OR s.t = 2 OR s.s = 2)
AND coalesce(s.k, 0) < 3 AND coalesce(s.r, 0) < 3 AND coalesce(s.t, 0) < 3 AND coalesce(s.s, 0) < 3
AND e.evidence_kind = 'review' AND e.date <= $today
WITH s, max(e.date) AS last WHERE last < $middling_since
RETURN s.id AS id, 'middling' AS wrong, last AS last, 2 AS level
UNION ALL
MATCH (e:Evidence)-[:ABOUT]->(s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND coalesce(s.k, 0) < 2 AND coalesce(s.r, 0) < 2 AND coalesce(s.t, 0) < 2 AND coalesce(s.s, 0) < 2
AND e.evidence_kind = 'review' AND e.date <= $today
WITH s, max(e.date) AS last WHERE last < $slight_since
RETURN s.id AS id, 'slight' AS wrong, last AS last, 1 AS level
