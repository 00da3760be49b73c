/*
title      = { sv = "Det som kan vara öppet är öppet, och inget öppet är känsligt, inte heller tillsammans", en = "What can be open is open, and nothing open is sensitive, not even together" }
severity   = "warning"
source     = "INF-05"
subject    = "InformationAsset"
why        = { sv = "Öppna data går inte att ta tillbaka, och det som är ofarligt var för sig kan tillsammans peka ut en person eller en svag punkt. Det som stannar inne utan skäl gör ingen annan nytta.", en = "Open data cannot be taken back, and what is harmless one by one can together point at a person or a weak spot. What is kept in without reason is of use to nobody else." }
fix        = { sv = "Avpublicera eller gör mängden grövre och låt informationsägaren besluta (eagraph analyse published-data visar vad som möts). Pröva med informationsägaren om en kandidat kan öppnas.", en = "Withdraw or coarsen the set and let the information owner decide (eagraph analyse published-data shows what meets). Settle with the information owner whether a candidate can be opened." }
population = "MATCH (a:InformationAsset) RETURN a.id AS id"
unknown    = """
MATCH (a:InformationAsset) WHERE a.k IS NULL AND a.k_high IS NULL
RETURN a.id AS id, 'k' AS missing
UNION ALL
MATCH (p:InformationAsset) WHERE p.published = true
WITH count(p) AS published
MATCH (a:InformationAsset) WHERE published = 0 AND (a.k IS NOT NULL OR a.k_high IS NOT NULL) AND a.published IS NULL
RETURN a.id AS id, 'published' AS missing
"""

[asks]
analysis   = "published-data"
parameters = { at = "$today", limit = 1000000 }
subject    = "first_set"
finds      = { decide = true, k_low = [1, 2, 3, 4] }
unknowns   = { possible = true, k_high = [1, 2, 3, 4] }
missing    = "k"
wrong      = "family"
others     = ["members"]

[messages.high_water_mark]
sv = "{name} syns för alla men kräver konfidentialitet {k_low}."
en = "{name} is seen by all and requires confidentiality {k_low}."
[messages.mosaic]
sv = "{names} syns för alla och pekar tillsammans ut enskilda genom {shared}; tillsammans kräver de konfidentialitet {k_low}."
en = "{names} are seen by all and together point at people through {shared}; together they require confidentiality {k_low}."
[messages.combination]
sv = "{names} syns för alla och kräver tillsammans konfidentialitet {k_low}: {why}"
en = "{names} are seen by all and together require confidentiality {k_low}: {why}"
[messages.accumulation]
sv = "{names} syns för alla, och så mycket på en gång kräver konfidentialitet {k_low}: {why}"
en = "{names} are seen by all, and so much at once requires confidentiality {k_low}: {why}"
[messages.concentration]
sv = "{names} syns för alla och samlar så mycket att de kräver konfidentialitet {k_low}: {why}"
en = "{names} are seen by all and gather so much that they require confidentiality {k_low}: {why}"
[messages.candidate]
sv = "{name} är klassad som öppen för alla men är inte publicerad."
en = "{name} is classified as open to all and is not published."

[[example]]
graph = [
    "trees:InformationAsset {k: 0, published: yes, asset_kind: open, personal: no, subject_kind: none, categories: [environment], records: 10}",
    "pupils:InformationAsset {k: 2, published: yes, asset_kind: open, personal: no, subject_kind: none, categories: [environment], records: 10}",
    "wages:InformationAsset {k: 2, published: no}",
]
finds = ["pupils + pupils"]

[[example]] # open to all, and kept in; a copy, and what is about people, are no candidates
graph = [
    "trees:InformationAsset {k: 0, published: yes, asset_kind: open, personal: no, subject_kind: none, categories: [environment], records: 10}",
    "lamps:InformationAsset {k: 0}",
    "copy:InformationAsset {k: 0, asset_kind: copy}",
    "names:InformationAsset {k: 0, personal: yes}",
]
finds = ["lamps"]

[[example]] # each anonymous by decision; together they point at the same people by the same marks
graph = [
    "care:InformationAsset {k: 0, published: yes, asset_kind: anonymous, personal: no, subject_kind: resident, categories: [birth_date, gender, location], records: 10, classified_by: owner, classified_on: 2026-01-01}",
    "health:InformationAsset {k: 3, published: no, personal: yes, subject_kind: resident, categories: [identity, health]} <-DERIVED_FROM- care",
    "school:InformationAsset {k: 0, published: yes, asset_kind: anonymous, personal: no, subject_kind: resident, categories: [birth_date, gender, location], records: 10, classified_by: owner, classified_on: 2026-01-01}",
    "pupils:InformationAsset {k: 2, published: no, personal: yes, subject_kind: resident, categories: [identity, school]} <-DERIVED_FROM- school",
]
finds = ["care + care + school"]

[[example]]
graph = ["trees:InformationAsset {k: 0, published: yes, asset_kind: open, personal: no, subject_kind: none, categories: [environment], records: 10}"]
finds = []

[[example]]
graph = ["trees:InformationAsset {published: yes}"]
finds = []
unknown = ["trees"]

[[example]] # nobody says what is published
graph = ["trees:InformationAsset {k: 0}"]
finds = []
unknown = ["trees"]
*/
MATCH (a:InformationAsset)
WHERE a.k = 0 AND (a.k_high IS NULL OR a.k_high = 0) AND (a.published IS NULL OR a.published = false)
AND EXISTS { MATCH (p:InformationAsset) WHERE p.published = true }
AND (a.asset_kind IS NULL OR a.asset_kind <> 'copy') AND (a.personal IS NULL OR a.personal = false)
AND a.secrecy_basis IS NULL AND (a.security_protected IS NULL OR a.security_protected = 'no')
RETURN a.id AS id, 'candidate' AS wrong
