/*
title      = { sv = "Systemkartan är verifierad det senaste året, och inget system står ensamt i den", en = "The map of systems was verified within a year, and no system stands alone in it" }
severity   = "error"
source     = "MAP-01"
subject    = "System"
why        = { sv = "En karta som ingen har kontrollerat ger fel svar när något havererar, upphandlas eller avvecklas. Ett system utan ett enda samband är sällan ensamt på riktigt: sambanden är bara inte förda in.", en = "A map nobody has checked answers wrongly when something fails, is procured or is retired. A system without a single tie is seldom alone in truth: the ties have just not been entered." }
fix        = { sv = "Gå igenom uppgifterna med systemförvaltaren, rätta dem och sätt dagens datum som senast verifierad. För in vilka system det utbyter uppgifter med, är beroende av och vilken information det innehåller.", en = "Go through the facts with the system manager, correct them and set today as last verified. Enter which systems it exchanges data with, what it depends on and which information it holds." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.last_verified IS NULL
RETURN s.id AS id, 'last_verified' AS missing
"""

[messages.late]
sv = "Uppgifterna om {name} verifierades senast {last_verified}, vilket är för länge sedan."
en = "The facts about {name} were last verified on {last_verified}, which is too long ago."
[messages.alone]
sv = "{name} står ensamt i kartan: inga flöden, inga beroenden och ingen information är införda."
en = "{name} stands alone in the map: no flows, no dependencies and no information have been entered."

[dates]
verified_since = "-P12M"

[[example]]
graph = ["crm:System {lifecycle: live, last_verified: 2025-06-29} -DEPENDS_ON-> db:System {lifecycle: live, last_verified: 2025-06-30}"]
finds = ["crm"]

[[example]]
graph = [
  "crm:System {lifecycle: live, last_verified: 2026-05-01} -DEPENDS_ON-> db:System {lifecycle: phase_out, last_verified: 2026-05-01}",
  "old:System {lifecycle: retired, last_verified: 2019-01-01}",
]
finds = []

[[example]]
graph = [
  "crm:System {lifecycle: live, last_verified: 2026-05-01} -DEPENDS_ON-> db:System {lifecycle: live, last_verified: 2026-05-01}",
  "alone:System {lifecycle: live, last_verified: 2026-05-01} -OWNED_BY-> ann:Role",
]
finds = ["alone"]

[[example]]
graph = ["crm:System {lifecycle: live}", "new:System", "pay:System {lifecycle: live, last_verified: 2026-05-01}"]
finds = []
unknown = ["crm", "new"]
*/
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.last_verified < $verified_since
RETURN s.id AS id, 'late' AS wrong, s.last_verified AS last_verified
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS {
  MATCH (s)-[:FLOW|DEPENDS_ON|VIA|HOSTS|CONTROLS_ACCESS_TO|REALISES|HOLDS|CONNECTED_TO|PART_OF]-(x) WHERE x.id <> s.id
}
AND EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|HOSTS|HOLDS]->() }
RETURN s.id AS id, 'alone' AS wrong, coalesce(s.last_verified, '') AS last_verified
