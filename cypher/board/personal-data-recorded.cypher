/*
title = { sv = "Av dessa system: med en antecknad behandling som anger laglig grund", en = "Of these systems: with a recorded processing that states a legal basis" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out']) AND s.personal_data = true
  AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(s) WHERE e.evidence_kind = 'processing' AND e.legal_basis IS NOT NULL }
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
