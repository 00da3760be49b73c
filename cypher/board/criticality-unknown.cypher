/*
title = { sv = "Digitala tjänster och system i drift utan angiven verksamhetskritikalitet", en = "Digital services and systems in use without a stated business criticality" }
*/
MATCH (x:DigitalService)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND x.criticality IS NULL
RETURN DISTINCT x.id AS id, x.name AS name, 'DigitalService' AS label, x.criticality AS criticality, x.mtpd_h AS mtpd_h
UNION ALL
MATCH (x:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (x.lifecycle IS NULL OR x.lifecycle IN ['live', 'pilot', 'phase_out']) AND x.criticality IS NULL
RETURN DISTINCT x.id AS id, x.name AS name, 'System' AS label, x.criticality AS criticality, x.mtpd_h AS mtpd_h
