/*
title      = { sv = "Alla informationstillgångar är kända och har exakt en ägare", en = "Every information asset is known and has exactly one owner" }
severity   = "error"
source     = "OWN-02"
subject    = "InformationAsset"
why        = { sv = "Informationsägaren beslutar om klassning, gallring och vem som får uppgifterna. Utan ägare sprids informationen vidare utan att någon svarar för den.", en = "The information owner decides on classification, disposal and who is given the data. Without one the information spreads on and nobody answers for it." }
fix        = { sv = "Låt den verksamhet där informationen uppstår utse en informationsägare. En tillgång som bara syns på ett flöde förs in i registret med ägare och lagringsplats.", en = "Let the operation where the information arises appoint an information owner. An asset seen only on a flow is entered in the register with its owner and where it is stored." }
population = """
MATCH (a:InformationAsset) WHERE a.valid_to IS NULL OR a.valid_to >= $today
RETURN count(a) AS count
"""

[messages.none]
sv = "{name} har ingen informationsägare som är giltig i dag."
en = "{name} has no information owner who is valid today."
[messages.unidentified]
sv = "{name} förekommer bara på flöden: inget system sägs innehålla den, och ingen äger den."
en = "{name} is seen on flows only: no system is said to hold it, and nobody owns it."
[messages.several]
sv = "{name} har {owners} informationsägare på en gång."
en = "{name} has {owners} information owners at a time."
[messages.left]
sv = "{name} ägs av {owner}, som inte längre är verksam."
en = "{name} is owned by {owner}, who is no longer active."

[[example]]
graph = ["crm:System -HOLDS-> cases:InformationAsset"]
finds = ["cases"]

[[example]]
graph = ["crm:System -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role"]
finds = []

[[example]]
graph = [
  "crm:System -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role",
  "export:Integration -CARRIES-> addresses:InformationAsset",
]
finds = ["addresses"]

[[example]]
graph = [
  "crm:System -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role",
  "crm -FLOW {carries: [addresses]}-> export:Integration", "addresses:InformationAsset",
]
finds = ["addresses"]

[[example]]
graph = ["cases:InformationAsset -OWNED_BY-> ann:Role", "cases -OWNED_BY-> bo:Role"]
finds = ["cases"]

[[example]]
graph = ["cases:InformationAsset -OWNED_BY {valid_to: 2026-06-29}-> ann:Role", "cases -OWNED_BY-> bo:Role"]
finds = []

[[example]]
graph = ["cases:InformationAsset -OWNED_BY-> ann:Role {active: no}"]
finds = ["cases + ann"]

[[example]]
graph = ["cases:InformationAsset {valid_to: 2025-12-31}"]
finds = []
*/
MATCH (a:InformationAsset)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND NOT EXISTS {
  MATCH (a)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
AND (EXISTS { MATCH ()-[:HOLDS]->(a) } OR NOT EXISTS { MATCH ()-[:HOLDS]->(:InformationAsset) })
RETURN a.id AS id, 'none' AS wrong, '' AS owner_id, 0 AS owners
UNION ALL
MATCH (a:InformationAsset)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND NOT EXISTS {
  MATCH (a)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
AND NOT EXISTS { MATCH ()-[:HOLDS]->(a) } AND EXISTS { MATCH ()-[:HOLDS]->(:InformationAsset) }
RETURN a.id AS id, 'unidentified' AS wrong, '' AS owner_id, 0 AS owners
UNION ALL
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
WITH a, count(DISTINCT p.id) AS owners WHERE owners > 1
RETURN a.id AS id, 'several' AS wrong, '' AS owner_id, owners AS owners
UNION ALL
MATCH (a:InformationAsset)-[o:OWNED_BY]->(p)
WHERE (a.valid_to IS NULL OR a.valid_to >= $today) AND p.active = false
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN DISTINCT a.id AS id, 'left' AS wrong, p.id AS owner_id, 1 AS owners
