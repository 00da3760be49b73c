"""Relationship types: one declaration a type, with its ends, fields, and what travels along it, and which way.

Failure, data, requirement and attack each travel `WITH` the arrow (source to target), `AGAINST` it, `BOTH` ways or
`NOT` at all. This is the only place where direction is decided; every view and every analysis derives from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


class Travel(StrEnum):
    """Which way something travels along a relationship."""

    WITH = "with"
    AGAINST = "against"
    BOTH = "both"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """One type. `sources` and `targets` name the labels it is meant for; empty means any.

    `failure_if` names the property that must be true for failure to travel (FLOW: `needed`). `owns` says that the
    target is content of the source (HOLDS).
    """

    type: str
    text: Text
    failure: Travel
    data: Travel
    requirement: Travel
    attack: Travel
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    failure_if: str = ""
    owns: bool = False

    def travels(self, view: str) -> Travel:
        """Which way the subject of a view (failure, data, requirement, attack) travels."""
        return Travel(
            {"failure": self.failure, "data": self.data, "requirement": self.requirement, "attack": self.attack}[view]
        )


WEAK = ("soft", "optional")
"""Strengths that degrade the one who needs; every other `mode` stops it."""
COMMON: tuple[Field, ...] = (
    text("name", "namn", "name"),
    text("description", "beskrivning", "description"),
    text("source_key", "nyckel i källan", "key in the source"),
    text("source_type", "typ i källan", "type in the source"),
    date("valid_from", "giltig från", "valid from"),
    date("valid_to", "giltig till", "valid to"),
    date("last_verified", "senast verifierad", "last verified"),
    choice("confidence", "tillförlitlighet", "confidence", "confirmed stated inferred assumed", closed=True),
)
_MEMBER: tuple[Field, ...] = (
    text("group", "beroendegrupp", "dependency group"),
    integer("k", "minst så många måste fungera", "how many must work", low=1),
)
_GROUP: tuple[Field, ...] = (
    *_MEMBER,
    number("buffer_h", "uthållighet (buffert)", "buffer", unit="h"),
    number("buffer_h_low", "uthållighet, kortast", "buffer, shortest", unit="h"),
    number("buffer_h_high", "uthållighet, längst", "buffer, longest", unit="h"),
)
_EXCHANGERS = ("System", "Integration", "Sensor", "Device", "DigitalService", "Organisation")
_NEITHER = (Travel.NOT, Travel.NOT, Travel.NOT, Travel.NOT)
WITH, AGAINST, BOTH, NOT = Travel.WITH, Travel.AGAINST, Travel.BOTH, Travel.NOT


def _fact(type_: str, sv: str, en: str, sources: str = "", targets: str = "", *fields: Field) -> RelationshipType:
    """A type along which nothing travels."""
    return RelationshipType(type_, Text(sv, en), *_NEITHER, tuple(sources.split()), tuple(targets.split()), tuple(fields))


RELATIONSHIP_TYPES: tuple[RelationshipType, ...] = (
    RelationshipType("DEPENDS_ON", Text("är beroende av", "depends on"), AGAINST, NOT, WITH, WITH, fields=(
        *_GROUP,
        choice("mode", "styrka", "strength", "hard soft optional", closed=True),
        boolean("required_for_start", "krävs för start", "required for start"),
        probability("alpha", "beroendestyrka (FDNA)", "strength of dependency (FDNA)"),
        number("beta", "beroendekritikalitet (FDNA)", "criticality of dependency (FDNA)", high=100),
        choice("dependency_kind", "slag av beroende", "kind of dependency", "physical cyber geographic logical"))),
    RelationshipType("FLOW", Text("lämnar uppgifter till", "sends data to"), WITH, WITH, AGAINST, WITH,
        sources=_EXCHANGERS, targets=_EXCHANGERS, failure_if="needed", fields=(
        listing("carries", "bär informationstillgångar", "carries assets"),
        boolean("needed", "mottagaren behöver flödet", "needed by the receiver"), *_GROUP,
        choice("mode", "slag av flöde", "kind of flow", "read replicate update command"),
        text("medium", "medium", "medium"),
        text("legal_exception", "rättsligt undantag för papper", "legal exception for paper"),
        text("disclosure_basis", "grund för utlämnande", "basis of disclosure"),
        choice("filter", "filter", "filter", "anonymise pseudonymise redact generalise sample delay encrypt"),
        text("filter_method", "filtrets metod", "method of the filter"),
        text("filter_decision", "beslut om filtret", "decision on the filter"),
        text("filter_decided_by", "beslutat av", "decided by"),
        date("filter_date", "beslutat den", "decided on"),
        date("filter_review", "granskas igen den", "to be reviewed on"),
        text("filter_evidence", "belägg för filtret", "evidence for the filter"),
        listing("filter_removes", "filtret tar bort kategorierna", "categories the filter removes"),
        level("filter_k", "konfidentialitet efter filtret, högst", "confidentiality after the filter, at most"),
        boolean("validated", "uppgifterna kontrolleras oberoende", "the data are validated independently"),
        text("validation_evidence", "belägg för kontrollen", "evidence for the validation"))),
    RelationshipType("VIA", Text("går via", "goes via"), AGAINST, BOTH, WITH, BOTH, ("Integration",), ("System",), _MEMBER),
    _fact("CARRIES", "bär", "carries", "Integration", "InformationAsset"),
    RelationshipType("HOLDS", Text("innehåller", "holds"), NOT, NOT, NOT, NOT,
        ("System", "DigitalService", "Device", "Facility"), ("InformationAsset",),
        (choice("how", "hur", "how", "stored processed presented"), date("since", "sedan", "since")), owns=True),
    _fact("MASTER_OF", "är huvudkälla för", "is master of", "System", "InformationType",
          text("decided_by", "beslutat av", "decided by")),
    _fact("COLLECTS", "samlar in", "collects", "System", "InformationType",
          text("from", "från målgrupp", "from target group"), text("legal_barrier", "rättsligt hinder", "legal barrier")),
    _fact("OF_TYPE", "är av slaget", "is of type", "InformationAsset", "InformationType"),
    _fact("DENOTES", "betecknar", "denotes", "InformationType", "Concept"),
    RelationshipType("DERIVED_FROM", Text("är framställd ur", "is derived from"), NOT, AGAINST, NOT, NOT,
        ("InformationAsset",), ("InformationAsset",)),
    RelationshipType("HOSTS", Text("är värd för", "hosts"), WITH, BOTH, AGAINST, WITH, fields=_MEMBER),
    RelationshipType("CONTROLS_ACCESS_TO", Text("styr åtkomst till", "controls access to"), WITH, NOT, AGAINST, WITH,
        fields=(choice("kind", "slag", "kind", "sso pam admin deploy backup identity"), *_MEMBER)),
    RelationshipType("REALISES", Text("förverkligar", "realises"), WITH, NOT, AGAINST, NOT, ("System",),
        fields=(number("share", "andel", "share", high=1), *_MEMBER)),
    RelationshipType("SUPPORTS", Text("stödjer", "supports"), WITH, NOT, AGAINST, NOT, ("System",),
        ("Capability", "Process"), (number("share", "andel", "share", high=1), *_MEMBER)),
    RelationshipType("USED_BY", Text("används av", "is used by"), WITH, WITH, AGAINST, NOT,
        ("System", "DigitalService"), ("Organisation", "TargetGroup"), (integer("users", "användare", "users"), *_MEMBER)),
    RelationshipType("CONNECTED_TO", Text("är ansluten till", "is connected to"), NOT, NOT, NOT, BOTH,
        ("Device", "Sensor", "System", "NetworkZone"), ("NetworkZone",),
        (choice("barrier", "spärr", "barrier", "none firewall gateway diode", closed=True),)),
    RelationshipType("MEMBER_OF", Text("delar felorsak", "shares the cause"), AGAINST, NOT, NOT, AGAINST, (), ("CommonCause",), _MEMBER),
    _fact("PART_OF", "är del av", "is part of"),
    _fact("OWNED_BY", "ägs av", "is owned by", "", "Role Person Organisation",
          date("valid_from", "giltig från", "valid from"), date("valid_to", "giltig till", "valid to")),
    _fact("MANAGED_IN", "förvaltas i", "is managed in", "", "ManagementObject"),
    _fact("HELD_BY", "innehas av", "is held by", "Role", "Person"),
    _fact("BELONGS_TO", "hör till", "belongs to", "Role Person", "Organisation"),
    RelationshipType("SUPPLIED_BY", Text("levereras av", "is supplied by"), NOT, NOT, NOT, AGAINST, ("System",), ("Organisation",)),
    _fact("PROTECTS", "skyddar", "protects", "Control"),
    _fact("EXEMPTS", "undantar", "exempts", "Exemption"),
    _fact("ABOUT", "handlar om", "is about", "Evidence", "", number("share", "andel", "share", high=1)),
    _fact("AFFECTED", "drabbade", "affected", "Incident"),
    _fact("STARTED_IN", "började i", "started in", "Incident"),
    _fact("CHANGES", "ändrar", "changes", "Project", "System"),
    _fact("DELIVERS", "levererar", "delivers", "Project", "System"),
    _fact("RETIRES", "avvecklar", "retires", "Project", "System"),
    _fact("AFFECTS", "berör", "affects", "Project", "Organisation"),
    _fact("PRECEDES", "föregår", "precedes", "Project", "Project"),
    _fact("REPLACED_BY", "ersätts av", "is replaced by", "", "", date("date", "datum", "date")),
    _fact("RELATES_TO", "har samband med", "relates to"),
)  # fmt: skip
