"""Findings over time: what a check found, since when, whose it is, what a baseline or an exemption keeps quiet."""
