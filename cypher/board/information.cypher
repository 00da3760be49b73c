/*
title = { sv = "Informationstillgångar (samlingar av uppgifter) som nämnden eller bolaget äger", en = "Information assets (collections of information) that the board or company owns" }
*/
MATCH (a:InformationAsset)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND coalesce(a.security_protected, 'no') <> 'yes_elsewhere'
RETURN DISTINCT a.id AS id, a.name AS name
ORDER BY id
