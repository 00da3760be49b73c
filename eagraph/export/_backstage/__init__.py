"""What the Backstage exporter rests on: kinds and names of entities, fields of relations, and the YAML they stand in."""
