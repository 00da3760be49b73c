"""Bills of materials, whatever format they are in: package URLs, and what a component says made into flat properties."""
