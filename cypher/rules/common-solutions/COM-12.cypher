/*
title      = { sv = "Den som använder centrala avtal har en beställare", en = "Whoever uses central agreements has someone who orders" }
severity   = "error"
source     = "COM-12"
subject    = "Organisation"
why        = { sv = "Utan egen beställare används det centrala avtalet inte som tänkt: behov blir liggande, eller köps vid sidan av.", en = "Without someone who orders, the central agreement is not used as meant: needs are left lying, or bought on the side." }
fix        = { sv = "Utse en beställare i organisationen, eller kom överens om att en annan beställer åt den och registrera det.", en = "Appoint someone who orders in the organisation, or agree that another orders for it and record that." }
population = """
MATCH (c:System)-[:USED_BY]->(o:Organisation)
WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (o.kind IS NULL OR NOT o.kind IN ['supplier', 'authority', 'council']) AND EXISTS { MATCH (c)-[:SUPPLIED_BY]->(:Organisation) }
RETURN count(DISTINCT o.id) AS count
"""
unknown    = """
MATCH (c:System)-[:USED_BY]->(o:Organisation)
WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (o.kind IS NULL OR NOT o.kind IN ['supplier', 'authority', 'council']) AND EXISTS { MATCH (c)-[:SUPPLIED_BY]->(:Organisation) }
AND NOT EXISTS { MATCH (r:Role) WHERE toLower(r.role_type) =~ $orderer }
RETURN DISTINCT o.id AS id, 'Role' AS missing
"""

[parameters] # the type of such a role, as a regular expression in lower case
orderer = "(beställare|bestallare|orderer|ordering).*"

[messages.none]
sv = "{name} använder {system} genom ett centralt avtal men har ingen beställare."
en = "{name} uses {system} by a central agreement and has nobody who orders."
[messages.vacant]
sv = "{name} använder {system} genom ett centralt avtal, men ingen innehar rollen som beställare."
en = "{name} uses {system} by a central agreement, but nobody holds the role of ordering."

[[example]]
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: administration}",
    "mail -USED_BY-> school:Organisation {kind: administration}",
    "mail -SUPPLIED_BY-> cloud:Organisation {kind: supplier}",
    "orders:Role {role_type: beställare} -BELONGS_TO-> school",
    "orders -HELD_BY-> ann:Person {active: yes}",
]
finds = ["social + mail"]

[[example]] # the board's orders for its administration, the department's for the whole of it
graph = [
    "mail:System {scope: common, lifecycle: live} -SUPPLIED_BY-> cloud:Organisation {kind: supplier}",
    "mail -USED_BY-> office:Organisation {kind: administration} -PART_OF-> board:Organisation {kind: board}",
    "mail -USED_BY-> company:Organisation {kind: company} <-PART_OF- buying:Organisation {kind: department}",
    "one:Role {role_type: Beställare} -BELONGS_TO-> board",
    "one -HELD_BY-> ann:Person",
    "two:Role {role_type: bestallare_it} -BELONGS_TO-> buying",
    "two -HELD_BY-> bo:Person",
]
finds = []

[[example]] # held till yesterday; held by one who has left; what is not supplied by anybody is no agreement
graph = [
    "mail:System {scope: common, lifecycle: live} -SUPPLIED_BY-> cloud:Organisation {kind: supplier}",
    "mail -USED_BY-> social:Organisation {kind: administration}",
    "mail -USED_BY-> school:Organisation {kind: administration}",
    "wiki:System {scope: common, lifecycle: live} -USED_BY-> roads:Organisation {kind: administration}",
    "one:Role {role_type: beställare} -BELONGS_TO-> social",
    "one -HELD_BY {valid_to: 2026-06-29}-> ann:Person",
    "two:Role {role_type: beställare} -BELONGS_TO-> school",
    "two -HELD_BY-> bo:Person {active: no}",
]
finds = ["social + mail", "school + mail"]

[[example]]
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: administration}",
    "mail -SUPPLIED_BY-> cloud:Organisation {kind: supplier}",
]
finds = []
unknown = ["social"]
*/
MATCH (c:System)-[:USED_BY]->(o:Organisation)
WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (o.kind IS NULL OR NOT o.kind IN ['supplier', 'authority', 'council']) AND EXISTS { MATCH (c)-[:SUPPLIED_BY]->(:Organisation) }
AND EXISTS { MATCH (any_role:Role) WHERE toLower(any_role.role_type) =~ $orderer }
AND NOT EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(x:Organisation)
  WHERE toLower(r.role_type) =~ $orderer AND (x.kind IS NULL OR x.kind <> 'council')
  AND (EXISTS { MATCH (o)-[:PART_OF*0..6]->(x:Organisation) } OR EXISTS { MATCH (x)-[:PART_OF*0..6]->(o:Organisation) })
}
WITH o, min(c.id) AS used
RETURN o.id AS id, 'none' AS wrong, used AS system_id
UNION ALL
MATCH (c:System)-[:USED_BY]->(o:Organisation)
WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (o.kind IS NULL OR NOT o.kind IN ['supplier', 'authority', 'council']) AND EXISTS { MATCH (c)-[:SUPPLIED_BY]->(:Organisation) }
AND EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(x:Organisation)
  WHERE toLower(r.role_type) =~ $orderer AND (x.kind IS NULL OR x.kind <> 'council')
  AND (EXISTS { MATCH (o)-[:PART_OF*0..6]->(x:Organisation) } OR EXISTS { MATCH (x)-[:PART_OF*0..6]->(o:Organisation) })
}
AND NOT EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(x:Organisation)
  WHERE toLower(r.role_type) =~ $orderer AND (x.kind IS NULL OR x.kind <> 'council')
  AND (EXISTS { MATCH (o)-[:PART_OF*0..6]->(x:Organisation) } OR EXISTS { MATCH (x)-[:PART_OF*0..6]->(o:Organisation) })
  AND EXISTS {
    MATCH (r)-[h:HELD_BY]->(who:Person)
    WHERE (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
    AND (who.active IS NULL OR who.active = true)
  }
}
WITH o, min(c.id) AS used
RETURN o.id AS id, 'vacant' AS wrong, used AS system_id
