/*
title = { sv = "System i drift som är klassade betydande (nivå 2) eller högre i någon aspekt", en = "Systems in use classified as significant (level 2) or higher in some aspect" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out'])
  AND (coalesce(s.k, 0) >= 2 OR coalesce(s.r, 0) >= 2 OR coalesce(s.t, 0) >= 2 OR coalesce(s.s, 0) >= 2)
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
