"""Loaders: one source format a file. What a loader is stands in `eagraph.loading`."""
