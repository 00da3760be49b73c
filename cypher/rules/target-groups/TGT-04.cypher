/*
title      = { sv = "Digitala tjänster fungerar för alla", en = "Digital services work for everybody" }
severity   = "error"
source     = "TGT-04"
subject    = "DigitalService"
why        = { sv = "Den som har en funktionsnedsättning, är ovan vid digitala tjänster eller har ett annat modersmål har samma rätt till stadens service. Lagen om tillgänglighet till digital offentlig service kräver en tillgänglighetsredogörelse.", en = "Whoever has a disability, is not used to digital services or has another mother tongue has the same right to the city's service. Swedish law on accessibility of digital public service asks for an accessibility statement." }
fix        = { sv = "Granska tjänsten, åtgärda bristerna, publicera en tillgänglighetsredogörelse och ordna en annan väg, till exempel telefon eller besök.", en = "Audit the service, mend the deficiencies, publish an accessibility statement and arrange another way, as by telephone or a visit." }
population = """
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND (d.audience IS NULL OR any(a IN $public WHERE a IN d.audience))
RETURN count(d) AS count
"""
unknown    = """
MATCH (d:DigitalService) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND d.audience IS NULL
RETURN d.id AS id, 'audience' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience) AND d.accessibility IS NULL
RETURN d.id AS id, 'accessibility' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS { MATCH (other:DigitalService) WHERE other.accessibility_statement IS NOT NULL }
RETURN d.id AS id, 'accessibility_statement' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS { MATCH (other:DigitalService) WHERE other.alternative_channel IS NOT NULL }
RETURN d.id AS id, 'alternative_channel' AS missing
"""

[messages.no_statement]
sv = "{name} saknar tillgänglighetsredogörelse."
en = "{name} has no accessibility statement."
[messages.partly]
sv = "{name} är bara delvis tillgänglig: kända brister är inte åtgärdade."
en = "{name} is accessible in part only: known deficiencies have not been mended."
[messages.not]
sv = "{name} är inte tillgänglig för alla."
en = "{name} is not accessible to all."
[messages.no_other_way]
sv = "{name} har ingen annan väg för den som inte kan använda tjänsten."
en = "{name} has no other way for those who cannot use the service."

[parameters]
public = ["resident", "business", "visitor"]

[[example]]
graph = [
  "permit:DigitalService {audience: [resident], accessibility: ok, accessibility_statement: 2025-09-01, alternative_channel: telefon}",
  "staff:DigitalService {audience: [employee], accessibility: not}",
]
finds = []

[[example]]
graph = [
  "permit:DigitalService {audience: [resident], accessibility: ok, accessibility_statement: 2025-09-01, alternative_channel: telefon}",
  "queue:DigitalService {audience: [resident], accessibility: ok, alternative_channel: besök}",
  "fault:DigitalService {audience: [visitor], accessibility: ok, accessibility_statement: 2025-09-01}",
]
finds = ["fault", "queue"]

[[example]]
graph = [
  "permit:DigitalService {audience: [business], accessibility: partly, accessibility_statement: 2025-09-01, alternative_channel: telefon}",
  "queue:DigitalService {audience: [resident], accessibility: not, accessibility_statement: 2025-09-01, alternative_channel: telefon}",
]
finds = ["permit", "queue"]

[[example]]
graph = ["permit:DigitalService {audience: [resident], accessibility: ok}", "queue:DigitalService {accessibility: not}"]
finds = []
unknown = ["permit", "queue"]
*/
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND d.accessibility_statement IS NULL
AND EXISTS { MATCH (other:DigitalService) WHERE other.accessibility_statement IS NOT NULL }
RETURN d.id AS id, 'no_statement' AS wrong
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND d.accessibility IN ['partly', 'not']
RETURN d.id AS id, d.accessibility AS wrong
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND d.alternative_channel IS NULL
AND EXISTS { MATCH (other:DigitalService) WHERE other.alternative_channel IS NOT NULL }
RETURN d.id AS id, 'no_other_way' AS wrong
