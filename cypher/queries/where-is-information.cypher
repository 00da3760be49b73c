/*
title    = { sv = "Var informationen finns", en = "Where information is" }
question = { sv = "Var finns informationen, och det som har gjorts av den?", en = "Where is the information, and what was made of it?" }

[columns]
id         = { sv = "id", en = "id" }
name       = { sv = "namn", en = "name" }
asset_id   = { sv = "informationens id", en = "id of the information" }
asset      = { sv = "information", en = "information" }
asset_kind = { sv = "slag av information", en = "kind of information" }
how        = { sv = "hur", en = "how" }

[parameters.of]
type        = "thing"
labels      = ["InformationAsset"]
description = { sv = "informationstillgången", en = "the information asset" }
example     = "Diarium i Stadens diarium"

[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset",
  "news:System -HOLDS {how: stored}-> list:InformationAsset {asset_kind: copy} -DERIVED_FROM-> customers",
  "map:System -HOLDS-> roads:InformationAsset",
]
params = { of = "customers" }
rows = [{ id = "crm", asset_id = "customers" }, { id = "news", asset_id = "list", how = "stored" }]

[[example]]
graph = ["customers:InformationAsset"]
params = { of = "customers" }
rows = []
*/
MATCH (a:InformationAsset)<-[:DERIVED_FROM*0..6]-(b:InformationAsset)
WHERE a.id = $of
WITH DISTINCT b
MATCH (b)<-[h:HOLDS]-(y)
WHERE (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
RETURN DISTINCT y.id AS id, y.name AS name, b.id AS asset_id, b.name AS asset, b.asset_kind AS asset_kind, h.how AS how
