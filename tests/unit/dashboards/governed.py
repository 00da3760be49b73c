"""A small city with something for every view of the portfolio."""

from __future__ import annotations

GOVERNED = """
    social:Organisation kind=board change_capacity=1
    school:Organisation kind=board
    care:Capability
    pay:Capability
    cheap:System lifecycle=live cost_year=100 scope=local functional_fit=4 technical_fit=4
    other:System lifecycle=live cost_year=100 scope=common functional_fit=1 technical_fit=1
    dear:System lifecycle=live cost_year=900 scope=local end_of_support=2026-01-01 contract_end=2027-01-01
    next:System lifecycle=planned scope=local
    bank:System lifecycle=live scope=common cost_year=50
    cheap OWNED_BY social
    other OWNED_BY social
    dear OWNED_BY school
    next OWNED_BY school
    bank OWNED_BY school
    cheap SUPPORTS care
    other SUPPORTS care
    dear SUPPORTS care
    next SUPPORTS pay
    bank SUPPORTS pay
    dear REPLACED_BY next date=2027-06-01
    one:Project start=2026-01-01 end=2026-12-31
    two:Project start=2026-06-01 end=2027-06-30
    late:Project start=2027-01-01
    one CHANGES cheap
    two CHANGES cheap
    one AFFECTS social
    two AFFECTS social
    late AFFECTS school
    cheap FLOW dear medium=paper
    work:Process
    cheap SUPPORTS work
    dear SUPPORTS work
    cases:InformationType
    journal:InformationAsset
    journal OF_TYPE cases
    journal OWNED_BY social
    cheap HOLDS journal
"""
