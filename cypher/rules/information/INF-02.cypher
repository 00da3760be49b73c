/*
title      = { sv = "Den som har lämnat en uppgift behöver inte lämna den igen", en = "Whoever has given something is not asked for it again" }
severity   = "error"
source     = "INF-02"
subject    = "System"
why        = { sv = "Invånaren fyller i samma sak flera gånger, och staden får flera svar som inte stämmer med varandra.", en = "The resident fills in one thing several times, and the city gets several answers that do not agree." }
fix        = { sv = "Hämta uppgiften ur huvudkällan i stället för att fråga (eagraph analyse once-only visar vägen), eller ange den lag som hindrar det.", en = "Get it from the master source instead of asking (eagraph analyse once-only shows the way), or state the law that stands in the way." }
message    = { sv = "{name} frågar {asked_of} efter {information_type}, som redan samlas in av {other_names} och finns i {master_names}.", en = "{name} asks {asked_of} for {information_type}, which is collected already by {other_names} and is in {master_names}." }
population = """
MATCH (s:System) WHERE (s.lifecycle IS NULL OR s.lifecycle <> 'retired') AND EXISTS { MATCH (s)-[:COLLECTS]->(:InformationType) }
RETURN s.id AS id
"""
unknown    = """
MATCH (s:System)-[c:COLLECTS]->(t:InformationType)
WHERE (s.lifecycle IS NULL OR s.lifecycle <> 'retired') AND c.`from` IS NULL AND c.legal_barrier IS NULL
AND EXISTS { MATCH (o:System)-[:COLLECTS]->(t) WHERE o.id <> s.id AND (o.lifecycle IS NULL OR o.lifecycle <> 'retired') }
RETURN DISTINCT s.id AS id, 'from' AS missing
"""

[asks]
analysis   = "once-only"
parameters = { at = "$today", limit = 100000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown", wrong = "no_master" }
missing    = "MASTER_OF"
others     = ["information_type"]

[[example]] # it is in the register, and the third system asks again
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType",
    "register -COLLECTS {from: Invånare}-> address",
    "permit:System {lifecycle: live} -COLLECTS {from: Invånare}-> address",
]
finds = ["permit + address"]

[[example]] # it comes from the master; the law stands in the way; another group is asked; only one asks
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType <-OF_TYPE- list:InformationAsset <-HOLDS- register",
    "register -COLLECTS {from: Invånare}-> address",
    "permit:System {lifecycle: live} -COLLECTS {from: Invånare}-> address",
    "register -FLOW {carries: [list]}-> permit",
    'care:System {lifecycle: live} -COLLECTS {from: Invånare, legal_barrier: "OSL 26 kap."}-> address',
    "trade:System {lifecycle: live} -COLLECTS {from: Företag}-> address",
    "pool:System {lifecycle: live} -COLLECTS {from: Invånare}-> memberships:InformationType",
    "old:System {lifecycle: retired} -COLLECTS {from: Invånare}-> memberships",
]
finds = []

[[example]] # nobody is known to have it already; nobody says who is asked
graph = [
    "permit:System {lifecycle: live} -COLLECTS {from: Invånare}-> address:InformationType",
    "care:System {lifecycle: live} -COLLECTS {from: Invånare}-> address",
    "pool:System {lifecycle: live} -COLLECTS-> member:InformationType <-MASTER_OF- club:System {lifecycle: live}",
    "gym:System {lifecycle: live} -COLLECTS-> member",
]
finds = []
unknown = ["permit", "care", "pool", "gym"]
*/
