/*
title      = { sv = "De som bär ansvar har avsatt tid och utbildning i informationssäkerhet", en = "Those who carry responsibility have time set aside and training in information security" }
severity   = "info"
source     = "RES-01"
subject    = "Role"
why        = { sv = "Ett ansvar utan tid och kunskap är ett ansvar bara på papperet. Den som samordnar många organisationer hinner inte med någon av dem.", en = "A responsibility without time and knowledge is one on paper only. Whoever coordinates many organisations has time for none of them." }
fix        = { sv = "Avsätt tid för uppdraget, boka en utbildning i informationssäkerhet eller fördela uppdragen på fler. Ta upp det med förvaltningschefen.", en = "Set time aside for the task, book a training in information security or spread the tasks among more people. Raise it with the head of administration." }
population = """
MATCH (r:Role)
WHERE (r.active IS NULL OR r.active = true) AND (r.role_type IS NULL OR toLower(r.role_type) IN $responsible)
RETURN count(r) AS count
"""
unknown    = """
MATCH (r:Role) WHERE (r.active IS NULL OR r.active = true) AND r.role_type IS NULL
RETURN r.id AS id, 'role_type' AS missing
UNION ALL
MATCH (r:Role) WHERE (r.active IS NULL OR r.active = true) AND toLower(r.role_type) IN $responsible AND r.fte IS NULL
RETURN r.id AS id, 'fte' AS missing
UNION ALL
MATCH (r:Role) WHERE (r.active IS NULL OR r.active = true) AND toLower(r.role_type) IN $responsible
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->() WHERE e.evidence_kind = 'training' }
RETURN r.id AS id, 'training' AS missing
"""

[messages.no_time]
sv = "{name} har ingen tid avsatt för uppdraget."
en = "{name} has no time set aside for the task."
[messages.no_training]
sv = "{name} har ingen utbildning i informationssäkerhet de senaste åren."
en = "{name} has had no training in information security in recent years."
[messages.spread]
sv = "{person} är informationssäkerhetssamordnare för {organisations} organisationer på en gång."
en = "{person} is information security coordinator of {organisations} organisations at a time."

[parameters]
responsible = ["systemagare", "systemägare", "informationsagare", "informationsägare", "objektagare", "objektägare", "objektagare_it", "objektägare it", "informationssakerhetssamordnare", "informationssäkerhetssamordnare", "informationssakerhetsansvarig", "informationssäkerhetsansvarig", "system owner", "information owner", "object owner", "information security coordinator", "information security officer"]
coordinator = ["informationssakerhetssamordnare", "informationssäkerhetssamordnare", "information security coordinator"]
most_organisations = 3
security = ["infosec", "information security", "informationssäkerhet"]
[dates]
trained_since = "-P24M"

[[example]]
graph = [
  "owner:Role {role_type: Systemägare, fte: 0.2} -HELD_BY-> ann:Person",
  "course:Evidence {evidence_kind: training, date: 2024-06-30} -ABOUT-> ann", "clerk:Role {role_type: handläggare}",
]
finds = []

[[example]]
graph = [
  "owner:Role {role_type: systemagare, fte: 0} -HELD_BY-> ann:Person",
  "course:Evidence {evidence_kind: training, date: 2026-01-31} -ABOUT-> ann",
]
finds = ["owner"]

[[example]]
graph = [
  "owner:Role {role_type: systemagare, fte: 0.1} -HELD_BY-> ann:Person", "other:Role {role_type: objektagare, fte: 0.1}",
  "first:Evidence {evidence_kind: training, date: 2024-06-29} -ABOUT-> ann",
  "second:Evidence {evidence_kind: training, date: 2026-01-31, covers: [agile]} -ABOUT-> other",
]
finds = ["other", "owner"]

[[example]]
graph = [
  "a:Role {role_type: informationssakerhetssamordnare, fte: 1} -HELD_BY-> ann:Person", "a -BELONGS_TO-> one:Organisation",
  "b:Role {role_type: informationssakerhetssamordnare, fte: 1} -HELD_BY-> ann", "b -BELONGS_TO-> two:Organisation",
  "c:Role {role_type: informationssakerhetssamordnare, fte: 1} -HELD_BY-> ann", "c -BELONGS_TO-> three:Organisation",
  "c -BELONGS_TO-> four:Organisation", "course:Evidence {evidence_kind: training, date: 2026-01-31} -ABOUT-> ann",
]
finds = ["a + ann", "b + ann", "c + ann"]

[[example]]
graph = ["owner:Role {role_type: systemagare}", "some:Role"]
finds = []
unknown = ["owner", "some"]
*/
MATCH (r:Role) WHERE (r.active IS NULL OR r.active = true) AND toLower(r.role_type) IN $responsible AND r.fte = 0
RETURN r.id AS id, 'no_time' AS wrong, '' AS person_id, 0 AS organisations
UNION ALL
MATCH (r:Role) WHERE (r.active IS NULL OR r.active = true) AND toLower(r.role_type) IN $responsible
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->() WHERE e.evidence_kind = 'training' }
AND NOT EXISTS {
  MATCH (r:Role)-[:HELD_BY*0..1]->(who)<-[:ABOUT]-(e:Evidence)
  WHERE e.evidence_kind = 'training' AND e.date >= $trained_since AND e.date <= $today
  AND (e.covers IS NULL OR any(c IN $security WHERE c IN e.covers))
}
RETURN r.id AS id, 'no_training' AS wrong, '' AS person_id, 0 AS organisations
UNION ALL
MATCH (r:Role)-[h:HELD_BY]->(p:Person)
WHERE (r.active IS NULL OR r.active = true) AND toLower(r.role_type) IN $coordinator
AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
MATCH (r)-[:BELONGS_TO]->(o:Organisation)
WITH p, count(DISTINCT o.id) AS organisations WHERE organisations > $most_organisations
MATCH (p)<-[h:HELD_BY]-(r:Role)
WHERE (r.active IS NULL OR r.active = true) AND toLower(r.role_type) IN $coordinator
AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
RETURN DISTINCT r.id AS id, 'spread' AS wrong, p.id AS person_id, organisations AS organisations
