"""Files of every kind as items that the entries of a mapping are applied to."""
