/*
title      = { sv = "Den lokala parten svarar för integrationer med gemensamma lösningar", en = "The local party answers for integrations with common solutions" }
severity   = "error"
source     = "COM-11"
subject    = "Integration"
why        = { sv = "När den som har det lokala systemet inte svarar för kopplingen till det gemensamma faller den mellan två förvaltningar: ingen märker att den stannar.", en = "Where whoever has the local system does not answer for its link to the common one, the link falls between two administrations: nobody notices that it stops." }
fix        = { sv = "Gör den organisation som har det lokala systemet till ägare av integrationen.", en = "Make the organisation that has the local system the owner of the integration." }
message    = { sv = "{name} knyter {local} till {common}, men ägs av {responsible} och inte av dem som har {local}.", en = "{name} ties {local} to {common}, but is owned by {responsible} and not by those who have {local}." }
population = """
MATCH (i:Integration) WHERE EXISTS { MATCH (i)-[:FLOW]-(c:System) WHERE c.scope = 'common' }
AND EXISTS { MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'local' }
RETURN count(i) AS count
"""
unknown    = """
MATCH (i:Integration) WHERE EXISTS { MATCH (i)-[:FLOW]-(c:System) WHERE c.scope = 'common' }
AND EXISTS { MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'local' }
AND NOT EXISTS {
  MATCH (i)-[w:OWNED_BY]->(p)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
  AND EXISTS { MATCH (p)-[:BELONGS_TO|PART_OF*0..6]->(:Organisation) }
}
RETURN i.id AS id, 'OWNED_BY' AS missing
UNION
MATCH (i:Integration) WHERE EXISTS { MATCH (i)-[:FLOW]-(c:System) WHERE c.scope = 'common' }
AND EXISTS { MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'local' }
AND NOT EXISTS {
  MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'local' AND EXISTS {
    MATCH (s)-[w:OWNED_BY]->(p)
    WHERE (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
    AND EXISTS { MATCH (p)-[:BELONGS_TO|PART_OF*0..6]->(:Organisation) }
  }
}
RETURN i.id AS id, 'OWNED_BY' AS missing
"""

[[example]]
graph = [
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> pay:System {scope: common}",
    "care -OWNED_BY-> ann:Role -BELONGS_TO-> social:Organisation {kind: administration} -PART_OF-> board:Organisation {kind: board} -PART_OF-> council:Organisation {kind: council}",
    "link -OWNED_BY-> bo:Role -BELONGS_TO-> it:Organisation {kind: department} -PART_OF-> executive:Organisation {kind: executive_board} -PART_OF-> council",
]
finds = ["link + pay + care + it"]

[[example]] # another of the same board; and an owner that left
graph = [
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> pay:System {scope: common}",
    "care -OWNED_BY-> ann:Role -BELONGS_TO-> social:Organisation {kind: administration} -PART_OF-> board:Organisation {kind: board}",
    "link -OWNED_BY-> board",
    "link -OWNED_BY {valid_to: 2026-06-29}-> it:Organisation {kind: department}",
]
finds = []

[[example]] # between two common ones nothing is asked
graph = [
    "mail:System {scope: common} -FLOW-> link:Integration -FLOW-> pay:System {scope: common}",
    "link -OWNED_BY-> it:Organisation",
]
finds = []

[[example]]
graph = [
    "care:System {scope: local} -FLOW-> link:Integration -FLOW-> pay:System {scope: common}",
    "care -OWNED_BY-> social:Organisation",
    "school:System {scope: local} <-FLOW- more:Integration <-FLOW- pay",
    "more -OWNED_BY-> social",
]
finds = []
unknown = ["link", "more"]
*/
MATCH (c:System)-[:FLOW]-(i:Integration) WHERE c.scope = 'common'
MATCH (i)-[w:OWNED_BY]->(p) WHERE (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
MATCH (p)-[:BELONGS_TO*0..1]->(o:Organisation)
WITH i, min(c.id) AS one, min(o.id) AS whose
MATCH (i)-[:FLOW]-(s:System) WHERE s.scope = 'local' AND EXISTS {
  MATCH (s)-[v:OWNED_BY]->(q)
  WHERE (v.valid_from IS NULL OR v.valid_from <= $today) AND (v.valid_to IS NULL OR v.valid_to >= $today)
  AND EXISTS { MATCH (q)-[:BELONGS_TO|PART_OF*0..6]->(:Organisation) }
}
WITH i, one, whose, min(s.id) AS other
WHERE NOT EXISTS {
  MATCH (i)-[:FLOW]-(t:System) WHERE t.scope = 'local' AND EXISTS {
    MATCH (t)-[v:OWNED_BY]->(q)
    WHERE (v.valid_from IS NULL OR v.valid_from <= $today) AND (v.valid_to IS NULL OR v.valid_to >= $today) AND EXISTS {
      MATCH (q)-[:BELONGS_TO|PART_OF*0..6]->(h:Organisation)
      WHERE (h.kind IS NULL OR h.kind <> 'council') AND EXISTS {
        MATCH (i)-[u:OWNED_BY]->(r)
        WHERE (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
        AND EXISTS { MATCH (r)-[:BELONGS_TO|PART_OF*0..6]->(h:Organisation) }
      }
    }
  }
}
RETURN i.id AS id, one AS common_id, other AS local_id, whose AS responsible_id
