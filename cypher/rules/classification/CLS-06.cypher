/*
title      = { sv = "Det är känt vilken information som är verksamhetskritisk, och klassningen säger samma sak", en = "It is known which information is business-critical, and its classification agrees" }
severity   = "error"
source     = "CLS-06"
subject    = "InformationAsset"
why        = { sv = "Nämnden ska årligen få veta riskerna mot det som är kritiskt. Säger märkningen ett och klassningen ett annat följs fel uppgifter upp, och det kritiska får fel skydd.", en = "The board is told each year of the risks to what is critical. Where the mark says one thing and the classification another, the wrong information is followed up and what is critical gets the wrong protection." }
fix        = { sv = "Låt informationsägaren avgöra om den är verksamhetskritisk, och rätta märkningen eller klassningen i T och R.", en = "Let the information owner decide whether it is business-critical, and correct the mark or the classification in T and R." }
population = """
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN count(a) AS count
"""
unknown    = """
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND a.critical IS NULL
RETURN a.id AS id, 'critical' AS missing
UNION ALL
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND a.critical = true AND (coalesce(a.t_high, a.t, 4) >= 3 OR coalesce(a.r_high, a.r, 4) >= 3)
AND coalesce(a.t, 0) < 3 AND coalesce(a.r, 0) < 3
RETURN a.id AS id, 't' AS missing
"""

[messages.low]
sv = "{name} är märkt som verksamhetskritisk, men klassad högst T {t} och R {r}."
en = "{name} is marked as business-critical, but is classified T {t} and R {r} at most."
[messages.high]
sv = "{name} är märkt som inte verksamhetskritisk, men klassad minst T {t}."
en = "{name} is marked as not business-critical, but is classified at least T {t}."
[messages.service]
sv = "{name} är märkt som inte verksamhetskritisk, men {service} får den från {system} och kräver tillgänglighet {t}."
en = "{name} is marked as not business-critical, but {service} has it from {system} and requires availability {t}."

[[example]]
graph = ["doses:InformationAsset {critical: yes, t: 2, r: 1}"]
finds = ["doses"]

[[example]]
graph = ["doses:InformationAsset {critical: yes, t: 3, r: 3}", "menu:InformationAsset {critical: no, t: 1, r: 1}", "law:InformationAsset {critical: yes, t: 1, r: 3}"]
finds = []

[[example]]
graph = ["doses:InformationAsset {critical: no, t: 3, r: 2}"]
finds = ["doses"]

# The service that must not be away shows it, by a flow that it needs.
[[example]]
graph = [
  "care:System -HOLDS-> doses:InformationAsset {critical: no, t: 1, r: 1}",
  "care -FLOW {needed: yes, carries: [doses]}-> round:DigitalService {t: 3}",
  "care -FLOW {carries: [menu]}-> round",
  "care -HOLDS-> menu:InformationAsset {critical: no, t: 1, r: 1}",
]
finds = ["doses + round + care"]

# One that nobody has marked, and one whose integrity nobody has classified.
[[example]]
graph = ["doses:InformationAsset {critical: yes, t: 1, t_high: 2, r: 3}", "menu:InformationAsset {t: 1, r: 1}", "list:InformationAsset {critical: yes, t: 1}"]
finds = []
unknown = ["menu", "list"]
*/
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND a.critical = true AND coalesce(a.t_high, a.t) < 3 AND coalesce(a.r_high, a.r) < 3
RETURN a.id AS id, 'low' AS wrong, '' AS service_id, '' AS system_id, coalesce(a.t_high, a.t) AS t, coalesce(a.r_high, a.r) AS r
UNION ALL
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND a.critical = false AND a.t >= 3
RETURN a.id AS id, 'high' AS wrong, '' AS service_id, '' AS system_id, a.t AS t, 0 AS r
UNION ALL
MATCH (a:InformationAsset)<-[:HOLDS]-(s:System)-[f:FLOW]->(d:DigitalService)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND a.critical = false AND f.needed = true AND a.id IN f.carries AND d.t >= 3
AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT a.id AS id, 'service' AS wrong, d.id AS service_id, s.id AS system_id, d.t AS t, 0 AS r
