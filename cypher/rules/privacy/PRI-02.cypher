/*
title      = { sv = "All behandling av personuppgifter har laglig grund", en = "Every processing of personal data has a legal basis" }
severity   = "error"
source     = "PRI-02"
subject    = ["System", "DigitalService", "Device", "Facility"]
why        = { sv = "Utan laglig grund får uppgifterna inte finnas där alls. Kopior som flöden har fört vidare hamnar lätt i system som ingen behandling i registret täcker.", en = "Without a legal basis the data may not be there at all. Copies that flows have brought on easily end up in systems that no processing on record covers." }
fix        = { sv = "För in behandlingen i registret med ändamål och laglig grund (för känsliga uppgifter också enligt artikel 9), eller ta bort uppgifterna och stäng flödet dit.", en = "Enter the processing in the record with its purpose and legal basis (for special categories by article 9 too), or remove the data and close the flow that brings them." }

[asks]
analysis   = "personal-data"
parameters = { at = "$today", limit = 1000000 }
asked      = { legal_basis = ["yes", "ended", "none", "not_stated", "no_special", "unknown"] }
finds      = { legal_basis = ["none", "not_stated", "no_special"] }
unknowns   = { legal_basis = "unknown" }
missing    = "processing"
wrong      = "legal_basis"

[messages.none]
sv = "{name} har {asset_name}, och ingen behandling i registret täcker det."
en = "{name} has {asset_name}, and no processing on record covers that."
[messages.not_stated]
sv = "{name} har {asset_name}; behandlingen i registret anger ingen laglig grund."
en = "{name} has {asset_name}; the processing on record states no legal basis."
[messages.no_special]
sv = "{name} har {asset_name} med känsliga personuppgifter; behandlingen anger ingen grund för dem."
en = "{name} has {asset_name} with special categories of personal data; the processing states no basis for them."

[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "pay:System -HOLDS-> staff:InformationAsset {personal: yes}",
  "work:Evidence {evidence_kind: processing, legal_basis: 6.1 b} -ABOUT-> pay",
]
finds = ["crm"]

[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "map:System -HOLDS-> roads:InformationAsset {personal: no}",
  "work:Evidence {evidence_kind: processing, legal_basis: 6.1 e} -ABOUT-> customers",
]
finds = []

# On record for the register, and a flow brings a copy elsewhere.
[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "crm -FLOW {carries: [customers], mode: replicate}-> news:System",
  "work:Evidence {evidence_kind: processing, legal_basis: 6.1 e} -ABOUT-> crm",
]
finds = ["news"]

# Another processing states its basis; this one does not. And one that no longer holds.
[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "pay:System -HOLDS-> staff:InformationAsset {personal: yes}",
  "work:Evidence {evidence_kind: processing, legal_basis: 6.1 b} -ABOUT-> pay", "sales:Evidence {evidence_kind: processing} -ABOUT-> crm",
  "gym:System -HOLDS-> members:InformationAsset {personal: yes}",
  "sport:Evidence {evidence_kind: processing, legal_basis: 6.1 b, valid_to: 2026-06-29} -ABOUT-> gym",
]
finds = ["crm", "gym"]

# Health data need a basis of their own.
[[example]]
graph = [
  "care:System -HOLDS-> illness:InformationAsset {personal: yes, special_category: yes}",
  "nurse:Evidence {evidence_kind: processing, legal_basis: 6.1 e} -ABOUT-> care",
  "clinic:System -HOLDS-> records:InformationAsset {personal: yes, special_category: yes}",
  "doctor:Evidence {evidence_kind: processing, legal_basis: 6.1 e, special_basis: 9.2 h} -ABOUT-> clinic",
]
finds = ["care"]

# Nobody keeps a record of processings; nobody says whether it is personal.
[[example]]
graph = ["crm:System -HOLDS-> customers:InformationAsset {personal: yes}"]
finds = []
unknown = ["crm"]

[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset", "pay:System -HOLDS-> staff:InformationAsset {personal: yes}",
  "work:Evidence {evidence_kind: processing, legal_basis: 6.1 b} -ABOUT-> pay",
]
finds = []
unknown = ["crm"]
*/
