"""Node types: one declaration a label, with its fields, units and names in both languages.

A node has one label. `COMMON` fields stand on every node, `CLASSIFIED` ones where the city classifies.
"""

from __future__ import annotations

from dataclasses import dataclass

from eagraph.locale import Text
from eagraph.model.fields import (
    Field,
    boolean,
    choice,
    date,
    integer,
    level,
    listing,
    number,
    probability,
    text,
)


@dataclass(frozen=True, slots=True)
class NodeType:
    """One label: its names, what it stands for, and the fields it has beside `COMMON`."""

    label: str
    text: Text
    about: Text
    fields: tuple[Field, ...] = ()


COMMON: tuple[Field, ...] = (
    text("name", "namn", "name"),
    text("name_en", "engelskt namn", "English name"),
    text("description", "beskrivning", "description"),
    text("source", "källa", "source"),
    text("source_key", "nyckel i källan", "key in the source"),
    text("external_id", "externt id", "external id"),
    date("valid_from", "giltig från", "valid from"),
    date("valid_to", "giltig till", "valid to"),
    date("last_verified", "senast verifierad", "last verified"),
    choice("confidence", "tillförlitlighet", "confidence", "confirmed stated inferred assumed", closed=True),
    choice("layer", "kartlager", "layer of the map", "overview detail"),
    text("steward", "uppgiftsansvarig", "steward"),
    listing("tags", "etiketter", "tags"),
)
ASPECTS: dict[str, Text] = {
    "k": Text("konfidentialitet", "confidentiality"),
    "r": Text("riktighet", "integrity"),
    "t": Text("tillgänglighet", "availability"),
    "s": Text("spårbarhet", "traceability"),
}
CLASSIFIED: tuple[Field, ...] = (
    *(level(a, name.sv, name.en) for a, name in ASPECTS.items()),
    *(level(f"{a}_high", f"{name.sv}, högst", f"{name.en}, at most") for a, name in ASPECTS.items()),
    text("classified_by", "klassad av", "classified by"),
    date("classified_on", "klassad den", "classified on"),
    text("classification_model", "klassningsmodell", "classification model"),
)
_FAILING: tuple[Field, ...] = (
    probability("failure_probability", "felsannolikhet", "failure probability"),
    probability("failure_probability_high", "felsannolikhet, högst", "failure probability, at most"),
    text("availability_source", "källa till tillgänglighetstalet", "source of the availability figure"),
    number("repair_h", "reparationstid", "time to repair", unit="h"),
    number("repair_h_low", "reparationstid, kortast", "time to repair, shortest", unit="h"),
    number("repair_h_high", "reparationstid, längst", "time to repair, longest", unit="h"),
    number("restart_h", "omstartstid", "restart time", unit="h"),
)
"""How often a thing fails by itself and how long it takes to mend; two ends state an interval."""
_TOLERATED: tuple[Field, ...] = (
    number("mtpd_h", "längsta tolerabla avbrottstid (MTPD)", "maximum tolerable disruption (MTPD)", unit="h"),
    number("rto_h", "återställningstid (RTO)", "recovery time objective (RTO)", unit="h"),
    number("rpo_h", "högsta tillåtna dataförlust (RPO)", "recovery point objective (RPO)", unit="h"),
)
_DEVICE: tuple[Field, ...] = (
    text("device_kind", "slag av enhet", "kind of device"),
    integer("count", "antal i flottan", "number in the fleet", low=1),
    text("firmware", "fast programvara", "firmware"),
    text("observed_property", "mäter", "observed property"),
    number("resolution_s", "upplösning", "resolution", unit="s"),
    number("latitude", "latitud", "latitude", unit="°", low=-90, high=90),
    number("longitude", "longitud", "longitude", unit="°", low=-180, high=180),
    integer("criticality", "verksamhetskritikalitet", "criticality", high=4),
    *_FAILING,
)

NODE_TYPES: tuple[NodeType, ...] = (
    NodeType("Organisation", Text("organisation", "organisation"),
        Text("nämnd, bolag, förvaltning, avdelning, leverantör, myndighet",
             "board, company, administration, department, supplier, authority"),
        (choice("kind", "slag", "kind", "council executive_board board company administration department unit "
                "project supplier authority"),
         choice("function", "funktion", "function", "core it support supplier"))),
    NodeType("Person", Text("person", "person"), Text("innehavare av en roll", "holder of a role"),
        (boolean("active", "aktiv", "active"), text("email", "e-post", "e-mail"))),
    NodeType("Role", Text("roll", "role"),
        Text("systemägare, informationsägare, samordnare", "system owner, information owner, coordinator"),
        (text("role_type", "rolltyp", "type of role"), boolean("active", "aktiv", "active"),
         text("email", "e-post", "e-mail"))),
    NodeType("System", Text("system", "system"),
        Text("verksamhetssystem, plattform, infrastruktur, integrationsmotor, IoT-plattform",
             "business system, platform, infrastructure, integration engine, IoT platform"),
        (choice("system_kind", "systemslag", "kind of system",
                "business platform infrastructure equipment integration iot_platform identity"),
         choice("scope", "räckvidd", "scope", "common local external"),
         choice("lifecycle", "livscykel", "lifecycle", "idea planned pilot live phase_out retired"),
         integer("criticality", "verksamhetskritikalitet", "criticality", high=4),
         *_TOLERATED, *_FAILING,
         number("cost_year", "kostnad per år", "cost a year", unit="SEK"),
         integer("users", "användare", "users"),
         text("vendor", "leverantör", "vendor"), text("product", "produkt", "product"),
         boolean("personal_data", "personuppgifter", "personal data"), *CLASSIFIED)),
    NodeType("DigitalService", Text("digital tjänst", "digital service"),
        Text("det som invånare, företag och medarbetare möter", "what residents, businesses and employees meet"),
        (listing("audience", "målgrupper", "audience", "resident business visitor employee partner"),
         text("channel", "kanal", "channel"),
         boolean("materialised", "samlar egna kopior", "keeps copies of its own"),
         integer("criticality", "verksamhetskritikalitet", "criticality", high=4), *_TOLERATED, *_FAILING,
         *CLASSIFIED)),
    NodeType("Integration", Text("integration", "integration"),
        Text("ett överenskommet informationsutbyte", "an agreed exchange of information"),
        (choice("pattern", "metod", "method", "api message file stream manual paper"),
         text("standard", "standard", "standard"),
         choice("encrypted", "kryptering", "encryption", "none transport end_to_end"),
         text("frequency", "frekvens", "frequency"), *_FAILING, *CLASSIFIED)),
    NodeType("Sensor", Text("sensor", "sensor"), Text("mätande enhet eller flotta", "measuring device or fleet"), _DEVICE),
    NodeType("Device", Text("enhet", "device"),
        Text("gateway, ställdon, styrsystem, utrustning", "gateway, actuator, control system, equipment"), _DEVICE),
    NodeType("NetworkZone", Text("nätzon", "network zone"), Text("avgränsad del av nätet", "a bounded part of the network"),
        (integer("trust", "tillitsnivå", "trust", high=4), boolean("ot", "styr- och driftnät", "operational technology"), *_FAILING)),
    NodeType("Facility", Text("anläggning", "facility"),
        Text("datahall, elmatning, fiber, byggnad", "data hall, power feed, fibre, building"),
        (number("autonomy_h", "egen drift", "autonomy", unit="h"),
         integer("criticality", "verksamhetskritikalitet", "criticality", high=4), *_FAILING)),
    NodeType("InformationAsset", Text("informationstillgång", "information asset"),
        Text("originaluppgifter, kopia, sammanställning, anonymt, öppet", "primary, copy, aggregate, anonymous, open"),
        (choice("asset_kind", "slag", "kind", "primary copy aggregate anonymous open"),
         boolean("personal", "personuppgifter", "personal data"),
         boolean("special_category", "känsliga personuppgifter", "special category"),
         text("subject_kind", "vem uppgifterna gäller", "kind of subject"),
         text("subject_key", "nyckel till den uppgifterna gäller", "key to the subject"),
         listing("categories", "kategorier", "categories"),
         integer("subjects", "antal berörda", "subjects"), integer("records", "antal poster", "records"),
         number("resolution_s", "upplösning", "resolution", unit="s"),
         number("retention_d", "sparas", "retention", unit="d"),
         text("secrecy_basis", "sekretessgrund", "basis of secrecy"),
         boolean("published", "publicerad", "published"), *CLASSIFIED)),
    NodeType("InformationType", Text("informationsslag", "information type"), Text("det som klassas", "what is classified"),
        (text("status", "status", "status"),)),
    NodeType("Concept", Text("begrepp", "concept"), Text("den överenskomna termen", "the agreed term"),
        (text("status", "status", "status"),)),
    NodeType("Capability", Text("förmåga", "capability"), Text("något staden kan", "something the city can do"),
        (number("weight", "vikt", "weight"), *_TOLERATED)),
    NodeType("Process", Text("process", "process"), Text("ett arbetsflöde", "a flow of work"),
        (number("weight", "vikt", "weight"), *_TOLERATED)),
    NodeType("TargetGroup", Text("målgrupp", "target group"), Text("de som berörs", "those concerned"),
        (number("weight", "vikt", "weight"),)),
    NodeType("ManagementObject", Text("förvaltningsobjekt", "management object"),
        Text("det som förvaltas tillsammans", "what is managed together"), (number("weight", "vikt", "weight"),)),
    NodeType("Control", Text("skyddsåtgärd", "control"), Text("en åtgärd som skyddar", "a safeguard"),
        (listing("aspects", "aspekter", "aspects", "k r t s"), integer("grade", "grad", "grade", high=4),
         text("status", "status", "status"))),
    NodeType("CommonCause", Text("gemensam felorsak", "common cause"), Text("det som slår mot flera på en gång", "what strikes several at once"),
        (choice("cause", "orsak", "cause",
                "site power supplier product_version identity_domain ca operator software_component"),
         probability("beta", "betafaktor", "beta factor"), *_FAILING)),
    NodeType("Project", Text("projekt", "project"), Text("projekt, pilot, upphandling", "project, pilot, procurement"),
        (text("project_kind", "slag", "kind"), date("start", "start", "start"), date("end", "slut", "end"),
         number("budget", "budget", "budget", unit="SEK"))),
    NodeType("Evidence", Text("underlag", "evidence"),
        Text("riskanalys, granskning, rapport, dialog", "risk analysis, review, report, dialogue"),
        (text("evidence_kind", "slag", "kind"), date("date", "datum", "date"), text("outcome", "utfall", "outcome"))),
    NodeType("Exemption", Text("undantagsbeslut", "exemption decision"), Text("daterat beslut", "dated decision"),
        (text("rule", "regel", "rule"), text("decided_by", "beslutat av", "decided by"),
         date("decided_on", "beslutat den", "decided on"), text("diary_number", "diarienummer", "diary number"))),
    NodeType("Incident", Text("incident", "incident"), Text("inträffad händelse", "recorded event"),
        (date("detected_on", "upptäckt", "detected on"), date("closed_on", "avslutad", "closed on"),
         integer("severity", "allvarlighet", "severity", high=4),
         boolean("personal", "personuppgifter", "personal data"))),
    NodeType("ModelElement", Text("modellelement", "model element"),
        Text("det en källa har som inget annat passar", "what a source has that nothing else fits"),
        (text("archimate_type", "ArchiMate-typ", "ArchiMate type"), text("source_type", "typ i källan", "type in the source"))),
)  # fmt: skip
