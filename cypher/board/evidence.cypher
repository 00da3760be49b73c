/*
title = { sv = "Underlag av ett slag under en period", en = "Evidence of a kind in a period" }
*/
MATCH (e:Evidence)-[:ABOUT]->(x)
WHERE e.evidence_kind = $kind AND e.date >= $since AND e.date <= $until
  AND (x.id IN $owners OR EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners })
RETURN DISTINCT e.id AS id, e.name AS name, e.date AS day
ORDER BY id
