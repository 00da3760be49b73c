"""Figures as pure functions of an answer, for the screens alone; what reports show too is drawn in `eagraph.drawing`."""
