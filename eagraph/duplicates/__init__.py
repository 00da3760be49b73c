"""Duplicates: one system registered twice, two solutions for one need, several installations of one product; never mixed."""
