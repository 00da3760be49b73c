"""Fault trees: the structure by which a failure reaches something, its minimal cut sets, and its probability."""
