"""RDF read safely, and what a resource says of itself: for loaders of linked data."""
