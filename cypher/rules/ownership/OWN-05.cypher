/*
title      = { sv = "Förvaltningsobjekt samordnas i en portföljstyrning", en = "Management objects are coordinated in a portfolio" }
severity   = "error"
source     = "OWN-05"
subject    = "ManagementObject"
why        = { sv = "Objekt som är beroende av varandra och styrs var för sig ändrar i fel ordning, samtidigt eller inte alls. Det syns först när något slutar fungera.", en = "Objects that depend on each other and are steered apart change in the wrong order, at the same time or not at all. It shows only when something stops working." }
fix        = { sv = "Bestäm i vilket forum objektet samordnas. Lägg objekt som är ömsesidigt beroende i samma forum och låt det lägga ändringarna i följd.", en = "Decide in which forum the object is coordinated. Put objects that depend on each other in the same forum and let it put the changes in sequence." }
population = """
MATCH (m:ManagementObject) WHERE m.valid_to IS NULL OR m.valid_to >= $today
RETURN count(m) AS count
"""
unknown    = """
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS { MATCH (o:ManagementObject) WHERE o.forum IS NOT NULL }
RETURN m.id AS id, 'forum' AS missing
"""

[messages.no_forum]
sv = "{name} samordnas inte i något forum."
en = "{name} is coordinated in no forum."
[messages.mutual]
sv = "{name} och {other} är ömsesidigt beroende men samordnas inte i samma forum."
en = "{name} and {other} depend on each other but are not coordinated in the same forum."
[messages.overlap]
sv = "{project} ändrar {name} medan {other_project} ändrar {other}, som {name} är beroende av, och objekten samordnas inte i samma forum."
en = "{project} changes {name} while {other_project} changes {other}, which {name} depends on, and the objects are not coordinated in the same forum."

[[example]]
graph = ["care:ManagementObject {forum: Välfärd}", "schools:ManagementObject"]
finds = ["schools"]

[[example]]
graph = [
  "care:ManagementObject {forum: Välfärd}", "it:ManagementObject {forum: Teknik}",
  "journal:System {lifecycle: live} -MANAGED_IN-> care", "login:System {lifecycle: live} -MANAGED_IN-> it",
  "journal -DEPENDS_ON-> login", "portal:System {lifecycle: live} -MANAGED_IN-> it", "portal -DEPENDS_ON-> journal",
]
finds = ["care + it"]

[[example]]
graph = [
  "care:ManagementObject {forum: Staden}", "it:ManagementObject {forum: Staden}",
  "journal:System {lifecycle: live} -MANAGED_IN-> care", "login:System {lifecycle: live} -MANAGED_IN-> it",
  "journal -DEPENDS_ON-> login", "login -DEPENDS_ON-> journal",
]
finds = []

[[example]]
graph = [
  "care:ManagementObject {forum: Välfärd}", "it:ManagementObject {forum: Teknik}",
  "journal:System {lifecycle: live} -MANAGED_IN-> care", "login:System {lifecycle: live} -MANAGED_IN-> it",
  "journal -DEPENDS_ON-> login",
  "renewal:Project {start: 2026-09-01, end: 2027-03-31} -CHANGES-> journal",
  "upgrade:Project {start: 2027-03-31, end: 2027-05-31} -CHANGES-> login",
  "later:Project {start: 2027-04-01, end: 2027-05-31} -CHANGES-> login",
  "before:Project {start: 2025-09-01, end: 2026-06-29} -CHANGES-> login",
]
finds = ["care + it + upgrade + renewal"]

[[example]]
graph = ["care:ManagementObject"]
finds = []
unknown = ["care"]
*/
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today) AND m.forum IS NULL
AND NOT EXISTS { MATCH (m)-[:PART_OF]->(:ManagementObject) }
AND EXISTS { MATCH (o:ManagementObject) WHERE o.forum IS NOT NULL }
RETURN m.id AS id, 'no_forum' AS wrong, '' AS other_id, '' AS project_id, '' AS other_project_id
UNION ALL
MATCH (s:System)-[:MANAGED_IN]->(m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
MATCH (s)-[:DEPENDS_ON]->(t:System)
MATCH (t)-[:MANAGED_IN]->(o:ManagementObject)
WHERE m.id <> o.id AND m.forum <> o.forum AND (o.valid_to IS NULL OR o.valid_to >= $today)
WITH m, CASE WHEN m.id < o.id THEN m.id ELSE o.id END AS first, CASE WHEN m.id < o.id THEN o.id ELSE m.id END AS second
WITH first, second, count(DISTINCT m.id) AS ways WHERE ways = 2
RETURN first AS id, 'mutual' AS wrong, second AS other_id, '' AS project_id, '' AS other_project_id
UNION ALL
MATCH (m:ManagementObject)<-[:MANAGED_IN]-(s:System) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
MATCH (s)-[:DEPENDS_ON]->(t:System)
MATCH (t)-[:MANAGED_IN]->(o:ManagementObject) WHERE m.id <> o.id AND m.forum <> o.forum
WITH m, o, s, t
MATCH (s)<-[:CHANGES|RETIRES]-(p:Project) WHERE p.`end` >= $today
MATCH (t)<-[:CHANGES|RETIRES]-(q:Project)
WHERE q.`end` >= $today AND p.id <> q.id AND p.start <= q.`end` AND q.start <= p.`end`
RETURN DISTINCT m.id AS id, 'overlap' AS wrong, o.id AS other_id, p.id AS project_id, q.id AS other_project_id
