/*
title = { sv = "Undantagsbeslut som har löpt ut", en = "Exemption decisions that have expired" }
*/
MATCH (e:Exemption)-[:EXEMPTS]->(x)
WHERE EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
  AND e.valid_to < $today
RETURN DISTINCT e.id AS id, e.name AS name, e.rule AS rule, e.valid_to AS valid_to, e.diary_number AS diary_number
ORDER BY id
