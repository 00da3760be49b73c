/*
title      = { sv = "Ansvaret för information ligger i linjeorganisationen", en = "Responsibility for information lies in the line organisation" }
severity   = "error"
source     = "OWN-03"
subject    = "InformationAsset"
why        = { sv = "Ett projekt tar slut och en leverantör byts ut. Den som äger informationen måste höra till den nämnd eller det bolag vars verksamhet den uppstår i, annars står den utan ansvar när organisationen ändras.", en = "A project ends and a supplier is changed. The owner must belong to the board or company in whose operation the information arises, or nobody answers for it when the organisation changes." }
fix        = { sv = "Flytta ägarskapet till en chef i den nämnd eller det bolag där informationen uppstår, och rätta organisationsträdet om ägarens enhet saknar plats i det.", en = "Move the ownership to a manager of the board or company where the information arises, and mend the tree of organisations if the owner's unit has no place in it." }
population = """
MATCH (a:InformationAsset)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND EXISTS {
  MATCH (a)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN count(a) AS count
"""
unknown    = """
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation) }
RETURN DISTINCT a.id AS id, 'BELONGS_TO' AS missing
UNION
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b:Organisation) WHERE b.kind IS NULL }
AND NOT EXISTS {
  MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b:Organisation)
  WHERE b.kind IN ['board', 'executive_board', 'company', 'authority']
}
RETURN DISTINCT a.id AS id, 'kind' AS missing
"""

[messages.outside]
sv = "{name} ägs av {owner}, som inte hör till någon nämnd eller något bolag."
en = "{name} is owned by {owner}, who belongs to no board or company."
[messages.project]
sv = "{name} ägs av {owner} i {unit}, ett projekt som tar slut."
en = "{name} is owned by {owner} in {unit}, a project that ends."
[messages.supplier]
sv = "{name} ägs av {owner} hos leverantören {unit}."
en = "{name} is owned by {owner} at the supplier {unit}."
[messages.another]
sv = "{name} är originaluppgifter i {system}, som en annan nämnd eller ett annat bolag ansvarar för än informationsägaren {owner}."
en = "{name} are original data in {system}, which another board or company answers for than the information owner {owner}."

[[example]]
graph = [
  "cases:InformationAsset -OWNED_BY-> ann:Role -BELONGS_TO-> unit:Organisation {kind: unit}",
  "unit -PART_OF-> care:Organisation {kind: administration} -PART_OF-> board:Organisation {kind: board}",
]
finds = []

[[example]]
graph = ["cases:InformationAsset -OWNED_BY-> ann:Role -BELONGS_TO-> office:Organisation {kind: administration}"]
finds = ["cases + ann"]

[[example]]
graph = [
  "cases:InformationAsset -OWNED_BY-> ann:Role -BELONGS_TO-> renewal:Organisation {kind: project}",
  "renewal -PART_OF-> board:Organisation {kind: board}",
]
finds = ["cases + ann"]

[[example]]
graph = ["cases:InformationAsset -OWNED_BY-> firm:Organisation {kind: supplier}"]
finds = ["cases + firm"]

[[example]]
graph = [
  "journal:InformationAsset {asset_kind: primary} -OWNED_BY-> ann:Role -BELONGS_TO-> care:Organisation {kind: board}",
  "crm:System {lifecycle: live, scope: local} -HOLDS {how: stored}-> journal",
  "crm -OWNED_BY-> bo:Role -BELONGS_TO-> schools:Organisation {kind: board}",
]
finds = ["journal + ann + crm"]

[[example]]
graph = [
  "journal:InformationAsset {asset_kind: primary} -OWNED_BY-> ann:Role -BELONGS_TO-> care:Organisation {kind: board}",
  "archive:System {lifecycle: live, scope: common} -HOLDS {how: stored}-> journal",
  "archive -OWNED_BY-> bo:Role -BELONGS_TO-> executive:Organisation {kind: executive_board}",
]
finds = []

[[example]]
graph = ["cases:InformationAsset -OWNED_BY-> ann:Role", "lists:InformationAsset -OWNED_BY-> office:Organisation"]
finds = []
unknown = ["cases", "lists"]
*/
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(u:Organisation)
WHERE (u.kind IS NULL OR NOT u.kind IN ['project', 'supplier'])
AND NOT EXISTS { MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b:Organisation) WHERE b.kind IS NULL }
AND NOT EXISTS {
  MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b:Organisation)
  WHERE b.kind IN ['board', 'executive_board', 'company', 'authority']
}
RETURN DISTINCT a.id AS id, 'outside' AS wrong, p.id AS owner_id, u.name AS unit, '' AS system_id
UNION ALL
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(u:Organisation)
WHERE u.kind IN ['project', 'supplier']
RETURN DISTINCT a.id AS id, u.kind AS wrong, p.id AS owner_id, u.name AS unit, '' AS system_id
UNION ALL
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today) AND a.asset_kind = 'primary'
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b:Organisation)
WHERE b.kind IN ['board', 'executive_board', 'company', 'authority']
WITH a, p, collect(DISTINCT b.id) AS ours
MATCH (a)<-[h:HOLDS]-(s:System)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND h.how = 'stored'
MATCH (s)-[o:OWNED_BY]->(q)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (q)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(c:Organisation)
WHERE c.kind IN ['board', 'executive_board', 'company', 'authority']
WITH a, p, ours, s, collect(DISTINCT c.id) AS theirs
WHERE NOT any(one IN ours WHERE one IN theirs)
RETURN a.id AS id, 'another' AS wrong, p.id AS owner_id, '' AS unit, s.id AS system_id
