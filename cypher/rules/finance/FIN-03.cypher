/*
title      = { sv = "Gemensamma lösningar betalas enligt en nyckel som kommunstyrelsen har fastställt", en = "Common solutions are paid for by a key the executive board has decided" }
severity   = "error"
source     = "FIN-03"
subject    = "System"
why        = { sv = "En nyckel som inte går ihop, eller som utelämnar någon som använder lösningen, gör att någon annan betalar.", en = "With a key that does not add up, or that leaves out somebody who uses the solution, somebody else pays." }
fix        = { sv = "Låt kommunstyrelsen fastställa en nyckel för året där andelarna tillsammans är 1 och alla som använder lösningen är med.", en = "Let the executive board decide a key for the year whose shares add up to 1 and that has everyone who uses the solution." }
population = """
MATCH (s:System)
WHERE (s.scope = 'common' AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'planned', 'retired']))
OR EXISTS { MATCH (k:Evidence)-[:ABOUT]->(s) WHERE k.evidence_kind = 'cost_key' }
RETURN s.id AS id
"""
unknown    = """
MATCH (s:System)
WHERE s.scope = 'common' AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'planned', 'retired'])
AND NOT EXISTS { MATCH (k:Evidence) WHERE k.evidence_kind = 'cost_key' }
RETURN s.id AS id, 'cost_key' AS missing
UNION ALL
MATCH (s:System)
WHERE s.scope = 'common' AND s.lifecycle IS NULL AND EXISTS { MATCH (k:Evidence) WHERE k.evidence_kind = 'cost_key' }
AND NOT EXISTS { MATCH (k:Evidence)-[:ABOUT]->(s) WHERE k.evidence_kind = 'cost_key' }
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (k:Evidence)-[:ABOUT]->(s:System)
WHERE k.evidence_kind = 'cost_key' AND (k.year IS NULL OR (k.year = $year AND k.decided_by IS NULL))
RETURN DISTINCT s.id AS id, CASE WHEN k.year IS NULL THEN 'year' ELSE 'decided_by' END AS missing
UNION ALL
MATCH (k:Evidence)-[:ABOUT]->(s:System)
WHERE k.evidence_kind = 'cost_key' AND (k.year IS NULL OR k.year = $year)
AND EXISTS { MATCH (k)-[a:ABOUT]->(:Organisation) WHERE a.share IS NULL }
RETURN DISTINCT s.id AS id, 'share' AS missing
UNION ALL
MATCH (k:Evidence)-[:ABOUT]->(s:System)
WHERE k.evidence_kind = 'cost_key' AND (k.year IS NULL OR k.year = $year) AND NOT EXISTS { MATCH (s)-[:USED_BY]->(:Organisation) }
RETURN DISTINCT s.id AS id, 'USED_BY' AS missing
"""

[asks]
analysis   = "cost-keys"
parameters = { at = "$today", limit = 100000 }
finds      = { violation = "yes", wrong = ["no_key_for_the_year", "several_keys", "shares_do_not_add_up", "users_without_share", "share_without_use", "decided_by_another"] }
unknowns   = { violation = "unknown", wrong = ["no_key_for_the_year", "share_missing", "users_unknown", "decider_unknown", "year_unknown"] }
missing    = "cost_key"
wrong      = "wrong"
others     = ["key"]

[messages.no_key]
sv = "{name} är gemensam men saknar kostnadsnyckel."
en = "{name} is common and has no cost key."
[messages.no_key_for_the_year]
sv = "{name} har ingen kostnadsnyckel för i år; den senaste är {key}."
en = "{name} has no cost key for this year; the latest is {key}."
[messages.several_keys]
sv = "{name} har flera kostnadsnycklar för i år, bland dem {key}."
en = "{name} has several cost keys for this year, among them {key}."
[messages.shares_do_not_add_up]
sv = "Andelarna i {key} för {name} blir tillsammans {value}, inte 1."
en = "The shares of {key} for {name} add up to {value}, not 1."
[messages.users_without_share]
sv = "{name} används av {organisation_names}, som inte är med i {key}."
en = "{name} is used by {organisation_names}, not in {key}."
[messages.share_without_use]
sv = "{key} låter {organisation_names} betala för {name} utan att använda den."
en = "{key} has {organisation_names} pay for {name} without using it."
[messages.decided_by_another]
sv = "{key} för {name} är inte fastställd av kommunstyrelsen."
en = "{key} for {name} was not decided by the executive board."

[[example]]
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "mail -USED_BY-> school:Organisation {kind: board}",
    "key:Evidence {evidence_kind: cost_key, year: 2026, decided_by: Kommunstyrelsen} -ABOUT-> mail",
    "key -ABOUT {share: 0.4}-> social",
    "key -ABOUT {share: 0.6}-> school",
]
finds = []

[[example]] # more than the whole; another year; decided by another; no key at all
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "mail -USED_BY-> school:Organisation {kind: board}",
    "key:Evidence {evidence_kind: cost_key, year: 2026, decided_by: Kommunstyrelsen} -ABOUT-> mail",
    "key -ABOUT {share: 0.5}-> social",
    "key -ABOUT {share: 0.6}-> school",
    "web:System {scope: common, lifecycle: live} -USED_BY-> social",
    "web -USED_BY-> school",
    "old:Evidence {evidence_kind: cost_key, year: 2025, decided_by: Kommunstyrelsen} -ABOUT-> web",
    "old -ABOUT {share: 0.5}-> social",
    "old -ABOUT {share: 0.5}-> school",
    "map:System {scope: common, lifecycle: live} -USED_BY-> social",
    "own:Evidence {evidence_kind: cost_key, year: 2026, decided_by: Socialnämnden} -ABOUT-> map",
    "own -ABOUT {share: 1}-> social",
    "bus:System {scope: common, lifecycle: live} -USED_BY-> social",
    "bus -USED_BY-> school",
]
finds = ["mail + key", "web + old", "map + own", "bus"]

[[example]] # one who uses it does not pay, one who pays does not use it
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "key:Evidence {evidence_kind: cost_key, year: 2026, decided_by: Kommunstyrelsen} -ABOUT-> mail",
    "key -ABOUT {share: 1}-> school:Organisation {kind: board}",
]
finds = ["mail + key"]

[[example]] # two keys for the year
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "a:Evidence {evidence_kind: cost_key, year: 2026, decided_by: Kommunstyrelsen} -ABOUT-> mail",
    "a -ABOUT {share: 1}-> social",
    "b:Evidence {evidence_kind: cost_key, year: 2026, decided_by: Kommunstyrelsen} -ABOUT-> mail",
    "b -ABOUT {share: 1}-> social",
]
finds = ["mail + a", "mail + b"]

[[example]] # nobody keeps keys
graph = ["mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}"]
finds = []
unknown = ["mail"]

[[example]] # who decided, for which year and what the share is, nobody says
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "key:Evidence {evidence_kind: cost_key} -ABOUT-> mail",
    "key -ABOUT-> social",
]
finds = []
unknown = ["mail"]
*/
MATCH (s:System)
WHERE s.scope = 'common' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
AND EXISTS { MATCH (k:Evidence) WHERE k.evidence_kind = 'cost_key' }
AND NOT EXISTS { MATCH (k:Evidence)-[:ABOUT]->(s) WHERE k.evidence_kind = 'cost_key' }
RETURN s.id AS id, 'no_key' AS wrong
