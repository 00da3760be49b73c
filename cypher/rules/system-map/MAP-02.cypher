/*
title      = { sv = "All utrustning i stadens nät hör till ett system och har en ägare", en = "All equipment in the city's networks belongs to a system and has an owner" }
severity   = "error"
source     = "MAP-02"
subject    = ["Device", "Sensor"]
why        = { sv = "Till systemen räknas all utrustning som ansluts till nätet. En enhet som ingen äger blir inte uppdaterad, inte klassad och inte saknad när den används för ett intrång.", en = "Systems include all equipment attached to the network. A device nobody owns is not updated, not classified and not missed when it is used to break in." }
fix        = { sv = "Ta reda på vem som anslöt enheten, knyt den till sitt system eller förvaltningsobjekt och utse en ägare. Koppla bort den om ingen gör anspråk på den.", en = "Find out who attached the device, tie it to its system or management object and appoint an owner. Disconnect it if nobody lays claim to it." }
population = """
MATCH (d:Device) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
RETURN count(d) AS count
UNION ALL
MATCH (d:Sensor) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
RETURN count(d) AS count
"""
unknown    = """
MATCH (d:Device) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (:Device)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
AND NOT EXISTS { MATCH (:Sensor)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
AND NOT EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|CONTROLS_ACCESS_TO]->(:Device) }
AND NOT EXISTS { MATCH (:Integration)-[:FLOW]->(:Device) }
RETURN d.id AS id, 'PART_OF' AS missing
UNION ALL
MATCH (d:Sensor) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (:Device)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
AND NOT EXISTS { MATCH (:Sensor)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
AND NOT EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|CONTROLS_ACCESS_TO]->(:Device) }
AND NOT EXISTS { MATCH (:Integration)-[:FLOW]->(:Device) }
RETURN d.id AS id, 'PART_OF' AS missing
"""

[messages.unmapped]
sv = "{name} är ansluten till stadens nät men kartan visar inte vilket system eller förvaltningsobjekt den hör till."
en = "{name} is attached to the city's network but the map does not show which system or management object it belongs to."
[messages.ownerless]
sv = "{name} är ansluten till stadens nät och har ingen ägare som är giltig i dag."
en = "{name} is attached to the city's network and has no owner who is valid today."

[[example]]
graph = [
  "printer:Device -CONNECTED_TO-> office:NetworkZone", "printer -OWNED_BY-> ann:Role",
  "switch:Device -CONNECTED_TO-> office", "switch -PART_OF-> lan:System", "switch -OWNED_BY-> ann",
]
finds = ["printer"]

[[example]]
graph = [
  "meter:Sensor -CONNECTED_TO-> field:NetworkZone", "meter -FLOW-> gateway:Device -FLOW-> readings:System",
  "gateway -CONNECTED_TO-> field", "meter -OWNED_BY-> ann:Role", "gateway -OWNED_BY-> ann",
]
finds = []

[[example]]
graph = ["pump:Device -CONNECTED_TO-> field:NetworkZone", "control:System -FLOW {mode: command}-> pump"]
finds = ["pump"]

[[example]]
graph = [
  "camera:Device -CONNECTED_TO-> field:NetworkZone", "camera -PART_OF-> mast:Device -PART_OF-> traffic:System",
  "mast -OWNED_BY-> ann:Role", "old:Device {valid_to: 2026-06-29} -CONNECTED_TO-> field",
]
finds = []

[[example]]
graph = ["camera:Device -CONNECTED_TO-> field:NetworkZone", "camera -OWNED_BY-> ann:Role"]
finds = []
unknown = ["camera"]
*/
MATCH (d:Device) WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (d)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->(x) WHERE x.id <> d.id }
AND NOT EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|CONTROLS_ACCESS_TO]->(d) }
AND NOT EXISTS { MATCH (:Integration)-[:FLOW]->(d) }
AND (
  EXISTS { MATCH (:Device)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
  OR EXISTS { MATCH (:Sensor)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
  OR EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|CONTROLS_ACCESS_TO]->(:Device) }
  OR EXISTS { MATCH (:Integration)-[:FLOW]->(:Device) }
)
RETURN d.id AS id, 'unmapped' AS wrong
UNION ALL
MATCH (d:Sensor) WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (d)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->(x) WHERE x.id <> d.id }
AND NOT EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|CONTROLS_ACCESS_TO]->(d) }
AND NOT EXISTS { MATCH (:Integration)-[:FLOW]->(d) }
AND (
  EXISTS { MATCH (:Device)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
  OR EXISTS { MATCH (:Sensor)-[:PART_OF|MANAGED_IN|FLOW|HOSTS]->() }
  OR EXISTS { MATCH (:System)-[:FLOW|DEPENDS_ON|CONTROLS_ACCESS_TO]->(:Device) }
  OR EXISTS { MATCH (:Integration)-[:FLOW]->(:Device) }
)
RETURN d.id AS id, 'unmapped' AS wrong
UNION ALL
MATCH (d:Device) WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS {
  MATCH (d)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
WITH d WHERE NOT EXISTS {
  MATCH (d)-[:PART_OF*1..4]->(whole)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN d.id AS id, 'ownerless' AS wrong
UNION ALL
MATCH (d:Sensor) WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND EXISTS { MATCH (d)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS {
  MATCH (d)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
WITH d WHERE NOT EXISTS {
  MATCH (d)-[:PART_OF*1..4]->(whole)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN d.id AS id, 'ownerless' AS wrong
