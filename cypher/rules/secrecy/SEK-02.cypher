/*
title      = { sv = "Det som omfattas av säkerhetsskydd nås bara av säkerhetsprövade och av leverantörer med säkerhetsskyddsavtal", en = "What the Protective Security Act protects is reached by vetted people only, and by suppliers with a protective security agreement" }
severity   = "error"
source     = "SEK-02"
subject    = "System"
why        = { sv = "Lagen kräver prövning innan någon får tillgång, och det gäller också den som vet hur uppgifterna skyddas. Uppgifterna följer med flödena till system där ingen har tänkt på det.", en = "The law requires vetting before anybody gets access, and that holds for those too who know how the information is protected. The information goes with the flows into systems where nobody thought of it." }
fix        = { sv = "Stoppa flödet tills de som har åtkomst är säkerhetsprövade och avtalet är tecknat. Kontakta säkerhetsskyddschefen; skriv inga detaljer här.", en = "Stop the flow until those with access are vetted and the agreement is signed. Contact the head of protective security; write no details here." }

[asks]
analysis   = "protective-security"
parameters = { at = "$today" }
asked      = { verdict = ["not_vetted", "no_agreement", "neither", "unknown", "allowed", "not_concerned"] }
finds      = { verdict = ["not_vetted", "no_agreement", "neither"] }
unknowns   = { verdict = "unknown" }
missing    = "security_protected"
wrong      = "verdict"

[messages.not_vetted]
sv = "{name} nås av uppgifter som omfattas av säkerhetsskydd, men de som har åtkomst är inte säkerhetsprövade."
en = "{name} is reached by information that the Protective Security Act protects, but those with access are not vetted."
[messages.no_agreement]
sv = "{name} nås av uppgifter som omfattas av säkerhetsskydd, men säkerhetsskyddsavtal saknas med {suppliers}."
en = "{name} is reached by information that the Protective Security Act protects, but there is no agreement with {suppliers}."
[messages.neither]
sv = "{name} nås av uppgifter som omfattas av säkerhetsskydd, men de som har åtkomst är inte säkerhetsprövade och avtal saknas med {suppliers}."
en = "{name} is reached by information that the Protective Security Act protects, but those with access are not vetted, and there is no agreement with {suppliers}."

[[example]]
graph = ["plans:InformationAsset {security_protected: yes_elsewhere}", "map:System {access_vetted: no} -HOLDS-> plans"]
finds = ["map"]

[[example]]
graph = [
  "plans:InformationAsset {security_protected: yes_elsewhere}", "map:System {access_vetted: yes} -HOLDS-> plans",
  "map -SUPPLIED_BY-> firm:Organisation {security_agreement: yes}",
  "news:InformationAsset {security_protected: no}", "site:System {access_vetted: no} -HOLDS-> news",
]
finds = []

[[example]]
graph = [
  "plans:InformationAsset {security_protected: yes_elsewhere}", "map:System {access_vetted: yes} -HOLDS-> plans",
  "map -SUPPLIED_BY-> firm:Organisation {security_agreement: no}",
]
finds = ["map"]

# It goes with the flow into a system that nobody thought of.
[[example]]
graph = [
  "plans:InformationAsset {security_protected: yes_elsewhere}", "map:System {access_vetted: yes} -HOLDS-> plans",
  "map -FLOW {carries: [plans]}-> view:System {access_vetted: no} -SUPPLIED_BY-> firm:Organisation {security_agreement: no}",
  "map -FLOW {carries: [plans], valid_to: 2025-12-31}-> old:System {access_vetted: no}",
]
finds = ["view"]

# To be reviewed; and one of which nobody has said.
[[example]]
graph = [
  "plans:InformationAsset {security_protected: review}", "map:System {access_vetted: no} -HOLDS-> plans",
  "list:InformationAsset", "crm:System {access_vetted: no} -HOLDS-> list",
]
finds = []
unknown = ["map", "crm"]
*/
