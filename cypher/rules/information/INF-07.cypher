/*
title      = { sv = "Utbyten med myndigheter och andra utanför staden följer en standard", en = "Exchanges with authorities and others outside the city follow a standard" }
severity   = "info"
source     = "INF-07"
subject    = "Integration"
why        = { sv = "Ett utbyte utan standard får byggas om för varje ny motpart, och för varje ny version hos den som finns.", en = "An exchange without a standard has to be built anew for every new party, and for every new version of the present one." }
fix        = { sv = "Ta reda på om en nationell eller europeisk standard finns för utbytet, och ange den; annars anteckna att ingen finns.", en = "Find out whether a national or European standard exists for the exchange, and state it; else note that there is none." }
message    = { sv = "{name} går till eller från {outside} utan någon angiven standard.", en = "{name} goes to or from {outside} with no stated standard." }
population = """
MATCH (i:Integration) WHERE EXISTS { MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'external' }
OR EXISTS { MATCH (i)-[:FLOW]-(o:Organisation) WHERE o.kind IN ['authority'] }
OR EXISTS {
  MATCH (i)-[:FLOW]-(s:System)
  WHERE EXISTS { MATCH (s)-[:OWNED_BY|BELONGS_TO]->(o:Organisation) WHERE o.kind = 'authority' } OR EXISTS {
    MATCH (s)-[:OWNED_BY|BELONGS_TO]->(r)
    WHERE EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO]->(o:Organisation) WHERE o.kind = 'authority' }
  }
}
RETURN count(i) AS count
"""
unknown    = """
MATCH (i:Integration) WHERE i.standard IS NULL AND NOT EXISTS { MATCH (k:Integration) WHERE k.standard IS NOT NULL }
AND (EXISTS { MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'external' }
OR EXISTS { MATCH (i)-[:FLOW]-(o:Organisation) WHERE o.kind IN ['authority'] }
OR EXISTS {
  MATCH (i)-[:FLOW]-(s:System)
  WHERE EXISTS { MATCH (s)-[:OWNED_BY|BELONGS_TO]->(o:Organisation) WHERE o.kind = 'authority' } OR EXISTS {
    MATCH (s)-[:OWNED_BY|BELONGS_TO]->(r)
    WHERE EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO]->(o:Organisation) WHERE o.kind = 'authority' }
  }
})
RETURN i.id AS id, 'standard' AS missing
"""

[[example]]
graph = [
    "register:System {scope: external} -FLOW-> link:Integration -FLOW-> residents:System {scope: common}",
    'other:Integration {standard: "SS 12000"} -FLOW-> residents',
]
finds = ["link + register"]

[[example]] # standard stated; or between the city's own; or with an authority's own system
graph = [
    "register:System {scope: external} -FLOW-> link:Integration {standard: SFTI} -FLOW-> residents:System {scope: common}",
    "residents -FLOW-> mine:Integration -FLOW-> school:System {scope: local}",
]
finds = []

[[example]]
graph = [
    "journal:System -OWNED_BY-> chief:Role -BELONGS_TO-> region:Organisation {kind: authority}",
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> journal",
    "care -FLOW-> report:Integration -FLOW-> region",
    'other:Integration {standard: "SS 12000"} -FLOW-> care',
]
finds = ["link + journal", "report + region"]

[[example]] # nobody says of any which standard it follows
graph = ["register:System {scope: external} -FLOW-> link:Integration -FLOW-> residents:System {scope: common}"]
finds = []
unknown = ["link"]
*/
MATCH (i:Integration)-[:FLOW]-(s:System)
WHERE i.standard IS NULL AND EXISTS { MATCH (k:Integration) WHERE k.standard IS NOT NULL }
AND (s.scope = 'external' OR EXISTS { MATCH (s)-[:OWNED_BY|BELONGS_TO]->(o:Organisation) WHERE o.kind = 'authority' } OR EXISTS {
  MATCH (s)-[:OWNED_BY|BELONGS_TO]->(r)
  WHERE EXISTS { MATCH (r)-[:OWNED_BY|BELONGS_TO]->(o:Organisation) WHERE o.kind = 'authority' }
})
RETURN DISTINCT i.id AS id, s.id AS outside_id
UNION
MATCH (i:Integration)-[:FLOW]-(o:Organisation)
WHERE i.standard IS NULL AND EXISTS { MATCH (k:Integration) WHERE k.standard IS NOT NULL } AND o.kind IN ['authority']
RETURN DISTINCT i.id AS id, o.id AS outside_id
