/*
title = { sv = "Digitala tjänster och system i drift med verksamhetskritikalitet 3 eller 4", en = "Digital services and systems in use with business criticality 3 or 4" }
*/
MATCH (x:DigitalService)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND x.criticality >= 3
RETURN DISTINCT x.id AS id, x.name AS name, 'DigitalService' AS label, x.criticality AS criticality, x.mtpd_h AS mtpd_h
UNION ALL
MATCH (x:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (x.lifecycle IS NULL OR x.lifecycle IN ['live', 'pilot', 'phase_out']) AND x.criticality >= 3
RETURN DISTINCT x.id AS id, x.name AS name, 'System' AS label, x.criticality AS criticality, x.mtpd_h AS mtpd_h
