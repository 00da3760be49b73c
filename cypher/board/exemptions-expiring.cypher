/*
title = { sv = "Undantagsbeslut som löper ut inom 90 dagar", en = "Exemption decisions that expire within 90 days" }
*/
MATCH (e:Exemption)-[:EXEMPTS]->(x)
WHERE EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
  AND e.valid_to >= $today AND e.valid_to <= $in_90_days
RETURN DISTINCT e.id AS id, e.name AS name, e.rule AS rule, e.valid_to AS valid_to, e.diary_number AS diary_number
ORDER BY id
