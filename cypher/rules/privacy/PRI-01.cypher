/*
title      = { sv = "Lämpligheten är bedömd innan staden börjar lagra nya slags uppgifter", en = "Suitability is assessed before the city begins to store a new kind of data" }
severity   = "error"
source     = "PRI-01"
subject    = "InformationAsset"
why        = { sv = "Det som väl lagras kan läcka, samköras och begäras ut. Frågan om staden alls ska ha uppgifterna måste ställas innan de finns.", en = "What is once stored can leak, be matched and be asked for. Whether the city is to have the data at all has to be asked before they are there." }
fix        = { sv = "Gör bedömningen nu – ändamål, koppling till uppdraget, risk för staden och för den enskilde – och sluta lagra om den inte håller. Fråga dataskyddsombudet.", en = "Make the assessment now – purpose, how it belongs to the mandate, risk to the city and to the person – and stop storing if it does not hold. Ask the data protection officer." }
population = """
MATCH (a:InformationAsset)<-[h:HOLDS]-()
WHERE (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (h.how IS NULL OR h.how <> 'presented')
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN count(DISTINCT a.id) AS count
"""
unknown    = """
MATCH (a:InformationAsset)<-[h:HOLDS]-()
WHERE (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (h.how IS NULL OR h.how <> 'presented')
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
WITH a, min(h.since) AS since, count(h.since) AS dated, count(a.id) AS places
WHERE dated < places AND (since IS NULL OR since >= $begins)
RETURN a.id AS id, 'since' AS missing
UNION ALL
MATCH (a:InformationAsset)<-[h:HOLDS]-()
WHERE (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (h.how IS NULL OR h.how <> 'presented')
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
WITH a, min(h.since) AS since WHERE since >= $begins
MATCH (a)-[:OF_TYPE]->(t:InformationType)
MATCH (t)<-[:OF_TYPE]-(b:InformationAsset)
MATCH (b)<-[g:HOLDS]-()
WITH a, since, min(g.since) AS earliest, count(b.id) - count(g.since) AS undated
WHERE earliest >= since AND undated > 0
RETURN a.id AS id, 'since' AS missing
UNION ALL
MATCH (a:InformationAsset)<-[h:HOLDS]-()
WHERE (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (h.how IS NULL OR h.how <> 'presented')
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND h.since >= $begins
AND NOT EXISTS { MATCH (r:Evidence) WHERE r.evidence_kind = 'suitability_assessment' }
RETURN DISTINCT a.id AS id, 'ABOUT' AS missing
UNION ALL
MATCH (a:InformationAsset)<-[h:HOLDS]-()
WHERE (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (h.how IS NULL OR h.how <> 'presented')
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
WITH a, min(h.since) AS since, count(a.id) - count(h.since) AS undated_here
OPTIONAL MATCH (a)-[:OF_TYPE]->(t:InformationType)
OPTIONAL MATCH (t)<-[:OF_TYPE]-(b:InformationAsset)
OPTIONAL MATCH (b)<-[g:HOLDS]-(y)
WITH a, since, undated_here, min(g.since) AS earliest,
  coalesce(sum(CASE WHEN y.id IS NOT NULL AND g.since IS NULL THEN 1 ELSE 0 END), 0) AS undated_alike
WHERE since >= $begins AND coalesce(earliest, since) >= since AND undated_here = 0 AND undated_alike = 0
OPTIONAL MATCH (a)<-[:ABOUT]-(e:Evidence) WHERE e.evidence_kind = 'suitability_assessment'
WITH a, since, count(e) AS own,
  coalesce(sum(CASE WHEN e.id IS NOT NULL AND e.date IS NULL THEN 1 ELSE 0 END), 0) AS own_undated,
  coalesce(sum(CASE WHEN e.date < since THEN 1 ELSE 0 END), 0) AS own_intime,
  coalesce(sum(CASE WHEN e.date < since AND toLower(e.outcome) IN $suitable THEN 1 ELSE 0 END), 0) AS own_suitable,
  coalesce(sum(CASE WHEN e.date < since AND e.outcome IS NULL THEN 1 ELSE 0 END), 0) AS own_unjudged,
  coalesce(sum(CASE WHEN e.date < since AND toLower(e.outcome) IN $suitable AND e.purpose IS NOT NULL AND e.mandate IS NOT NULL AND e.risk_city IS NOT NULL AND e.risk_person IS NOT NULL THEN 1 ELSE 0 END), 0) AS own_complete
OPTIONAL MATCH (a)<-[:HOLDS]-(x)<-[:ABOUT]-(f:Evidence) WHERE f.evidence_kind = 'suitability_assessment'
WITH a, since, own, own_undated, own_intime, own_suitable, own_unjudged, own_complete, count(f) AS held,
  coalesce(sum(CASE WHEN f.id IS NOT NULL AND f.date IS NULL THEN 1 ELSE 0 END), 0) AS held_undated,
  coalesce(sum(CASE WHEN f.date < since THEN 1 ELSE 0 END), 0) AS held_intime,
  coalesce(sum(CASE WHEN f.date < since AND toLower(f.outcome) IN $suitable THEN 1 ELSE 0 END), 0) AS held_suitable,
  coalesce(sum(CASE WHEN f.date < since AND f.outcome IS NULL THEN 1 ELSE 0 END), 0) AS held_unjudged,
  coalesce(sum(CASE WHEN f.date < since AND toLower(f.outcome) IN $suitable AND f.purpose IS NOT NULL AND f.mandate IS NOT NULL AND f.risk_city IS NOT NULL AND f.risk_person IS NOT NULL THEN 1 ELSE 0 END), 0) AS held_complete
WITH a, since, own + held AS all_told, own_undated + held_undated AS undated, own_intime + held_intime AS intime, own_suitable + held_suitable AS suitable, own_unjudged + held_unjudged AS unjudged, own_complete + held_complete AS complete
WITH a, all_told, undated, intime WHERE all_told > 0 AND intime = 0 AND undated > 0
RETURN a.id AS id, 'date' AS missing
"""

[parameters]
suitable = ["suitable", "acceptable", "approved", "lämplig", "godtagbar", "godkänd"]   # outcomes that say yes, in small letters
[dates]
begins = "-P5Y"      # what was stored before is not new

[messages.none]
sv = "{name} lagras sedan {since} utan att någon har bedömt om det är lämpligt."
en = "{name} is stored since {since}, and nobody has assessed whether that is suitable."
[messages.late]
sv = "{name} lagras sedan {since}; lämpligheten bedömdes först därefter."
en = "{name} is stored since {since}; its suitability was assessed only after that."
[messages.unsuitable]
sv = "{name} lagras sedan {since} fast bedömningen inte sade ja."
en = "{name} is stored since {since} although the assessment did not say yes."
[messages.incomplete]
sv = "{name} lagras sedan {since}; bedömningen saknar utfall, ändamål, uppdrag eller risk för staden eller den enskilde."
en = "{name} is stored since {since}; the assessment lacks its outcome, purpose, mandate, or risk to the city or the person."

[[example]]
graph = [
  "cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset",
  "other:Evidence {evidence_kind: suitability_assessment, date: 2025-01-01} -ABOUT-> map:System",
]
finds = ["films"]

# Assessed the month before; about the system as well as about the information.
[[example]]
graph = [
  "cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset",
  "yes:Evidence {evidence_kind: suitability_assessment, date: 2026-01-15, outcome: Lämplig, purpose: safety, mandate: law, risk_city: low, risk_person: low} -ABOUT-> films",
  "lamp:System -HOLDS {since: 2026-02-01}-> hours:InformationAsset",
  "also:Evidence {evidence_kind: suitability_assessment, date: 2026-01-15, outcome: suitable, purpose: light, mandate: law, risk_city: low, risk_person: low} -ABOUT-> lamp",
]
finds = []

# The day storing began is too late.
[[example]]
graph = [
  "cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset",
  "yes:Evidence {evidence_kind: suitability_assessment, date: 2026-02-01, outcome: suitable, purpose: safety, mandate: law, risk_city: low, risk_person: low} -ABOUT-> films",
]
finds = ["films"]

[[example]]
graph = [
  "cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset",
  "no:Evidence {evidence_kind: suitability_assessment, date: 2026-01-15, outcome: olämplig} -ABOUT-> films",
]
finds = ["films"]

[[example]]
graph = [
  "cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset",
  "yes:Evidence {evidence_kind: suitability_assessment, date: 2026-01-15, outcome: suitable, purpose: safety} -ABOUT-> films",
]
finds = ["films"]

# Stored for long; a copy of what there is; and the same kind of information as another that the city has already.
[[example]]
graph = [
  "cam:System -HOLDS {since: 2015-02-01}-> films:InformationAsset",
  "view:System -HOLDS {since: 2026-02-01}-> copy:InformationAsset {asset_kind: copy}",
  "view -HOLDS {since: 2026-02-01}-> scenes:InformationAsset -OF_TYPE-> film:InformationType", "films -OF_TYPE-> film",
  "other:Evidence {evidence_kind: suitability_assessment, date: 2025-01-01} -ABOUT-> map:System",
]
finds = []

# Another register has had the same kind of information for nobody knows how long.
[[example]]
graph = [
  "cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset -OF_TYPE-> film:InformationType",
  "old:System -HOLDS-> scenes:InformationAsset {asset_kind: copy} -OF_TYPE-> film",
  "other:Evidence {evidence_kind: suitability_assessment, date: 2025-01-01} -ABOUT-> map:System",
]
finds = []
unknown = ["films"]

# Nobody says since when; nobody has dated the assessment; and nowhere is there any assessment at all.
[[example]]
graph = [
  "cam:System -HOLDS-> films:InformationAsset", "cam -HOLDS {since: 2026-02-01}-> sound:InformationAsset",
  "yes:Evidence {evidence_kind: suitability_assessment, outcome: suitable} -ABOUT-> sound",
]
finds = []
unknown = ["films", "sound"]

[[example]]
graph = ["cam:System -HOLDS {since: 2026-02-01}-> films:InformationAsset"]
finds = []
unknown = ["films"]
*/
MATCH (a:InformationAsset)<-[h:HOLDS]-()
WHERE (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (h.how IS NULL OR h.how <> 'presented')
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
WITH a, min(h.since) AS since, count(a.id) - count(h.since) AS undated_here
OPTIONAL MATCH (a)-[:OF_TYPE]->(t:InformationType)
OPTIONAL MATCH (t)<-[:OF_TYPE]-(b:InformationAsset)
OPTIONAL MATCH (b)<-[g:HOLDS]-(y)
WITH a, since, undated_here, min(g.since) AS earliest,
  coalesce(sum(CASE WHEN y.id IS NOT NULL AND g.since IS NULL THEN 1 ELSE 0 END), 0) AS undated_alike
WHERE since >= $begins AND coalesce(earliest, since) >= since AND undated_here = 0 AND undated_alike = 0
AND EXISTS { MATCH (r:Evidence) WHERE r.evidence_kind = 'suitability_assessment' }
OPTIONAL MATCH (a)<-[:ABOUT]-(e:Evidence) WHERE e.evidence_kind = 'suitability_assessment'
WITH a, since, count(e) AS own,
  coalesce(sum(CASE WHEN e.id IS NOT NULL AND e.date IS NULL THEN 1 ELSE 0 END), 0) AS own_undated,
  coalesce(sum(CASE WHEN e.date < since THEN 1 ELSE 0 END), 0) AS own_intime,
  coalesce(sum(CASE WHEN e.date < since AND toLower(e.outcome) IN $suitable THEN 1 ELSE 0 END), 0) AS own_suitable,
  coalesce(sum(CASE WHEN e.date < since AND e.outcome IS NULL THEN 1 ELSE 0 END), 0) AS own_unjudged,
  coalesce(sum(CASE WHEN e.date < since AND toLower(e.outcome) IN $suitable AND e.purpose IS NOT NULL AND e.mandate IS NOT NULL AND e.risk_city IS NOT NULL AND e.risk_person IS NOT NULL THEN 1 ELSE 0 END), 0) AS own_complete
OPTIONAL MATCH (a)<-[:HOLDS]-(x)<-[:ABOUT]-(f:Evidence) WHERE f.evidence_kind = 'suitability_assessment'
WITH a, since, own, own_undated, own_intime, own_suitable, own_unjudged, own_complete, count(f) AS held,
  coalesce(sum(CASE WHEN f.id IS NOT NULL AND f.date IS NULL THEN 1 ELSE 0 END), 0) AS held_undated,
  coalesce(sum(CASE WHEN f.date < since THEN 1 ELSE 0 END), 0) AS held_intime,
  coalesce(sum(CASE WHEN f.date < since AND toLower(f.outcome) IN $suitable THEN 1 ELSE 0 END), 0) AS held_suitable,
  coalesce(sum(CASE WHEN f.date < since AND f.outcome IS NULL THEN 1 ELSE 0 END), 0) AS held_unjudged,
  coalesce(sum(CASE WHEN f.date < since AND toLower(f.outcome) IN $suitable AND f.purpose IS NOT NULL AND f.mandate IS NOT NULL AND f.risk_city IS NOT NULL AND f.risk_person IS NOT NULL THEN 1 ELSE 0 END), 0) AS held_complete
WITH a, since, own + held AS all_told, own_undated + held_undated AS undated, own_intime + held_intime AS intime, own_suitable + held_suitable AS suitable, own_unjudged + held_unjudged AS unjudged, own_complete + held_complete AS complete
WITH a, since, all_told, undated, intime, suitable, unjudged, complete
WHERE complete = 0 AND (all_told = 0 OR intime > 0 OR undated = 0)
RETURN a.id AS id, since AS since,
  CASE WHEN all_told = 0 THEN 'none' WHEN intime = 0 THEN 'late' WHEN suitable = 0 AND unjudged = 0 THEN 'unsuitable'
  ELSE 'incomplete' END AS wrong
