"""Chance: what is not known exactly, drawn many times, and what comes of it."""
