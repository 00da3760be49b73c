/*
title      = { sv = "Projekt är finansierade, och ramen är deras egen nämnds eller bolags", en = "Projects are financed, and the frame is that of their own board or company" }
severity   = "error"
source     = "FIN-01"
subject    = "Project"
why        = { sv = "Ett projekt utan finansiering blir inte klart, och ett som betalas ur en annan nämnds ram tar pengar den har fått för något annat.", en = "A project without financing is not completed, and one paid from another board's frame takes money that board was given for something else." }
fix        = { sv = "Besluta om finansieringen: inom egen ram, gemensamt enligt nyckel, eller särskilt av kommunfullmäktige.", en = "Decide on the financing: within the own frame, shared by a key, or especially by the city council." }
population = "MATCH (p:Project) RETURN count(p) AS count"
unknown    = """
MATCH (p:Project) WHERE p.funding IS NULL AND NOT EXISTS { MATCH (k:Project) WHERE k.funding IS NOT NULL }
RETURN p.id AS id, 'funding' AS missing
UNION
MATCH (p:Project) WHERE p.funding = 'frame' AND NOT EXISTS {
  MATCH (p)-[w:OWNED_BY]->(q)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
  AND EXISTS { MATCH (q)-[:BELONGS_TO|PART_OF*0..6]->(:Organisation) }
}
RETURN p.id AS id, 'OWNED_BY' AS missing
"""

[messages.none]
sv = "{name} har ingen angiven finansiering."
en = "{name} states no financing."
[messages.other_frame]
sv = "{name} betalas ur ramen hos {payer}, men ändrar {system}, som ägs av {owner}."
en = "{name} is paid from the frame of {payer}, and changes {system}, which is owned by {owner}."

[[example]]
graph = [
    "a:Project {funding: council}",
    "b:Project {funding: frame} -OWNED_BY-> lead:Role -BELONGS_TO-> office:Organisation {kind: administration} -PART_OF-> social:Organisation {kind: board}",
    "b -CHANGES-> crm:System -OWNED_BY-> social",
]
finds = []

[[example]]
graph = ["a:Project {funding: shared}", "b:Project"]
finds = ["b"]

[[example]] # a board pays for another's system; the one before owned it till yesterday
graph = [
    "a:Project {funding: frame} -OWNED_BY-> social:Organisation {kind: board} -PART_OF-> council:Organisation {kind: council}",
    "a -CHANGES-> crm:System -OWNED_BY-> school:Organisation {kind: board} -PART_OF-> council",
    "crm -OWNED_BY {valid_to: 2026-06-29}-> social",
]
finds = ["a + school + social + crm"]

[[example]]
graph = [
    "a:Project {funding: frame} -OWNED_BY-> social:Organisation {kind: board}",
    "a -CHANGES-> crm:System",
    "b:Project {funding: frame}",
]
finds = []
unknown = ["b"]

[[example]]
graph = ["a:Project"]
finds = []
unknown = ["a"]
*/
MATCH (p:Project) WHERE p.funding IS NULL AND EXISTS { MATCH (k:Project) WHERE k.funding IS NOT NULL }
RETURN p.id AS id, 'none' AS wrong, '' AS payer_id, '' AS system_id, '' AS owner_id
UNION
MATCH (p:Project)-[w:OWNED_BY]->(q) WHERE p.funding = 'frame'
AND (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
MATCH (q)-[:BELONGS_TO*0..1]->(payer:Organisation)
WITH p, min(payer.id) AS one
MATCH (p)-[:CHANGES|DELIVERS]->(s:System)
MATCH (s)-[v:OWNED_BY]->(r)
WHERE (v.valid_from IS NULL OR v.valid_from <= $today) AND (v.valid_to IS NULL OR v.valid_to >= $today)
MATCH (r)-[:BELONGS_TO*0..1]->(owner:Organisation)
WITH p, s, one, min(owner.id) AS other
WHERE NOT EXISTS {
  MATCH (p)-[u:OWNED_BY]->(x)
  WHERE (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today) AND EXISTS {
    MATCH (x)-[:BELONGS_TO|PART_OF*0..6]->(o:Organisation)
    WHERE (o.kind IS NULL OR o.kind <> 'council') AND EXISTS {
      MATCH (s)-[z:OWNED_BY]->(y)
      WHERE (z.valid_from IS NULL OR z.valid_from <= $today) AND (z.valid_to IS NULL OR z.valid_to >= $today)
      AND EXISTS { MATCH (y)-[:BELONGS_TO|PART_OF*0..6]->(o:Organisation) }
    }
  }
}
RETURN p.id AS id, 'other_frame' AS wrong, one AS payer_id, s.id AS system_id, other AS owner_id
