/*
title      = { sv = "Känsliga system och känslig information har en riskanalys som gäller", en = "Sensitive systems and sensitive information have a risk analysis that holds" }
severity   = "error"
source     = "ISM-06"
subject    = ["System", "InformationAsset"]
why        = { sv = "Skyddet väljs efter riskerna. Utan en riskanalys, eller med en som är äldre än det senaste flödet in, vet ingen om skyddet passar det som faktiskt finns där.", en = "Safeguards are chosen by the risks. Without a risk analysis, or with one older than the latest flow that came in, nobody knows whether they fit what is actually there." }
fix        = { sv = "Gör en riskanalys med systemägaren och informationsägarna och anteckna dagen. Har något tillkommit räcker det att pröva vad det ändrar.", en = "Make a risk analysis with the system owner and the information owners and note its day. Where something was added, it is enough to consider what that changes." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN s.id AS id
UNION ALL
MATCH (a:InformationAsset) WHERE a.valid_to IS NULL OR a.valid_to >= $today
RETURN a.id AS id
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
"""

[messages.never]
sv = "Ingen riskanalys av {name} är antecknad, fast nivån är {level}."
en = "No risk analysis of {name} is on record, though its level is {level}."
[messages.too_old]
sv = "Riskanalysen av {name} är från {last}. Det är för gammalt på nivå {level}."
en = "The risk analysis of {name} is of {last}. That is too old at level {level}."
[messages.outdated]
sv = "Riskanalysen av {name} är från {last}, men {changed_on} tillkom {changed_by}."
en = "The risk analysis of {name} is of {last}, but {changed_by} was added on {changed_on}."

[parameters]
from_level = 2
months_serious = 12
months_significant = 24

[asks]
analysis   = "risk-analyses"
parameters = { at = "$today", level = "$from_level", months_serious = "$months_serious", months_significant = "$months_significant", limit = 100000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
wrong      = "wrong"
missing    = "wrong"

[[example]]
graph = [
  "journal:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1} -HOLDS-> cases:InformationAsset {k: 3, r: 1, t: 1, s: 1}",
  "board:System {lifecycle: live, k: 0, r: 0, t: 0, s: 0}", "risks:Evidence {evidence_kind: risk_analysis, date: 2026-01-10} -ABOUT-> board",
]
finds = ["cases", "journal"]

[[example]]
graph = [
  "journal:System {lifecycle: live, k: 1, r: 1, t: 1, s: 1} -HOLDS-> cases:InformationAsset {k: 3, r: 1, t: 1, s: 1}",
  "risks:Evidence {evidence_kind: risk_analysis, date: 2025-06-30} -ABOUT-> journal",
  "old:System {lifecycle: retired, k: 3, r: 1, t: 1, s: 1}",
]
finds = []

[[example]]
graph = [
  "a:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1} <-ABOUT- first:Evidence {evidence_kind: risk_analysis, date: 2025-06-29}",
  "b:System {lifecycle: live, k: 2, r: 1, t: 1, s: 1} <-ABOUT- second:Evidence {evidence_kind: risk_analysis, date: 2024-06-30}",
]
finds = ["a"]

[[example]]
graph = [
  "a:System {lifecycle: live, k: 2, r: 1, t: 1, s: 1} <-ABOUT- first:Evidence {evidence_kind: risk_analysis, date: 2025-06-01}",
  "b:System {lifecycle: live, k: 0, r: 0, t: 0, s: 0} -FLOW {valid_from: 2025-06-02}-> a",
]
finds = ["a"]

[[example]]
graph = ["a:System {lifecycle: live, k: 3, r: 1, t: 1, s: 1}", "b:InformationAsset", "c:System"]
finds = []
unknown = ["a", "b", "c"]
*/
