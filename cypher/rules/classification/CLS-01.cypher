/*
title      = { sv = "All information är klassad i K, R, T och S enligt den gemensamma modellen", en = "All information is classified in K, R, T and S by the common model" }
severity   = "error"
source     = "CLS-01"
subject    = "InformationAsset"
why        = { sv = "Skyddet väljs efter klassningen. Information som ingen har klassat skyddas på måfå, och allt som räknas ut om den – också vad den kräver tillsammans med annat – blir osäkert.", en = "Protection is chosen by classification. Information that nobody has classified is protected at random, and all that is worked out about it – what it requires together with other information too – is uncertain." }
fix        = { sv = "Be informationsägaren klassa den i alla fyra aspekterna enligt stadens modell, och skriv in nivåer, modell, datum och vem som beslutade.", en = "Ask the information owner to classify it in all four aspects by the city's model, and enter levels, model, date and who decided." }
population = """
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN count(a) AS count
"""
unknown    = """
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND NOT EXISTS {
  MATCH (b:InformationAsset)
  WHERE coalesce(b.k, b.k_high, b.r, b.r_high, b.t, b.t_high, b.s, b.s_high) IS NOT NULL
}
RETURN a.id AS id, 'k' AS missing
UNION ALL
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND coalesce(a.k, a.k_high) IS NOT NULL AND coalesce(a.r, a.r_high) IS NOT NULL
AND coalesce(a.t, a.t_high) IS NOT NULL AND coalesce(a.s, a.s_high) IS NOT NULL AND a.classification_model IS NULL
RETURN a.id AS id, 'classification_model' AS missing
UNION ALL
MATCH (b:InformationAsset) WHERE b.classification_model IS NOT NULL AND $model = ''
WITH count(b) AS stated
MATCH (c:InformationAsset) WHERE c.classification_model IS NOT NULL
WITH stated, c.classification_model AS one, count(c) AS times
WITH stated, max(times) AS most WHERE stated > 0 AND most * 2 <= stated
MATCH (a:InformationAsset) WHERE a.classification_model IS NOT NULL
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN a.id AS id, 'classification_model' AS missing
"""

[parameters]
model = ""      # the city's common model; empty: the one that most information is classified by

[messages.none]
sv = "{name} är inte klassad."
en = "{name} is not classified."
[messages.partial]
sv = "{name} är klassad bara delvis: nivå saknas i {lacking_k}{lacking_r}{lacking_t}{lacking_s}."
en = "{name} is classified in part only: no level in {lacking_k}{lacking_r}{lacking_t}{lacking_s}."
[messages.other]
sv = "{name} är klassad enligt {used}, som inte är stadens gemensamma modell ({common})."
en = "{name} is classified by {used}, which is not the city's common model ({common})."

[[example]]
graph = ["plan:InformationAsset", "map:InformationAsset {k: 0, r: 2, t: 1, s: 1, classification_model: KLASSA}"]
finds = ["plan"]

[[example]]
graph = ["map:InformationAsset {k: 0, r: 2, t: 1, s: 1, classification_model: KLASSA}"]
finds = []

# An owner who decided on an interval has classified; one who left an aspect out has not.
[[example]]
graph = [
  "map:InformationAsset {k: 0, k_high: 2, r: 2, t: 1, s: 1, classification_model: KLASSA}",
  "plan:InformationAsset {k: 0, r: 2, s: 1, classification_model: KLASSA}",
]
finds = ["plan"]

# What is no longer kept need not be classified.
[[example]]
graph = ["plan:InformationAsset {valid_to: 2025-12-31}", "map:InformationAsset {k: 0, r: 2, t: 1, s: 1, classification_model: KLASSA}"]
finds = []

# One of three by a model of its own; of two models used as often neither is the common one until somebody says so.
[[example]]
graph = [
  "map:InformationAsset {k: 0, r: 2, t: 1, s: 1, classification_model: KLASSA}",
  "log:InformationAsset {k: 1, r: 2, t: 1, s: 1, classification_model: KLASSA}",
  "plan:InformationAsset {k: 1, r: 2, t: 1, s: 1, classification_model: Home-made}",
]
finds = ["plan"]

[[example]]
graph = [
  "map:InformationAsset {k: 0, r: 2, t: 1, s: 1, classification_model: KLASSA}",
  "plan:InformationAsset {k: 1, r: 2, t: 1, s: 1, classification_model: Home-made}",
]
finds = []
unknown = ["map", "plan"]

# Nobody has loaded a classification at all: that says nothing of what is classified.
[[example]]
graph = ["plan:InformationAsset", "map:InformationAsset"]
finds = []
unknown = ["plan", "map"]

[[example]]
graph = ["map:InformationAsset {k: 0, r: 2, t: 1, s: 1}"]
finds = []
unknown = ["map"]
*/
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND coalesce(a.k, a.k_high, a.r, a.r_high, a.t, a.t_high, a.s, a.s_high) IS NULL
AND EXISTS {
  MATCH (b:InformationAsset)
  WHERE coalesce(b.k, b.k_high, b.r, b.r_high, b.t, b.t_high, b.s, b.s_high) IS NOT NULL
}
RETURN a.id AS id, 'none' AS wrong, '' AS lacking_k, '' AS lacking_r, '' AS lacking_t, '' AS lacking_s, '' AS used, '' AS common
UNION ALL
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND coalesce(a.k, a.k_high, a.r, a.r_high, a.t, a.t_high, a.s, a.s_high) IS NOT NULL
AND (coalesce(a.k, a.k_high) IS NULL OR coalesce(a.r, a.r_high) IS NULL
  OR coalesce(a.t, a.t_high) IS NULL OR coalesce(a.s, a.s_high) IS NULL)
RETURN a.id AS id, 'partial' AS wrong,
  CASE WHEN coalesce(a.k, a.k_high) IS NULL THEN 'K' ELSE '' END AS lacking_k,
  CASE WHEN coalesce(a.r, a.r_high) IS NULL THEN 'R' ELSE '' END AS lacking_r,
  CASE WHEN coalesce(a.t, a.t_high) IS NULL THEN 'T' ELSE '' END AS lacking_t,
  CASE WHEN coalesce(a.s, a.s_high) IS NULL THEN 'S' ELSE '' END AS lacking_s, '' AS used, '' AS common
UNION ALL
MATCH (b:InformationAsset) WHERE b.classification_model IS NOT NULL
WITH count(b) AS stated
MATCH (c:InformationAsset) WHERE c.classification_model IS NOT NULL
WITH stated, c.classification_model AS one, count(c) AS times
WHERE $model = '' AND times * 2 > stated
MATCH (a:InformationAsset)
WHERE a.classification_model <> one
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN a.id AS id, 'other' AS wrong, '' AS lacking_k, '' AS lacking_r, '' AS lacking_t, '' AS lacking_s,
  a.classification_model AS used, one AS common
UNION ALL
MATCH (a:InformationAsset)
WHERE (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
AND $model <> '' AND a.classification_model <> $model
RETURN a.id AS id, 'other' AS wrong, '' AS lacking_k, '' AS lacking_r, '' AS lacking_t, '' AS lacking_s,
  a.classification_model AS used, $model AS common
