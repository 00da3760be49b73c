/*
title      = { sv = "Sensorer, enheter och styrsystem har ägare, nätzon och ingår i en riskanalys", en = "Sensors, devices and control systems have an owner, a network zone, and are part of a risk analysis" }
severity   = "error"
source     = "IOT-01"
subject    = ["Sensor", "Device"]
why        = { sv = "Uppkopplade enheter är många, sitter där vem som helst når dem och glöms lätt bort. Den som ingen äger uppdateras inte, och den som ingen riskanalys tar upp kan bli vägen in i resten.", en = "Connected devices are many, sit where anybody can reach them and are easily forgotten. One that nobody owns is not updated, and one that no risk analysis looks at may be the way into everything else." }
fix        = { sv = "Utse en ägare, dokumentera vilken zon enheten sitter i, och ta upp den – gärna hela flottan på en gång – i systemets riskanalys.", en = "Appoint an owner, record which zone it sits in, and take it up – best the whole fleet at once – in the risk analysis of its system." }
population = """
MATCH (s:Sensor) WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
RETURN count(s) AS count
UNION ALL
MATCH (s:Device) WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:Sensor)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND NOT EXISTS { MATCH (z:NetworkZone) }
RETURN s.id AS id, 'CONNECTED_TO' AS missing
UNION ALL
MATCH (s:Device)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND NOT EXISTS { MATCH (z:NetworkZone) }
RETURN s.id AS id, 'CONNECTED_TO' AS missing
UNION ALL
MATCH (s:Sensor)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND NOT EXISTS { MATCH (e:Evidence) WHERE e.evidence_kind = 'risk_analysis' }
RETURN s.id AS id, 'ABOUT' AS missing
UNION ALL
MATCH (s:Device)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND NOT EXISTS { MATCH (e:Evidence) WHERE e.evidence_kind = 'risk_analysis' }
RETURN s.id AS id, 'ABOUT' AS missing
UNION ALL
MATCH (s:Sensor)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND (EXISTS {
  MATCH (s)-[:FLOW]->(:System)<-[:ABOUT]-(e:Evidence)
  WHERE e.evidence_kind = 'risk_analysis' AND e.covers IS NULL
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
} OR EXISTS {
  MATCH (s)-[:FLOW]->(x) WHERE EXISTS {
    MATCH (x)-[:FLOW]->(:System)<-[:ABOUT]-(e:Evidence)
    WHERE e.evidence_kind = 'risk_analysis' AND e.covers IS NULL
    AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
  }
})
AND NOT EXISTS {
  MATCH (f:Evidence)-[:ABOUT]->(s)
  WHERE f.evidence_kind = 'risk_analysis'
  AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (f:Evidence)-[:ABOUT]->(w)<-[:PART_OF|MANAGED_IN|CONNECTED_TO]-(s)
  WHERE f.evidence_kind = 'risk_analysis'
  AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
}
RETURN DISTINCT s.id AS id, 'covers' AS missing
UNION ALL
MATCH (s:Device)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND (EXISTS {
  MATCH (s)-[:FLOW]->(:System)<-[:ABOUT]-(e:Evidence)
  WHERE e.evidence_kind = 'risk_analysis' AND e.covers IS NULL
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
} OR EXISTS {
  MATCH (s)-[:FLOW]->(x) WHERE EXISTS {
    MATCH (x)-[:FLOW]->(:System)<-[:ABOUT]-(e:Evidence)
    WHERE e.evidence_kind = 'risk_analysis' AND e.covers IS NULL
    AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
  }
})
AND NOT EXISTS {
  MATCH (f:Evidence)-[:ABOUT]->(s)
  WHERE f.evidence_kind = 'risk_analysis'
  AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (f:Evidence)-[:ABOUT]->(w)<-[:PART_OF|MANAGED_IN|CONNECTED_TO]-(s)
  WHERE f.evidence_kind = 'risk_analysis'
  AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
}
RETURN DISTINCT s.id AS id, 'covers' AS missing
"""

[messages.owner]
sv = "{name} har ingen ägare som är giltig i dag."
en = "{name} has no owner who is valid today."
[messages.zone]
sv = "{name} sitter inte i någon nätzon, så vitt känt."
en = "{name} is in no network zone, as far as is known."
[messages.risk]
sv = "{name} ingår inte i någon gällande riskanalys."
en = "{name} is part of no risk analysis in force."

[[example]]
graph = ["meter:Sensor -CONNECTED_TO-> field:NetworkZone", "fleet:Evidence {evidence_kind: risk_analysis} -ABOUT-> meter"]
finds = ["meter"]

[[example]]
graph = [
  "meter:Sensor -CONNECTED_TO-> field:NetworkZone", "meter -OWNED_BY-> ann:Role",
  "fleet:Evidence {evidence_kind: risk_analysis} -ABOUT-> field",
  "pump:Device -OWNED_BY-> ann", "pump -PART_OF-> plant:Device -OWNED_BY-> ann", "plant -CONNECTED_TO-> field",
  "works:Evidence {evidence_kind: risk_analysis} -ABOUT-> plant",
]
finds = []

# A sensor is in the zone of the gateway it sends by; one that sends by none is in no zone.
[[example]]
graph = [
  "meter:Sensor -OWNED_BY-> ann:Role", "meter -FLOW-> gate:Device -CONNECTED_TO-> field:NetworkZone", "gate -OWNED_BY-> ann",
  "gate -FLOW-> iot:System", "loose:Sensor -OWNED_BY-> ann", "loose -FLOW-> iot",
  "plan:Evidence {evidence_kind: risk_analysis, covers: [sensors]} -ABOUT-> iot",
]
finds = ["loose"]

# The analysis that the meter was in no longer holds.
[[example]]
graph = [
  "meter:Sensor -CONNECTED_TO-> field:NetworkZone", "meter -OWNED_BY-> ann:Role",
  "plan:Evidence {evidence_kind: risk_analysis, valid_to: 2025-12-31} -ABOUT-> meter",
]
finds = ["meter"]

# The system that receives its data is analysed, and the analysis does not say whether sensors are in it.
[[example]]
graph = [
  "meter:Sensor -CONNECTED_TO-> field:NetworkZone", "meter -OWNED_BY-> ann:Role", "meter -FLOW-> iot:System",
  "plan:Evidence {evidence_kind: risk_analysis} -ABOUT-> iot",
]
finds = []
unknown = ["meter"]

# Nobody has loaded zones or risk analyses.
[[example]]
graph = ["meter:Sensor -OWNED_BY-> ann:Role"]
finds = []
unknown = ["meter"]
*/
MATCH (s:Sensor)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND NOT EXISTS {
  MATCH (s)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN s.id AS id, 'owner' AS wrong
UNION ALL
MATCH (s:Device)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND NOT EXISTS {
  MATCH (s)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN s.id AS id, 'owner' AS wrong
UNION ALL
MATCH (s:Sensor)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND EXISTS { MATCH (z:NetworkZone) }
AND NOT EXISTS { MATCH (s)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (s)-[:FLOW]->(:Device)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (s)-[:PART_OF]->()-[:CONNECTED_TO]->(:NetworkZone) }
RETURN s.id AS id, 'zone' AS wrong
UNION ALL
MATCH (s:Device)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND EXISTS { MATCH (z:NetworkZone) }
AND NOT EXISTS { MATCH (s)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (s)-[:FLOW]->(:Device)-[:CONNECTED_TO]->(:NetworkZone) }
AND NOT EXISTS { MATCH (s)-[:PART_OF]->()-[:CONNECTED_TO]->(:NetworkZone) }
RETURN s.id AS id, 'zone' AS wrong
UNION ALL
MATCH (s:Sensor)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND EXISTS { MATCH (e:Evidence) WHERE e.evidence_kind = 'risk_analysis' }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(s)
  WHERE e.evidence_kind = 'risk_analysis'
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(w)<-[:PART_OF|MANAGED_IN|CONNECTED_TO]-(s)
  WHERE e.evidence_kind = 'risk_analysis'
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(y:System)<-[:FLOW]-(s)
  WHERE e.evidence_kind = 'risk_analysis' AND (e.covers IS NULL OR any(part IN e.covers WHERE part IN ['sensors', 'devices', 'control_systems', 'iot', 'sensorer', 'enheter', 'styrsystem']))
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (s)-[:FLOW]->(x) WHERE EXISTS {
    MATCH (e:Evidence)-[:ABOUT]->(y:System)<-[:FLOW]-(x)
    WHERE e.evidence_kind = 'risk_analysis' AND (e.covers IS NULL OR any(part IN e.covers WHERE part IN ['sensors', 'devices', 'control_systems', 'iot', 'sensorer', 'enheter', 'styrsystem']))
    AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
  }
}
RETURN s.id AS id, 'risk' AS wrong
UNION ALL
MATCH (s:Device)
WHERE (s.valid_from IS NULL OR s.valid_from <= $today) AND (s.valid_to IS NULL OR s.valid_to >= $today)
AND EXISTS { MATCH (e:Evidence) WHERE e.evidence_kind = 'risk_analysis' }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(s)
  WHERE e.evidence_kind = 'risk_analysis'
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(w)<-[:PART_OF|MANAGED_IN|CONNECTED_TO]-(s)
  WHERE e.evidence_kind = 'risk_analysis'
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(y:System)<-[:FLOW]-(s)
  WHERE e.evidence_kind = 'risk_analysis' AND (e.covers IS NULL OR any(part IN e.covers WHERE part IN ['sensors', 'devices', 'control_systems', 'iot', 'sensorer', 'enheter', 'styrsystem']))
  AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
}
AND NOT EXISTS {
  MATCH (s)-[:FLOW]->(x) WHERE EXISTS {
    MATCH (e:Evidence)-[:ABOUT]->(y:System)<-[:FLOW]-(x)
    WHERE e.evidence_kind = 'risk_analysis' AND (e.covers IS NULL OR any(part IN e.covers WHERE part IN ['sensors', 'devices', 'control_systems', 'iot', 'sensorer', 'enheter', 'styrsystem']))
    AND (e.valid_from IS NULL OR e.valid_from <= $today) AND (e.valid_to IS NULL OR e.valid_to >= $today)
  }
}
RETURN s.id AS id, 'risk' AS wrong
