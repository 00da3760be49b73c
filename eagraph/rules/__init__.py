"""Governance: the programme's rules, one `.cypher` file each, asked of the store and answered pass, fail or unknown."""
