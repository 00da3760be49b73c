/*
title = { sv = "Av dessa system: med en riskanalys som är aktuell (ett år vid nivå 3 och högre, annars två år)", en = "Of these systems: with a risk analysis that is up to date (one year at level 3 and higher, else two years)" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out'])
  AND (coalesce(s.k, 0) >= 2 OR coalesce(s.r, 0) >= 2 OR coalesce(s.t, 0) >= 2 OR coalesce(s.s, 0) >= 2)
  AND EXISTS {
    MATCH (e:Evidence)-[:ABOUT]->(s)
    WHERE e.evidence_kind = 'risk_analysis' AND e.date <= $today
      AND (e.date >= $year_ago OR (e.date >= $two_years_ago AND NOT (coalesce(s.k, 0) >= 3 OR coalesce(s.r, 0) >= 3 OR coalesce(s.t, 0) >= 3 OR coalesce(s.s, 0) >= 3)))
  }
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
