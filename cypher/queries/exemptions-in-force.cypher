/*
title    = { sv = "Undantag som gäller", en = "Exemptions in force" }
question = { sv = "Vilka undantag från programmets regler gäller i dag, och för vad?", en = "Which exemptions from the rules of the programme are in force today, and for what?" }
unknown  = """
MATCH (e:Exemption) WHERE e.decided_on IS NULL RETURN e.id AS id, 'decided_on' AS missing
UNION ALL
MATCH (e:Exemption) WHERE e.valid_to IS NULL RETURN e.id AS id, 'valid_to' AS missing
"""

[columns]
id           = { sv = "id", en = "id" }
name         = { sv = "namn", en = "name" }
rule         = { sv = "regel", en = "rule" }
thing_id     = { sv = "id på det undantagna", en = "id of what is exempted" }
thing        = { sv = "gäller", en = "for" }
decided_by   = { sv = "beslutat av", en = "decided by" }
valid_to     = { sv = "gäller till", en = "valid to" }
diary_number = { sv = "diarienummer", en = "diary number" }

[[example]]
graph = [
  "one:Exemption {rule: COM-01, decided_on: 2026-01-01, valid_to: 2026-06-30} -EXEMPTS-> crm:System",
  "old:Exemption {rule: COM-01, decided_on: 2025-01-01, valid_to: 2026-06-29} -EXEMPTS-> crm",
  "next:Exemption {rule: COM-01, decided_on: 2026-07-01, valid_to: 2027-06-29} -EXEMPTS-> crm",
]
rows = [{ id = "one", rule = "COM-01", thing_id = "crm", valid_to = "2026-06-30" }]

# When it was decided, or until when it holds, is not known.
[[example]]
graph = [
  "one:Exemption {rule: COM-01, valid_to: 2027-06-30} -EXEMPTS-> crm:System",
  "two:Exemption {decided_on: 2026-01-01} -EXEMPTS-> crm",
]
rows = []
unknown = ["one", "two"]
*/
MATCH (e:Exemption)-[:EXEMPTS]->(x)
WHERE e.decided_on <= $today AND (e.valid_from IS NULL OR e.valid_from <= $today) AND e.valid_to >= $today
RETURN DISTINCT e.id AS id, e.name AS name, e.rule AS rule, x.id AS thing_id, x.name AS thing, e.decided_by AS decided_by,
  e.valid_to AS valid_to, e.diary_number AS diary_number
ORDER BY valid_to, id, thing_id
