/*
title      = { sv = "Klassningens nivåer finns i klassningsmodellen", en = "Levels of the classification are in the classification model" }
severity   = "error"
source     = "DQ-10"
subject    = ["System", "DigitalService", "InformationAsset", "Integration", "Device"]
why        = { sv = "En nivå som modellen inte har kan varken jämföras, räknas uppåt eller ge krav på skydd.", en = "A level the model does not have can neither be compared nor raised nor ask for safeguards." }
fix        = { sv = "Låt den som beslutade om klassningen ange en av modellens nivåer, 0–4.", en = "Let who decided on the classification state a level of the model, 0–4." }
message    = { sv = "{words}", en = "{words}" }
population = """
MATCH (n) WHERE n.k IS NOT NULL OR n.r IS NOT NULL OR n.t IS NOT NULL OR n.s IS NOT NULL
OR n.k_high IS NOT NULL OR n.r_high IS NOT NULL OR n.t_high IS NOT NULL OR n.s_high IS NOT NULL
OR EXISTS { MATCH (n)-[f:FLOW]->() WHERE f.filter_k IS NOT NULL }
RETURN count(n) AS count
"""

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-10"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System {k: 2}", "hand wrote crm {r: 7}"]
finds = ["crm"]

[[example]]
graph = ["crm:System {k: 3, k_high: 1}"]
finds = ["crm"]

[[example]]
graph = ["crm:System {k: 0, r: 4, t: 2, t_high: 3}", "pay:System"]
finds = []
*/
