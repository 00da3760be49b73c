"""Attacks: how an intruder moves, what cuts him off, and what falls into his hands."""
