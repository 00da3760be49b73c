/*
title      = { sv = "Det som sätts ihop av många källor är klassat för vad det är tillsammans", en = "What is put together of many sources is classified for what it is together" }
severity   = "error"
source     = "CLS-04"
subject    = ["System", "DigitalService", "Integration"]
why        = { sv = "Uppgifter som var för sig är ofarliga kan tillsammans röja en person, ett mönster eller en svaghet. Den som klassar delarna en och en ser det inte.", en = "Data that are harmless one by one can together give away a person, a pattern or a weakness. Who classifies the parts one by one does not see it." }
fix        = { sv = "Registrera sammanställningen som en egen informationstillgång, härledd ur sina delar, och låt ägaren klassa den; eller låt delarna inte mötas.", en = "Register what is put together as an information asset of its own, derived from its parts, and let its owner classify it; or keep the parts from meeting." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'] RETURN s.id AS id
UNION ALL
MATCH (d:DigitalService) RETURN d.id AS id
UNION ALL
MATCH (i:Integration) RETURN i.id AS id
"""

[asks]
analysis   = "escalation"
parameters = { at = "$today", labels = ["System", "DigitalService", "Integration"], unsettled = true }
finds      = { raised = true, aggregation = true }
unknowns   = { possible = true, aggregation = true }
missing    = "origin_name"
wrong      = "aspect"

[messages.k]
sv = "Det som möts i {name} kräver tillsammans minst konfidentialitet {required_low} ({together}); {name} är klassad {assigned_high}."
en = "What meets in {name} requires at least confidentiality {required_low} together ({together}); {name} is classified {assigned_high}."
[messages.r]
sv = "Det som möts i {name} kräver tillsammans minst riktighet {required_low} ({together}); {name} är klassad {assigned_high}."
en = "What meets in {name} requires at least integrity {required_low} together ({together}); {name} is classified {assigned_high}."
[messages.t]
sv = "Det som möts i {name} kräver tillsammans minst tillgänglighet {required_low} ({together}); {name} är klassad {assigned_high}."
en = "What meets in {name} requires at least availability {required_low} together ({together}); {name} is classified {assigned_high}."
[messages.s]
sv = "Det som möts i {name} kräver tillsammans minst spårbarhet {required_low} ({together}); {name} är klassad {assigned_high}."
en = "What meets in {name} requires at least traceability {required_low} together ({together}); {name} is classified {assigned_high}."

# School and social services about the same children: each K 2, together K 3.
[[example]]
graph = [
  "analysis:System {lifecycle: live, k: 2, r: 1, t: 1, s: 2} -HOLDS-> pupils:InformationAsset {k: 2, r: 1, t: 1, s: 2, personal: yes, subject_kind: child, categories: [identity, school]}",
  "analysis -HOLDS-> support:InformationAsset {k: 2, r: 1, t: 1, s: 2, personal: yes, subject_kind: child, categories: [social]}",
]
finds = ["analysis"]

[[example]]
graph = [
  "analysis:System {lifecycle: live, k: 3, r: 1, t: 1, s: 2} -HOLDS-> pupils:InformationAsset {k: 2, r: 1, t: 1, s: 2, personal: yes, subject_kind: child, categories: [identity, school]}",
  "analysis -HOLDS-> support:InformationAsset {k: 2, r: 1, t: 1, s: 2, personal: yes, subject_kind: child, categories: [social]}",
]
finds = []

# Nobody says what is in the second one: perhaps they combine.
[[example]]
graph = [
  "analysis:System {lifecycle: live, k: 2, r: 1, t: 1, s: 2} -HOLDS-> pupils:InformationAsset {k: 2, r: 1, t: 1, s: 2, personal: yes, subject_kind: child, categories: [identity, school]}",
  "analysis -HOLDS-> notes:InformationAsset {k: 2, r: 1, t: 1, s: 2, personal: yes, subject_kind: child}",
]
finds = []
unknown = ["analysis"]
*/
