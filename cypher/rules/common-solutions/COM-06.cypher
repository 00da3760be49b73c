/*
title      = { sv = "Undantag är beslutade av kontrollfunktionen, daterade och gäller ännu", en = "Exemptions are decided by the control function, dated and still in force" }
severity   = "error"
source     = "COM-06"
subject    = "Exemption"
why        = { sv = "Ett undantag som ingen behörig har beslutat, eller som har gått ut, döljer en avvikelse som ingen har tagit ansvar för.", en = "An exemption that nobody with the mandate decided, or that has ended, hides a deviation that nobody answers for." }
fix        = { sv = "Begär ett nytt beslut av kontrollfunktionen, med skäl, slutdag och diarienummer, eller rätta det som avviker och avsluta undantaget.", en = "Ask the control function for a new decision, with reason, end and diary number, or mend what deviates and end the exemption." }
population = "MATCH (e:Exemption) RETURN count(e) AS count"
unknown    = """
MATCH (e:Exemption) WHERE NOT EXISTS { MATCH (e)-[:EXEMPTS]->() }
RETURN e.id AS id, 'EXEMPTS' AS missing
UNION ALL
MATCH (e:Exemption)-[:EXEMPTS]->(s:System) WHERE s.lifecycle IS NULL AND e.valid_to < $soon
RETURN DISTINCT e.id AS id, 'lifecycle' AS missing
"""

[parameters]
control_function = "Kontrollfunktion för undantag"
known = [
    "MAP-01", "MAP-02", "MAP-03", "MAP-04", "MAP-05", "MAP-06", "MAP-07", "OWN-01", "OWN-02", "OWN-03", "OWN-04",
    "OWN-05", "OWN-06", "OWN-07", "OWN-08", "COM-01", "COM-02", "COM-03", "COM-04", "COM-05", "COM-06", "COM-07",
    "COM-08", "COM-09", "COM-10", "COM-11", "COM-12", "COM-13", "COM-14", "INF-01", "INF-02", "INF-03", "INF-04",
    "INF-05", "INF-06", "INF-07", "ISM-01", "ISM-02", "ISM-03", "ISM-04", "ISM-05", "ISM-06", "ISM-07", "ISM-08",
    "CLS-01", "CLS-02", "CLS-03", "CLS-04", "CLS-05", "CLS-06", "CLS-07", "DEP-01", "IOT-01", "IOT-02", "IOT-03",
    "IOT-04", "PRI-01", "PRI-02", "PRI-03", "PRI-04", "PRI-05", "PRI-06", "PRI-07", "SEK-01", "SEK-02", "TGT-01",
    "TGT-02", "TGT-03", "TGT-04", "PRJ-01", "PRJ-02", "PRJ-03", "PRJ-04", "FIN-01", "FIN-02", "FIN-03", "FIN-04",
    "FIN-05", "FIN-06", "RES-01", "DQ-01", "DQ-02", "DQ-03", "DQ-04", "DQ-05", "DQ-06", "DQ-07", "DQ-08", "DQ-09",
    "DQ-10", "DQ-11", "DQ-12", "DQ-13", "DQ-14", "DQ-15",
]
[dates]
soon = "P90D"

[messages.no_decider]
sv = "{name} säger inte vem som har beslutat det; beslutet hör till {control_function}."
en = "{name} does not say who decided it; that is for {control_function}."
[messages.other_decider]
sv = "{name} är beslutat av {decided_by}, men beslutet hör till {control_function}."
en = "{name} was decided by {decided_by}, but that is for {control_function}."
[messages.no_date]
sv = "{name} saknar beslutsdag och gäller därför inte."
en = "{name} has no day of decision, and so is not in force."
[messages.no_end]
sv = "{name} saknar slutdag; ett undantag ska vara tidsbegränsat."
en = "{name} has no end; an exemption is to be limited in time."
[messages.ahead]
sv = "{name} gäller inte än: det är daterat {decided_on}."
en = "{name} is not in force yet: it is dated {decided_on}."
[messages.backwards]
sv = "{name} slutade {valid_to}, före beslutsdagen {decided_on}."
en = "{name} ended on {valid_to}, before it was decided on {decided_on}."
[messages.no_rule]
sv = "{name} säger inte vilken regel det undantar från."
en = "{name} does not say which rule it exempts from."
[messages.unknown_rule]
sv = "{name} undantar från {rule}, som inte är en regel i programmet."
en = "{name} exempts from {rule}, which is no rule of the programme."
[messages.not_exemptible]
sv = "{name} undantar från {rule}, men den regeln följer av lag eller är grunden för de andra: ingen kan undantas från den."
en = "{name} exempts from {rule}, but that rule follows from law or carries the others: nobody can be exempted from it."
[messages.expired]
sv = "{name} gick ut {valid_to}, men {exempted} används fortfarande."
en = "{name} ended on {valid_to}, but {exempted} is still in use."
[messages.expiring]
sv = "{name} går ut {valid_to}, och {exempted} används fortfarande."
en = "{name} ends on {valid_to}, and {exempted} is still in use."

[messages.outgrown]
sv = "{name} gäller {thing}, som har vuxit sedan beslutet ({grown}). Undantaget behöver prövas på nytt."
en = "{name} is about {thing}, which has grown since the decision ({grown}). The exemption has to be decided anew."

[asks]
analysis   = "outgrown-exemptions"
parameters = { at = "$today" }
finds      = { wrong = "outgrown" }
wrong      = "wrong"
others     = ["thing"]

[[example]]
graph = ['u:Exemption {rule: COM-01, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm:System {lifecycle: live}']
finds = []

[[example]]
graph = [
    'a:Exemption {rule: COM-01, decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm:System {lifecycle: live}',
    'b:Exemption {rule: COM-01, decided_by: Socialnämnden, decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm',
    'c:Exemption {rule: COM-01, decided_by: "Kontrollfunktion för undantag", valid_to: 2027-01-10} -EXEMPTS-> crm',
    'd:Exemption {rule: COM-01, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10} -EXEMPTS-> crm',
]
finds = ["a", "b", "c", "d"]

[[example]]
graph = [
    'early:Exemption {rule: COM-01, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-07-01, valid_to: 2027-01-10} -EXEMPTS-> crm:System {lifecycle: live}',
    'turned:Exemption {rule: COM-01, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2025-12-31} -EXEMPTS-> gone:System {lifecycle: retired}',
]
finds = ["early", "turned"]

[[example]]
graph = [
    'a:Exemption {decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm:System {lifecycle: live}',
    'b:Exemption {rule: COM-99, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm',
    'c:Exemption {rule: PRI-02, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm',
    'd:Exemption {rule: CLS-04, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm',
    'e:Exemption {rule: CLS-03, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> crm',
]
finds = ["a", "b", "c", "d"]

[[example]] # on its last day it is in force, the day after it has ended; of a system that is gone nothing is asked
graph = [
    'last:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2024-06-30, valid_to: 2026-06-30} -EXEMPTS-> crm:System {lifecycle: live}',
    'past:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2024-06-30, valid_to: 2026-06-29} -EXEMPTS-> hr:System {lifecycle: phase_out}',
    'over:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2024-06-30, valid_to: 2026-06-29} -EXEMPTS-> old:System {lifecycle: retired}',
    'map:Exemption {rule: TG-04, decided_by: "Kontrollfunktion för undantag", decided_on: 2024-06-30, valid_to: 2026-06-29} -EXEMPTS-> web:DigitalService',
]
finds = ["last", "past", "map"]

[[example]] # ninety days from today it is not yet expiring; one that has been renewed is no matter
graph = [
    'far:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2025-01-10, valid_to: 2026-09-28} -EXEMPTS-> crm:System {lifecycle: live}',
    'soon:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2025-01-10, valid_to: 2026-09-27} -EXEMPTS-> hr:System {lifecycle: live}',
    'before:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2024-01-10, valid_to: 2026-01-10} -EXEMPTS-> gis:System {lifecycle: live}',
    'after:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-11, valid_to: 2028-01-10} -EXEMPTS-> gis',
]
finds = ["soon"]

[[example]] # what is spared has more information and more users than when it was decided; the other has not
graph = [
  "wide:Exemption {rule: COM-01, decided_by: Kontrollfunktion för undantag, decided_on: 2026-01-01, valid_to: 2027-06-30, diary_number: 7, extent: [pool information=1, pool users=100]}",
  "same:Exemption {rule: COM-01, decided_by: Kontrollfunktion för undantag, decided_on: 2026-01-01, valid_to: 2027-06-30, diary_number: 8, extent: [hall users=100]}",
  "wide -EXEMPTS-> pool:System {lifecycle: live, users: 150}", "pool -HOLDS-> a:InformationAsset", "pool -HOLDS-> b:InformationAsset",
  "same -EXEMPTS-> hall:System {lifecycle: live, users: 105}",
]
finds = ["wide"]

[[example]]
graph = [
    'loose:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10}',
    'past:Exemption {rule: COM-07, decided_by: "Kontrollfunktion för undantag", decided_on: 2024-01-10, valid_to: 2026-01-10} -EXEMPTS-> crm:System',
]
finds = []
unknown = ["loose", "past"]
*/
MATCH (e:Exemption) WHERE e.decided_by IS NULL
RETURN e.id AS id, 'no_decider' AS wrong, '' AS exempted_id, '' AS rule, '' AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.decided_by <> $control_function
RETURN e.id AS id, 'other_decider' AS wrong, '' AS exempted_id, '' AS rule, e.decided_by AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.decided_on IS NULL
RETURN e.id AS id, 'no_date' AS wrong, '' AS exempted_id, '' AS rule, '' AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.valid_to IS NULL
RETURN e.id AS id, 'no_end' AS wrong, '' AS exempted_id, '' AS rule, '' AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.decided_on > $today
RETURN e.id AS id, 'ahead' AS wrong, '' AS exempted_id, '' AS rule, '' AS decided_by, e.decided_on AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.valid_to < e.decided_on
RETURN e.id AS id, 'backwards' AS wrong, '' AS exempted_id, '' AS rule, '' AS decided_by, e.decided_on AS decided_on, e.valid_to AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.rule IS NULL
RETURN e.id AS id, 'no_rule' AS wrong, '' AS exempted_id, '' AS rule, '' AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.rule IS NOT NULL AND NOT e.rule IN $known
RETURN e.id AS id, 'unknown_rule' AS wrong, '' AS exempted_id, e.rule AS rule, '' AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption) WHERE e.rule STARTS WITH 'PRI-' OR e.rule STARTS WITH 'SEK-' OR e.rule IN ['CLS-01', 'CLS-04']
RETURN e.id AS id, 'not_exemptible' AS wrong, '' AS exempted_id, e.rule AS rule, '' AS decided_by, '' AS decided_on, '' AS valid_to
UNION ALL
MATCH (e:Exemption)-[:EXEMPTS]->(x) WHERE e.valid_to < $soon
AND NOT EXISTS {
  MATCH (e)-[:EXEMPTS]->(s:System)
  WHERE s.id = x.id AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['pilot', 'live', 'phase_out'])
}
AND (x.valid_to IS NULL OR x.valid_to >= $today)
AND NOT EXISTS {
  MATCH (r:Exemption)-[:EXEMPTS]->(x)
  WHERE r.rule = e.rule AND r.decided_by = $control_function AND r.decided_on <= $today
  AND r.valid_to >= $today AND r.valid_to > e.valid_to
}
RETURN DISTINCT e.id AS id, CASE WHEN e.valid_to < $today THEN 'expired' ELSE 'expiring' END AS wrong,
  x.id AS exempted_id, coalesce(e.rule, '') AS rule, '' AS decided_by, '' AS decided_on, e.valid_to AS valid_to
