"""A register of systems in which a diary stands twice, and a board has one of its own beside the common one."""

from __future__ import annotations

REGISTERS = """
    council:Organisation kind=council
    school:Organisation kind=board
    school PART_OF council
    care:Organisation kind=board
    care PART_OF council
    centre:Organisation kind=board
    centre PART_OF council
    maker:Organisation kind=supplier
    diary-a:System name=Ärendepärmen scope=local product=Ärendepärmen lifecycle=live users=40
    diary-a OWNED_BY school
    diary-a SUPPLIED_BY maker
    diary-b:System name=Ärende-pärmen scope=local product=Ärendepärmen lifecycle=live users=41
    diary-b OWNED_BY school
    filing:Capability
    handing-out:Capability
    staffing:Capability
    pay:Capability
    teach:Capability
    diary-a SUPPORTS teach
    diary-b SUPPORTS teach
    common:System name=Diariet scope=common lifecycle=live
    common OWNED_BY centre
    common USED_BY council
    common SUPPORTS filing
    common SUPPORTS handing-out
    own:System name=Vårdpappren scope=local lifecycle=live criticality=2
    own OWNED_BY care
    own USED_BY care
    own SUPPORTS filing
    own SUPPORTS handing-out
    own SUPPLIED_BY maker
    papers:InformationAsset k=3 r=1 t=1 s=1 archive_target=E-arkivet
    own HOLDS papers
    reader:System name=Läsaren scope=local criticality=3
    reader OWNED_BY care
    reader DEPENDS_ON own
    own FLOW reader carries=papers needed=true
    other:System name=Väderstationen scope=local
    other OWNED_BY care
    own FLOW other carries=papers
    wages:System name=Lönerna scope=local
    wages OWNED_BY care
    wages SUPPORTS pay
"""
TWINS = ("diary-a", "diary-b")
