/*
title = { sv = "Av dessa system: med en riskanalys som är aktuell (ett år vid nivå 3 och högre, annars två år)", en = "Of these systems: with a risk analysis that is up to date (one year at level 3 and higher, else two years)" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out'])
WITH DISTINCT s, coalesce(s.k, 0) AS secrecy, coalesce(s.r, 0) AS rightness, coalesce(s.t, 0) AS readiness,
  coalesce(s.s, 0) AS traces
WHERE (secrecy >= 2 OR rightness >= 2 OR readiness >= 2 OR traces >= 2)
  AND EXISTS {
    MATCH (e:Evidence)-[:ABOUT]->(s)
    WHERE e.evidence_kind = 'risk_analysis' AND e.date <= $today
      AND (e.date >= $year_ago
        OR (e.date >= $two_years_ago AND secrecy < 3 AND rightness < 3 AND readiness < 3 AND traces < 3))
  }
RETURN s.id AS id, s.name AS name
ORDER BY id
