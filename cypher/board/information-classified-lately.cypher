/*
title = { sv = "Informationstillgångar med en klassning som är högst tre år gammal", en = "Information assets with a classification that is at most three years old" }
*/
MATCH (a:InformationAsset)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND coalesce(a.security_protected, 'no') <> 'yes_elsewhere'
  AND a.k IS NOT NULL AND a.r IS NOT NULL AND a.t IS NOT NULL AND a.s IS NOT NULL
  AND a.classified_on >= $three_years_ago AND a.classified_on <= $today
RETURN DISTINCT a.id AS id, a.name AS name
ORDER BY id
