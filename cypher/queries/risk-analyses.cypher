/*
title    = { sv = "Riskanalyser", en = "Risk analyses" }
question = { sv = "Vilka riskanalyser finns om det?", en = "Which risk analyses are there about it?" }

[columns]
id       = { sv = "id", en = "id" }
name     = { sv = "namn", en = "name" }
date     = { sv = "datum", en = "date" }
valid_to = { sv = "gäller till", en = "valid to" }
outcome  = { sv = "utfall", en = "outcome" }

[parameters.of]
type        = "thing"
description = { sv = "det som riskanalysen handlar om", en = "what the risk analysis is about" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "plan:Evidence {evidence_kind: risk_analysis, date: 2026-02-01, outcome: acceptable} -ABOUT-> crm:System",
  "talk:Evidence {evidence_kind: dialogue} -ABOUT-> crm",
]
params = { of = "crm" }
rows = [{ id = "plan", date = "2026-02-01", outcome = "acceptable" }]

[[example]]
graph = ["crm:System"]
params = { of = "crm" }
rows = []
*/
MATCH (e:Evidence)-[:ABOUT]->(x)
WHERE x.id = $of AND e.evidence_kind = 'risk_analysis'
RETURN DISTINCT e.id AS id, e.name AS name, e.date AS date, e.valid_to AS valid_to, e.outcome AS outcome
ORDER BY coalesce(date, '') DESC, id
