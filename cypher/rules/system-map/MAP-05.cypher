/*
title      = { sv = "Förteckningen över gemensamma lösningar är aktuell och fullständig", en = "The list of common solutions is current and complete" }
severity   = "error"
source     = "MAP-05"
subject    = "System"
why        = { sv = "Nämnder och bolag får inte skaffa parallella lösningar. De kan bara följa det om förteckningen säger vilka gemensamma lösningar som finns eller planeras, för vem och till vad.", en = "Boards and companies may not obtain parallel solutions. They can keep to that only if the list says which common solutions exist or are planned, for whom and for what." }
fix        = { sv = "För in vilka organisationer lösningen gäller för och vilka förmågor den ger, och ge ut förteckningen på nytt så att den stämmer med kartan.", en = "Enter which organisations the solution is for and which capabilities it gives, and publish the list anew so that it agrees with the map." }
population = """
MATCH (s:System)
WHERE s.list_date IS NOT NULL OR s.scope IS NULL
OR (s.scope = 'common' AND (s.lifecycle IS NULL OR s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']))
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System) WHERE s.scope IS NULL
RETURN s.id AS id, 'scope' AS missing
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (:System)-[:SUPPORTS]->(:Capability) }
RETURN s.id AS id, 'SUPPORTS' AS missing
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (:System)-[:USED_BY]->(:Organisation) }
RETURN s.id AS id, 'USED_BY' AS missing
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (other:System) WHERE other.list_date IS NOT NULL }
RETURN s.id AS id, 'list_date' AS missing
"""

[messages.no_capability]
sv = "Förteckningen kan inte säga vad den gemensamma lösningen {name} är till för: inga förmågor är införda."
en = "The list cannot say what the common solution {name} is for: no capabilities have been entered."
[messages.no_scope]
sv = "Förteckningen kan inte säga vilka den gemensamma lösningen {name} gäller för: inga organisationer är införda."
en = "The list cannot say for whom the common solution {name} is: no organisations have been entered."
[messages.not_listed]
sv = "Den gemensamma lösningen {name} finns inte med i förteckningen."
en = "The common solution {name} is not in the list."
[messages.old_list]
sv = "{name} står i en förteckning från {list_date}, som är för gammal."
en = "{name} stands in a list of {list_date}, which is too old."
[messages.retired]
sv = "{name} är avvecklat men står kvar i förteckningen från {list_date}."
en = "{name} is retired but still in the list of {list_date}."
[messages.not_common]
sv = "{name} står i förteckningen från {list_date} men är ingen gemensam lösning enligt kartan."
en = "{name} is in the list of {list_date} but is no common solution according to the map."

[dates]
listed_since = "-P12M"

[[example]]
graph = [
  "pay:System {scope: common, lifecycle: live, list_date: 2025-06-30} -SUPPORTS-> paying:Capability", "pay -USED_BY-> care:Organisation",
  "booking:System {scope: common, lifecycle: planned, list_date: 2026-01-15} -SUPPORTS-> paying", "booking -USED_BY-> care",
  "diary:System {scope: local, lifecycle: live}", "old:System {scope: common, lifecycle: retired}",
]
finds = []

[[example]]
graph = [
  "pay:System {scope: common, lifecycle: live, list_date: 2025-06-29} -SUPPORTS-> paying:Capability", "pay -USED_BY-> care:Organisation",
  "booking:System {scope: common, lifecycle: planned} -SUPPORTS-> paying", "booking -USED_BY-> care",
]
finds = ["booking", "pay"]

[[example]]
graph = [
  "pay:System {scope: common, lifecycle: live, list_date: 2026-01-15} -SUPPORTS-> paying:Capability",
  "booking:System {scope: common, lifecycle: live, list_date: 2026-01-15} -USED_BY-> care:Organisation",
]
finds = ["booking", "pay"]

[[example]]
graph = [
  "old:System {scope: common, lifecycle: retired, list_date: 2026-01-15}",
  "diary:System {scope: local, lifecycle: live, list_date: 2026-01-15}",
]
finds = ["diary", "old"]

[[example]]
graph = ["pay:System {scope: common, lifecycle: live}", "crm:System {lifecycle: live}", "idea:System {scope: common, lifecycle: idea}"]
finds = []
unknown = ["crm", "pay"]
*/
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) } AND EXISTS { MATCH (:System)-[:SUPPORTS]->(:Capability) }
RETURN s.id AS id, 'no_capability' AS wrong, '' AS list_date
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (s)-[:USED_BY]->(:Organisation) } AND EXISTS { MATCH (:System)-[:USED_BY]->(:Organisation) }
RETURN s.id AS id, 'no_scope' AS wrong, '' AS list_date
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND s.list_date IS NULL AND EXISTS { MATCH (other:System) WHERE other.list_date IS NOT NULL }
RETURN s.id AS id, 'not_listed' AS wrong, '' AS list_date
UNION ALL
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live', 'phase_out']
AND s.list_date < $listed_since
RETURN s.id AS id, 'old_list' AS wrong, s.list_date AS list_date
UNION ALL
MATCH (s:System) WHERE s.lifecycle = 'retired' AND s.list_date >= $listed_since
RETURN s.id AS id, 'retired' AS wrong, s.list_date AS list_date
UNION ALL
MATCH (s:System) WHERE s.scope IN ['local', 'external'] AND s.list_date >= $listed_since
AND (s.lifecycle IS NULL OR s.lifecycle <> 'retired')
RETURN s.id AS id, 'not_common' AS wrong, s.list_date AS list_date
