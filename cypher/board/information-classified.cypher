/*
title = { sv = "Informationstillgångar som är klassade i alla fyra aspekterna", en = "Information assets that are classified in all four aspects" }
*/
MATCH (a:InformationAsset)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND coalesce(a.security_protected, 'no') <> 'yes_elsewhere'
  AND a.k IS NOT NULL AND a.r IS NOT NULL AND a.t IS NOT NULL AND a.s IS NOT NULL
RETURN DISTINCT a.id AS id, a.name AS name
ORDER BY id
