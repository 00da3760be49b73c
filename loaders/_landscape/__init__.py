"""How our own tables are read by column, where they are large."""
