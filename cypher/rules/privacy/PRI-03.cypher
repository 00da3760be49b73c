/*
title      = { sv = "Den som har samtyckt kan ångra sig, överallt där uppgifterna finns", en = "Who has consented can take it back, wherever the data are" }
severity   = "error"
source     = "PRI-03"
subject    = ["System", "DigitalService", "Device", "Facility"]
why        = { sv = "Samtycke ska vara aktivt, kunna visas upp och kunna återkallas lika lätt. En kopia som återkallandet inte når behandlas utan grund.", en = "Consent has to be active, has to be shown, and to be taken back as easily. A copy that a withdrawal does not reach is processed without a basis." }
fix        = { sv = "För register över samtycken, och låt rutinen för återkallande omfatta varje system som får en kopia; eller stöd behandlingen på en annan laglig grund.", en = "Keep a register of consents, and let the routine for withdrawal cover every system that gets a copy; or rest the processing on another legal basis." }

[asks]
analysis   = "personal-data"
parameters = { at = "$today", limit = 1000000 }
asked      = { withdrawal_covered = ["yes", "no_register", "no_routine", "neither", "unknown"] }
finds      = { withdrawal_covered = ["no_register", "no_routine", "neither"] }
unknowns   = { withdrawal_covered = "unknown" }
missing    = "consent_register"
wrong      = "withdrawal_covered"

[messages.no_register]
sv = "{name} har {asset_name} med stöd av samtycke, men inget register över samtycken förs."
en = "{name} has {asset_name} on consent, but no register of consents is kept."
[messages.no_routine]
sv = "{name} har {asset_name} med stöd av samtycke, men ingen rutin för återkallande når dit."
en = "{name} has {asset_name} on consent, but no routine for withdrawal reaches there."
[messages.neither]
sv = "{name} har {asset_name} med stöd av samtycke, utan register över samtycken och utan rutin för återkallande."
en = "{name} has {asset_name} on consent, without a register of consents and without a routine for withdrawal."

# The withdrawal does not reach the copy.
[[example]]
graph = [
  "club:System -HOLDS-> members:InformationAsset {personal: yes}", "club -FLOW {carries: [members], mode: replicate}-> news:System",
  "yes:Evidence {evidence_kind: processing, legal_basis: samtycke, consent_register: yes} -ABOUT-> club",
  "back:Evidence {evidence_kind: routine, routine_kind: withdrawal} -ABOUT-> club",
]
finds = ["news"]

[[example]]
graph = [
  "club:System -HOLDS-> members:InformationAsset {personal: yes}", "club -FLOW {carries: [members], mode: replicate}-> news:System",
  "yes:Evidence {evidence_kind: processing, legal_basis: 6.1 a, consent_register: yes} -ABOUT-> members",
  "back:Evidence {evidence_kind: routine, routine_kind: withdrawal} -ABOUT-> members",
  "pay:System -HOLDS-> staff:InformationAsset {personal: yes}", "work:Evidence {evidence_kind: processing, legal_basis: 6.1 b} -ABOUT-> pay",
]
finds = []

[[example]]
graph = [
  "club:System -HOLDS-> members:InformationAsset {personal: yes}",
  "yes:Evidence {evidence_kind: processing, legal_basis: consent, consent_register: no} -ABOUT-> club",
  "back:Evidence {evidence_kind: routine, routine_kind: withdrawal} -ABOUT-> club",
]
finds = ["club"]

# The routine ended.
[[example]]
graph = [
  "club:System -HOLDS-> members:InformationAsset {personal: yes}",
  "yes:Evidence {evidence_kind: processing, legal_basis: consent, consent_register: no} -ABOUT-> club",
  "back:Evidence {evidence_kind: routine, routine_kind: withdrawal, valid_to: 2026-06-29} -ABOUT-> club",
]
finds = ["club"]

# Nobody records routines for withdrawal, nor says whether there is a register.
[[example]]
graph = [
  "club:System -HOLDS-> members:InformationAsset {personal: yes}",
  "yes:Evidence {evidence_kind: processing, legal_basis: consent} -ABOUT-> club",
]
finds = []
unknown = ["club"]
*/
