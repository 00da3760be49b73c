/*
title      = { sv = "Skyddet räcker för den nivå som krävs", en = "Safeguards are of the grade that the required level asks for" }
severity   = "error"
source     = "CLS-02"
subject    = ["System", "DigitalService", "Integration"]
why        = { sv = "Klassningen är till för att styra skyddet. Där åtgärderna är svagare än det som finns i systemet kräver kan uppgifter komma ut, förvanskas eller försvinna fast alla trodde att de var skyddade.", en = "Classification is there to steer protection. Where safeguards are weaker than what is in the system requires, data can leak, be distorted or vanish although everybody thought they were protected." }
fix        = { sv = "Inför åtgärder av den grad som saknas, eller registrera dem som redan finns; systemägaren ansvarar. Kräver bara ett enda flöde nivån kan det i stället avslutas eller filtreras.", en = "Put safeguards of the missing grade in force, or record those there are; the system owner answers for it. Where a single flow requires the level it may be ended or filtered instead." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'] RETURN s.id AS id
UNION ALL
MATCH (d:DigitalService) RETURN d.id AS id
UNION ALL
MATCH (i:Integration) RETURN i.id AS id
"""

[asks]
analysis   = "safeguards"
parameters = { at = "$today", limit = 100000, labels = ["System", "DigitalService", "Integration"], explain = false }
finds      = { missing = [1, 2, 3, 4] }
unknowns   = { possible = true }
missing    = "PROTECTS"
wrong      = "aspect"

[messages.k]
sv = "{name} kräver konfidentialitet {required_low} och därmed skydd av grad {needed_low}; högst grad {grade_high} är i kraft."
en = "{name} requires confidentiality {required_low} and so safeguards of grade {needed_low}; at most grade {grade_high} is in force."
[messages.r]
sv = "{name} kräver riktighet {required_low} och därmed skydd av grad {needed_low}; högst grad {grade_high} är i kraft."
en = "{name} requires integrity {required_low} and so safeguards of grade {needed_low}; at most grade {grade_high} is in force."
[messages.t]
sv = "{name} kräver tillgänglighet {required_low} och därmed skydd av grad {needed_low}; högst grad {grade_high} är i kraft."
en = "{name} requires availability {required_low} and so safeguards of grade {needed_low}; at most grade {grade_high} is in force."
[messages.s]
sv = "{name} kräver spårbarhet {required_low} och därmed skydd av grad {needed_low}; högst grad {grade_high} är i kraft."
en = "{name} requires traceability {required_low} and so safeguards of grade {needed_low}; at most grade {grade_high} is in force."

# What is in the register requires K 3, and a safeguard of grade 1 is in force.
[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 0, t: 0, s: 0} -HOLDS {how: stored}-> records:InformationAsset {k: 3, r: 0, t: 0, s: 0}",
  "password:Control {aspects: [k], grade: 1, status: implemented} -PROTECTS-> clinic",
]
finds = ["clinic"]

[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 0, t: 0, s: 0} -HOLDS {how: stored}-> records:InformationAsset {k: 3, r: 0, t: 0, s: 0}",
  "card:Control {aspects: [k], grade: 3, status: implemented} -PROTECTS-> clinic",
]
finds = []

# The level follows with the data: the register is classified, the copy of it need not be.
[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 0, t: 0, s: 0} -HOLDS {how: stored}-> records:InformationAsset {k: 3, r: 0, t: 0, s: 0}",
  "clinic -FLOW {carries: [records], mode: replicate}-> list:System {lifecycle: live, k: 1, r: 0, t: 0, s: 0}",
  "card:Control {aspects: [k], grade: 3, status: verified} -PROTECTS-> clinic",
  "password:Control {aspects: [k], grade: 1, status: verified} -PROTECTS-> list",
]
finds = ["list"]

# What is planned protects nothing yet; what is retired need not be protected.
[[example]]
graph = [
  "clinic:System {lifecycle: live, k: 3, r: 0, t: 0, s: 0} -HOLDS {how: stored}-> records:InformationAsset {k: 3, r: 0, t: 0, s: 0}",
  "old:System {lifecycle: retired, k: 3, r: 0, t: 0, s: 0} -HOLDS {how: stored}-> records",
  "card:Control {aspects: [k], grade: 3, status: planned} -PROTECTS-> clinic",
  "password:Control {aspects: [k], grade: 1, status: implemented} -PROTECTS-> clinic",
  "password -PROTECTS-> old",
]
finds = ["clinic"]

# Nobody has recorded a safeguard: that is not none.
[[example]]
graph = ["clinic:System {lifecycle: live, k: 3, r: 0, t: 0, s: 0} -HOLDS {how: stored}-> records:InformationAsset {k: 3, r: 0, t: 0, s: 0}"]
finds = []
unknown = ["clinic"]
*/
